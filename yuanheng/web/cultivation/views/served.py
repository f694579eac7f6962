"""Services to firms, and contact leaders."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import MANAGE, SERVE, SERVICES
from ..actions.served import record_service, set_contact
from ..forms import ContactForm, ServiceForm
from ..models import Service, ServiceKind

COLUMNS = (
    Column("held_on", "日期", kind="date", sort="held_on"),
    Column("kind", "方式", kind="badge", value=lambda s: s.get_kind_display(), tone=lambda s: "blue"),
    Column("title", "主题", sort="title"),
    Column("cluster", "产业", value=lambda s: str(s.cluster or ""), minor=True),
    Column("firms", "企业", value=lambda s: "、".join(e.name for e in s.enterprises.all()[:6]), minor=True),
    Column("notes", "记录", minor=True),
    Column("by", "登记人", value=lambda s: str(s.by), minor=True),
)


@gate(SERVICES)
def service_list(request: HttpRequest) -> HttpResponse:
    """What was done for firms."""
    rows = Service.objects.select_related("by", "cluster").prefetch_related("enterprises")
    table = build_table(
        request, name="服务企业记录", rows=visible(request.user, SERVICES, rows), columns=COLUMNS, order=("-held_on",),
        filters=(
            TextFilter("q", "主题、记录", apply=lambda r, t: r.filter(title__icontains=t) | r.filter(notes__icontains=t)),
            ChoiceFilter("kind", "方式", choices=ServiceKind.choices, apply=lambda r, v: r.filter(kind=v)),
        ),
        empty="还没有服务记录", empty_advice="走访、座谈会、交流群里解答的问题都可以在这里登记,企业页面上看得到。",
    )  # fmt: skip
    return table_page(request, "cultivation/services.html", table)


@gate(SERVE, post=SERVE)
def new(request: HttpRequest) -> HttpResponse:
    """What was done."""
    initial = {"held_on": moment.today(), "enterprises": request.GET.get("firm", "")}

    def do(data: dict[str, Any]) -> Service:
        return record_service(by=request.user, at=moment.now(), **data)

    return form_page(
        request, ServiceForm(request.POST or None, initial=initial), do, title="登记服务记录",
        back=reverse("cultivation:services"), done="已登记。",
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def contact(request: HttpRequest) -> HttpResponse:
    """Hang a firm on a leader."""
    initial = {"since": moment.today(), "enterprise": request.GET.get("firm", "")}

    def do(data: dict[str, Any]) -> Any:
        return set_contact(data["enterprise"], leader=data["leader"], since=data["since"], by=request.user)

    return form_page(
        request, ContactForm(request.POST or None, initial=initial), do, title="挂钩联系企业",
        back=reverse("cultivation:services"), done="已登记。",
        after=lambda made: reverse("enterprises:enterprise", args=[made.enterprise_id]),
    )  # fmt: skip
