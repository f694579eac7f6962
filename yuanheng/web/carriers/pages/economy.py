"""The building economy: buildings by tax, tiers, local share, months; and the firms with a headquarters' work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.base.access import sees, visible
from yuanheng.web.base.models import User

from ..access import TAX, VIEW
from ..book import ZERO, UnitOn
from ..headquarters import Rented, rented_by
from ..models import Building, Lease
from ..rules import EconomyRules, Tier, economy_rules, headquarters_kinds, kind_label
from ..tax import tax_months, tax_year, year_days
from .carriers import MONTHS, _plain, occupancy_chart
from .standing import KindShare, Standing, gross_of, kind_shares, reader


@dataclass(frozen=True, slots=True)
class EconomyPage:
    """All buildings within reach, those that pay most first."""

    rows: tuple[tuple[Building, Standing], ...]
    total: Standing
    kinds: tuple[KindShare, ...]
    sought_share: Decimal | None
    tiers: tuple[tuple[Tier, int], ...]
    occupancy: dict[str, Any]
    taxes: dict[str, Any] | None
    rules: EconomyRules


def economy_page(user: User, *, on: date) -> EconomyPage:
    """On a day; the order tells of taxes only to those who may see them."""
    asked = reader(on=on)
    buildings = list(visible(user, VIEW, Building.objects.select_related("carrier")))
    keys = {b.pk for b in buildings}

    def some(day: date) -> list[UnitOn]:
        return [u for u in asked.book.at(day) if u.unit.building_id in keys]

    rows = [(b, asked.of_building(b)) for b in buildings]
    taxed = sees(user, TAX)
    rows.sort(key=lambda r: -(r[1].tax.amount or ZERO) if taxed else -(r[1].occupancy.let_m2))
    kinds = kind_shares(some(on))
    shares = [k.share for k in kinds if k.sought and k.share is not None]
    return EconomyPage(
        rows=tuple(rows), total=asked.standing(some, gross=gross_of(buildings)), kinds=kinds,
        sought_share=sum(shares, ZERO) if shares else None, tiers=_tiers([s for _, s in rows]),
        occupancy=occupancy_chart(some, on), taxes=_taxes(asked, some) if taxed else None, rules=economy_rules(),
    )  # fmt: skip


def _tiers(standings: Sequence[Standing]) -> tuple[tuple[Tier, int], ...]:
    """How many reach each tier; the higher are in the lower too."""
    amounts = [s.tax.amount for s in standings if s.tax.amount is not None]
    return tuple((t, sum(a >= t.min_yuan for a in amounts)) for t in economy_rules().tiers)


def _taxes(asked: Any, some: Any) -> dict[str, Any] | None:
    days = asked.tax_days(MONTHS)
    paid = [p.amount for p in asked.paid(some, days)]
    if all(p is None for p in paid):
        return None
    return {
        "categories": [f"{d.year % 100:02d}-{d.month:02d}" for d in days],
        "series": [{"name": "税收", "values": [_plain(p, 10_000) for p in paid]}], "unit": "万元",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadquartersRow:
    """A firm with a headquarters' work in a building; `tax` of the year so far, None where nothing has come."""

    firm: Any
    leases: tuple[Lease, ...]
    kinds: str
    since: date
    tax: Decimal | None


@dataclass(frozen=True, slots=True)
class HeadquartersPage:
    """Those that are matched, and how many are not and so cannot be told."""

    rows: tuple[HeadquartersRow, ...]
    unmatched: tuple[Lease, ...]
    year: int


def headquarters_page(user: User, *, on: date) -> HeadquartersPage:
    """Within the user's reach, on a day."""
    reach = set(visible(user, VIEW, Lease.objects.known(None).on(on)).values_list("pk", flat=True))
    year = tax_year(on)
    taxes = tax_months(years=(year - 1, year))
    rows = [_row(own, taxes, year, on) for rented in rented_by(None, on=on).values() if (own := _own(rented, reach))]
    unmatched = (
        Lease.objects.known(None)
        .on(on)
        .filter(pk__in=reach, tenant__enterprise__isnull=True, kind__in=headquarters_kinds())
    )
    return HeadquartersPage(
        rows=tuple(sorted(rows, key=lambda r: r.firm.name_pinyin)),
        unmatched=tuple(unmatched.select_related("tenant", "unit__building__carrier")), year=year,
    )  # fmt: skip


def _own(rented: Rented, reach: set[Any]) -> tuple[Lease, ...]:
    """Its leases for a headquarters' work, in the carriers within reach."""
    return tuple(lease for lease in rented.leases if lease.pk in reach and lease.kind in headquarters_kinds())


def _row(own: tuple[Lease, ...], taxes: Any, year: int, on: date) -> HeadquartersRow:
    firm = own[0].tenant.enterprise
    months = [taxes.of(firm.pk, (d.year, d.month)) for d in year_days(year, on)]
    known = [m for m in months if m is not None]
    return HeadquartersRow(
        firm=firm, leases=own, kinds="、".join(dict.fromkeys(kind_label(lease.kind) for lease in own)),
        since=min(lease.starts_on for lease in own), tax=sum(known, ZERO) if known else None,
    )  # fmt: skip
