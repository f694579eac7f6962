"""Figures over buildings that the plan can count, each with the records behind it, on a day and as known on a day.

What is a state (occupancy, vacant area, tenants) is read on the last day of the period or on `on`, whichever is earlier;
what happens (new tenants, taxes) within the period.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .book import ZERO, Book, UnitOn, book_of, occupancy_of
from .models import Building, Carrier, Tenant, Unit
from .rules import economy_rules, headquarters_kinds, kind_choices, sought_kinds
from .tax import Sharing, sharing

CARRIER = TallyFilter("carrier", "载体", "text")
KIND = TallyFilter("kind", "业态", "choice", tuple(kind_choices()))
BY = TallyFilter("by", "按什么算", "choice", (("area", "按面积"), ("count", "按套数")))
OVER = TallyFilter("amount_min_yuan", "税收不低于(元)", "yuan")


def days_of(period: Period, on: date) -> tuple[date, date]:
    """The first day of the period, and its last or `on`, whichever is earlier."""
    last = date(period.year, period.last, monthrange(period.year, period.last)[1])
    return date(period.year, period.first, 1), min(last, on)


def _book(known_on: date | None, carrier: str | None) -> Book:
    """Of all units, or of the carriers that a name means."""
    if not carrier:
        return book_of(known_on=known_on)
    return book_of(Unit.objects.filter(building__carrier__in=Carrier.objects.matching(carrier)), known_on=known_on)


def _units(rows: Iterable[UnitOn]) -> Any:
    return Unit.objects.filter(pk__in=[u.unit.pk for u in rows])


def _tenants(keys: Iterable[Any]) -> Any:
    return Tenant.objects.filter(pk__in=list(keys))


@tally(
    "carriers.occupancy", label="载体入驻率", unit="%", filters=(CARRIER, BY),
    synonyms=("载体平台入驻率", "楼宇入驻率", "载体入驻率", "入驻率", "载体 入驻率", "楼宇 入驻率", "载体 出租率", "楼宇 出租率"),
)  # fmt: skip
def occupancy(
    period: Period, *, on: date, known_on: date | None, carrier: str | None = None, by: str | None = None
) -> Reading:
    """Let of lettable on the day, by area unless asked by number; None where there is nothing to let."""
    now = _book(known_on, carrier).at(days_of(period, on)[1])
    found = occupancy_of(now)
    area = (by or economy_rules().occupancy.by) == "area"
    note = f"{found.unmeasured} 套没有登记面积,未计入" if found.unmeasured and area else ""
    return Reading(
        value=found.rate if area else found.rate_units, unit="%", records=_units(u for u in now if u.lettable),
        numerator=found.let_m2 if area else Decimal(found.let_units),
        denominator=found.lettable_m2 if area else Decimal(found.units), note=note,
    )  # fmt: skip


@tally(
    "carriers.vacant_m2", label="载体空置面积", unit="平方米", filters=(CARRIER,),
    synonyms=("空置面积", "空置楼宇面积", "闲置楼宇面积", "载体 空置", "楼宇 空置 面积"),
)  # fmt: skip
def vacant_m2(period: Period, *, on: date, known_on: date | None, carrier: str | None = None) -> Reading:
    """Lettable and not let on the day."""
    now = _book(known_on, carrier).at(days_of(period, on)[1])
    found = occupancy_of(now)
    value = found.vacant_m2 if found.units else None
    return Reading(value=value, unit="平方米", records=_units(u for u in now if u.vacant))


def _renting(now: Iterable[UnitOn], kinds: Iterable[str] | None) -> set[Any]:
    wanted = None if kinds is None else set(kinds)
    return {
        u.lease.tenant_id
        for u in now
        if u.lease is not None and u.lettable and (wanted is None or u.lease.kind in wanted)
    }


@tally(
    "carriers.tenants", label="载体入驻企业", unit="家", filters=(KIND, CARRIER),
    synonyms=("载体 入驻企业", "楼宇 入驻企业", "载体入驻企业", "楼宇入驻企业", "入驻企业总数", "入驻载体企业"),
)  # fmt: skip
def tenants(
    period: Period, *, on: date, known_on: date | None, kind: str | None = None, carrier: str | None = None
) -> Reading:
    """Tenants on the day, each once however many units it rents."""
    now = _book(known_on, carrier).at(days_of(period, on)[1])
    keys = _renting(now, [kind] if kind else None)
    return Reading(value=Decimal(len(keys)), unit="家", records=_tenants(keys))


@tally(
    "carriers.new_tenants", label="新入驻载体企业", unit="家", filters=(KIND, CARRIER),
    synonyms=("新增入驻企业", "新入驻企业", "新引进 入驻", "新增 入驻 企业", "楼宇 新引进", "载体 新引进"),
)  # fmt: skip
def new_tenants(
    period: Period, *, on: date, known_on: date | None, kind: str | None = None, carrier: str | None = None
) -> Reading:
    """Tenants whose first lease begins within the period."""
    keys = _begun(_book(known_on, carrier), days_of(period, on), [kind] if kind else None)
    return Reading(value=Decimal(len(keys)), unit="家", records=_tenants(keys))


def _begun(book: Book, days: tuple[date, date], kinds: Iterable[str] | None) -> list[Any]:
    """Tenants whose first lease (of these kinds) begins within the days."""
    wanted = None if kinds is None else set(kinds)
    begun: dict[Any, date] = {}
    for lease in book.leases():
        if wanted is None or lease.kind in wanted:
            begun[lease.tenant_id] = min(lease.starts_on, begun.get(lease.tenant_id, lease.starts_on))
    return [tenant for tenant, day in begun.items() if days[0] <= day <= days[1]]


@tally(
    "carriers.new_headquarters", label="新引进楼宇总部类企业", unit="家",
    synonyms=("新引进区域总部", "新引进 总部", "新增 总部", "引进 区域总部", "新增区域总部"),
)  # fmt: skip
def new_headquarters(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Tenants whose first lease for a headquarters' work begins within the period."""
    keys = _begun(book_of(known_on=known_on), days_of(period, on), headquarters_kinds())
    return Reading(value=Decimal(len(keys)), unit="家", records=_tenants(keys))


