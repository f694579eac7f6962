"""Where the days of a past case went: each working day from application to end belongs to exactly one party.

Before acceptance a day is the applicant's while papers were asked for, else the bureau's own (the counter's). After it, a
stopped day is the applicant's where papers were awaited, else suspended. Any other day belongs to the bureau everybody
waits for: among the steps at work, the one that ended last (side-by-side work is not counted twice).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ..calendars import WorkCalendar

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepSpan:
    """One step of a past case as it was: begun on `since` (that day not counted), done on `done_on`."""

    code: str
    bureau: str
    since: datetime.date
    done_on: datetime.date
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the clock, both days out; `papers` is the applicant's."""

    first: datetime.date
    last: datetime.date
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A closed case: asked on `opened_on`, accepted, kept or closed on `closed_on`; `asked_on`..`given_on` before acceptance."""

    key: str
    opened_on: datetime.date
    accepted_on: datetime.date
    closed_on: datetime.date
    steps: tuple[StepSpan, ...]
    stops: tuple[Stop, ...] = ()
    asked_on: datetime.date | None = None
    given_on: datetime.date | None = None
    promised: int | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """Working days by party; `bureaus` are the others, each. The sum is the whole from application to end."""

    own: int = 0
    applicant: int = 0
    suspended: int = 0
    bureaus: Mapping[str, int] = field(default_factory=dict)

    @property
    def others(self) -> int:
        """Days of the other bureaus together."""
        return sum(self.bureaus.values())

    @property
    def total(self) -> int:
        """Every working day from application to end."""
        return self.own + self.applicant + self.suspended + self.others


def days_spent(past: Past, calendar: WorkCalendar, *, own: str) -> Spent:
    """The working days of one case by party; `own` is the name of the bureau that asks.

    The day of application and the day of acceptance are not counted, as the clock does not count its first day.
    """
    before = _before(past, calendar)
    found: dict[str, int] = {own: before[0], "applicant": before[1], "suspended": 0}
    edges = _edges(past)
    for first, last in pairwise(edges):
        party = _party(past, first, last, own)
        found[party] = found.get(party, 0) + calendar.count(last) - calendar.count(first)
    others = {name: days for name, days in found.items() if name not in (own, "applicant", "suspended") and days}
    return Spent(found[own], found["applicant"], found["suspended"], others)


def _before(past: Past, calendar: WorkCalendar) -> tuple[int, int]:
    """Working days before acceptance: the counter's, the applicant's."""
    whole = calendar.count(past.accepted_on) - calendar.count(past.opened_on)
    if past.asked_on is None:
        return whole, 0
    first, last = max(past.asked_on, past.opened_on), min(past.given_on or past.accepted_on, past.accepted_on)
    waited = max(0, calendar.count(last) - calendar.count(first))
    return whole - waited, waited


def _edges(past: Past) -> list[datetime.date]:
    """Days after which the party may change, from acceptance to end."""
    days = {past.accepted_on, past.closed_on}
    days |= {day for step in past.steps for day in (step.since, step.done_on)}
    days |= {day for stop in past.stops for day in (stop.first - DAY, stop.last)}
    return sorted(day for day in days if past.accepted_on <= day <= past.closed_on)


def _party(past: Past, first: datetime.date, last: datetime.date, own: str) -> str:
    """Whose the days after `first` up to `last` are."""
    stopped = [stop for stop in past.stops if stop.first <= first + DAY and stop.last >= last]
    if stopped:
        return "applicant" if any(stop.kind == "papers" for stop in stopped) else "suspended"
    return _last_of(step for step in past.steps if step.since <= first and step.done_on >= last) or own


def _last_of(steps: Iterable[StepSpan]) -> str:
    """The bureau of the step that ended last; of two that ended together, the one that began first, then by name."""
    found = sorted(steps, key=lambda step: (step.since, step.bureau))
    return max(found, key=lambda step: step.done_on).bureau if found else ""
