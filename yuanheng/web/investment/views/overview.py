"""The day, the board, the meeting, the funnel."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import filtered, years_of

from ..access import FUNNEL, PUSH, RECORD, partner_of
from ..pages.board import board
from ..pages.funnel import funnel_filters, funnel_page, narrowed
from ..pages.push import push_columns, push_filters, push_rows, push_summary
from ..pages.today import today_page
from ..rules import follow_rule, forecast_rule

YEARS = 6


@gate(RECORD)
def today(request: HttpRequest) -> HttpResponse:
    """What is to be done today."""
    on = moment.today()
    page = today_page(request.user, on=on)  # type: ignore[arg-type]
    return render(request, "investment/today.html", {"page": page, "on": on})


@gate(RECORD)
def board_page(request: HttpRequest) -> HttpResponse:
    """One's own leads by stage."""
    user: Any = request.user
    own = Project.objects.active().filter(manager=user) | Project.objects.active().filter(partner_of(user))
    rows = filtered(own, request.GET)
    return render(request, "investment/board.html", {"lanes": board(rows, on=moment.today()), "count": rows.count()})


@gate(PUSH)
def push(request: HttpRequest) -> HttpResponse:
    """The table of the leader's meeting, the longest without a step first."""
    on = moment.today()
    within = visible(request.user, PUSH, Project.objects.all())
    table = build_table(
        request, name=f"在谈项目滚动推进表 {on}", rows=push_rows(within), columns=push_columns(on),
        filters=push_filters(within, on), order=("since", "number"), empty="没有在谈项目",
        empty_advice="项目登记“在谈”阶段后就在这里,按多少天没有进展排列。",
    )  # fmt: skip
    context = {"summary": push_summary(within, on), "rule": follow_rule(), "on": on}
    return table_page(request, "investment/push.html", table, **context)


@gate(FUNNEL)
def funnel(request: HttpRequest) -> HttpResponse:
    """How a year's leads came on, and what may be expected of those at work."""
    within = visible(request.user, FUNNEL, Project.objects.all())
    asked = request.GET.get("year", "")
    years = years_of(within)[:YEARS] or [moment.today().year]
    year = next((y for y in years if str(y) == asked), None if asked == "all" else years[0])
    rows = narrowed(within, request.GET, user=request.user)
    filters = [(item, request.GET.get(item.key, "").strip()[:100]) for item in funnel_filters(within)]
    page = funnel_page(rows, year=year)
    chart = {
        "categories": [s.label for s in page.steps], "horizontal": True, "unit": "个",
        "series": [{"name": "到达", "values": [s.count for s in page.steps]}],
    }  # fmt: skip
    context = {"page": page, "year": year, "years": years, "filters": filters, "rule": forecast_rule(), "chart": chart}
    return render(request, "investment/funnel.html", context)