@tally(
    "carriers.sought", label="重点业态入驻企业", unit="家",
    synonyms=("现代服务业 入驻", "金融后台 区域总部 研发中心", "重点业态", "楼宇 现代服务业项目"),
)  # fmt: skip
def sought(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Tenants of the kinds that the plan seeks, on the day."""
    keys = _renting(book_of(known_on=known_on).at(days_of(period, on)[1]), sought_kinds())
    return Reading(value=Decimal(len(keys)), unit="家", records=_tenants(keys))


@tally(
    "carriers.headquarters", label="楼宇总部类企业", unit="家",
    synonyms=("区域总部", "总部型企业", "总部 入驻", "引进 总部", "总部经济 项目", "总部项目"),
)  # fmt: skip
def headquarters(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Tenants whose kind is one of headquarters (rule `kinds`), on the day."""
    keys = _renting(book_of(known_on=known_on).at(days_of(period, on)[1]), headquarters_kinds())
    return Reading(value=Decimal(len(keys)), unit="家", records=_tenants(keys))


def _months(period: Period, on: date) -> list[date]:
    """The ends of the period's months that have begun by `on`; the newest may be `on` itself."""
    found = []
    for month in range(period.first, period.last + 1):
        if date(period.year, month, 1) <= on:
            found.append(min(date(period.year, month, monthrange(period.year, month)[1]), on))
    return found


def _shared(period: Period, known_on: date | None) -> Sharing:
    return sharing(book_of(known_on=known_on), years=(period.year,), known_on=known_on)


def paid_by_building(period: Period, *, on: date, known_on: date | None) -> tuple[dict[Any, Decimal], Sharing]:
    """Building → the taxes of its tenants in the months of the period that have come; a building without a figure is absent."""
    shares = _shared(period, known_on)
    found: dict[Any, Decimal] = {}
    for day in _months(period, on):
        groups: dict[Any, list[UnitOn]] = {}
        for unit in shares.book.at(day):
            groups.setdefault(unit.unit.building_id, []).append(unit)
        for building, units in groups.items():
            amount = shares.paid(units, day).amount
            if amount is not None:
                found[building] = found.get(building, ZERO) + amount
    return found, shares


def _note(period: Period, shares: Sharing) -> str:
    through = shares.taxes.through
    if through is None:
        return ""
    return f"数据至 {through[1]} 月" if through < (period.year, period.last) else ""


@tally(
    "carriers.tax", label="楼宇税收", unit="元",
    synonyms=("楼宇税收", "载体税收", "楼宇 税收", "载体 税收", "楼宇经济税收"),
)  # fmt: skip
def tax(period: Period, *, on: date, known_on: date | None) -> Reading:
    """What the tenants of all buildings paid in the period."""
    found, shares = paid_by_building(period, on=on, known_on=known_on)
    value = sum(found.values(), ZERO) if found else None
    return Reading(
        value=value, unit="元", records=Building.objects.filter(pk__in=list(found)), note=_note(period, shares)
    )


@tally(
    "carriers.tax_per_m2", label="楼宇单位面积税收", unit="元/平方米",
    synonyms=("单位面积税收", "每平方米税收", "楼宇 单位面积 税收", "楼宇亩均税收"),
)  # fmt: skip
def tax_per_m2(period: Period, *, on: date, known_on: date | None) -> Reading:
    """The taxes of the buildings whose gross area is known, by that area."""
    found, shares = paid_by_building(period, on=on, known_on=known_on)
    rows = Building.objects.filter(pk__in=list(found), gross_m2__isnull=False)
    area = sum((b.gross_m2 for b in rows), ZERO)
    top = sum((found[b.pk] for b in rows), ZERO)
    return Reading(
        value=top / area if area else None, unit="元/平方米", records=rows, numerator=top, denominator=area,
        note=_note(period, shares),
    )  # fmt: skip


@tally(
    "carriers.buildings_over", label="税收达标楼宇", unit="栋", filters=(OVER,),
    synonyms=("税收 楼宇", "千万元楼宇", "亿元楼宇", "税收超 楼宇", "税收 千万元 楼宇", "税收 亿元 楼宇"),
)  # fmt: skip
def buildings_over(
    period: Period, *, on: date, known_on: date | None, amount_min_yuan: Decimal | None = None
) -> Reading:
    """Buildings whose taxes of the period reach a threshold; the rule's first tier where none is said."""
    least = amount_min_yuan if amount_min_yuan is not None else economy_rules().tiers[0].min_yuan
    found, shares = paid_by_building(period, on=on, known_on=known_on)
    keys = [pk for pk, amount in found.items() if amount >= least]
    value = Decimal(len(keys)) if found else None
    return Reading(value=value, unit="栋", records=Building.objects.filter(pk__in=keys), note=_note(period, shares))
