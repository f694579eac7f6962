"""How buildings stand on a day: occupancy, who is registered and taxed here, what they pay, what rings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..book import ZERO, Book, Occupancy, UnitOn, book_of, month_ends, occupancy_of
from ..models import Building
from ..policy.alarms import Alarm, Course, alarms_of
from ..rules import Tier, economy_rules, kind_rules
from ..tax import Paid, Sharing, sharing, tax_year, year_days

Some = Callable[[date], Sequence[UnitOn]]


@dataclass(frozen=True, slots=True)
class Local:
    """Of what is let: registered in the zone's register, and with taxes in the ledger; by area and by number of tenants."""

    let_m2: Decimal
    registered_m2: Decimal
    taxed_m2: Decimal
    tenants: int
    registered: int
    taxed: int

    def share(self, what: str, by: str = "") -> Decimal | None:
        """Per cent, `what` registered or taxed, by area or number (the rule's where not said)."""
        area = (by or economy_rules().local.by) == "area"
        part = getattr(self, f"{what}_m2") if area else Decimal(getattr(self, what))
        whole = self.let_m2 if area else Decimal(self.tenants)
        return part * 100 / whole if whole else None

    @property
    def registered_share(self) -> Decimal | None:
        """As the rule says."""
        return self.share("registered")

    @property
    def taxed_share(self) -> Decimal | None:
        """As the rule says."""
        return self.share("taxed")


@dataclass(frozen=True, slots=True)
class Yearly:
    """The tax of a year so far: `amount` None where no tenant has a figure; `months` of it have come; `tier` it reaches."""

    year: int
    amount: Decimal | None
    months: int
    per_m2: Decimal | None
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A building, a carrier or all of them on a day."""

    occupancy: Occupancy
    local: Local
    tenants: int
    tax: Yearly
    alarms: tuple[Alarm, ...]


@dataclass(slots=True)
class Reader:
    """Answers for any part of the zone from one book and one reading of taxes."""

    book: Book
    shares: Sharing
    on: date
    year_of_tax: int

    def of_building(self, building: Building) -> Standing:
        """One building."""
        return self.standing(lambda day: self.book.of_building(building.pk, day), gross=building.gross_m2)

    def of_carrier(self, carrier: Any, buildings: Sequence[Building]) -> Standing:
        """One carrier."""
        return self.standing(lambda day: self.book.of_carrier(carrier.pk, day), gross=gross_of(buildings))

    def standing(self, some: Some, *, gross: Decimal | None) -> Standing:
        """Of some of the units by day."""
        now = some(self.on)
        occupancy = occupancy_of(now)
        return Standing(
            occupancy=occupancy, local=self.local(now), tenants=len(tenants_of(now)),
            tax=self.year(some, self.year_of_tax, gross=gross), alarms=alarms_of(self.course(some), economy_rules().alarms),
        )  # fmt: skip

    def local(self, now: Sequence[UnitOn]) -> Local:
        """Who of the tenants is registered and taxed here."""
        let = [u for u in now if u.lettable and u.lease is not None]
        taxed = {f for f in self.shares.taxes.by_firm if self._paid_lately(f)}
        firm = {id(u): self.shares.firm(u) for u in let}
        registered_units = [u for u in let if firm[id(u)] is not None]
        taxed_units = [u for u in registered_units if str(firm[id(u)]) in taxed]
        return Local(
            let_m2=_area(let), registered_m2=_area(registered_units), taxed_m2=_area(taxed_units),
            tenants=len(tenants_of(let)), registered=len(tenants_of(registered_units)), taxed=len(tenants_of(taxed_units)),
        )  # fmt: skip

    def _paid_lately(self, firm: str) -> bool:
        """A figure of the newest year of the ledger."""
        return any(year == self.year_of_tax for year, _ in self.shares.taxes.by_firm[firm])

    def tax_days(self, count: int) -> list[date]:
        """The ends of the last months that have come; none where nothing has."""
        through = self.shares.taxes.through
        return [] if through is None else month_ends(min(self.on, _month_end(*through)), count)

    def year(self, some: Some, year: int, *, gross: Decimal | None) -> Yearly:
        """The taxes of a year's months that have come."""
        paid = [self.shares.paid(some(day), day) for day in year_days(year, self.on)]
        known = [p.amount for p in paid if p.amount is not None]
        amount = sum(known, ZERO) if known else None
        per = gross if economy_rules().tax.per_m2 == "gross" else occupancy_of(some(self.on)).lettable_m2
        return Yearly(
            year=year, amount=amount, months=len(known), per_m2=amount / per if amount is not None and per else None,
            tier=tier_of(amount),
        )  # fmt: skip

    def paid(self, some: Some, days: Sequence[date]) -> list[Paid]:
        """Month by month."""
        return [self.shares.paid(some(day), day) for day in days]

    def course(self, some: Some) -> Course:
        """What alarms look at: now, some months ago, and the taxes of the last months that have come against last year's."""
        rule = economy_rules().alarms
        before = occupancy_of(some(month_ends(self.on, rule.compare_months + 1)[0]))
        now = occupancy_of(some(self.on))
        recent, earlier = self._taxes(some, rule.tax_months)
        return Course(
            rate=now.rate, rate_before=before.rate, let_m2=now.let_m2, let_m2_before=before.let_m2 if before.units else None,
            tax=recent, tax_before=earlier,
        )  # fmt: skip

    def _taxes(self, some: Some, count: int) -> tuple[Decimal | None, Decimal | None]:
        now = self.tax_days(count)
        if not now:
            return None, None
        then = month_ends(_month_end(now[-1].year - 1, now[-1].month), count)
        recent, earlier = ([self.shares.by_firm(some(day), day) for day in days] for days in (now, then))
        unknown = {firm for month in (*recent, *earlier) for firm, amount in month.items() if amount is None}
        return _known(recent, unknown), _known(earlier, unknown)


