"""Partnerships: agreements and talks with zones, joint projects with universities, pairs of research and production."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import KEEP, VIEW, access_channel, access_record
from ..actions.relations import record_partnership
from ..forms import PartnershipForm
from ..models import Channel, Partnership, PartnershipKind
from ..rules import region_choices
from .records import kept

COLUMNS = (
    Column("on", "日期", kind="date", sort="on"),
    Column("kind", "类别", kind="badge", value=lambda p: p.get_kind_display(), tone=lambda p: "blue"),
    Column("what", "内容", sort="what", link=lambda p: reverse("channels:partnership", args=[p.pk])),
    Column("with", "对方", value=lambda p: p.partner or str(p.channel or ""), minor=True),
    Column("here", "本区", value=lambda p: str(p.enterprise or p.project or ""), minor=True),
    Column("region", "地区", sort="region", minor=True),
    Column("until", "至", kind="date", sort="until", minor=True),
)


@gate(VIEW)
def partnership_list(request: HttpRequest) -> HttpResponse:
    """All that stand, the newest first."""
    rows = Partnership.objects.known(None).select_related("channel", "enterprise", "project")
    table = build_table(
        request, name="合作共建", rows=visible(request.user, VIEW, rows), columns=COLUMNS, order=("-on",),
        filters=(
            TextFilter("q", "内容、对方", apply=_matching),
            ChoiceFilter("kind", "类别", choices=PartnershipKind.choices, apply=lambda r, v: r.filter(kind=v)),
            ChoiceFilter("region", "地区", choices=region_choices(), apply=lambda r, v: r.filter(region=v)),
        ),
        empty="还没有合作共建记录",
        empty_advice="登记与园区的协议和洽谈、与高校的产学研合作,以及研发在上海、生产在启东的企业。",
    )  # fmt: skip
    return table_page(request, "channels/partnerships.html", table)


def _matching(rows: Any, text: str) -> Any:
    return rows.filter(Q(what__icontains=text) | Q(partner__icontains=text) | Q(channel__name__icontains=text))


@gate(VIEW)
def partnership(request: HttpRequest, pk: Any) -> HttpResponse:
    """One of them."""
    found = access_record(request.user, "partnership", pk, needed=VIEW)  # type: ignore[arg-type]
    return render(request, "channels/partnership.html", {"p": found})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Record one."""
    named = Channel.objects.filter(pk=request.GET["channel"]).first() if _is_id(request.GET.get("channel")) else None
    initial = {"on": moment.today(), "kind": request.GET.get("kind", ""), "channel": named.name if named else ""}
    form = PartnershipForm(request.POST or None, request.FILES or None, initial=initial)

    def do(data: dict[str, Any]) -> Partnership:
        channel = data.pop("channel")
        if channel is not None:
            channel = access_channel(request.user, channel.pk, needed=KEEP)
        chosen = data["qualification"]
        if chosen is not None and data["enterprise"] is None:
            data["enterprise"] = chosen.enterprise
        paper = kept(request, data)
        return record_partnership(channel=channel, file=paper, by=request.user, at=moment.now(), **data)

    return form_page(
        request, form, do, title="登记合作共建", back=reverse("channels:partnerships"), done="已登记。",
        after=lambda made: reverse("channels:partnership", args=[made.pk]),
    )  # fmt: skip


def _is_id(text: str | None) -> bool:
    from uuid import UUID

    try:
        UUID(text or "")
    except ValueError:
        return False
    return True
