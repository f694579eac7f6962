"""The year-end view: what a target counts today, what it would count by plan, and who must do what by when.

Days are moved in working days of the calendar. A candidate's `finish` is the earliest day by its case's critical path
(or by default durations); the latest day of each remaining step is its own finish moved by the room that is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yuanheng.engines.calendars import WorkCalendar


@dataclass(frozen=True, slots=True)
class Remaining:
    """A step that must still be done, and when it would be at the earliest; `latest` for the goal to be met."""

    label: str
    finish: date
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that the target does not count yet."""

    project: Any
    planned: date | None
    finish: date | None
    steps: tuple[Remaining, ...] = ()
    basis: str = ""
    room: int | None = None

    @property
    def possible(self) -> bool:
        """Whether the earliest finish lies within the year."""
        return self.room is not None and self.room >= 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """A target's year: counted, by plan, still to win, and the gap in words."""

    target: int
    counted: int
    planned: int
    needed: int
    chosen: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    sentence: str


def moved(calendar: WorkCalendar, day: date, workdays: int) -> date:
    """`workdays` later, or earlier where negative."""
    if workdays >= 0:
        return calendar.after(day, workdays) if workdays else day
    left = -workdays
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_workday(day)
    return day


def room_until(calendar: WorkCalendar, finish: date, end: date) -> int:
    """Working days between the earliest finish and the year's end; negative when it comes after."""
    if finish <= end:
        return calendar.workdays_between(finish + timedelta(days=1), end) if finish < end else 0
    return -calendar.workdays_between(end + timedelta(days=1), finish)


def with_latest(candidate: Candidate, calendar: WorkCalendar, end: date) -> Candidate:
    """With its room and, for each remaining step, the latest day."""
    if candidate.finish is None:
        return candidate
    room = room_until(calendar, candidate.finish, end)
    steps = tuple(Remaining(s.label, s.finish, moved(calendar, s.finish, room)) for s in candidate.steps)
    return Candidate(candidate.project, candidate.planned, candidate.finish, steps, candidate.basis, room)


def outlook(
    *,
    target: int,
    counted: int,
    candidates: Sequence[Candidate],
    end: date,
    unit: str = "个",
    planned: int | None = None,
) -> Outlook:
    """Rank who could still count: those planned within the year first, then by the room they have.

    `planned`: how many of all candidates are planned within the year, where `candidates` are only the nearest of them.
    """
    ranked = sorted(candidates, key=lambda c: (not c.possible, not _within(c, end), -(c.room or 0), str(c.project)))
    needed = max(target - counted, 0)
    able = [c for c in ranked if c.possible]
    due = sum(_within(c, end) for c in candidates) if planned is None else planned
    chosen = tuple(able[:needed])
    taken = {id(c) for c in chosen}
    others = tuple(c for c in ranked if id(c) not in taken)
    return Outlook(
        target, counted, counted + due, needed, chosen, others, _say(target, counted, due, needed, len(able), unit)
    )


def _within(candidate: Candidate, end: date) -> bool:
    return candidate.planned is not None and candidate.planned <= end


def _say(target: int, counted: int, due: int, needed: int, able: int, unit: str) -> str:
    if not needed:
        return f"目标 {target} {unit},已计 {counted} {unit},已经完成。"
    words = f"目标 {target} {unit},今日已计 {counted} {unit},还差 {needed} {unit};按计划日期年底前另有 {due} {unit},"
    words += f"合计 {counted + due} {unit}。"
    if able >= needed:
        return words + f"按最早完成日,年内来得及的有 {able} {unit},够用;下列 {needed} {unit}须按各步最迟日期完成。"
    return words + f"按最早完成日,年内来得及的只有 {able} {unit},即使全部按时,仍缺 {needed - able} {unit}。"
