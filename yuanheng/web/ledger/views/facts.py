"""From a figure to its facts, and from a fact to its cell."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base.access import gate, sees
from yuanheng.web.enterprises.access import VIEW as VIEW_ENTERPRISE
from yuanheng.web.enterprises.access import access_enterprise

from ..access import VIEW_FACT, access_fact, may_see
from ..models import Correction, Record
from ..pages.figures import fact_page, figure_page
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
    return render(request, "ledger/figure.html", {"page": figure_page(request.user, firm, measure, year)})


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
