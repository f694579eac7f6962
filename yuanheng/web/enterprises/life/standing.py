"""What holds of a firm on a day, as known on a day: its names, its status, whether it is in the zone.

Two times: `on` is the day asked about, `known_on` the end of the day whose knowledge counts (None: all that is known now).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from yuanheng.web.base.moment import end_of

from .kinds import AWAY, NOT_YET

if TYPE_CHECKING:
    from ..models import Enterprise, LifeEvent

Word = tuple[date, Any, str, str, str]
"""(day, moment it was known, the status from then on, the register's own word before any event, the kind of event)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a firm on a day. `status` '' is unknown; `because` the event that gave the status."""

    name: str
    former: tuple[str, ...]
    status: str
    in_zone: bool
    because: LifeEvent | None


def events_of(firm: Enterprise) -> list[LifeEvent]:
    """Every event that concerns a firm, withdrawn ones too, oldest first, with parties and withdrawal. Two queries."""
    from ..models import life_of

    rows = life_of([firm.pk]).select_related("enterprise", "file", "by", "withdrawal__by")
    return list(rows.prefetch_related("parties__enterprise").order_by("happened_on", "known_at"))


def stood(event: LifeEvent, *, known_on: date | None = None) -> bool:
    """True where the event is known and not withdrawn: now, or at the end of a day."""
    withdrawal = getattr(event, "withdrawal", None)
    if known_on is None:
        return withdrawal is None
    at = end_of(known_on)
    return event.known_at <= at and (withdrawal is None or withdrawal.at > at)


def known_of(firm: Enterprise, events: Iterable[LifeEvent], *, on: date, known_on: date | None = None) -> Known:
    """Names and status of the firm on a day from all its events (`events_of`), as known at the end of `known_on`."""
    every = list(events)
    then = [e for e in every if stood(e, known_on=known_on)]
    renames = [e for e in every if e.enterprise_id == firm.pk and e.of_kind.renames]
    held = [e for e in renames if stood(e)]
    name, former = names_of(
        held[0].old_name if held else firm.name, [e for e in renames if stood(e, known_on=known_on)], on=on
    )
    course = _course(firm.pk, every, known_on=known_on)
    status = course.on(on, own=firm.status)
    gave = [e for e in then if e.happened_on <= on and _word(firm.pk, e)]
    return Known(name, former, status, status not in AWAY, gave[-1] if gave else None)


@dataclass(frozen=True, slots=True)
class Course:
    """The status of a firm over time: its words in order, and the register's own word before any (None: what it has now)."""

    words: tuple[Word, ...]
    before: str | None

    def on(self, day: date, *, own: str) -> str:
        """The word on a day; `own` is the register's word of today."""
        return status_of(list(self.words), own if self.before is None else self.before, on=day)


def _course(firm: UUID, events: list[LifeEvent], *, known_on: date | None) -> Course:
    now = _words(firm, [e for e in events if stood(e)])
    then = _words(firm, [e for e in events if stood(e, known_on=known_on)])
    return Course(tuple(sorted(then, key=lambda word: word[:2])), now[0][3] if now else None)


def names_of(first: str, renames: list[LifeEvent], *, on: date) -> tuple[str, tuple[str, ...]]:
    """(the name on the day, the names it had before that day). `first` is the one it had before any renaming."""
    ordered = sorted(renames, key=lambda e: (e.happened_on, e.known_at))
    past = [e for e in ordered if e.happened_on <= on]
    name = past[-1].new_name if past else ordered[0].old_name if ordered else first
    return name, tuple(dict.fromkeys(e.old_name for e in past if e.old_name != name))


def status_of(words: list[Word], own: str, *, on: date) -> str:
    """The status on a day; `words` in order of time, `own` what the register says where there are none.

    Before the first event the register's own word holds; where it told only the outcome (迁出, without a day) nothing is known.
    Before a move into the zone the firm was not in it.
    """
    past = [word for word in words if word[0] <= on]
    if past:
        return past[-1][2]
    if not words:
        return own
    _, _, first, before, kind = words[0]
    if kind == "moved_in":
        return before if before in AWAY else NOT_YET
    return "" if before == first else before


def _word(firm: UUID, event: LifeEvent) -> str:
    return event.own_status if event.enterprise_id == firm else event.of_kind.others_status


def _words(firm: UUID, events: Iterable[LifeEvent]) -> list[Word]:
    found: list[Word] = []
    for event in events:
        if event.enterprise_id == firm and event.own_status:
            found.append(
                (event.happened_on, event.known_at, event.own_status, event.before.get("status", ""), event.kind)
            )
        for party in event.parties.all():
            if party.enterprise_id == firm and event.of_kind.others_status:
                found.append(
                    (event.happened_on, event.known_at, event.of_kind.others_status, party.status_before, event.kind)
                )
    return found


def courses(*, known_on: date | None = None) -> dict[UUID, Course]:
    """The status over time of every firm that an event ever gave one, as known. Two queries, whatever the number."""
    from ..models import LifeEvent

    rows = (
        LifeEvent.objects.select_related("withdrawal").prefetch_related("parties").order_by("happened_on", "known_at")
    )
    of_firm: dict[UUID, list[LifeEvent]] = defaultdict(list)
    for event in rows:
        for firm in {event.enterprise_id, *(p.enterprise_id for p in event.parties.all())}:
            if _word(firm, event):
                of_firm[firm].append(event)
    return {firm: _course(firm, events, known_on=known_on) for firm, events in of_firm.items()}
