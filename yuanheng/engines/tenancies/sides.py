"""Two statements on one lease, compared figure by figure. What differs is said with both figures; nothing is averaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .rules import Tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one side says of a lease; None where it says nothing of a figure."""

    floor_m2: Decimal | None = None
    land_mu: Decimal | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure on which the sides differ, both as people read them; `gap`: owner less tenant, where they are numbers."""

    what: str
    label: str
    owner: str
    tenant: str
    gap: Decimal | None
    unit: str

    @property
    def sentence(self) -> str:
        """`建筑面积:出租方 4,000 ㎡,承租方 3,800 ㎡,相差 200 ㎡`."""
        said = f"{self.label}:出租方{self.owner},承租方{self.tenant}"
        return said if self.gap is None else f"{said},相差 {abs(self.gap):,f} {self.unit}"


def compare_sides(*, owner: Said, tenant: Said, tolerance: Tolerance) -> tuple[Difference, ...]:
    """Every figure that both sides give and on which they differ by more than the tolerance; none in common is a difference too.

    The term must be the same to the day; an open end is an end like any other.
    """
    found = [
        *_areas("floor", "建筑面积", "㎡", owner.floor_m2, tenant.floor_m2, tolerance.floor_m2),
        *_areas("land", "土地面积", "亩", owner.land_mu, tenant.land_mu, tolerance.land_mu),
    ]
    if not _in_common(owner, tenant):
        found.append(
            Difference(
                what="basis", label="面积", owner=_areas_said(owner), tenant=_areas_said(tenant), gap=None, unit=""
            )
        )
    if (owner.since, owner.until) != (tenant.since, tenant.until):
        found.append(Difference(what="term", label="租期", owner=_term(owner), tenant=_term(tenant), gap=None, unit=""))
    return tuple(found)


def _areas(
    what: str, label: str, unit: str, owner: Decimal | None, tenant: Decimal | None, tolerance: Decimal
) -> list[Difference]:
    if owner is None or tenant is None or abs(owner - tenant) <= tolerance:
        return []
    return [
        Difference(
            what=what, label=label, owner=f" {owner:,f} {unit}", tenant=f" {tenant:,f} {unit}", gap=owner - tenant,
            unit=unit,
        )
    ]  # fmt: skip


def _in_common(owner: Said, tenant: Said) -> bool:
    pairs = ((owner.floor_m2, tenant.floor_m2), (owner.land_mu, tenant.land_mu))
    return any(one is not None and other is not None for one, other in pairs)


def _areas_said(said: Said) -> str:
    parts = []
    if said.floor_m2 is not None:
        parts.append(f"建筑面积 {said.floor_m2:,f} ㎡")
    if said.land_mu is not None:
        parts.append(f"土地面积 {said.land_mu:,f} 亩")
    return "只写了" + "、".join(parts) if parts else "没有写面积"


def _term(said: Said) -> str:
    return f" {said.since or '未写明'} 至 {said.until or '未写明'}"
