"""Two runs side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.tables import Table, build_table, table_page

from ..access import CREATE, VIEW, access_run, visible_runs
from ..actions import start_run
from ..forms import CompareForm
from ..models import Run
from ..pages import compare as pages
from ..reprinting import checked_files, todays_run
from ..schemes import scheme_of


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
    table = _table(request, before, after, f"评价对比 {before} 与 {after}")
    page = pages.compare_page(before, after)
    return table_page(request, "runs/compare.html", table, page=page)


def _table(request: HttpRequest, before: Run, after: Run, name: str) -> Table:
    return build_table(
        request,
        name=name,
        rows=pages.compared_rows(before, after),
        columns=pages.compare_columns(before, after, request.user),
        filters=pages.compare_filters(before, after),
        order=("-jump", "name_pinyin"),
        empty="没有符合条件的企业",
        about=after,
    )


@gate(VIEW)
def reprint(request: HttpRequest, pk: Any) -> HttpResponse:
    """A run as it was printed, beside the same scheme run today, and why they differ."""
    run = access_run(request.user, pk)
    if not run.finished:
        messages.info(request, "还没有算完的批次不能重印。")
        return redirect("runs:run", pk=run.pk)
    today = todays_run(run)
    context: dict[str, Any] = {"run": run, "today": today, "files": checked_files(run)}
    if today is None:
        return render(request, "runs/reprint.html", context)
    table = _table(request, run, today, f"当时与今天 {run}")
    return table_page(request, "runs/reprint.html", table, page=pages.compare_page(run, today), **context)


@gate(post=CREATE)
def rerun(request: HttpRequest, pk: Any) -> HttpResponse:
    """The same scheme, word for word, and the same year, with all that is known today."""
    run = access_run(request.user, pk, needed=CREATE)
    made = start_run(
        by=request.user, scheme=scheme_of(run), year=run.year, at=moment.now(), note=f"对照第 {run.serial} 次"
    )
    messages.success(request, f"“{made}”开始计算,完成后在重印页与当时的结果对照。")
    return redirect("runs:run", pk=made.pk)
