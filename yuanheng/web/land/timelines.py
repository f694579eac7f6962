"""The states of parcels through time: every day on which a state may change is asked, equal neighbours are one span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from yuanheng.engines.parcels import ParcelFacts, State, state_of
from yuanheng.engines.rules import rule_hash
from yuanheng.web.ledger.models import FiguresState

from .dossiers import Dossier, dossiers
from .models import Parcel, StateBasis, StateSpan
from .yields import Yields

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Span:
    """A state from a day to the day before `until` (None: as far as is known now)."""

    state: State
    first: date
    until: date | None


def timeline(dossier: Dossier) -> tuple[Span, ...]:
    """The parcel's states, oldest first; the first begins with the first record (or with the parcel's own entry)."""
    spans: list[tuple[date, State]] = []
    for day, facts in _moments(dossier):
        found = state_of(facts, on=day)
        if not spans or spans[-1][1].code != found.code:
            spans.append((day, found))
    ends: list[date | None] = [day for day, _ in spans[1:]]
    return tuple(Span(state, day, end) for (day, state), end in zip(spans, [*ends, None], strict=True))


def _moments(dossier: Dossier) -> Iterator[tuple[date, ParcelFacts]]:
    """Every day on which the state may change: where the facts do, and between two such days where a term ends."""
    own = dossier.days()
    if not own:
        yield dossier.parcel.created_at.date(), dossier.on(dossier.parcel.created_at.date())
        return
    first = min(own)
    days = sorted(own | {day for day in dossier.yields.days() if day > first})
    for day, following in zip(days, [*days[1:], None], strict=True):
        facts = dossier.on(day)
        yield day, facts
        for turn in sorted(facts.turning_days()):
            if turn > day and (following is None or turn < following):
                yield turn, facts


def current_basis() -> str:
    """What spans hang on besides the records: the rules and the ledger's figures."""
    figures = FiguresState.objects.filter(pk=1).values_list("content_hash", flat=True).first() or ""
    return f"{rule_hash('land', 'states')[:40]}.{figures}"


@transaction.atomic
def keep_spans(parcels: Iterable[Parcel], *, yields: Yields | None = None) -> int:
    """Make the spans of some parcels anew; part of the write that changed them. Answers how many parcels."""
    known, rows, count = yields or Yields.now(), iter(parcels), 0
    while some := list(islice(rows, CHUNK)):
        made = [
            StateSpan(parcel=d.parcel, code=s.state.code, first=s.first, until=s.until)
            for d in dossiers(some, yields=known)
            for s in timeline(d)
        ]
        StateSpan.objects.filter(parcel__in=[p.pk for p in some]).delete()
        StateSpan.objects.bulk_create(made, batch_size=CHUNK)
        count += len(some)
    return count


@transaction.atomic
def keep_all_spans(*, at: datetime, only_if_stale: bool = False) -> int:
    """All parcels anew, after the rules or the ledger changed; 0 where nothing did."""
    basis = current_basis()
    row, _ = StateBasis.objects.select_for_update().get_or_create(pk=1)
    if only_if_stale and row.basis == basis:
        return 0
    count = keep_spans(Parcel.objects.all())
    row.basis, row.made_at = basis, at
    row.save()
    return count


def states_on(parcels: Iterable[Parcel], *, on: date, known_on: date | None = None) -> dict[object, State]:
    """The state of each parcel as of a day, by what was known at the end of another."""
    return {d.parcel.pk: state_of(d.on(on), on=on) for d in dossiers(parcels, known_on=known_on)}
