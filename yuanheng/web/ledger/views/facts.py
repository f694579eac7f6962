"""From a figure to its facts, and from a fact to its cell."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base.access import gate, sees
from yuanheng.web.base.known import known_on_of
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.enterprises.access import VIEW as VIEW_ENTERPRISE
from yuanheng.web.enterprises.access import access_enterprise

from ..access import VIEW_FACT, access_fact, may_see
from ..models import Correction, Record
from ..pages.figure_list import figures_list
from ..pages.figures import fact_page, figure_page
from ..touches import LISTED
from ..wording import field_group, is_measure
from .windows import window_at


@gate(VIEW_ENTERPRISE)
def figure(request: HttpRequest, pk: Any, measure: str, year: int) -> HttpResponse:
    """One figure of a firm and every cell that made it."""
    firm = access_enterprise(request.user, pk)
    if not is_measure(measure):
        raise Http404("没有这个指标")
    if not sees(request.user, field_group(measure)):
        raise PermissionDenied("您的角色不能查看这类数据")
    page = figure_page(request.user, firm, measure, year, known_on=known_on_of(request))
    return render(request, "ledger/figure.html", {"page": page})


@gate(VIEW_ENTERPRISE)
def figure_list(request: HttpRequest) -> HttpResponse:
    """The figures of all firms in a year, as known today or on a day; an export says which."""
    page = figures_list(request)
    table = build_table(
        request,
        name=f"企业数据 {page.year} 年",
        rows=page.rows,
        columns=page.columns,
        filters=page.filters,
        order=("name_pinyin",),
        empty="没有符合条件的企业数据",
        empty_advice="各部门的报表上报并归户后,这里按年度列出每家企业的数;换一个年度或截至日期试试。",
        known_on=page.known_on,
        noted={"list": LISTED, "year": page.year},
    )
    return table_page(request, "ledger/figure_list.html", table, page=page)


@gate(VIEW_FACT)
def fact(request: HttpRequest, pk: int) -> HttpResponse:
    """One fact in its sheet."""
    found = access_fact(request.user, pk)
    if not may_see(request.user, found.measure, organisation=found.reading.file.upload.organisation_id):
        raise PermissionDenied("您的角色不能查看这类数据")
    corrected = Correction.objects.filter(made=found).exists()
    window, problem = (None, "") if corrected else window_at(found.reading, found.sheet, found.cell)
    record = Record.objects.filter(record_key=found.record_key).select_related("enterprise").first()
    page = fact_page(request.user, found, window=window, problem=problem, record=record)
    return render(request, "ledger/fact.html", {"page": page})
