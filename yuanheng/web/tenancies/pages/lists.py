"""The register as a list: each lease with its figures as they stand today."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise

from ..book import Book
from ..leases import STATES


def columns(book: Book) -> tuple[Column, ...]:
    """Columns that read the book."""

    def of(name: str) -> Any:
        def read(tenancy: Any) -> Any:
            lease = book.lease(str(tenancy.pk))
            return None if lease is None else getattr(lease, name)

        return read

    def land(tenancy: Any) -> Any:
        lease = book.lease(str(tenancy.pk))
        return None if lease is None else lease.land.mu

    return (
        Column("owner", "出租方", value=lambda t: t.owner_label, link=_page),
        Column("tenant", "承租方", value=lambda t: t.tenant_label, link=_page),
        Column("address", "坐落", value=lambda t: t.address or t.parcel, minor=True),
        Column("floor", "建筑面积(㎡)", kind="number", places=2, value=of("floor_m2"), group="enterprise.land"),
        Column("land", "土地", kind="number", unit="mu", places=4, value=land, group="enterprise.land"),
        Column("since", "租期起", kind="date", value=of("since"), minor=True),
        Column("until", "租期止", kind="date", value=of("until"), minor=True),
        Column("state", "状态", kind="badge", value=of("state_label"), tone=lambda t: of("tone")(t) or "secondary"),
    )


def _page(tenancy: Any) -> str:
    return reverse("tenancies:tenancy", args=[tenancy.pk])


def filters(book: Book) -> tuple[Any, ...]:
    """By words, by state, by whether the term runs."""

    def in_state(rows: Any, code: str) -> Any:
        return rows.filter(pk__in=[lease.tenancy.pk for lease in book.leases if lease.state == code])

    def running(rows: Any, code: str) -> Any:
        wanted = [lease.tenancy.pk for lease in book.leases if lease.running == (code == "yes")]
        return rows.filter(pk__in=wanted)

    return (
        TextFilter("q", "企业、坐落、宗地", apply=matching),
        ChoiceFilter("state", "状态", choices=[(k, label) for k, (label, _) in STATES.items()], apply=in_state),
        ChoiceFilter("running", "租期", choices=[("yes", "在租"), ("no", "未到或已满")], apply=running),
    )


def matching(rows: Any, text: str) -> Any:
    """By a party's name, or the place."""
    firms = Enterprise.objects.matching(text).values("pk")
    words = Q(address__icontains=text) | Q(parcel__icontains=text) | Q(owner_name__icontains=text)
    return rows.filter(words | Q(tenant_name__icontains=text) | Q(owner__in=firms) | Q(tenant__in=firms))
