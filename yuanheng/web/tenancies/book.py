"""The book of a day: every lease reconciled or open, every firm's land, and the open items with what to do about them.

Derived from the records that stand on the day as known on a day, and from the land bureau's figures; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yuanheng.engines.tenancies import (
    Balance,
    Base,
    DerivedLand,
    TenancyRules,
    Use,
    balance_uses,
    load_tenancy_rules,
)
from yuanheng.engines.tenancies import Holding as Held
from yuanheng.web.land.models import Parcel

from .leases import Lease, OpenItem, read_lease
from .models import Holding
from .standing import Told, holdings_on, told_on

M2_OF_MU = Decimal(10000) / Decimal(15)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BureauLand:
    """What the land bureau's sheet of a year says of each firm (by id): certified 亩, 亩 without certificate, floor in 亩."""

    year: int | None = None
    certified: Mapping[str, Decimal] = field(default_factory=dict)
    uncertified: Mapping[str, Decimal] = field(default_factory=dict)
    floor: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owned:
    """What a firm owns (亩; None unknown), by which records, in words. `assumed`: nobody lists it, and it rents."""

    mu: Decimal | None
    words: str
    holdings: tuple[Holding, ...] = ()
    assumed: bool = False


@dataclass
class Book:
    """Everything of one day."""

    on: date
    known_on: date | None
    rules: TenancyRules
    bureau: BureauLand
    holdings: Mapping[str, Sequence[Holding]]
    certified: Mapping[str, Decimal] = field(default_factory=dict)
    leases: tuple[Lease, ...] = ()

    @cached_property
    def running(self) -> tuple[Lease, ...]:
        """The leases whose term covers the day."""
        return tuple(lease for lease in self.leases if lease.running)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """The running leases as they count."""
        return tuple(lease.use for lease in self.running)

    @cached_property
    def firms(self) -> dict[str, Any]:
        """Enterprises that let or rent, by id."""
        parties = [p for lease in self.running for p in (lease.tenancy.owner, lease.tenancy.tenant) if p is not None]
        held = [rows[0].enterprise for rows in self.holdings.values() if rows]
        return {str(firm.pk): firm for firm in (*parties, *held)}

    @cached_property
    def _balanced(self) -> Any:
        return balance_uses(owned={firm: self.owned(firm).mu for firm in self.firms}, uses=self.uses)

    @property
    def balances(self) -> dict[str, Balance]:
        """Every firm that owns by certificate here, lets or rents."""
        found: dict[str, Balance] = self._balanced.firms
        return found

    @property
    def sums(self) -> Any:
        """The zone's line."""
        return self._balanced.zone

    @cached_property
    def parcels(self) -> tuple[tuple[Holding, Held], ...]:
        """Each holding on which something is let, with the uses on it."""
        return tuple(
            (holding, self._uses_of(holding, rows))
            for rows in self.holdings.values()
            for holding in rows
            if self._uses_of(holding, rows).uses
        )

    def _uses_of(self, holding: Holding, rows: Sequence[Holding]) -> Held:
        names = {n for n in (holding.certificate, holding.parcel) if n}
        uses = tuple(
            (lease.use.key, lease.use.mu)
            for lease in self.running
            if lease.use.owner == str(holding.enterprise_id)
            and lease.use.mu is not None
            and (lease.tenancy.parcel in names or (not lease.tenancy.parcel and len(rows) == 1))
        )
        return Held(key=str(holding.pk), certified=holding.land_mu, uses=uses)

    def owned(self, firm: str) -> Owned:
        """By the certificates registered here, else by the land bureau's sheet; who rents and is in neither owns nothing."""
        rows = tuple(self.holdings.get(firm, ()))
        if rows:
            names = "、".join(h.certificate or h.parcel or "名下无用地" for h in rows)
            return Owned(sum((h.land_mu for h in rows), Decimal(0)), f"登记的持证:{names}", rows)
        certified = self.bureau.certified.get(firm)
        if certified is not None:
            more = self.bureau.uncertified.get(firm, Decimal(0))
            words = f"自然资源局 {self.bureau.year} 年报表持证面积"
            return Owned(certified + more, f"{words}和无证面积" if more else words)
        if self.bureau.year is not None and any(lease.use.tenant == firm for lease in self.running):
            words = f"自然资源局 {self.bureau.year} 年报表没有列这家企业,按名下无用地计"
            return Owned(Decimal(0), words, assumed=True)
        return Owned(None, "没有登记持证,自然资源局报表也没有列")

    @cached_property
    def items(self) -> tuple[OpenItem, ...]:
        """Everything that waits for a person: leases, holdings and firms that do not add up."""
        found = [item for lease in self.running for item in lease.items]
        for holding, held in self.parcels:
            if held.excess:
                found.append(_over_certificate(holding, held))
        for number, rows, certified in self.shared_parcels:
            parts = sum((h.land_mu for h in rows), Decimal(0))
            if certified is not None and parts > certified:
                found.append(_over_parcel(number, rows, parts, certified))
        for firm, balance in self.balances.items():
            if balance.overdrawn:
                found.append(self._overdrawn(firm, balance))
            if balance.owned is None and (balance.out_keys or balance.in_keys):
                found.append(self._unknown(firm))
        return tuple(found)

    @cached_property
    def shared_parcels(self) -> tuple[tuple[str, tuple[Holding, ...], Decimal | None], ...]:
        """Parcels that holdings name: their holders' parts, and what the parcel is certified for where web/land knows it."""
        found: dict[str, list[Holding]] = {}
        for rows in self.holdings.values():
            for holding in rows:
                if holding.parcel:
                    found.setdefault(holding.parcel, []).append(holding)
        return tuple((number, tuple(rows), self.certified.get(number)) for number, rows in sorted(found.items()))

    def _overdrawn(self, firm: str, balance: Balance) -> OpenItem:
        return OpenItem(
            kind="over_owned", title=self.firms[firm].name, firms=(firm,), left=f"持证 {balance.owned:,f} 亩",
            right=f"出租合计 {balance.out:,f} 亩", gap=balance.overdrawn, unit="亩",
            sentence=f"出租合计比持证多 {balance.overdrawn:,f} 亩",
            advice="核对持证和各份租赁的面积;属于转租的,登记它租入的一份",
        )  # fmt: skip

    def _unknown(self, firm: str) -> OpenItem:
        return OpenItem(
            kind="unknown_owned", title=self.firms[firm].name, firms=(firm,), left="持证面积未知", right="", gap=None,
            unit="亩", sentence="不知道它持证多少,算不出在用面积", advice="登记持证,或等自然资源局报表",
        )  # fmt: skip

    def items_of(self, firm: str) -> tuple[OpenItem, ...]:
        """Those that touch a firm."""
        return tuple(item for item in self.items if firm in item.firms)

    def lease(self, key: str) -> Lease | None:
        """By the tenancy's id."""
        return next((lease for lease in self.leases if lease.key == key), None)


