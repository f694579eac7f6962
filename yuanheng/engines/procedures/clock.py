"""A clock is a budget of working days and a ledger of what stopped it; the due date is computed, never kept.

The day the clock starts on is not counted. A stop counts from its first to its last day, both out; stops that overlap
count once. An extension adds to the budget. What rests on days no notice speaks for is provisional.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..calendars import SpecialDay, WorkCalendar, load_calendar
from ..errors import YuanhengError

Span = tuple[datetime.date, datetime.date]
DAY = datetime.timedelta(days=1)


class ClockError(YuanhengError):
    """A clock that cannot run: a negative budget, a stop that ends before it starts."""

    kind = "bad_clock"


@dataclass(frozen=True)
class Due:
    """The answer of a clock: due `on` that day, `counted` working days after `start`; `moves` say what moved it."""

    on: datetime.date
    provisional: bool
    counted: int
    start: datetime.date = field(repr=False)
    stops: tuple[Span, ...] = field(default=(), repr=False)
    extensions: tuple[int, ...] = field(default=(), repr=False)
    calendar: WorkCalendar | None = field(default=None, repr=False, compare=False)

    def changed_from(self, before: Due) -> tuple[str, ...]:
        """Why the date is another than `before`, under another calendar or ledger: what moves it now and did not then."""
        if (self.on, self.provisional) == (before.on, before.provisional):
            return ()
        if self.on == before.on:
            said = f"{self.on.isoformat()} 由{_firmness(before)}改为{_firmness(self)}"
        else:
            said = f"由 {before.on.isoformat()}({_firmness(before)})改为 {self.on.isoformat()}({_firmness(self)})"
        gone = tuple(
            f"不再适用:{move}" for move in before.moves if move not in self.moves and not move.startswith("暂定")
        )
        return (said, *(move for move in self.moves if move not in before.moves), *gone)

    @cached_property
    def moves(self) -> tuple[str, ...]:
        """What moved the date, in order of days, each with its rule; said only when asked for."""
        return tuple(_moves(self)) if self.calendar is not None else ()


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock is made of: kept with a case, it can be dated again under another calendar without its history.

    `stopped_on` is the first day of a stop that still lasts, or None.
    """

    start: datetime.date
    days: int
    stops: tuple[Span, ...] = ()
    extensions: tuple[int, ...] = ()
    stopped_on: datetime.date | None = None

    def due(self, calendar: WorkCalendar) -> Due | None:
        """The due date; None while the clock stands, because nobody knows when it goes on."""
        if self.stopped_on is not None:
            return None
        return due_date(self.start, self.days, self.stops, self.extensions, calendar=calendar)

    def remaining(self, on: datetime.date, calendar: WorkCalendar) -> int:
        """Working days of the budget left after `on`; negative where it is overrun."""
        day = on if self.stopped_on is None else min(on, self.stopped_on - DAY)
        day = max(day, self.start)
        stops = [(first, min(last, day)) for first, last in merged(self.stops, after=self.start) if first <= day]
        used = calendar.count(day) - calendar.count(self.start)
        used -= sum(calendar.workdays_between(first, last) for first, last in stops)
        return self.days + sum(self.extensions) - used

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "start": self.start.isoformat(),
            "days": self.days,
            "stops": [[first.isoformat(), last.isoformat()] for first, last in self.stops],
            "extensions": list(self.extensions),
            "stopped_on": self.stopped_on.isoformat() if self.stopped_on else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Clock:
        """Back from `to_dict`."""
        day = datetime.date.fromisoformat
        return cls(
            start=day(data["start"]),
            days=int(data["days"]),
            stops=tuple((day(first), day(last)) for first, last in data["stops"]),
            extensions=tuple(int(days) for days in data["extensions"]),
            stopped_on=day(data["stopped_on"]) if data["stopped_on"] else None,
        )


def due_date(
    start: datetime.date,
    days: int,
    suspensions: Sequence[Span] = (),
    extensions: Sequence[int] = (),
    *,
    calendar: WorkCalendar | None = None,
) -> Due:
    """The last day of a budget of working days that starts on `start` (not counted).

    `suspensions` are spans of days, first and last both out; `extensions` are working days added. A stop that begins
    after the date is reached moves nothing.

    Raises:
        ClockError: a budget or an extension below 0, a span that ends before it starts.
    """
    calendar = calendar or load_calendar()
    _check(days, suspensions, extensions)
    budget = days + sum(extensions)
    goal = calendar.count(start) + budget
    due = calendar.nth(goal) if budget else start
    for first, last in merged(suspensions, after=start) if suspensions else ():
        if first > due:
            break
        lost = calendar.count(last) - calendar.count(first - DAY)
        if lost:
            goal += lost
            due = calendar.nth(goal)
    provisional = due > calendar.known_through or start < calendar.known_from
    return Due(due, provisional, budget, start, tuple(suspensions), tuple(extensions), calendar)


def merged(spans: Sequence[Span], *, after: datetime.date) -> list[Span]:
    """Spans in order, joined where they overlap or touch, cut to the days after `after`."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        first = max(first, after + DAY)
        if last < first:
            continue
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _check(days: int, suspensions: Sequence[Span], extensions: Sequence[int]) -> None:
    if days < 0 or any(extra < 0 for extra in extensions):
        raise ClockError(
            where="计时 › 天数",
            found=f"{days} 天,延期 {list(extensions)}",
            expected="不小于 0 的工作日数",
            advice="改正天数",
        )
    for first, last in suspensions:
        if last < first:
            raise ClockError(
                where="计时 › 暂停", found=f"{first} 至 {last}", expected="止日不早于起日", advice="对调或改正日期"
            )


def _moves(due: Due) -> Iterator[str]:
    calendar = due.calendar
    if calendar is None:
        return
    yield f"{due.start.isoformat()} 起算,当日不计,共计 {due.counted} 个工作日"
    for extra in due.extensions:
        yield f"延期 {extra} 个工作日"
    stops = merged(due.stops, after=due.start)
    for first, last in stops:
        if first <= due.on:
            lost = calendar.workdays_between(first, last)
            yield f"{_span(first, last)}暂停计时,停 {lost} 个工作日"
    yield from _festivals(due, stops)
    if due.provisional:
        yield f"暂定:{calendar.beyond()},公布后重新推算"


def _festivals(due: Due, stops: Sequence[Span]) -> Iterator[str]:
    """Runs of days that a notice took off or made up, as far as they moved the date: weekdays off, weekend days worked."""
    calendar = due.calendar
    if calendar is None:
        return
    runs: list[tuple[SpecialDay, list[datetime.date]]] = []
    for day, named in calendar.moved_between(due.start + DAY, due.on):
        if any(first <= day <= last for first, last in stops):
            continue
        if runs and runs[-1][0] == named:
            runs[-1][1].append(day)
        else:
            runs.append((named, [day]))
    for named, days in runs:
        name, notice = named.name, named.notice
        if named.work:
            yield f"{'、'.join(day.isoformat() for day in days)} {name}调休上班,计 {len(days)} 个工作日(依据{notice})"
        else:
            yield f"{_span(days[0], days[-1])}{name}放假,顺延 {len(days)} 个工作日(依据{notice})"


def _firmness(due: Due) -> str:
    return "暂定" if due.provisional else "确定"


def _span(first: datetime.date, last: datetime.date) -> str:
    """A day, or a run of days, with the space that sets figures off from words."""
    return f"{first.isoformat()} " if first == last else f"{first.isoformat()} 至 {last.isoformat()} "
