"""What tenants pay, month by month, and whose it is among the buildings they rent in.

The measures' engine tells the months of a firm (`month_amounts`). A month that has not come is missing, never zero.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection
from django.db.models import Max

from yuanheng.engines.measures import month_amounts
from yuanheng.web.ledger.models import Figure, FiguresState
from yuanheng.web.ledger.snapshots import freeze

from .book import Book, UnitOn, month_ends
from .models import Tenant, TenantMatch
from .rules import economy_rules

ZERO = Decimal(0)
KEPT = 16
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TaxMonths:
    """{firm id as text: {(year, month): yuan}}; what is missing is absent. `through` is the newest month that any firm has."""

    by_firm: Mapping[str, Mapping[Month, Decimal]] = field(default_factory=dict)
    through: Month | None = None

    def of(self, firm: Any, month: Month) -> Decimal | None:
        """One firm's month."""
        return self.by_firm.get(str(firm), {}).get(month)


def tax_months(*, years: Iterable[int], known_on: date | None = None) -> TaxMonths:
    """What every firm that rents has paid in each month of these years, as known at the end of a day (None: now)."""
    wanted = tuple(sorted(set(years)))
    firms = _firms(known_on)
    key = (wanted, known_on, frozenset(firms), _state())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = _measured(wanted, firms, known_on) if firms and wanted else TaxMonths()
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


_kept: OrderedDict[tuple[Any, ...], TaxMonths] = OrderedDict()
_lock = Lock()


def _state() -> object:
    state = FiguresState.objects.filter(pk=1).values_list("content_hash", "refreshed_at").first()
    return connection.settings_dict["NAME"], state


def tax_year(on: date) -> int:
    """The newest year up to that of `on` for which the ledger has taxes: tables come after their year's end; else its own."""
    rows = Figure.objects.filter(measure=economy_rules().tax.measure, year__lte=on.year, amount__isnull=False)
    found: int | None = rows.aggregate(newest=Max("year"))["newest"]
    return found or on.year


def _firms(known_on: date | None) -> set[str]:
    return {str(firm) for firm in firm_of_tenants(known_on=known_on).values()}


def firm_of_tenants(*, known_on: date | None = None) -> dict[Any, Any]:
    """Tenant → firm of the register, where a person has said so by the end of that day."""
    if known_on is None:
        return dict(Tenant.objects.filter(enterprise__isnull=False).values_list("pk", "enterprise_id"))
    from yuanheng.web.base.moment import end_of

    rows = TenantMatch.objects.filter(known_at__lte=end_of(known_on)).order_by("known_at", "pk")
    newest = dict(rows.values_list("tenant_id", "enterprise_id"))
    return {tenant: firm for tenant, firm in newest.items() if firm is not None}


def _measured(years: tuple[int, ...], firms: set[str], known_on: date | None) -> TaxMonths:
    measure = economy_rules().tax.measure
    with tempfile.TemporaryDirectory() as folder:
        frozen = freeze(known_on=known_on, folder=Path(folder))
        facts, links = pq.read_table(frozen.facts_path), pq.read_table(frozen.links_path)
    facts = facts.filter(pc.equal(facts.column("measure"), measure))
    links = links.filter(pc.is_in(links.column("right_id"), value_set=pa.array(sorted(firms), pa.string())))
    found = month_amounts(facts, links, measure=measure, years=list(years))
    return TaxMonths(found, max((m for months in found.values() for m in months), default=None))


@dataclass(frozen=True, slots=True)
class Paid:
    """What the tenants of some units paid in a month: `amount` None where none has a figure; `known` of `firms` have one."""

    amount: Decimal | None
    known: int
    firms: int


@dataclass(slots=True)
class Sharing:
    """Splits a firm's month among all the units it rents at the month's end, by their area (rule `shared_by`)."""

    book: Book
    taxes: TaxMonths
    firm_of: Mapping[Any, Any]
    _rented: dict[date, dict[Any, Decimal]] = field(default_factory=dict)

    def paid(self, units: Iterable[UnitOn], day: date) -> Paid:
        """By the tenants of these units in the month that `day` ends."""
        parts = self.by_firm(units, day)
        known = [part for part in parts.values() if part is not None]
        return Paid(
            sum(known, ZERO).quantize(Decimal("0.01"), ROUND_HALF_UP) if known else None, len(known), len(parts)
        )

    def by_firm(self, units: Iterable[UnitOn], day: date) -> dict[Any, Decimal | None]:
        """What each tenant of these units paid here in the month that `day` ends; None where its month is not known."""
        rented, found = self._all(day), {}
        for unit in units:
            firm = self.firm(unit)
            if firm is not None:
                month = self.taxes.of(firm, (day.year, day.month))
                part = None if month is None or not rented.get(firm) else month * _weight(unit) / rented[firm]
                before = found.get(firm, ZERO)
                found[firm] = None if part is None or before is None else before + part
        return found

    def firm(self, unit: UnitOn) -> Any:
        """The firm of the register that rents the unit; None where nobody does or it is not settled who."""
        return self.firm_of.get(unit.lease.tenant_id) if unit.lease is not None else None

    def _all(self, day: date) -> dict[Any, Decimal]:
        if day not in self._rented:
            rented: dict[Any, Decimal] = {}
            for unit in self.book.at(day):
                firm = self.firm(unit)
                if firm is not None:
                    rented[firm] = rented.get(firm, ZERO) + _weight(unit)
            self._rented[day] = rented
        return self._rented[day]


def _weight(unit: UnitOn) -> Decimal:
    """Its area; a unit without one counts as one square metre, so that a firm with no measured unit is not lost."""
    return unit.m2 if unit.m2 is not None else Decimal(1)


def sharing(book: Book, *, years: Iterable[int], known_on: date | None = None) -> Sharing:
    """`book` must hold every unit of the zone: what a firm rents elsewhere takes its share."""
    return Sharing(book, tax_months(years=years, known_on=known_on), firm_of_tenants(known_on=known_on))


def year_days(year: int, on: date) -> list[date]:
    """The ends of the months of a year up to `on`."""
    last = min(date(year, 12, 31), on)
    return [day for day in month_ends(last, last.month) if day.year == year]