def _over_certificate(holding: Holding, held: Held) -> OpenItem:
    return OpenItem(
        kind="over_holding", title=str(holding), firms=(str(holding.enterprise_id),),
        left=f"持证 {held.certified:,f} 亩", right=f"各户用地合计 {held.used:,f} 亩", gap=held.excess, unit="亩",
        sentence=f"这宗地上的租赁合计比持证多 {held.excess:,f} 亩", advice="核对权证面积和各份租赁的面积",
    )  # fmt: skip


def _over_parcel(number: str, rows: Sequence[Holding], parts: Decimal, certified: Decimal) -> OpenItem:
    return OpenItem(
        kind="over_holding", title=f"宗地 {number}", firms=tuple(str(h.enterprise_id) for h in rows),
        left=f"宗地证载 {certified:,f} 亩", right=f"{len(rows)} 户持证合计 {parts:,f} 亩", gap=parts - certified, unit="亩",
        sentence=f"各户持证合计比宗地证载多 {parts - certified:,f} 亩", advice="核对各户权证和宗地台账",
    )  # fmt: skip


def make_book(
    *, on: date, known_on: date | None, bureau: BureauLand, rows: Any = None, rules: TenancyRules | None = None
) -> Book:
    """The book of a day. Six queries, however many tenancies there are."""
    law = rules or load_tenancy_rules()
    told = told_on(on=on, known_on=known_on, rows=rows)
    holdings = holdings_on(on=on, known_on=known_on)
    numbers = {h.parcel for held in holdings.values() for h in held if h.parcel}
    parcels = (
        Parcel.objects.filter(number__in=numbers, certified_mu__isnull=False) if numbers else Parcel.objects.none()
    )
    book = Book(
        on=on, known_on=known_on, rules=law, bureau=bureau, holdings=holdings,
        certified=dict(parcels.values_list("number", "certified_mu")),
    )  # fmt: skip
    book.leases = tuple(read_lease(each, base=_base(each, book), on=on, rules=law) for each in told)
    return book


def _base(told: Told, book: Book) -> Base:
    """What is known of the owner's place: the holding that the lease names, else all it holds, else the bureau's sheet."""
    owner = told.tenancy.owner_id
    if owner is None:
        return Base(words=told.tenancy.owner_name)
    rows = list(book.holdings.get(str(owner), ()))
    named = [h for h in rows if told.tenancy.parcel and told.tenancy.parcel in (h.certificate, h.parcel)]
    if named or rows:
        return _of_holdings(named or rows)
    firm, bureau = str(owner), book.bureau
    floor = bureau.floor.get(firm)
    return Base(
        land_mu=bureau.certified.get(firm), floor_m2=None if floor is None else (floor * M2_OF_MU).quantize(CENT),
        words=f"出租方(自然资源局 {bureau.year} 年报表)",
    )  # fmt: skip


def _of_holdings(rows: Sequence[Holding]) -> Base:
    floors = [h.floor_m2 for h in rows]
    ratios = {h.plot_ratio for h in rows}
    known = [floor for floor in floors if floor is not None]
    return Base(
        land_mu=sum((h.land_mu for h in rows), Decimal(0)),
        floor_m2=sum(known, Decimal(0)) if len(known) == len(floors) else None,
        plot_ratio=next(iter(ratios)) if len(ratios) == 1 else None,
        words="出租方",
    )


__all__ = ["Book", "BureauLand", "DerivedLand", "Owned", "make_book"]
