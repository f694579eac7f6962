"""One project: facts, amounts, the track of its stages, what the city recognised, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuanheng.web.base.history import Change, changes_of

from ..models import AmountKind, Investor, Project, ProjectAmount, Recognition, StageEntry
from ..stages import place_of, stage_rules, stages
from .lists import money_text

SHOWN = (
    "name", "national_code", "origin", "manufacturing", "industry_code", "cluster", "enterprise_id", "source_kind",
    "source_name", "organisation_id", "manager_id", "leader_id", "town", "land_mu", "plant_m2", "power_kva",
    "water_t_day", "summary", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the track."""

    code: str
    label: str
    entry: StageEntry | None
    evidence: str
    passed: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Amounts:
    """One kind of amount: the newest, and those before."""

    label: str
    newest: str
    since: date | None
    before: tuple[tuple[str, ProjectAmount], ...]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything the page shows of its own."""

    project: Project
    investors: tuple[Investor, ...]
    amounts: tuple[Amounts, ...]
    steps: tuple[Step, ...]
    entries: tuple[tuple[StageEntry, str, str], ...]
    recognitions: tuple[Recognition, ...]
    changes: tuple[Change, ...]


def project_page(project: Project) -> ProjectPage:
    """In five queries."""
    entries = list(project.stages.select_related("reported_by", "file"))
    return ProjectPage(
        project=project, investors=tuple(project.investors.all()), amounts=_amounts(project),
        steps=_steps(project, entries),
        entries=tuple((e, stages()[e.stage].label if e.stage in stages() else e.stage, _evidence(e)) for e in entries),
        recognitions=tuple(project.recognitions.filter(withdrawn_at__isnull=True)), changes=history(project),
    )  # fmt: skip


def _amounts(project: Project) -> tuple[Amounts, ...]:
    rows = list(project.amounts.select_related("by"))
    found = []
    for kind in AmountKind:
        own = [r for r in rows if r.kind == kind]
        newest = own[0] if own else None
        found.append(
            Amounts(
                label=kind.label, newest=money_text(newest.amount, newest.currency) if newest else "",
                since=newest.holds_from if newest else None,
                before=tuple((money_text(r.amount, r.currency), r) for r in own[1:]),
            )
        )  # fmt: skip
    return tuple(found)


def _steps(project: Project, entries: list[StageEntry]) -> tuple[Step, ...]:
    standing = {e.stage: e for e in entries if e.withdrawn_at is None}
    here = place_of(project.stage)
    return tuple(
        Step(
            code=s.code, label=s.label, entry=standing.get(s.code), passed=place < here and s.code not in standing,
            current=place == here, evidence=_evidence(standing[s.code]) if s.code in standing else "",
        )
        for place, s in enumerate(stage_rules().track())
    )  # fmt: skip


def _evidence(entry: StageEntry) -> str:
    stage = stages().get(entry.stage)
    return next((e.label for e in stage.evidence if e.code == entry.evidence_kind), "") if stage else ""


def history(project: Project) -> tuple[Change, ...]:
    """What changed of the fields the page shows."""
    labels = {f.attname: str(f.verbose_name) for f in Project._meta.concrete_fields}
    return changes_of(project, {name: labels[name] for name in SHOWN})
