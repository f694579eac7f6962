"""Firms that rent a unit for a headquarters' work: what the support policy asks whether a firm has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .models import Lease
from .rules import headquarters_kinds


@dataclass(frozen=True, slots=True)
class Rented:
    """What a firm rents on a day: its leases, and the kinds of headquarters among them (codes of the policy's field)."""

    leases: tuple[Lease, ...]
    headquarters: tuple[str, ...]

    @property
    def m2(self) -> Decimal:
        """The area its leases state."""
        return sum((lease.area_m2 for lease in self.leases if lease.area_m2 is not None), Decimal(0))


def rented_by(firms: Iterable[Any] | None, *, on: date) -> dict[Any, Rented]:
    """Firm → what it rents on the day; firms that rent nothing are absent. `firms` (primary keys) None: every firm."""
    rows = Lease.objects.known(None).on(on).filter(tenant__enterprise__isnull=False)
    rows = rows if firms is None else rows.filter(tenant__enterprise__in=list(firms))
    found: dict[Any, list[Lease]] = {}
    for lease in rows.select_related("tenant__enterprise", "unit__building__carrier").order_by("starts_on", "pk"):
        found.setdefault(lease.tenant.enterprise_id, []).append(lease)
    kinds = headquarters_kinds()
    return {
        firm: Rented(tuple(leases), tuple(dict.fromkeys(kinds[x.kind] for x in leases if x.kind in kinds)))
        for firm, leases in found.items()
    }
