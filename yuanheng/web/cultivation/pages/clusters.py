"""Clusters with their figures, and one cluster's members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.asof import figures_as_of

from ..membership import members
from ..models import Cluster, ClusterMember, Contact
from ..tallies import SALES

MOST = 500


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster with its size, sales and growth."""

    cluster: Cluster
    size: int
    reporting: int
    sales: Decimal | None
    growth: Decimal | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with both years' sales, growth, and why it belongs."""

    enterprise: Enterprise
    sales: Decimal | None
    before: Decimal | None
    growth: Decimal | None
    why: str
    leader: str


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """One cluster on a day."""

    row: ClusterRow
    members: tuple[MemberRow, ...]
    entries: QuerySet[ClusterMember]
    year: int


def cluster_rows(*, year: int, on: date, sales_shown: bool = True) -> tuple[ClusterRow, ...]:
    """Every cluster; without sales for those who may not see figures of the tax bureau."""
    now, before = _both_years(year, sales_shown)
    return tuple(_row(cluster, _ids(members(cluster, on=on)), now, before) for cluster in Cluster.objects.all())


def _both_years(year: int, shown: bool) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    return (figures_as_of(year=year).of(SALES), figures_as_of(year=year - 1).of(SALES)) if shown else ({}, {})


def _ids(firms: QuerySet[Enterprise]) -> list[str]:
    return [str(pk) for pk in firms.values_list("pk", flat=True)]


def _row(cluster: Cluster, ids: list[str], now: dict[str, Decimal], before: dict[str, Decimal]) -> ClusterRow:
    sales, base = _sum(ids, now), _sum(ids, before)
    return ClusterRow(
        cluster=cluster, size=len(ids), reporting=sum(i in now for i in ids), sales=sales, growth=growth(sales, base)
    )


def _sum(ids: list[str], amounts: dict[str, Decimal]) -> Decimal | None:
    known = [amounts[i] for i in ids if i in amounts]
    return sum(known, Decimal(0)) if known else None


def growth(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """In per cent; None where it cannot be said."""
    return None if now is None or before is None or before <= 0 else (now - before) / before * 100


def cluster_page(cluster: Cluster, *, year: int, on: date, sales_shown: bool = True) -> ClusterPage:
    """Members, the biggest first, and the dated entries."""
    now, before = _both_years(year, sales_shown)
    firms = list(members(cluster, on=on))
    entries = cluster.members.select_related("enterprise", "by").order_by("-since")
    named = {e.enterprise_id for e in entries if e.included and e.since <= on and (e.until is None or e.until >= on)}
    leaders = contact_leaders([f.pk for f in firms], on=on)
    rows = [
        MemberRow(
            enterprise=f, sales=now.get(str(f.pk)), before=before.get(str(f.pk)),
            growth=growth(now.get(str(f.pk)), before.get(str(f.pk))),
            why="名单" if f.pk in named else _why(f, cluster), leader=leaders.get(f.pk, ""),
        )
        for f in firms
    ]  # fmt: skip
    rows.sort(key=lambda r: (r.sales is None, -(r.sales or 0), r.enterprise.name_pinyin))
    return ClusterPage(
        row=_row(cluster, [str(f.pk) for f in firms], now, before), members=tuple(rows[:MOST]), entries=entries,
        year=year,
    )  # fmt: skip


def _why(firm: Enterprise, cluster: Cluster) -> str:
    prefix = next((p for p in cluster.prefixes if firm.industry_code.startswith(p)), "")
    return f"行业代码 {firm.industry_code}" if prefix else "名录标注"


def contact_leaders(ids: list[Any], *, on: date) -> dict[Any, str]:
    """The leader of each firm on a day."""
    rows = Contact.objects.filter(enterprise__in=ids, since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    return {row.enterprise_id: str(row.leader) for row in rows.select_related("leader")}
