"""What is known of many projects, in a number of queries that does not depend on how many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yuanheng.web.cases.models import AT_WORK, CaseStep
from yuanheng.web.projects.models import Project, StageEntry
from yuanheng.web.projects.stages import stage_rules

from ..models import Difficulty, PlanDate, Progress, YearPlan
from ..policy.flags import Known, LateStep, OpenDifficulty
from ..policy.series import Reported, last_due_month, series, year_sum


@dataclass(slots=True)
class _Found:
    reached: dict[str, date] = field(default_factory=dict)
    plans: list[PlanDate] = field(default_factory=list)
    reports: dict[date, Reported] = field(default_factory=dict)
    year_plan: Any = None
    steps: list[LateStep] = field(default_factory=list)
    difficulties: list[OpenDifficulty] = field(default_factory=list)


def from_signed_on() -> list[str]:
    """Codes of the stages of the track, from signing on."""
    codes = [s.code for s in stage_rules().track()]
    return codes[codes.index("signed") :]


def known_of_many(projects: Sequence[Project], *, on: date) -> dict[Any, Known]:
    """By project key; the same rules as for one project."""
    ids = [p.pk for p in projects]
    found: dict[Any, _Found] = defaultdict(_Found)
    stages = StageEntry.objects.filter(project__in=ids, withdrawn_at__isnull=True).order_by("-happened_on")
    for pk, stage, day in stages.values_list("project", "stage", "happened_on"):
        found[pk].reached[stage] = day
    for plan in PlanDate.objects.filter(project__in=ids).order_by("serial"):
        found[plan.project_id].plans.append(plan)
    reports = Progress.objects.filter(project__in=ids).order_by("month", "at")
    for pk, month, done, total, text in reports.values_list("project", "month", "done", "cumulative", "text"):
        found[pk].reports[month] = Reported(done, total, text)
    for pk, amount in (
        YearPlan.objects.filter(project__in=ids, year=on.year).order_by("at").values_list("project", "amount")
    ):
        found[pk].year_plan = amount
    _troubles(ids, found, on)
    return {p.pk: _known(p, found[p.pk], on) for p in projects}


def _troubles(ids: list[Any], found: dict[Any, _Found], on: date) -> None:
    by_text = {str(pk): pk for pk in ids}
    late = CaseStep.objects.filter(
        case__subject_kind="projects.project", case__subject_id__in=list(by_text), status__in=AT_WORK, due_on__lt=on
    )
    for text, label, group, due in late.values_list("case__subject_id", "label", "group", "due_on"):
        found[by_text[text]].steps.append(LateStep(label, group, due))
    rows = Difficulty.objects.filter(project__in=ids, state="open").order_by("due_on")
    for pk, title, due in rows.values_list("project", "title", "due_on"):
        found[pk].difficulties.append(OpenDifficulty(title, due))


def _known(project: Project, f: _Found, on: date) -> Known:
    since = min([*f.reports, *(d for s, d in f.reached.items() if s == "started")], default=None)
    until = min(last_due_month(on), f.reached.get("completed", on))
    return Known(
        stage=project.stage, reached=f.reached, planned={p.milestone: p.planned_on for p in f.plans},
        replans={p.milestone: p.serial - 1 for p in f.plans}, last_sign=max([*f.reached.values(), *f.reports], default=None),
        months=series(f.reports, since=since, until=until) if since else (), year_done=year_sum(f.reports, on.year)[0],
        year_plan=f.year_plan, through=max((m for m in f.reports if m.year == on.year), default=None),
        steps=tuple(f.steps), difficulties=tuple(f.difficulties),
    )  # fmt: skip
