"""The year-end view: each target of the year, what counts today, and which project must do what by when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yuanheng.engines.calendars import Period, WorkCalendar, load_calendar
from yuanheng.engines.procedures import schedule
from yuanheng.web.cases.models import Case
from yuanheng.web.cases.states import procedure_of, state_of
from yuanheng.web.projects.models import Project, StageEntry
from yuanheng.web.projects.stages import place_of
from yuanheng.web.projects.tallies import count_stage, with_amount

from ..actions.projects import PROCEDURE
from ..models import PlanDate, YearTarget
from ..policy.yearend import Candidate, Outlook, Remaining, outlook, with_latest
from ..rules import year_end

STEP_OF = {"started": "start", "completed": "acceptance", "in_production": "production"}
LABELS = {"started": "开工", "completed": "竣工", "in_production": "投产", "filed": "备案", "land_supplied": "供地"}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with its outlook."""

    target: YearTarget
    outlook: Outlook


def target_rows(visible: QuerySet[Project], *, year: int, on: date) -> tuple[TargetRow, ...]:
    """Every target of a year as it stands on a day of it."""
    return tuple(TargetRow(t, _outlook(t, visible, on)) for t in YearTarget.objects.filter(year=year))


def _outlook(target: YearTarget, visible: QuerySet[Project], on: date) -> Outlook:
    end = date(target.year, 12, 31)
    counted = count_stage(
        Period(target.year), on=on, known_on=None, stage=target.stage, amount_min_yuan=target.min_yuan,
        amount_min_usd=target.min_usd,
    )  # fmt: skip
    assert counted.records is not None
    rule = year_end().remaining.get(target.stage, {})
    there = _stages_on(on)
    open_ones = visible.filter(state="active", pk__in=[pk for pk, stage in there.items() if stage in rule])
    open_ones = open_ones.exclude(pk__in=counted.records.values("pk"))
    open_ones = with_amount(
        open_ones, on=on, known_on=None, min_yuan=target.min_yuan, min_usd=target.min_usd, below_yuan=None,
        below_usd=None,
    )  # fmt: skip
    planned = _planned(target, open_ones, end)
    for project in (found := list(open_ones)):
        project.stage = there[project.pk]
    nearest = sorted(found, key=lambda p: (rule[p.stage], p.number))[: year_end().candidates]
    return outlook(
        target=target.value, counted=int(counted.value or 0), candidates=_candidates(target, nearest, planned, rule, on, end),
        end=end, planned=sum(day <= end for day in planned.values()),
    )  # fmt: skip


def _stages_on(on: date) -> dict[Any, str]:
    """The furthest stage each project had reached by a day."""
    furthest: dict[Any, str] = {}
    entries = StageEntry.objects.filter(withdrawn_at__isnull=True, happened_on__lte=on)
    for pk, stage in entries.order_by().values_list("project", "stage"):
        if place_of(stage) > place_of(furthest.get(pk, "")):
            furthest[pk] = stage
    return furthest


def _planned(target: YearTarget, projects: QuerySet[Project], end: date) -> dict[Any, date]:
    """The plan that holds for each project."""
    plans = PlanDate.objects.filter(project__in=projects.values("pk"), milestone=target.stage).order_by("serial")
    return dict(plans.values_list("project", "planned_on"))


def _candidates(
    target: YearTarget, projects: list[Project], planned: dict[Any, date], rule: dict[str, int], on: date, end: date
) -> list[Candidate]:
    calendar = load_calendar()
    running: dict[str, list[Case]] = defaultdict(list)
    ids = [str(p.pk) for p in projects]
    for case in Case.objects.running().filter(
        procedure=PROCEDURE, subject_kind="projects.project", subject_id__in=ids, opened_on__lte=on
    ):
        running[case.subject_id].append(case)
    return [
        with_latest(_candidate(target, p, planned.get(p.pk), running[str(p.pk)], rule, calendar, on), calendar, end)
        for p in projects
    ]


def _candidate(
    target: YearTarget, project: Project, planned: date | None, cases: list[Case], rule: dict[str, int],
    calendar: WorkCalendar, on: date,
) -> Candidate:  # fmt: skip
    goal = STEP_OF.get(target.stage, "")
    if cases and goal:
        whole = schedule(procedure_of(cases[0]), state_of(cases[0], calendar=calendar), calendar, on)
        if goal in whole.steps and not whole.steps[goal].done:
            last = whole.steps[goal]
            left = [s for s in whole.steps.values() if not s.done and s.critical and s.finish <= last.finish]
            steps = tuple(Remaining(s.label, s.finish) for s in sorted(left, key=lambda s: s.finish)[:6])
            return Candidate(
                project, planned, last.finish, steps or (Remaining(last.label, last.finish),), "按办件关键路径"
            )
    finish = calendar.after(on, rule[project.stage])
    basis = f"按缺省工期 {rule[project.stage]} 个工作日"
    return Candidate(project, planned, finish, (Remaining(LABELS.get(target.stage, target.stage), finish),), basis)
