"""What came of an event after so many days: leads, talks, signings, counted by the days they happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yuanheng.web.base.shown import CURRENCIES, wan
from yuanheng.web.projects.stages import place_of, stages

from ..models import EventGuest, EventLead, PromotionEvent
from ..rules import channel_rules
from .brought import amounts_of, stage_days


@dataclass(frozen=True, slots=True)
class EventYield:
    """After `days`, that is by `until`; `complete` false where the day asked about is earlier."""

    days: int
    until: date
    complete: bool
    leads: int
    talks: int
    signed: int


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One project that came of it."""

    lead: EventLead
    stage: str
    talks_on: date | None
    signed_on: date | None
    money: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event on a day."""

    event: PromotionEvent
    yields: tuple[EventYield, ...]
    leads: tuple[LeadRow, ...]
    guests: tuple[EventGuest, ...]


def yield_of(event: PromotionEvent, on: date, *, known_on: date | None = None) -> tuple[EventYield, ...]:
    """After 30, 90 and 365 days (`yield_days` of the rules), as far as the day asked about."""
    return yields_of([event], on, known_on=known_on)[event.pk]


def yields_of(
    events: Iterable[PromotionEvent], on: date, *, known_on: date | None = None
) -> dict[Any, tuple[EventYield, ...]]:
    """The same for many in two queries.

    A lead counts by the day it was heard of; talks by the first day in talks or beyond; a signing by its day. What
    happened before the event did not come of it.
    """
    events = list(events)
    leads: dict[Any, list[EventLead]] = {event.pk: [] for event in events}
    for lead in EventLead.objects.known(known_on).filter(event__in=events, on__lte=on):
        leads[lead.event_id].append(lead)
    days = stage_days({lead.project_id for own in leads.values() for lead in own}, on=on, known_on=known_on)
    return {event.pk: _yields(event, leads[event.pk], days, on) for event in events}


def _yields(
    event: PromotionEvent, leads: list[EventLead], days: dict[Any, dict[str, date]], on: date
) -> tuple[EventYield, ...]:
    talks = [in_talks(days.get(lead.project_id, {})) for lead in leads]
    signed = [days.get(lead.project_id, {}).get("signed") for lead in leads]
    found = []
    for count in channel_rules().yield_days:
        until = event.on + timedelta(days=count)
        found.append(
            EventYield(
                days=count, until=until, complete=on >= until, leads=sum(lead.on <= until for lead in leads),
                talks=_within(talks, event.on, until), signed=_within(signed, event.on, until),
            )
        )  # fmt: skip
    return tuple(found)


def _within(days: Iterable[date | None], first: date, last: date) -> int:
    return sum(day is not None and first <= day <= last for day in days)


def in_talks(reached: dict[str, date]) -> date | None:
    """The first day in talks or beyond."""
    least = place_of("talks")
    return min((day for stage, day in reached.items() if place_of(stage) >= least), default=None)


def event_page(event: PromotionEvent, *, on: date) -> EventPage:
    """As known now."""
    leads = list(EventLead.objects.known(None).filter(event=event).select_related("project"))
    ids = [lead.project_id for lead in leads]
    days, money = stage_days(ids, on=on, known_on=None), amounts_of(ids, on=on, known_on=None)
    rows = []
    for lead in leads:
        reached = days.get(lead.project_id, {})
        furthest = max(reached, key=place_of, default="")
        amount = money.get(lead.project_id)
        rows.append(
            LeadRow(
                lead, stages()[furthest].label if furthest in stages() else "", in_talks(reached), reached.get("signed"),
                wan(amount[0], CURRENCIES[amount[1]]) if amount else "",
            )
        )  # fmt: skip
    guests = EventGuest.objects.known(None).filter(event=event)
    return EventPage(event=event, yields=yield_of(event, on), leads=tuple(rows), guests=tuple(guests))
