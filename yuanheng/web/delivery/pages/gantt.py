"""Plan against actual: one row a project, a ghost bar for the baseline, a bar for what happened and what is planned.

Positions are numbers of an SVG drawn on the server: 0 to `WIDTH` from the first to the last day shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.web.projects.models import Project, StageEntry

from ..models import MILESTONES, PlanDate

WIDTH = 1000
SPANS = (("signed", "started"), ("started", "completed"), ("completed", "in_production"))
LABELS = {"signed": "签约", **dict(MILESTONES)}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `kind` baseline, done, running or planned; `title` says it in words."""

    kind: str
    x: int
    width: int
    title: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One project."""

    project: Project
    bars: tuple[Bar, ...]
    late: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a quarter on the scale."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The rows on one scale; `today` is the place of the day, None where it is not shown."""

    rows: tuple[GanttRow, ...]
    ticks: tuple[Tick, ...]
    today: int | None


def gantt(projects: Sequence[Project], *, on: date) -> Gantt:
    """In two queries, whatever the number of projects."""
    ids = [p.pk for p in projects]
    reached: dict[Any, dict[str, date]] = defaultdict(dict)
    entries = StageEntry.objects.filter(project__in=ids, withdrawn_at__isnull=True).order_by("-happened_on")
    for pk, stage, day in entries.values_list("project", "stage", "happened_on"):
        reached[pk][stage] = day
    base: dict[Any, dict[str, date]] = defaultdict(dict)
    now: dict[Any, dict[str, date]] = defaultdict(dict)
    for plan in PlanDate.objects.filter(project__in=ids).order_by("serial"):
        base[plan.project_id].setdefault(plan.milestone, plan.planned_on)
        now[plan.project_id][plan.milestone] = plan.planned_on
    names = {name for span in SPANS for name in span}
    days = [d for table in (reached, base, now) for row in table.values() for name, d in row.items() if name in names]
    first, last = min([*days, on]), max([*days, on])
    scale = Scale(first, last)
    rows = tuple(_row(p, reached[p.pk], base[p.pk], now[p.pk], scale, on) for p in projects)
    return Gantt(rows, scale.ticks(), scale.at(on))


class Scale:
    """The days shown as places from 0 to `WIDTH`, from the first day of the first quarter on."""

    def __init__(self, first: date, last: date) -> None:
        self.first = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
        self.span = max((last - self.first).days, 1)

    def at(self, day: date) -> int:
        """The place of a day."""
        return round((day - self.first).days * WIDTH / self.span)

    def ticks(self) -> tuple[Tick, ...]:
        """Quarters, or years where quarters would crowd."""
        found, day, step = [], self.first, 12 if self.span > 1500 else 3
        while (day - self.first).days <= self.span:
            found.append(Tick(self.at(day), f"{day:%Y}" if step == 12 or day.month == 1 else f"{day.month} 月"))
            month = day.month - 1 + step
            day = date(day.year + month // 12, month % 12 + 1, 1)
        return tuple(found)


def _row(
    project: Project, reached: dict[str, date], base: dict[str, date], now: dict[str, date], scale: Scale, on: date
) -> GanttRow:
    bars, late = [], ""
    ghost, real = {**base, **_signed(reached)}, {**now, **reached}
    for start, end in SPANS:
        words = f"{LABELS[start]}—{LABELS[end]}"
        if start in ghost and end in ghost and ghost[start] < ghost[end]:
            bars.append(bar("baseline", ghost[start], ghost[end], f"基准 {words}", scale))
        if start in real and end in real and real[start] < real[end]:
            kind = "done" if end in reached else ("running" if start in reached else "planned")
            bars.append(bar(kind, real[start], real[end], words, scale))
        elif start in reached and end not in real and reached[start] < on:
            bars.append(bar("running", reached[start], on, f"{words}(没有计划)", scale))
        if not late and end in now and end not in reached and now[end] < on:
            late = f"{LABELS[end]}晚 {(on - now[end]).days} 天"
    return GanttRow(project, tuple(bars), late)


def _signed(reached: dict[str, date]) -> dict[str, date]:
    return {"signed": reached["signed"]} if "signed" in reached else {}


def bar(kind: str, start: date, end: date, words: str, scale: Scale) -> Bar:
    """A bar from one day to another; never thinner than can be seen."""
    x = scale.at(start)
    return Bar(kind, x, max(scale.at(end) - x, 2), f"{words}:{start} 至 {end}")
