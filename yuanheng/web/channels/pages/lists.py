"""The register of channels as a list: columns, filters, and what each brought at a glance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.projects.tallies import standing

from ..counting import without_evidence
from ..models import Brought, Channel, ChannelKind, ContactEntry
from ..rules import region_choices


def with_work(rows: QuerySet[Channel], *, on: date) -> QuerySet[Channel]:
    """With the last contact, the projects brought and those signed, and whether a needed paper lacks."""
    own: dict[str, Any] = {"channel": OuterRef("pk")}
    contacts = ContactEntry.objects.known(None).filter(on__lte=on, **own).order_by().values("channel")
    brought = Brought.objects.known(None).filter(main=True, on__lte=on, **own).order_by().values("channel")
    signed = brought.filter(project__in=standing(None).filter(stage="signed", happened_on__lte=on).values("project"))
    lacking = without_evidence(on=on).filter(pk=OuterRef("pk")).values("pk")[:1]
    return rows.annotate(
        last_contact=Subquery(contacts.annotate(v=Max("on")).values("v")),
        leads=Coalesce(Subquery(brought.annotate(v=Count("pk")).values("v")), 0),
        signings=Coalesce(Subquery(signed.annotate(v=Count("pk")).values("v")), 0),
        lacking=Subquery(lacking),
    )


def _evidence(channel: Any) -> str:
    if channel.ended_on is not None:
        return "已终止"
    return "未附佐证" if channel.lacking else ""


COLUMNS = (
    Column("name", "名称", sort="name_pinyin", link=lambda c: reverse("channels:channel", args=[c.pk])),
    Column("kind", "类别", sort="kind", value=lambda c: c.get_kind_display(), minor=True),
    Column("region", "地区", sort="region", value=lambda c: f"{c.region} {c.city}".strip(), minor=True),
    Column(
        "evidence", "提示", kind="badge", value=_evidence,
        tone=lambda c: "secondary" if c.ended_on is not None else "orange",
    ),
    Column("person", "联系人", value=lambda c: f"{c.person} {c.phone}".strip(), minor=True),
    Column("last_contact", "最近联系", kind="date", sort="last_contact", minor=True),
    Column("leads", "引荐", kind="number", places=0, sort="leads"),
    Column("signings", "签约", kind="number", places=0, sort="signings"),
)  # fmt: skip


def channel_filters(on: date) -> tuple[Any, ...]:
    """By words, kind, region, and how it stands."""
    states = {
        "lacking": lambda rows: rows.filter(pk__in=without_evidence(on=on).values("pk")),
        "standing": lambda rows: rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)),
        "ended": lambda rows: rows.filter(ended_on__lte=on),
    }
    return (
        TextFilter("q", "名称、拼音", apply=lambda r, t: r.matching(t)),
        ChoiceFilter("kind", "类别", choices=ChannelKind.choices, apply=lambda r, v: r.filter(kind=v)),
        ChoiceFilter("region", "地区", choices=region_choices(), apply=lambda r, v: r.filter(region=v)),
        ChoiceFilter(
            "state", "状态", choices=[("lacking", "未附佐证"), ("standing", "在册"), ("ended", "已终止")],
            apply=lambda r, v: states[v](r),
        ),
    )  # fmt: skip
