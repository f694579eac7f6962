"""The stacking plan of a building: floors as rows, units as widths, coloured by one thing at a time."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..book import UnitOn
from ..models import Floor
from ..rules import kind_label, kind_rules, lease_rules

TONES = ("blue", "teal", "purple", "orange", "green", "pink", "indigo", "lime", "cyan", "amber")
WAYS = {"vacancy": "空置", "tenant": "承租单位", "expiry": "到期", "kind": "业态"}
LEGEND = 12


@dataclass(frozen=True, slots=True)
class Box:
    """One unit as it is drawn; `width` its area, `tone` its colour."""

    unit: Any
    number: str
    width: Decimal
    tone: str
    line: str
    note: str
    measured: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A floor with its units from left to right; `width` their area, `rate` how much of it is let."""

    label: str
    boxes: tuple[Box, ...]
    width: Decimal
    vacant_m2: Decimal


@dataclass(frozen=True, slots=True)
class Stacking:
    """Floors from the top; `widest` scales them; the legend names each colour that occurs."""

    way: str
    rows: tuple[Row, ...]
    widest: Decimal
    legend: tuple[tuple[str, str, int], ...]


def stacking(floors: Sequence[Floor], units: Sequence[UnitOn], *, way: str, on: date) -> Stacking:
    """The plan of a day."""
    colour = {"tenant": _by_tenant, "expiry": _by_expiry, "kind": _by_kind}.get(way, _by_vacancy)
    typical = _typical(units)
    names: dict[tuple[str, str], int] = {}
    rows = []
    for floor in floors:
        own = sorted((u for u in units if u.unit.floor_id == floor.pk), key=lambda u: _order(u.unit.number))
        boxes = []
        for unit in own:
            tone, name = _unlet(unit) or colour(unit, on)
            names[tone, name] = names.get((tone, name), 0) + 1
            boxes.append(_box(unit, tone, typical))
        vacant = sum((u.m2 for u in own if u.vacant and u.m2 is not None), Decimal(0))
        rows.append(Row(floor.label, tuple(boxes), sum((b.width for b in boxes), Decimal(0)), vacant))
    legend = sorted(((tone, name, n) for (tone, name), n in names.items()), key=lambda e: _place(e, way))
    return Stacking(
        way if way in WAYS else "vacancy", tuple(rows), max((r.width for r in rows), default=Decimal(1)),
        tuple(legend[:LEGEND]),
    )  # fmt: skip


def _typical(units: Sequence[UnitOn]) -> Decimal:
    """How wide to draw a unit whose area nobody has stated."""
    known = sorted(u.m2 for u in units if u.m2 is not None)
    return known[len(known) // 2] if known else Decimal(100)


def _order(number: str) -> tuple[int, str]:
    digits = "".join(c for c in number if c.isdigit())
    return (int(digits) if digits else 0, number)


def _box(unit: UnitOn, tone: str, typical: Decimal) -> Box:
    lease = unit.lease
    line = (
        str(lease.tenant) if lease is not None else unit.state.get_condition_display() if not unit.lettable else "空置"
    )
    area = f"{unit.m2:,.0f} ㎡" if unit.m2 is not None else "面积未登记"
    until = f",至 {lease.last}" if lease is not None else ""
    return Box(
        unit=unit.unit, number=unit.unit.number, width=unit.m2 if unit.m2 is not None else typical, tone=tone, line=line,
        note=f"{unit.unit.number} {line},{area}{until}", measured=unit.m2 is not None,
    )  # fmt: skip


def _unlet(unit: UnitOn) -> tuple[str, str] | None:
    if unit.state.condition == "own":
        return "own", "运营方自用"
    if unit.state.condition == "closed":
        return "closed", "停用"
    return ("vacant", "空置") if unit.lease is None else None


def _by_vacancy(unit: UnitOn, on: date) -> tuple[str, str]:
    return "teal", "已出租"


def _by_tenant(unit: UnitOn, on: date) -> tuple[str, str]:
    name = str(unit.lease.tenant)  # type: ignore[union-attr]
    return TONES[zlib.crc32(name.encode()) % len(TONES)], name


def _by_expiry(unit: UnitOn, on: date) -> tuple[str, str]:
    left = (unit.lease.last - on).days  # type: ignore[union-attr]
    near = sorted(lease_rules().remind_days)
    tones = ("red", "orange", "amber")
    for days, tone in zip(near, tones, strict=False):
        if left <= days:
            return tone, f"{days} 天内到期"
    return ("lime", "一年内到期") if left <= 365 else ("teal", "一年以后到期")


def _by_kind(unit: UnitOn, on: date) -> tuple[str, str]:
    code = unit.lease.kind  # type: ignore[union-attr]
    tones = {k.code: k.tone for k in kind_rules().kinds}
    return (tones[code], kind_label(code)) if code in tones else ("secondary", "未分类")


def _place(entry: tuple[str, str, int], way: str) -> tuple[int, Any]:
    tone, name, count = entry
    last = {"vacant": 1, "own": 2, "closed": 3}.get(tone, 0)
    order = {"red": 0, "orange": 1, "amber": 2, "lime": 3, "teal": 4}.get(tone, 5) if way == "expiry" else -count
    return last, (order, name)
