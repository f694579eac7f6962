"""The working days of a year, as months."""

from __future__ import annotations

import calendar as months
import datetime
from dataclasses import dataclass

from yuanheng.engines.calendars import WorkCalendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year's sheet."""

    number: int
    look: str
    why: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks of seven days, None outside the month."""

    label: str
    workdays: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True)
class CalendarPage:
    """One year of the working-day calendar."""

    calendar: WorkCalendar
    year: int
    years: tuple[int, ...]
    known: bool
    workdays: int
    months: tuple[Month, ...]
    notices: tuple[str, ...]


def calendar_page(calendar: WorkCalendar, year: int) -> CalendarPage:
    """The sheet of a year; a year without a notice is shown as plain weeks and says so."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    notices = dict.fromkeys(named.notice for day, named in sorted(calendar.special.items()) if day.year == year)
    return CalendarPage(
        calendar=calendar,
        year=year,
        years=tuple(range(calendar.known_from.year, calendar.known_through.year + 3)),
        known=calendar.is_known(first),
        workdays=calendar.workdays_between(first, last),
        months=tuple(_month(calendar, year, month) for month in range(1, 13)),
        notices=tuple(notices),
    )


def _month(calendar: WorkCalendar, year: int, month: int) -> Month:
    weeks = months.Calendar().monthdatescalendar(year, month)
    last = datetime.date(year, month, months.monthrange(year, month)[1])
    return Month(
        label=f"{month} 月",
        workdays=calendar.workdays_between(datetime.date(year, month, 1), last),
        weeks=tuple(tuple(_day(calendar, d) if d.month == month else None for d in week) for week in weeks),
    )


def _day(calendar: WorkCalendar, day: datetime.date) -> Day:
    named = calendar.special.get(day)
    plain, special = ("rest", "holiday") if not calendar.is_workday(day) else ("work", "made-up")
    look = plain if named is None else special
    return Day(number=day.day, look=look, why=calendar.why(day), name=named.name if named else "")
