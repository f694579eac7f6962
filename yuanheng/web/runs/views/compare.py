"""Two runs side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base.access import gate
from yuanheng.web.base.tables import build_table, table_page

from ..access import VIEW, access_run, visible_runs
from ..forms import CompareForm
from ..pages import compare as pages


@gate(VIEW)
def choose(request: HttpRequest) -> HttpResponse:
    """Which two runs; with both chosen, on to the comparison."""
    runs = visible_runs(request.user).finished()
    both = {"a", "b"} <= set(request.GET)
    form = CompareForm(request.GET if both else None, runs=runs, initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        return redirect("runs:compare", a=form.cleaned_data["a"].pk, b=form.cleaned_data["b"].pk)
    return render(request, "runs/choose.html", {"form": form, "enough": runs[1:2].exists()})


@gate(VIEW)
def compare(request: HttpRequest, a: Any, b: Any) -> HttpResponse:
    """Who moved from which class to which, and what moved them."""
    before, after = access_run(request.user, a), access_run(request.user, b)
    if not (before.finished and after.finished):
        messages.info(request, "还没有算完的批次不能对比。")
        return redirect("runs:choose")
    table = build_table(
        request,
        name=f"评价对比 {before} 与 {after}",
        rows=pages.compared_rows(before, after),
        columns=pages.compare_columns(before, after, request.user),
        filters=pages.compare_filters(before, after),
        order=("-jump", "name_pinyin"),
        empty="没有符合条件的企业",
    )
    page = pages.compare_page(before, after)
    return table_page(request, "runs/compare.html", table, page=page)
