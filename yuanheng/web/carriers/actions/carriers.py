"""Carriers, buildings, floors and units: registered, changed, re-measured, closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..access import KEEP
from ..models import Building, Carrier, CarrierKind, Floor, Lease, Unit, UnitCondition, UnitState, UnitUse
from .refusing import CarrierError, a_span, an_area, day_of, not_after

_LEVEL = re.compile(r"^(?:第)?(?P<below>[-B负]|地下)?(?P<n>\d{1,3})(?:层|F|f|楼)?$")


@transaction.atomic
def register_carrier(
    *, name: str, kind: str, by: User, at: datetime, organisation: Any = None, **values: Any
) -> Carrier:
    """Enter a carrier.

    Raises:
        CarrierError: the name is taken, no such kind, nobody operates it, its days cannot be.
    """
    name = " ".join(name.split())
    keeper = organisation or bureau_of(by, KEEP)
    if not name or kind not in CarrierKind.values or keeper is None:
        raise CarrierError(
            where=name or "载体", found=f"类别 {kind or '(空)'},运营机构 {keeper or '(空)'}",
            expected="名称、" + "、".join(CarrierKind.labels) + "之一,以及运营机构", advice="补全后再登记",
        )  # fmt: skip
    if values.get("opened_on"):
        a_span(values["opened_on"], values.get("closed_on"), name)
    made = Carrier(name=name, kind=kind, organisation=keeper, by=by, created_at=at, **values)
    _once(made, f"“{name}”已经登记", "一个载体登记一次", "打开已有的载体")
    record(by, "carriers.carrier.registered", target=made, after={"name": name, "kind": kind, "operator": str(keeper)})
    return made


def _once(made: Any, found: str, expected: str, advice: str) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise CarrierError(where=str(made), found=found, expected=expected, advice=advice) from error


@transaction.atomic
def change_carrier(carrier: Carrier, *, by: User, **values: Any) -> Carrier:
    """Change its fields.

    Raises:
        CarrierError: a name of another; its days cannot be.
    """
    row = Carrier.objects.select_for_update(of=("self",)).get(pk=carrier.pk)
    before = {k: getattr(row, k) for k, v in values.items() if getattr(row, k) != v}
    if not before:
        return row
    if Carrier.objects.filter(name=values.get("name", row.name)).exclude(pk=row.pk).exists():
        raise CarrierError(
            where=row.name, found=f"“{values['name']}”已经登记", expected="没有用过的名称", advice="换一个名称"
        )
    for key, value in values.items():
        setattr(row, key, value)
    if row.opened_on:
        a_span(row.opened_on, row.closed_on, row.name)
    row.save()
    after = {k: getattr(row, k) for k in before}
    record(by, "carriers.carrier.changed", target=row, before=_plain(before), after=_plain(after))
    return row


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v if isinstance(v, str | None) else str(v) for k, v in values.items()}


@transaction.atomic
def add_building(carrier: Carrier, *, name: str, by: User, at: datetime, **values: Any) -> Building:
    """A building of a carrier.

    Raises:
        CarrierError: it is there already, or its area cannot be.
    """
    name = " ".join(name.split())
    _gross(values.get("gross_m2"), f"{carrier} {name}")
    made = Building(carrier=carrier, name=name, created_at=at, **values)
    _once(made, f"楼栋“{name}”已经登记", "一个楼栋登记一次", "换一个名称,或打开已有的楼栋")
    record(by, "carriers.building.added", target=made, after=_plain({"name": name, **values}))
    return made


def _gross(area: Decimal | None, where: str) -> None:
    if area is not None and not (area.is_finite() and 0 < area < Decimal(10) ** 7):
        raise CarrierError(where=where, found=f"建筑面积 {area}", expected="大于 0 的面积(㎡)", advice="改正面积")


@transaction.atomic
def change_building(building: Building, *, by: User, **values: Any) -> Building:
    """Change its fields.

    Raises:
        CarrierError: a name of another of the carrier, an area that cannot be.
    """
    row = Building.objects.select_for_update(of=("self",)).get(pk=building.pk)
    before = {k: getattr(row, k) for k, v in values.items() if getattr(row, k) != v}
    if not before:
        return row
    _gross(values.get("gross_m2"), str(row))
    if Building.objects.filter(carrier=row.carrier_id, name=values.get("name", row.name)).exclude(pk=row.pk).exists():
        raise CarrierError(
            where=str(row), found=f"楼栋“{values['name']}”已有", expected="别的名称", advice="换一个名称"
        )
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    after = {k: getattr(row, k) for k in before}
    record(by, "carriers.building.changed", target=row, before=_plain(before), after=_plain(after))
    return row


def level_of(text: str) -> int:
    """3 for 3F, 三 is not read; -1 for B1 or 地下1层.

    Raises:
        CarrierError: it is no floor.
    """
    found = _LEVEL.match(text.strip())
    level = int(found["n"]) * (-1 if found["below"] else 1) if found else 0
    if not level or not -9 <= level <= 200:
        raise CarrierError(where="楼层", found=text or "(空)", expected="如 3、3F、-1、B1", advice="改正楼层")
    return level


def floor_of(building: Building, level: int) -> Floor:
    """The floor, made where it is not there."""
    label = f"{level}F" if level > 0 else f"B{-level}"
    found: Floor = Floor.objects.get_or_create(building=building, level=level, defaults={"label": label})[0]
    return found


@transaction.atomic
def add_unit(
    building: Building, *, floor: str, number: str, holds_from: date, by: User, at: datetime, **values: Any
) -> Unit:
    """A unit with what it is from a day on: `gross_m2`, `lettable_m2`, `use`, `condition`.

    Raises:
        CarrierError: it is there already; its floor, area or day cannot be.
    """
    number = "".join(number.split())
    made = Unit(building=building, floor=floor_of(building, level_of(floor)), number=number, created_at=at)
    _once(made, f"房号“{number}”已经登记", "一幢楼里房号不重复", "打开已有的单元,或换一个房号")
    _state(made, holds_from=holds_from, by=by, at=at, **values)
    record(by, "carriers.unit.added", target=made, after=_plain({"number": number, "floor": floor, **values}))
    return made


@transaction.atomic
def state_unit(
    unit: Unit, *, holds_from: date, reason: str, by: User, at: datetime, file: Any = None, **values: Any
) -> UnitState:
    """From a day on the unit measures or is something else; what was before stays for the days before.

    Raises:
        CarrierError: no reason; the day has not come; it is let then and would no longer be lettable.
    """
    if not reason.strip():
        raise CarrierError(where=str(unit), found="没有写原因", expected="变更原因", advice="写明原因")
    not_after(at, holds_from, str(unit))
    if values.get("condition", "lettable") != UnitCondition.LETTABLE:
        lease = Lease.objects.known(None).with_last().filter(unit=unit, last_on__gte=holds_from).first()
        if lease is not None:
            raise CarrierError(
                where=str(unit), found=f"租给“{lease.tenant}”至 {lease.last}", expected="没有租约的单元才能停用或自用",
                advice="先终止租约,或改变更日期",
            )  # fmt: skip
    made = _state(unit, holds_from=holds_from, by=by, at=at, reason=reason, file=file, **values)
    record(
        by, "carriers.unit.stated", target=unit,
        after=_plain({"from": holds_from, "reason": reason, **values}),
    )  # fmt: skip
    return made


def _state(unit: Unit, *, holds_from: date, by: User, at: datetime, **values: Any) -> UnitState:
    where = str(unit)
    a_span(holds_from, None, where)
    not_after(at, holds_from, where)
    gross, lettable = values.get("gross_m2"), values.get("lettable_m2")
    an_area(gross, where)
    an_area(lettable, where)
    if gross is not None and lettable is not None and lettable > gross:
        raise CarrierError(
            where=where, found=f"可出租 {lettable} ㎡,建筑面积 {gross} ㎡", expected="可出租面积不超过建筑面积",
            advice="核对两个面积是不是填反了",
        )  # fmt: skip
    use = values.get("use", "")
    if use and use not in UnitUse.values:
        raise CarrierError(where=where, found=f"用途 {use}", expected="、".join(UnitUse.labels), advice="改正用途")
    return UnitState.objects.create(unit=unit, holds_from=holds_from, known_at=at, by=by, **values)


def opened(carrier: Carrier, at: datetime) -> date:
    """The day a carrier's first units hold from where nobody says otherwise."""
    return carrier.opened_on or day_of(at)