def _known(months: Sequence[dict[Any, Decimal | None]], unknown: set[Any]) -> Decimal | None:
    """The months without the firms of which a month is not known: what is not known neither falls nor rises."""
    parts = [a for month in months for firm, a in month.items() if firm not in unknown and a is not None]
    return sum(parts, ZERO) if parts else None


def reader(*, on: date, known_on: date | None = None) -> Reader:
    """For all units of the zone."""
    book = book_of(known_on=known_on)
    year = tax_year(on)
    return Reader(book, sharing(book, years=(year - 1, year), known_on=known_on), on, year)


def _month_end(year: int, month: int) -> date:
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1])


def _area(units: Sequence[UnitOn]) -> Decimal:
    return sum((u.m2 for u in units if u.m2 is not None), ZERO)


def tenants_of(units: Sequence[UnitOn]) -> set[Any]:
    """Who rents these."""
    return {u.lease.tenant_id for u in units if u.lease is not None}


def gross_of(buildings: Sequence[Building]) -> Decimal | None:
    """Their gross area; None where one of them has none stated: a sum of the rest would flatter."""
    stated = [b.gross_m2 for b in buildings]
    return None if not stated or any(m2 is None for m2 in stated) else sum(stated, ZERO)  # type: ignore[arg-type]


def tier_of(amount: Decimal | None) -> Tier | None:
    """The highest tier that a year's tax reaches."""
    reached = [t for t in economy_rules().tiers if amount is not None and amount >= t.min_yuan]
    return max(reached, key=lambda t: t.min_yuan) if reached else None


@dataclass(frozen=True, slots=True)
class KindShare:
    """Of what is let, the part of one kind."""

    code: str
    label: str
    sought: bool
    tone: str
    tenants: int
    m2: Decimal
    share: Decimal | None


def kind_shares(units: Sequence[UnitOn]) -> tuple[KindShare, ...]:
    """Every kind in the rule's order, then what nobody has classed."""
    let = [u for u in units if u.lettable and u.lease is not None]
    whole = _area(let)
    rows = [(k.code, k.label, k.sought, k.tone) for k in kind_rules().kinds] + [("", "未分类", False, "secondary")]
    found = []
    for code, label, sought, tone in rows:
        own = [u for u in let if u.lease is not None and u.lease.kind == code]
        area = _area(own)
        found.append(
            KindShare(code, label, sought, tone, len(tenants_of(own)), area, area * 100 / whole if whole else None)
        )
    return tuple(k for k in found if k.code or k.tenants)
