"""The library of projects: list, kanban, timeline, saved views, and all figures of a year."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import KEEP, VIEW, access_view
from ..actions.saved import remove_view, save_view
from ..forms import SaveViewForm
from ..models import Project, SavedView
from ..pages.lists import COLUMNS, filtered, lanes, project_filters, timeline, with_total, years_of
from ..pages.tallies import TIERS, rows_of, tally_rows
from ..tallies import WORDS

FIRST_YEAR, LAST_YEAR = 1900, 2200  # what a `Period` takes
NOT_KEPT = {"page", "export", "sort", "year", "name", "shared", "csrfmiddlewaretoken"}
PAGES = {"list": "projects:projects", "kanban": "projects:kanban", "timeline": "projects:timeline"}


def _rows(request: HttpRequest) -> Any:
    return with_total(visible(request.user, VIEW, Project.objects.all()))


def _around(request: HttpRequest, page: str) -> dict[str, Any]:
    """What the three pages share: the filters as they stand, and the saved views."""
    query = urlencode([(k, v) for k, v in request.GET.items() if k not in NOT_KEPT and v])
    saved = SavedView.objects.filter(Q(by=request.user) | Q(shared=True)).select_related("by")
    return {
        "which": page,
        "query": query,
        "saved": [(v, f"{reverse(PAGES[v.page])}?{v.query}", v.by_id == request.user.pk) for v in saved],
        "form": SaveViewForm(initial={"page": page, "query": query}),
    }


@gate(VIEW)
def project_list(request: HttpRequest) -> HttpResponse:
    """All projects within reach."""
    table = build_table(
        request, name="招商项目库", rows=_rows(request).select_related("organisation", "manager"), columns=COLUMNS,
        filters=project_filters(), order=("-stage_on",), empty="没有符合条件的项目",
        empty_advice="从“登记项目”开始,或把现有的 Excel 项目库导入进来。",
    )  # fmt: skip
    return table_page(request, "projects/list.html", table, **_around(request, "list"))


@gate(VIEW)
def kanban(request: HttpRequest) -> HttpResponse:
    """By stage."""
    rows = filtered(_rows(request).active(), request.GET)
    context = {"lanes": lanes(rows), "filters": _shown(request), **_around(request, "kanban")}
    return render(request, "projects/kanban.html", context)


@gate(VIEW)
def time_line(request: HttpRequest) -> HttpResponse:
    """By month of a year."""
    rows = filtered(_rows(request), request.GET)
    years = years_of(visible(request.user, VIEW, Project.objects.all()))
    asked = request.GET.get("year", "")
    newest = years[0] if years else moment.today().year
    year = next((y for y in years if str(y) == asked), newest)
    context = {
        "months": timeline(rows, year), "year": year, "years": years, "filters": _shown(request),
        **_around(request, "timeline"),
    }  # fmt: skip
    return render(request, "projects/timeline.html", context)


def _shown(request: HttpRequest) -> list[tuple[Any, str]]:
    return [(item, request.GET.get(item.key, "").strip()[:100]) for item in project_filters()]


@gate(post=KEEP)
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name."""
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请给常用筛选起个名称。")
        return redirect("projects:projects")
    made = save_view(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    messages.success(request, f"已保存常用筛选“{made.name}”。")
    return redirect(f"{reverse(PAGES[made.page])}?{made.query}")


@gate(post=KEEP)
def drop_view(request: HttpRequest, pk: Any) -> HttpResponse:
    """One's own saved view goes."""
    found = access_view(request.user, pk)
    remove_view(found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "已删除常用筛选。")
    return redirect("projects:projects")


@gate(VIEW)
def tallies(request: HttpRequest) -> HttpResponse:
    """All project figures of a year, each opening its projects."""
    today = moment.today()
    years = years_of(Project.objects.all()) or [today.year]
    asked = request.GET.get("year", "")
    year = next((y for y in years if str(y) == asked), years[0])
    nested = request.GET.get("tiers") != "highest"
    rows = tally_rows(year=year, on=today, nested=nested)
    context = {"rows": rows, "tiers": [t[0] for t in TIERS], "year": year, "years": years, "nested": nested}
    return render(request, "projects/tallies.html", context)


@gate(VIEW)
def tally(request: HttpRequest, stage: str, year: int, tier: int) -> HttpResponse:
    """The projects behind one number."""
    if stage not in WORDS or not 0 <= tier <= len(TIERS) or not FIRST_YEAR <= year <= LAST_YEAR:
        return redirect("projects:tallies")
    nested, recognised = request.GET.get("tiers") != "highest", request.GET.get("recognised") == "1"
    found = rows_of(stage, year=year, on=moment.today(), tier=tier, nested=nested, recognised=recognised)
    ids = found.records.values("pk")
    rows = _rows(request).filter(pk__in=ids).select_related("organisation", "manager")
    label = f"{year} 年{WORDS[stage][1]}" + (f"({TIERS[tier - 1][0]})" if tier else "")
    table = build_table(request, name=label, rows=rows, columns=COLUMNS, order=("stage_on",))
    context = {"label": label, "recognised": recognised, "count": int(found.value)}
    return table_page(request, "projects/tally.html", table, **context)
