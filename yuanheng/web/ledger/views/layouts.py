"""Columns that nobody understood: tell it once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate, visible
from yuanheng.web.base.models import Job

from ..access import MAP_LAYOUT, VIEW_LAYOUT, access_reading
from ..actions.layouts import REREAD, end_layout, map_layout
from ..models import Layout, Reading
from ..pages.layouts import (
    MappingPage,
    layouts_page,
    mapping_page,
    reading_choices,
    source_choices,
    unit_choices,
)
from ..wording import ROLE_CHOICES


@gate(VIEW_LAYOUT)
def layouts(request: HttpRequest) -> HttpResponse:
    """Layouts with unknown columns, and those that are settled."""
    job = visible(request.user, "base.job.view", Job.objects.filter(kind=REREAD).unfinished()).first()
    return render(request, "ledger/layouts.html", {"page": layouts_page(request.user), "job": job})


def _mapping(reading: Reading, table: int) -> MappingPage:
    page = mapping_page(reading, table)
    if page is None:
        raise Http404("这个文件里没有这张表")
    return page


@gate(VIEW_LAYOUT, post=MAP_LAYOUT)
def mapping(request: HttpRequest, pk: Any, table: int) -> HttpResponse:
    """One layout: say of each column what it is, or that it is not to be read."""
    needed = VIEW_LAYOUT if request.method != "POST" else MAP_LAYOUT
    reading = access_reading(request.user, pk, needed=needed)
    page = _mapping(reading, table)
    if request.method == "POST":
        columns, wrong = _said(request, page)
        if columns and not wrong:
            return _keep(request, page, columns)
        messages.error(request, wrong or "还没有指定任何一列的读法。")
    context = {
        "page": page,
        "readings": reading_choices(),
        "units": unit_choices(),
        "sources": source_choices(),
    }
    return render(request, "ledger/mapping.html", context, status=422 if request.method == "POST" else 200)


def _keep(request: HttpRequest, page: MappingPage, columns: dict[int, dict[str, Any]]) -> HttpResponse:
    map_layout(
        signature=page.signature,
        label=f"{page.reading.member} {page.sheet}".strip()[:200],
        source=request.POST.get("source", ""),
        columns=columns,
        note=request.POST.get("note", "")[:300],
        by=request.user,
        at=moment.now(),
    )
    messages.success(request, "已记住这种表式。正在按新的读法重新读取有关文件,读完会提醒您。")
    return redirect("ledger:layouts")


def _said(request: HttpRequest, page: MappingPage) -> tuple[dict[int, dict[str, Any]], str]:
    """What the form says of each column that it says anything of."""
    known = {code for _, group in reading_choices() for code, _ in group}
    units = {code for code, _ in unit_choices()}
    if request.POST.get("source", "") not in dict(source_choices()):
        return {}, "“这张表来自”的选择无效,请重新选择。"
    columns: dict[int, dict[str, Any]] = {}
    for column in page.columns:
        place = column.note.position
        chosen = request.POST.get(f"as-{place}", "")
        unit = request.POST.get(f"unit-{place}", "")
        period = request.POST.get(f"period-{place}", "").strip()[:40]
        if chosen not in known or unit not in units:
            return {}, f"第 {column.note.column} 列的选择无效,请重新选择。"
        if not (chosen or unit or period):
            continue
        is_role = chosen in ROLE_CHOICES
        columns[place] = {
            "role": chosen if is_role else "",
            "measure": "" if is_role or chosen == "ignore" else chosen,
            "unit": unit,
            "period": period,
            "ignore": chosen == "ignore",
        }
    return columns, ""


@gate(post=MAP_LAYOUT)
def forget(request: HttpRequest, pk: Any) -> HttpResponse:
    """Read this layout by the shipped words again."""
    layout = access_one(request.user, MAP_LAYOUT, Layout.objects.filter(ended_at__isnull=True), pk=pk)
    end_layout(layout, by=request.user, at=moment.now())
    messages.success(request, "已停用这条读法,正在重新读取有关文件。")
    return redirect("ledger:layouts")
