"""Until when a lead is protected: so long after the first report, and so long after the first talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuanheng.engines.calendars import WorkCalendar

from ..rules import ProtectionRule

OPEN_STAGES = ("lead", "talks", "framework")
"""While a project stands here somebody may lose it; from signing on it needs no protection."""


@dataclass(frozen=True, slots=True)
class Protected:
    """The last day, and whether it rests on days the calendar does not know yet."""

    until: date
    provisional: bool


def protected_until(
    rule: ProtectionRule, *, reported_on: date, talks_on: date | None, calendar: WorkCalendar
) -> Protected:
    """The later of both spans. Talks only ever lengthen what the report began."""
    ends = [rule.reported.after(reported_on, calendar)]
    counted = [rule.reported.counted]
    if talks_on is not None:
        ends.append(rule.talks.after(talks_on, calendar))
        counted.append(rule.talks.counted)
    until = max(ends)
    return Protected(until, "workdays" in counted and until > calendar.known_through)


def days_left(until: date, *, on: date) -> int:
    """How many days are left; negative when it has lapsed."""
    return (until - on).days
