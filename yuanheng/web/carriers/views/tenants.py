"""Tenants: the list, and which firm of the register each one is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, may, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import MATCH, VIEW, access_tenant
from ..actions.tenants import candidates, match_tenant
from ..forms_leases import MatchForm
from ..models import Lease, Matching, Tenant

TONES = {"waiting": "orange", "linked": "green", "outside": "secondary"}
COLUMNS = (
    Column("name", "承租单位", sort="name_pinyin", link=lambda t: reverse("carriers:tenant", args=[t.pk])),
    Column("state", "对应", kind="badge", value=lambda t: t.get_state_display(), tone=lambda t: TONES[t.state]),
    Column("enterprise", "名录企业", value=lambda t: str(t.enterprise or ""),
           link=lambda t: reverse("enterprises:enterprise", args=[t.enterprise_id]) if t.enterprise_id else None),
    Column("running", "在租单元", kind="number", places=0, sort="running"),
)  # fmt: skip


@gate(VIEW)
def tenant_list(request: HttpRequest) -> HttpResponse:
    """All tenants within reach."""
    today = moment.today()
    running = Q(leases__withdrawn_at__isnull=True, leases__starts_on__lte=today, leases__ends_on__gte=today) & (
        Q(leases__ended_on__isnull=True) | Q(leases__ended_on__gte=today)
    )
    rows = Tenant.objects.select_related("enterprise").annotate(running=Count("leases", filter=running))
    table = build_table(
        request, name="承租单位", rows=visible(request.user, VIEW, rows), columns=COLUMNS, order=("state", "name_pinyin"),
        filters=(
            TextFilter("q", "名称、拼音", apply=lambda r, t: r.matching(t)),
            ChoiceFilter("state", "对应", choices=Matching.choices, apply=lambda r, v: r.filter(state=v)),
        ),
        empty="还没有承租单位", empty_advice="登记或导入租约后,承租单位在这里核对是名录里的哪一家企业。",
    )  # fmt: skip
    return table_page(request, "carriers/tenants.html", table)


@gate(VIEW)
def tenant(request: HttpRequest, pk: Any) -> HttpResponse:
    """One tenant: its leases, and what firms it may be."""
    found = access_tenant(request.user, pk)  # type: ignore[arg-type]
    leases = Lease.objects.known(None).with_last().filter(tenant=found).select_related("unit__building__carrier")
    context = {
        "tenant": found, "tone": TONES[found.state], "form": MatchForm(),
        "leases": visible(request.user, VIEW, leases), "today": moment.today(),
        "candidates": candidates(found) if found.state == Matching.WAITING and may(request.user, MATCH) else (),
        "matches": found.matches.select_related("enterprise", "by").order_by("-known_at"),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "carriers/tenant.html", context)


@gate(post=MATCH)
def match(request: HttpRequest, pk: Any) -> HttpResponse:
    """It is this firm."""
    found = access_tenant(request.user, pk, needed=MATCH)  # type: ignore[arg-type]
    return act(
        request, MatchForm(request.POST),
        lambda d: match_tenant(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已对应。", back=reverse("carriers:tenant", args=[pk]),
    )  # fmt: skip


@gate(post=MATCH)
def outside(request: HttpRequest, pk: Any) -> HttpResponse:
    """It is none of the register."""
    found = access_tenant(request.user, pk, needed=MATCH)  # type: ignore[arg-type]
    return act(
        request, None, lambda d: match_tenant(found, enterprise=None, by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已记为名录中没有。", back=reverse("carriers:tenant", args=[pk]),
    )  # fmt: skip
