"""Shanghai as one page, the offices, and the records behind every number."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import Column, build_table, table_page
from yuanheng.web.projects.access import VIEW as PROJECTS
from yuanheng.web.projects.models import Project, StageEntry
from yuanheng.web.projects.pages.lists import COLUMNS as PROJECT_COLUMNS
from yuanheng.web.projects.pages.lists import with_total
from yuanheng.web.projects.tallies import WORDS

from ..access import VIEW
from ..models import SHANGHAI, Channel, Partnership, PromotionEvent
from ..pages.figures import UNKNOWN, Asked, figure_label, projects_at, reading_of, tier_named
from ..pages.offices import office_rows
from ..pages.shanghai import region_page
from .partnerships import COLUMNS as PARTNERSHIP_COLUMNS

FIRST, LAST = 2000, 2200
CHANNEL_COLUMNS = (
    Column("name", "名称", sort="name_pinyin", link=lambda c: reverse("channels:channel", args=[c.pk])),
    Column("kind", "类别", value=lambda c: c.get_kind_display()),
    Column("region", "地区", value=lambda c: f"{c.region} {c.city}".strip()),
    Column("person", "联系人", minor=True),
)
EVENT_COLUMNS = (
    Column("on", "日期", kind="date", sort="on"),
    Column("name", "活动", sort="name", link=lambda e: reverse("channels:event", args=[e.pk])),
    Column("kind", "类别", value=lambda e: e.get_kind_display()),
    Column("region", "地区", value=lambda e: f"{e.region} {e.city}".strip(), minor=True),
    Column("cost_yuan", "费用", kind="number", unit="yuan", sort="cost_yuan", minor=True),
)
SHOWN: dict[Any, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    Channel: (CHANNEL_COLUMNS, ("name_pinyin",)),
    PromotionEvent: (EVENT_COLUMNS, ("-on",)),
    Partnership: (PARTNERSHIP_COLUMNS, ("-on",)),
}


def years() -> list[int]:
    """Years in which projects moved or events were held, newest first; this year where nothing happened yet."""
    found = {d.year for d in PromotionEvent.objects.known(None).dates("on", "year")}
    stages = StageEntry.objects.filter(withdrawn_at__isnull=True).order_by()
    found |= set(stages.values_list("happened_on__year", flat=True).distinct())
    return sorted((y for y in found if FIRST <= y <= LAST), reverse=True) or [moment.today().year]


def asked_of(request: HttpRequest, year: int) -> Asked:
    """The year up to today (or its end), as known now or at the end of `known_on`."""
    on = min(moment.today(), date(year, 12, 31))
    try:
        known_on = date.fromisoformat(request.GET.get("known_on", ""))
    except ValueError:
        known_on = None
    return Asked(year=year, on=on, known_on=known_on)


def _chosen(request: HttpRequest) -> tuple[int, list[int]]:
    known = years()
    asked = request.GET.get("year", "")
    return next((y for y in known if str(y) == asked), known[0]), known


@gate(VIEW)
def shanghai(request: HttpRequest) -> HttpResponse:
    """Everything that has to do with Shanghai."""
    year, known = _chosen(request)
    page = region_page(SHANGHAI, asked_of(request, year))
    return render(request, "channels/shanghai.html", {"page": page, "year": year, "years": known[:5]})


@gate(VIEW)
def offices(request: HttpRequest) -> HttpResponse:
    """The offices in a year."""
    year, known = _chosen(request)
    rows = office_rows(asked_of(request, year))
    return render(request, "channels/offices.html", {"rows": rows, "year": year, "years": known[:5]})


@gate(VIEW)
def figure(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The records behind a number."""
    label = figure_label(code)
    if not label or not FIRST <= year <= LAST:
        raise Http404("没有这个数")
    asked, through = asked_of(request, year), request.GET.get("through", "")[:40]
    if code in WORDS:
        rows, columns, order, said = _projects(request, code, asked, through)
    else:
        rows, columns, order, said = _records(request, code, asked, through)
    where = f"经{through}" if code in WORDS and through else through
    title = f"{year} 年{where}{label}{said}"
    table = build_table(request, name=title, rows=rows, columns=columns, order=order)
    return table_page(request, "channels/figure.html", table, title=title, asked=asked)


def _projects(request: HttpRequest, stage: str, asked: Asked, through: str) -> tuple[Any, Any, Any, str]:
    cluster, tier = request.GET.get("cluster", "")[:60], request.GET.get("tier", "")
    known = tier_named(tier)
    tier = tier if known is not None or tier == UNKNOWN else ""
    found = projects_at(stage, asked, through=through, cluster="" if cluster == "未填产业" else cluster, tier=tier)
    found = found.filter(cluster="") if cluster == "未填产业" else found
    rows = with_total(Project.objects.filter(pk__in=found.order_by().values("pk")))
    said = f"·{cluster}" if cluster else ""
    said += f"·{known.label}" if known is not None else ("·金额不明" if tier else "")
    rows = visible(request.user, PROJECTS, rows.select_related("organisation", "manager"))
    return rows, PROJECT_COLUMNS, ("stage_on",), said


def _records(request: HttpRequest, code: str, asked: Asked, through: str) -> tuple[Any, Any, Any, str]:
    filters = {"through": through} if through and code != "shanghai_events" else {}
    found = reading_of(code, asked, **filters).records
    assert found is not None
    columns, order = SHOWN[found.model]
    return visible(request.user, VIEW, found), columns, order, ""
