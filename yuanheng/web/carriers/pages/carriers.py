"""The list of carriers, one carrier, one building, one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.base.access import sees, visible
from yuanheng.web.base.history import Change, changes_of
from yuanheng.web.base.models import User

from ..access import RENT, TAX, VIEW
from ..book import Occupancy, UnitOn, book_of, month_ends, occupancy_of
from ..models import Building, Carrier, Lease, Tenant, Unit, UnitOffer, UnitState
from ..policy.rent import MonthDue, month_due
from ..rules import KindRules, kind_rules, lease_rules
from ..terms import terms_of
from .stacking import Stacking, stacking
from .standing import KindShare, Reader, Standing, kind_shares, reader

MONTHS = 24
SHOWN = (
    "name", "kind", "operator", "owner", "tenure", "address", "town", "longitude", "latitude", "opened_on", "closed_on", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """A carrier at a glance."""

    carrier: Carrier
    buildings: tuple[Building, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Overview:
    """All carriers within reach, and the zone's figures over them."""

    rows: tuple[CarrierRow, ...]
    total: Standing
    kinds: tuple[KindShare, ...]
    chart: dict[str, Any]
    rules: KindRules
    waiting: int
    expiring: int


def overview(user: User, *, on: date, rows: Sequence[Carrier]) -> Overview:
    """Of these carriers."""
    asked = reader(on=on)
    buildings: dict[Any, list[Building]] = {}
    for building in Building.objects.filter(carrier__in=rows):
        buildings.setdefault(building.carrier_id, []).append(building)
    keys = {row.pk for row in rows}

    def some(day: date) -> list[UnitOn]:
        return [u for u in asked.book.at(day) if u.unit.building.carrier_id in keys]

    every = [b for own in buildings.values() for b in own]
    from .standing import gross_of

    listed = tuple(
        CarrierRow(c, tuple(buildings.get(c.pk, ())), asked.of_carrier(c, buildings.get(c.pk, []))) for c in rows
    )
    return Overview(
        rows=listed, total=asked.standing(some, gross=gross_of(every)), kinds=kind_shares(some(on)),
        chart=occupancy_chart(some, on), rules=kind_rules(),
        waiting=visible(user, VIEW, Tenant.objects.filter(state="waiting")).count(), expiring=len(expiring(some(on), on)),
    )  # fmt: skip


def expiring(units: Sequence[UnitOn], on: date, days: int | None = None) -> list[UnitOn]:
    """Those whose lease ends within so many days (the rule's longest)."""
    most = max(lease_rules().remind_days) if days is None else days
    return [u for u in units if u.lease is not None and (u.lease.last - on).days <= most]


def occupancy_chart(some: Any, on: date) -> dict[str, Any]:
    """Month by month, by area and by number."""
    days = month_ends(on, MONTHS)
    found = [occupancy_of(some(day)) for day in days]
    return {
        "categories": [f"{d.year % 100:02d}-{d.month:02d}" for d in days],
        "series": [
            {"name": "按面积", "values": [_plain(o.rate) for o in found]},
            {"name": "按套数", "values": [_plain(o.rate_units) for o in found]},
        ],
        "unit": "%",
    }


def _plain(value: Decimal | None, scale: int = 1) -> float | None:
    return None if value is None else round(float(value) / scale, 1)


@dataclass(frozen=True, slots=True)
class CarrierPage:
    """One carrier."""

    carrier: Carrier
    standing: Standing
    buildings: tuple[tuple[Building, Standing], ...]
    kinds: tuple[KindShare, ...]
    chart: dict[str, Any]
    soon: tuple[UnitOn, ...]
    vacant: tuple[UnitOn, ...]
    changes: tuple[Change, ...]


