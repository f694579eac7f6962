"""The list of projects by how they stand, one run, the panel on a project's page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.projects.models import Project, StageEntry
from yuanheng.web.projects.stages import stages

from ..gathering import ORIGINS
from ..models import CheckResult, CheckRun, Exemption, JointReview
from ..policy import Check, Gate, Outcome, check_rules, load_inputs
from ..policy.checks import Condition, Flags, Listed, Measured, Within, load_list, load_parks
from ..policy.saying import plain, say
from ..standing import Gap, Standing, gaps, standing, standings

TONES = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.UNKNOWN: "orange",
    Outcome.NOT_APPLICABLE: "secondary",
}
FIRST = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Figure:
    """An input as a person reads it."""

    label: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Line:
    """One check of a run."""

    result: CheckResult
    tone: str
    figures: tuple[Figure, ...]
    exemption: Exemption | None
    may_exempt: bool


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with every check, the exemptions that stand, and its joint review."""

    run: CheckRun
    park: str
    standing: Standing
    lines: tuple[Line, ...]
    newest: bool
    review: JointReview | None
    others: tuple[CheckRun, ...]
    counts: tuple[tuple[str, str, int], ...]


def run_page(run: CheckRun) -> RunPage:
    """In a fixed number of queries."""
    results = list(run.results.select_related("exemption__by"))
    granted = {e.fingerprint: e for e in Exemption.objects.filter(project=run.project_id).select_related("by", "file")}
    lines = tuple(_line(r, granted.get(r.fingerprint)) for r in sorted(results, key=lambda r: FIRST.index(r.outcome)))
    now = standing(run.project, Gate(run.gate))
    others = CheckRun.objects.filter(project=run.project_id, gate=run.gate).exclude(pk=run.pk).select_related("by")
    return RunPage(
        run=run,
        park=load_parks().get(run.park, "未定"),
        standing=now,
        lines=lines,
        newest=now.run is not None and now.run.pk == run.pk,
        review=JointReview.objects.filter(run=run).select_related("case", "conclusion", "by").first(),
        others=tuple(others[:20]),
        counts=tuple(
            (label, TONES[outcome], n)
            for outcome, label in zip(Outcome, ("通过", "不通过", "缺数", "不适用"), strict=True)
            if (n := sum(r.outcome == outcome for r in results))
        ),
    )


def _line(result: CheckResult, exemption: Exemption | None) -> Line:
    failed = result.outcome == Outcome.FAILED
    return Line(
        result=result,
        tone=TONES[Outcome(result.outcome)],
        figures=tuple(figure(item) for item in result.inputs),
        exemption=exemption if failed else None,
        may_exempt=failed and exemption is None,
    )


def figure(item: dict[str, Any]) -> Figure:
    """A stored input in the unit it is typed in."""
    known = load_inputs().get(item["name"])
    value = item["value"]
    if value is None or value == "":
        text = "—"
    elif isinstance(value, bool):
        text = "是" if value else "否"
    elif known is not None and known.kind == "amount":
        text = f"{plain(Decimal(value) / known.factor)} {known.typed}"
    else:
        text = str(value)
    return Figure(item["label"], text, ORIGINS[item["origin"]])


@dataclass(frozen=True, slots=True)
class ProjectPanel:
    """On a project's page: how it stands at both gates, and what went ahead of its admission."""

    project: Project
    standings: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    reviews: tuple[JointReview, ...]


def project_panel(request: HttpRequest, project: Project) -> dict[str, Any]:
    """The panel's context."""
    both = standings([project.pk])
    reviews = JointReview.objects.filter(project=project).select_related("case", "conclusion", "run")[:5]
    panel = ProjectPanel(project, tuple(both[project.pk, gate] for gate in Gate), gaps(project), tuple(reviews))
    return {"admission": panel}


class ProjectRow:
    """A project of the list with its standings; the standings are read for the page's rows together."""

    def __init__(self, found: dict[Any, Any]) -> None:
        self.found = found

    def of(self, project: Project, gate: Gate) -> Standing:
        """How it stands; read once for all where the list is long."""
        if (project.pk, gate) not in self.found:
            self.found.update(standings([project.pk]))
        return self.found[project.pk, gate]


