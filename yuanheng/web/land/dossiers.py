"""All records of parcels as they stood known on a day, and what a state hangs on, as of any day.

A parcel that was taken back begins anew: what was recorded of its earlier supply does not count for the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from yuanheng.engines.parcels import Delay, ParcelFacts

from .models import Descent, FactKind, Parcel, ParcelFact, Supply, end_of
from .yields import TAX, Yields

CHUNK = 2000
LAND_TERMS = (
    "parcel_id", "holds_from", "known_at", "handed_over_on", "agreed_start_on", "agreed_completion_on", "area_mu", "price",
    "planned_investment",
)  # fmt: skip
FACT_TERMS = ("parcel_id", "kind", "holds_from", "known_at", "until", "amount", "reason")


@dataclass(slots=True)
class Dossier:
    """One parcel's records, oldest first, each as a row of values."""

    parcel: Parcel
    yields: Yields
    supplies: list[tuple[Any, ...]] = field(default_factory=list)
    facts: list[tuple[Any, ...]] = field(default_factory=list)

    def on(self, day: date) -> ParcelFacts:
        """What a state hangs on, as of a day."""
        begun = max((f[2] for f in self.facts if f[1] == FactKind.TAKEN_BACK and f[2] <= day), default=None)
        facts = [f for f in self.facts if f[2] <= day and (begun is None or f[2] >= begun)]
        supply = next((s for s in reversed(self.supplies) if s[1] <= day and (begun is None or s[1] >= begun)), None)
        amounts = _amounts(facts)
        tax, average = self._yield(day) if FactKind.COMPLETED in amounts else (None, None)
        return ParcelFacts(
            approved_on=begun or self._approved(day),
            started_on=amounts.get(FactKind.STARTED),
            stopped_on=_stopped(facts),
            completed_on=amounts.get(FactKind.COMPLETED),
            area=self._area(supply),
            developed_area=amounts.get(FactKind.DEVELOPED),
            vacant_area=amounts.get(FactKind.VACANT),
            invested=amounts.get(FactKind.INVESTED),
            plot_ratio=amounts.get(FactKind.RATIO),
            tax=tax,
            average_tax_per_mu=average,
            industry=self.parcel.industry_code,
            delays=_delays(facts),
            **_terms(supply, facts),
        )

    def days(self) -> set[date]:
        """Every day on which what `on` answers may become another, but for the ledger's years."""
        return {f[2] for f in self.facts} | {s[1] for s in self.supplies}

    def _approved(self, day: date) -> date | None:
        days = [f[2] for f in self.facts if f[1] == FactKind.APPROVED and f[2] <= day]
        return days[0] if days else None

    def _area(self, supply: tuple[Any, ...] | None) -> Decimal | None:
        return supply[6] if supply is not None and supply[6] is not None else self.parcel.best_mu

    def _yield(self, day: date) -> tuple[Decimal | None, Decimal | None]:
        """The parcel's tax of the year before, and its industry's average per mu."""
        year = self.yields.before(day)
        if year is None:
            return None, None
        average = year.average(industry=self.parcel.industry_code, cluster=self.parcel.cluster)
        each = year.of_firm(str(self.parcel.holder_id), measure=TAX) if self.parcel.holder_id else None
        area = self.parcel.best_mu
        tax = None if each is None or area is None else each * area
        return tax, average.per_mu if average else None


def _amounts(facts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """By kind: the newest amount, the first day."""
    found: dict[str, Any] = {}
    for _, kind, day, _, _, amount, _ in facts:
        if amount is not None:
            found[kind] = amount
        elif kind in (FactKind.STARTED, FactKind.COMPLETED):
            found.setdefault(kind, day)
    return found


def _stopped(facts: list[tuple[Any, ...]]) -> date | None:
    """The day of a stop that has not been followed by a resumption."""
    stopped = None
    for _, kind, day, *_ in facts:
        if kind == FactKind.STOPPED:
            stopped = stopped or day
        elif kind == FactKind.RESUMED:
            stopped = None
    return stopped


def _delays(facts: list[tuple[Any, ...]]) -> tuple[Delay, ...]:
    return tuple(Delay(f[2], f[4], f[6]) for f in facts if f[1] == FactKind.DELAY)


def _terms(supply: tuple[Any, ...] | None, facts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """What the contract says; an extension sets another day for the start."""
    if supply is None:
        return {}
    _, day, _, handed, start, completion, _, price, planned = supply
    moved = [f[4] for f in facts if f[1] == FactKind.EXTENDED and f[4]]
    return {
        "supplied_on": day, "handed_over_on": handed, "agreed_start_on": moved[-1] if moved else start,
        "agreed_completion_on": completion, "price": price, "planned_investment": planned,
    }  # fmt: skip


def dossiers(
    parcels: Iterable[Parcel], *, yields: Yields | None = None, known_on: date | None = None
) -> Iterator[Dossier]:
    """The dossiers of parcels, in their order, two queries for every two thousand."""
    known, rows = yields or Yields.now(known_on), iter(parcels)
    while some := list(islice(rows, CHUNK)):
        origins = _origins([p.pk for p in some], known_on)
        keys = [*(p.pk for p in some), *{old for found in origins.values() for old, _ in found}]
        supplies: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
        facts: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
        for model, names, held in ((Supply, LAND_TERMS, supplies), (ParcelFact, FACT_TERMS, facts)):
            found = model._default_manager.known(known_on).filter(parcel__in=keys)  # type: ignore[attr-defined]
            for row in found.order_by("holds_from", "known_at", "pk").values_list(*names):
                held[row[0]].append(row)
        for parcel in some:
            made = Dossier(parcel, known, supplies[parcel.pk], facts[parcel.pk])
            for old, share in origins[parcel.pk]:
                _inherit(made, supplies[old], facts[old], share)
            yield made


def _origins(keys: list[Any], known_on: date | None) -> dict[Any, list[tuple[Any, Decimal]]]:
    """Which parcels they came from, with the share of the old one that each took over."""
    found: dict[Any, list[tuple[Any, Decimal]]] = defaultdict(list)
    rows = Descent.objects.filter(new__in=keys)
    at = end_of(known_on)
    for new, old, share in (rows if at is None else rows.filter(known_at__lte=at)).values_list("new", "old", "of_old"):
        found[new].append((old, share))
    return found


def _inherit(made: Dossier, supplies: list[tuple[Any, ...]], facts: list[tuple[Any, ...]], share: Decimal) -> None:
    """The contract of the whole binds its parts: its days hold for each, its price and investment by their share of the land.

    Areas and sums that were recorded of the whole say nothing of a part and are left out.
    """
    part = [(*s[:6], None, s[7] and s[7] * share, s[8] and s[8] * share) for s in supplies]
    days = [f for f in facts if f[5] is None]
    made.supplies = sorted([*part, *made.supplies], key=lambda s: s[1:3])
    made.facts = sorted([*days, *made.facts], key=lambda f: f[2:4])
