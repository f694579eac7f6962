"""Working days as an index: how many there are up to a day, and which one is the n-th; both without walking days.

Within the published years a table holds the running count of working days; outside them weeks are plain (Monday to
Friday) and the count is a formula, so that a due date far ahead costs no more than one next week.
"""

from __future__ import annotations

import datetime
import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

DAY = datetime.timedelta(days=1)
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that a notice takes off (`work` False) or makes up (`work` True): which festival, by which notice."""

    work: bool
    name: str
    notice: str


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of a place.

    `special` has every day that a notice names. `known_from`..`known_through` are the days some notice speaks for;
    what rests on other days is provisional. `hash` is over the days alone: two files that mean the same days agree.
    """

    name: str
    label: str
    special: Mapping[datetime.date, SpecialDay] = field(repr=False)
    known_from: datetime.date
    known_through: datetime.date

    def is_workday(self, day: datetime.date) -> bool:
        """Whether the day is worked: a notice decides, else Monday to Friday."""
        named = self.special.get(day)
        return named.work if named is not None else day.weekday() < 5

    def is_known(self, day: datetime.date) -> bool:
        """Whether a published notice speaks for the day's year."""
        return self.known_from <= day <= self.known_through

    def count(self, day: datetime.date) -> int:
        """Working days up to and with `day`, from a fixed origin: differences of counts are numbers of working days."""
        return self._count(day.toordinal())

    def nth(self, number: int) -> datetime.date:
        """The working day whose `count` is `number`: the earliest day with that count."""
        inside = number - self._before
        if inside <= 0:
            return datetime.date.fromordinal(_plain_nth(number))
        if inside <= len(self._worked):
            return datetime.date.fromordinal(self._worked[inside - 1])
        return datetime.date.fromordinal(_plain_nth(number - self._shift_after))

    def after(self, day: datetime.date, n: int) -> datetime.date:
        """The n-th working day after `day`, which is not counted; `day` itself for 0; before it for a negative n."""
        if n == 0:
            return day
        start = self.count(day)
        if n < 0:
            return self.nth(start + n + (0 if self.is_workday(day) else 1))
        return self.nth(start + n)

    def workdays_between(self, first: datetime.date, last: datetime.date) -> int:
        """Working days from `first` to `last`, both counted; 0 where `last` is earlier."""
        return max(0, self.count(last) - self.count(first - DAY))

    def why(self, day: datetime.date) -> str:
        """Why the day is off, or worked, in a sentence with its notice."""
        text = f"{day.isoformat()}(周{WEEKDAYS[day.weekday()]})"
        named = self.special.get(day)
        if named is not None:
            return f"{text}{named.name}{'调休上班' if named.work else '放假'},依据{named.notice}"
        plain = "工作日" if day.weekday() < 5 else "休息日"
        if self.is_known(day):
            return f"{text}{plain}"
        return f"{text}按周一至周五推算为{plain}:{self.beyond()}"

    def moved_between(self, first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, SpecialDay]]:
        """Days from `first` to `last` that a notice made other than a plain week has them, in order."""
        days = self._moved
        return [(day, self.special[day]) for day in days[bisect_left(days, first) : bisect_right(days, last)]]

    def beyond(self) -> str:
        """The sentence that says why a day outside the published years is provisional."""
        return f"{self.known_from.isoformat()} 至 {self.known_through.isoformat()} 以外的放假安排尚未公布或未收录"

    @cached_property
    def hash(self) -> str:
        """sha256 over the days: the known span and every special day."""
        lines = [f"{self.known_from}..{self.known_through}"]
        lines += [f"{day} {'work' if named.work else 'off'}" for day, named in sorted(self.special.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    # the index

    @cached_property
    def _first(self) -> int:
        return self.known_from.toordinal()

    @cached_property
    def _running(self) -> tuple[int, ...]:
        """Working days from `known_from` up to and with each known day."""
        total, running = 0, []
        for ordinal in range(self._first, self.known_through.toordinal() + 1):
            total += self.is_workday(datetime.date.fromordinal(ordinal))
            running.append(total)
        return tuple(running)

    @cached_property
    def _worked(self) -> tuple[int, ...]:
        """Every known working day, as an ordinal."""
        days = range(self._first, self.known_through.toordinal() + 1)
        return tuple(day for day in days if self.is_workday(datetime.date.fromordinal(day)))

    @cached_property
    def _moved(self) -> tuple[datetime.date, ...]:
        """Weekdays taken off and weekend days made up, in order."""
        return tuple(sorted(day for day, named in self.special.items() if named.work != (day.weekday() < 5)))

    @cached_property
    def _before(self) -> int:
        return _plain_count(self._first - 1)

    @cached_property
    def _shift_after(self) -> int:
        """What the festivals took or gave in all, against plain weeks."""
        return self._before + len(self._worked) - _plain_count(self.known_through.toordinal())

    def _count(self, ordinal: int) -> int:
        place = ordinal - self._first
        if place < 0:
            return _plain_count(ordinal)
        running = self._running
        if place < len(running):
            return self._before + running[place]
        return _plain_count(ordinal) + self._shift_after


def _plain_count(ordinal: int) -> int:
    """Mondays to Fridays among the days 1..ordinal of the proleptic calendar (day 1 is a Monday)."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _plain_nth(number: int) -> int:
    """The ordinal of the number-th Monday-to-Friday."""
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1
