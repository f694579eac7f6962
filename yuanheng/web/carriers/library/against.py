"""The rows of a list against each other and against the register: one unit twice, terms that overlap, areas that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.errors import Problem
from yuanheng.web.enterprises.keys import folded

from ..models import Carrier, Lease, Unit, UnitState
from .rows import ListedRow

Key = tuple[str, str]


@dataclass(slots=True)
class Known:
    """What the register has of a carrier."""

    units: dict[Key, Unit] = field(default_factory=dict)
    areas: dict[Key, Decimal | None] = field(default_factory=dict)
    leases: dict[Key, list[tuple[str, str, date, date]]] = field(default_factory=dict)

    def has_lease(self, row: Mapping[str, Any]) -> bool:
        """The same unit, tenant and first day: the same lease."""
        texts = row["texts"]
        wanted = (folded(texts.get("tenant", ""))[:200], row["starts"])
        return any((name, first.isoformat()) == wanted for name, _, first, _ in self._of(texts))

    def add_lease(self, row: Mapping[str, Any]) -> None:
        """It has been entered."""
        texts = row["texts"]
        told = (folded(texts["tenant"])[:200], texts["tenant"], date.fromisoformat(row["starts"]), date.max)
        self.leases.setdefault((texts["building"], texts["unit"]), []).append(told)

    def _of(self, texts: Mapping[str, str]) -> list[tuple[str, str, date, date]]:
        return self.leases.get((texts["building"], texts["unit"]), [])


def known_of(carrier: Carrier) -> Known:
    """Units with their newest area, and the leases that stand."""
    found = Known()
    for unit in Unit.objects.filter(building__carrier=carrier).select_related("building__carrier", "floor"):
        found.units[unit.building.name, unit.number] = unit
    keys = {unit.pk: key for key, unit in found.units.items()}
    for state in UnitState.objects.filter(unit__in=keys).order_by("holds_from", "known_at", "pk"):
        found.areas[keys[state.unit_id]] = state.lettable_m2
    for lease in Lease.objects.known(None).filter(unit__in=keys).select_related("tenant"):
        told = (lease.tenant.name_folded, lease.tenant.name, lease.starts_on, lease.last)
        found.leases.setdefault(keys[lease.unit_id], []).append(told)
    return found


def within_file(rows: Sequence[ListedRow], *, file: str) -> list[Problem]:
    """A unit let twice at once, or listed again with another area: the later row waits."""
    problems: list[Problem] = []
    seen: dict[Key, list[ListedRow]] = {}
    for row in rows:
        key = (row.texts["building"], row.texts["unit"])
        for other in seen.get(key, ()):
            problem = _clash(row, other, file) or _two_areas(row, other, file)
            if problem is not None:
                problems.append(problem)
                row.blocked = True
                break
        seen.setdefault(key, []).append(row)
    return problems


def _clash(row: ListedRow, other: ListedRow, file: str) -> Problem | None:
    if row.let and other.let and row.starts and row.ends and other.starts and other.ends:
        if row.starts <= other.ends and row.ends >= other.starts:
            found = (
                f"{row.texts['unit']} {row.starts} 至 {row.ends},与第 {other.row} 行“{other.texts['tenant']}”"
                f"({other.starts} 至 {other.ends})重叠"
            )
            return _problem(
                "lease_overlap", file, row, "starts", found, "同一单元同一天只有一份租约", "核对房号和起止日期"
            )
        return None
    if not row.let and not other.let:
        return _problem(
            "repeated_unit",
            file,
            row,
            "unit",
            f"{row.texts['unit']} 与第 {other.row} 行重复",
            "一个单元一行",
            "删去重复的一行",
        )
    return None


def _two_areas(row: ListedRow, other: ListedRow, file: str) -> Problem | None:
    if row.area and other.area and row.area != other.area:
        found = f"{row.texts['unit']} 面积 {row.area},第 {other.row} 行写 {other.area}"
        return _problem("two_areas", file, row, "area", found, "同一单元一个面积", "核对面积或房号")
    return None


def against_register(rows: Sequence[ListedRow], known: Known, *, file: str) -> list[Problem]:
    """What the register says otherwise: a lease in the way blocks the row, another area is told and not taken."""
    problems: list[Problem] = []
    for row in rows:
        key = (row.texts["building"], row.texts["unit"])
        stated = known.areas.get(key)
        if stated is not None and row.area and Decimal(row.area) != stated:
            problems.append(
                _problem("area_differs", file, row, "area", f"{row.area} ㎡", f"系统登记 {stated} ㎡",
                         "按系统的面积计算;确有变化的,在单元页变更面积并写明日期")
            )  # fmt: skip
        problem = _in_the_way(row, known.leases.get(key, ()), file)
        if problem is not None:
            row.blocked = True
            problems.append(problem)
    return problems


def _in_the_way(row: ListedRow, leases: Sequence[tuple[str, str, date, date]], file: str) -> Problem | None:
    if not row.let or not row.starts or not row.ends:
        return None
    first, last, name = date.fromisoformat(row.starts), date.fromisoformat(row.ends), folded(row.texts["tenant"])[:200]
    for theirs, written, begins, ends in leases:
        same = theirs == name and begins == first
        if not same and begins <= last and ends >= first:
            return _problem(
                "lease_in_the_way", file, row, "starts", f"{first} 至 {last}",
                f"不与系统里“{written}”的租约({begins} 至 {ends})重叠", "先在系统里终止或更正那份租约,或改正日期",
            )  # fmt: skip
    return None


def _problem(kind: str, file: str, row: ListedRow, cell: str, found: str, expected: str, advice: str) -> Problem:
    place = row.cells.get(cell) or row.cells.get("span") or f"A{row.row}"
    where = " › ".join(part for part in (file, row.sheet, place) if part)
    return Problem(kind, where, found[:120], expected, advice, file=file, sheet=row.sheet, cell=place)
