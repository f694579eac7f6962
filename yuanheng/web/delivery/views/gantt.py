"""Plan against actual over all projects."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import filtered, project_filters, with_total

from ..access import VIEW
from ..pages.gantt import WIDTH, gantt
from ..pages.overview import from_signed_on

A_PAGE = 40


@gate(VIEW)
def chart(request: HttpRequest) -> HttpResponse:
    """Active projects from signing on, so many a page."""
    rows = with_total(visible(request.user, VIEW, Project.objects.active().filter(stage__in=from_signed_on())))
    rows = filtered(rows, request.GET).order_by("stage_on", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    filters = [(item, request.GET.get(item.key, "").strip()[:100]) for item in project_filters()]
    context = {"page": page, "chart": gantt(list(page), on=moment.today()), "filters": filters, "width": WIDTH}
    return render(request, "delivery/gantt.html", context)
