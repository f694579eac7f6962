"""What is known of a project's delivery, and the lamps that it lights."""

from __future__ import annotations

from datetime import date
from typing import Any

from yuanheng.web.cases.models import AT_WORK, CaseStep
from yuanheng.web.projects.models import Project

from ..models import Difficulty, PlanDate, Progress
from ..policy.flags import Known, LateStep, OpenDifficulty, flags_of
from ..policy.series import Month, Reported, last_due_month, series, year_sum
from ..rules import flag_rules


def reports_of(project: Project) -> dict[date, Reported]:
    """The newest report of each month."""
    rows = Progress.objects.filter(project=project).order_by("month", "at")
    return {row.month: Reported(row.done, row.cumulative, row.text) for row in rows}


def known_of(project: Project, *, on: date) -> tuple[Known, tuple[Month, ...]]:
    """What the lamps look at, and the months: due from the start of work on."""
    reached = dict(
        project.stages.filter(withdrawn_at__isnull=True).order_by("-happened_on").values_list("stage", "happened_on")
    )
    reports = reports_of(project)
    since = min([*reports, *(d for s, d in reached.items() if s == "started")], default=None)
    until = min(last_due_month(on), reached.get("completed", on))
    row = series(reports, since=since, until=until) if since else ()
    plans = list(PlanDate.objects.filter(project=project).order_by("serial"))
    done, _ = year_sum(reports, on.year)
    planned = project.year_plans.filter(year=on.year).order_by("-at").first()  # type: ignore[attr-defined]
    steps = CaseStep.objects.filter(
        case__subject_kind="projects.project", case__subject_id=str(project.pk), status__in=AT_WORK, due_on__lt=on
    )
    open_ones = Difficulty.objects.filter(project=project, state="open")
    known = Known(
        stage=project.stage, reached=reached, planned={p.milestone: p.planned_on for p in plans},
        replans={p.milestone: p.serial - 1 for p in plans}, last_sign=max([*reached.values(), *reports], default=None),
        months=row, year_done=done, year_plan=planned.amount if planned else None,
        through=max((m for m in reports if m.year == on.year), default=None),
        steps=tuple(LateStep(s.label, s.group, s.due_on) for s in steps if s.due_on),
        difficulties=tuple(OpenDifficulty(d.title, d.due_on) for d in open_ones),
    )  # fmt: skip
    return known, row


def delivery_page(project: Project, *, on: date) -> dict[str, Any]:
    """Everything of one project's delivery."""
    known, row = known_of(project, on=on)
    return {
        "project": project, "months": row, "flags": flags_of(known, flag_rules(), on=on),
        "plans": PlanDate.objects.filter(project=project).select_related("by"),
        "pictures": project.pictures.select_related("by")[:24],  # type: ignore[attr-defined]
        "difficulties": project.difficulties.select_related("organisation", "person"),  # type: ignore[attr-defined]
        "instructions": project.instructions.select_related("by"),  # type: ignore[attr-defined]
        "year_done": known.year_done, "year_plan": known.year_plan, "year": on.year,
    }  # fmt: skip