def carrier_page(carrier: Carrier, *, on: date) -> CarrierPage:
    """As known now."""
    asked = reader(on=on)
    buildings = list(carrier.buildings.all())
    now = asked.book.of_carrier(carrier.pk, on)
    labels = {f.attname: str(f.verbose_name) for f in Carrier._meta.concrete_fields}
    return CarrierPage(
        carrier=carrier, standing=asked.of_carrier(carrier, buildings),
        buildings=tuple((b, asked.of_building(b)) for b in buildings), kinds=kind_shares(now),
        chart=occupancy_chart(lambda day: asked.book.of_carrier(carrier.pk, day), on),
        soon=tuple(sorted(expiring(now, on), key=lambda u: u.lease.last)),  # type: ignore[union-attr]
        vacant=tuple(sorted((u for u in now if u.vacant), key=lambda u: -(u.m2 or 0))),
        changes=changes_of(carrier, {name: labels[name] for name in SHOWN}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuildingPage:
    """One building: its stacking plan, how it stands, month by month."""

    building: Building
    standing: Standing
    stacking: Stacking
    kinds: tuple[KindShare, ...]
    chart: dict[str, Any]
    taxes: dict[str, Any] | None
    units: tuple[UnitOn, ...]


def building_page(user: User, building: Building, *, on: date, way: str) -> BuildingPage:
    """On a day; taxes only for those who may see them."""
    asked = reader(on=on)
    units = asked.book.of_building(building.pk, on)
    return BuildingPage(
        building=building, standing=asked.of_building(building),
        stacking=stacking(list(building.floors.all()), units, way=way, on=on), kinds=kind_shares(units),
        chart=occupancy_chart(lambda day: asked.book.of_building(building.pk, day), on),
        taxes=tax_chart(asked, building) if sees(user, TAX) else None, units=units,
    )  # fmt: skip


def tax_chart(asked: Reader, building: Building) -> dict[str, Any] | None:
    """What the tenants paid in each month that has come, in 万元; None where nothing is known."""
    days = asked.tax_days(MONTHS)
    paid = [p.amount for p in asked.paid(lambda day: asked.book.of_building(building.pk, day), days)]
    if all(p is None for p in paid):
        return None
    return {
        "categories": [f"{d.year % 100:02d}-{d.month:02d}" for d in days],
        "series": [{"name": "税收", "values": [_plain(p, 10_000) for p in paid]}], "unit": "万元",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: what it is and was, who rents and rented it, to whom it was offered."""

    unit: Unit
    now: UnitOn | None
    states: tuple[UnitState, ...]
    leases: tuple[Lease, ...]
    offers: tuple[UnitOffer, ...]
    occupancy: Occupancy


def unit_page(unit: Unit, *, on: date) -> UnitPage:
    """As known now."""
    book = book_of(Unit.objects.filter(pk=unit.pk))
    now = next(iter(book.at(on)), None)
    return UnitPage(
        unit=unit, now=now, states=tuple(reversed(unit.states.select_related("by", "file"))),  # type: ignore[call-overload]
        leases=tuple(unit.leases.select_related("tenant", "by", "withdrawn_by")),
        offers=tuple(unit.offers.known(None).select_related("project", "by")), occupancy=occupancy_of([now] if now else []),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeasePage:
    """One lease with what is due month by month; `dues` None for those who may not see rents."""

    lease: Lease
    unit_m2: Decimal | None
    dues: tuple[MonthDue, ...] | None
    untold: str
    total: Decimal | None
    chain: tuple[Lease, ...]
    running: bool
    left: int


def lease_page(user: User, lease: Lease, *, on: date) -> LeasePage:
    """As known now."""
    state = lease.unit.states.filter(holds_from__lte=max(lease.starts_on, on)).last() or lease.unit.states.last()
    area = state.lettable_m2 if state is not None else None
    dues, untold = _dues(lease, area) if sees(user, RENT) else (None, "")
    return LeasePage(
        lease=lease, unit_m2=area, dues=dues, untold=untold,
        total=sum((d.amount for d in dues), Decimal(0)) if dues else None, chain=_chain(lease),
        running=lease.withdrawn_at is None and lease.starts_on <= on <= lease.last, left=(lease.last - on).days,
    )  # fmt: skip


def _dues(lease: Lease, area: Decimal | None) -> tuple[tuple[MonthDue, ...], str]:
    terms = terms_of(lease, area=area)
    if terms is None:
        return (), "租金没有登记,算不出各月应收。更正租约,补上租金和单位。"
    months = _months(terms.starts, terms.last)
    found = [month_due(terms, year=y, month=m, round_to=lease_rules().rent.round_to) for y, m in months]
    if any(due is None for due in found):
        return (), "租金按面积计,但没有登记面积,算不出各月应收。补上承租面积或单元的可出租面积。"
    return tuple(due for due in found if due is not None), ""


def _months(first: date, last: date) -> list[tuple[int, int]]:
    from ..policy.rent import months_between

    return months_between(first, last) if first <= last else []


def _chain(lease: Lease) -> tuple[Lease, ...]:
    """What it replaced, newest first; what replaced it; what it renews and what renews it."""
    rows = Lease.objects.filter(unit=lease.unit_id, tenant=lease.tenant_id).exclude(pk=lease.pk)
    return tuple(rows.select_related("tenant").order_by("-starts_on", "-known_at"))
