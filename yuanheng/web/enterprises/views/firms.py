"""The list of enterprises and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.known import known_on_of
from yuanheng.web.base.panels import panels_for
from yuanheng.web.base.tables import build_table, table_page

from ..access import EDIT, VIEW, access_enterprise
from ..actions.firms import change_enterprise, create_enterprise
from ..forms import EnterpriseForm
from ..models import Enterprise
from ..pages.enterprise import enterprise_page
from ..pages.lists import COLUMNS, enterprise_filters


@gate(VIEW)
def enterprise_list(request: HttpRequest) -> HttpResponse:
    """All enterprises of the zone."""
    table = build_table(
        request,
        name="企业名录",
        rows=visible(request.user, VIEW, Enterprise.objects.all()),
        columns=COLUMNS,
        filters=enterprise_filters(),
        order=("name_pinyin",),
        empty="没有符合条件的企业",
        empty_advice="换几个字试试:名称中的两个字、代码、拼音或首字母都可以。名录还是空的,请先导入。",
    )
    return table_page(request, "enterprises/list.html", table)


@gate(VIEW)
def enterprise(request: HttpRequest, pk: Any) -> HttpResponse:
    """One enterprise: head facts, panels of other apps, history."""
    firm = access_enterprise(request.user, pk)
    context = {
        "page": enterprise_page(firm, known_on=known_on_of(request)),
        "panels": panels_for(request, "enterprises.enterprise", firm),
    }
    return render(request, "enterprises/enterprise.html", context)


@gate(EDIT, post=EDIT)
def new_enterprise(request: HttpRequest) -> HttpResponse:
    """Enter a firm that the register lacks."""
    form = EnterpriseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        firm = create_enterprise(by=request.user, **form.cleaned_data)
        messages.success(request, f"已登记 {firm}。")
        return redirect("enterprises:enterprise", pk=firm.pk)
    return render(request, "enterprises/form.html", {"form": form}, status=422 if form.errors else 200)


@gate(EDIT, post=EDIT)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a firm; the old name becomes a former name."""
    firm = access_enterprise(request.user, pk, needed=EDIT)
    form = EnterpriseForm(request.POST or None, instance=Enterprise.objects.get(pk=firm.pk))
    if request.method == "POST" and form.is_valid():
        change_enterprise(firm, by=request.user, on=moment.today(), **form.cleaned_data)
        messages.success(request, "已保存。")
        return redirect("enterprises:enterprise", pk=firm.pk)
    return render(request, "enterprises/form.html", {"form": form, "firm": firm}, status=422 if form.errors else 200)
