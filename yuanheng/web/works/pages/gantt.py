"""Plan against actual of works: a ghost bar for the baseline, bars for what happened, is at work and is planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yuanheng.web.delivery.pages.gantt import WIDTH, Bar, Scale, Tick, bar

from ..models import Work
from ..standing import Standing, standings

__all__ = ["WIDTH", "Gantt", "GanttRow", "gantt"]


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One work."""

    standing: Standing
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The rows on one scale."""

    rows: tuple[GanttRow, ...]
    ticks: tuple[Tick, ...]
    today: int


def gantt(works: Sequence[Work], *, on: date) -> Gantt:
    """In a fixed number of queries; works without any date have an empty row."""
    found = list(standings(works, on=on).values())
    days = [d for s in found for d in (*s.base.values(), *s.plan.values(), *s.reached.values(), *_opened(s))]
    scale = Scale(min([*days, on]), max([*days, on]))
    return Gantt(tuple(GanttRow(s, tuple(_bars(s, scale, on))) for s in found), scale.ticks(), scale.at(on))


def _opened(standing: Standing) -> tuple[date, ...]:
    return (standing.work.case.opened_on,) if standing.work.case is not None else ()


def _bars(standing: Standing, scale: Scale, on: date) -> list[Bar]:
    bars = []
    opened = _opened(standing)
    begin = min([*opened, *standing.reached.values(), *standing.base.values()], default=None)
    if begin is None:
        return []
    if standing.base and max(standing.base.values()) > begin:
        bars.append(bar("baseline", begin, max(standing.base.values()), "基准计划", scale))
    closed = standing.work.state in ("done", "stopped")
    last = max([*opened, *standing.reached.values()], default=None)
    if last is not None and last > begin:
        bars.append(bar("done", begin, last, f"已完成 {len(standing.reached)} 步", scale))
    if last is not None and not closed and last < on:
        bars.append(bar("running", last, on, standing.now or "办理中", scale))
    ahead = max((d for step, d in standing.plan.items() if step not in standing.reached), default=None)
    if ahead is not None and ahead > on and not closed:
        bars.append(bar("planned", on, ahead, "现行计划", scale))
    return bars