def project_columns(found: dict[Any, Any]) -> tuple[Column, ...]:
    """Columns of the list of projects; `found` has the standings of the page's rows."""
    row = ProjectRow(found)

    def column(gate: Gate) -> Column:
        return Column(
            gate.value, gate.label, kind="badge", value=lambda p: row.of(p, gate).label,
            tone=lambda p: row.of(p, gate).tone,
        )  # fmt: skip

    return (
        Column(
            "name", "项目", sort="name_pinyin", link=lambda p: reverse("admission:project", args=[p.pk]),
            value=lambda p: p.name,
        ),
        Column("stage", "阶段", value=lambda p: stages()[p.stage].label, minor=True),
        column(Gate.SIGNING),
        column(Gate.LAND),
        Column(
            "open", "待解决", value=lambda p: "、".join(dict.fromkeys(
                name for gate in Gate for name in row.of(p, gate).open_checks)), minor=True,
        ),
        Column("organisation", "责任单位", value=lambda p: str(p.organisation), minor=True),
    )  # fmt: skip


def project_filters() -> tuple[Any, ...]:
    """By words and by what was run."""
    return (
        TextFilter("q", "项目名称", apply=lambda r, t: r.matching(t)),
        ChoiceFilter(
            "done", "审查", choices=[("yes", "审查过"), ("no", "没有审查"), ("failed", "有不通过")], apply=_by_run
        ),
        ChoiceFilter(
            "gap", "先行", choices=[("signed", "已签约未审查"), ("land_supplied", "已供地未审查")], apply=_by_gap
        ),
    )


def _by_run(rows: QuerySet[Project], value: str) -> QuerySet[Project]:
    if value == "failed":
        return rows.filter(pk__in=CheckRun.objects.filter(outcome="failed").values("project"))
    return rows.filter(admission_runs__isnull=value == "no").distinct()


def _by_gap(rows: QuerySet[Project], stage: str) -> QuerySet[Project]:
    return without_run(rows, stage)


def without_run(rows: QuerySet[Project], stage: str) -> QuerySet[Project]:
    """Projects with the stage recorded and no run of its gate at all."""
    gate = Gate.SIGNING if stage == "signed" else Gate.LAND
    staged = StageEntry.objects.filter(stage=stage, withdrawn_at__isnull=True).values("project")
    return rows.filter(pk__in=staged).exclude(pk__in=CheckRun.objects.filter(gate=gate).values("project"))


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule as the page tells it."""

    check: Check
    gates: str
    inputs: tuple[str, ...]
    applies: tuple[str, ...]
    compares: str
    entries: tuple[str, ...]


def rule_pages() -> tuple[RulePage, ...]:
    """Every rule in words."""
    inputs = load_inputs()
    return tuple(
        RulePage(
            check=check,
            gates="、".join(g.label for g in check.gates),
            inputs=tuple(
                f"{inputs[n].label}({inputs[n].typed})" if u else inputs[n].label for n, u in check.inputs.items()
            ),
            applies=tuple(_condition(c) for c in check.applies),
            compares=_compares(check),
            entries=_entries(check),
        )
        for check in check_rules().values()
    )


def _condition(condition: Condition) -> str:
    label = load_inputs()[condition.input].label
    if condition.is_ is not None:
        return f"{label}为{'是' if condition.is_ else '否'}"
    return f"{label}以 {'、'.join(condition.starts)} 开头"


def _compares(check: Check) -> str:
    inputs = load_inputs()
    match check.compare:
        case Measured() as m:
            over = f" ÷ {inputs[m.below].label}" if m.below else ""
            word = {"at_least": "不低于", "at_most": "不高于", "more_than": "大于"}[m.comparator]
            from fractions import Fraction

            limit = say(Fraction(m.limit) * Fraction(m.show_times), unit=m.shown, places=m.places)
            return f"{inputs[m.above].label}{over} {word} {limit}"
        case Listed() as listed:
            return f"不在“{load_list(listed.list_).label}”之内"
        case Flags() as flags:
            return "、".join(inputs[n].label for n in flags.all_) + ",全部做到"
        case Within() as within:
            return "、".join(p.label for p in within.pairs) + "需求不超过余量"


def _entries(check: Check) -> tuple[str, ...]:
    if not isinstance(check.compare, Listed):
        return ()
    return tuple(f"{e.label}({'、'.join((*e.words, *e.codes))})" for e in load_list(check.compare.list_).entries)
