"""Problems of reading: the list, one with the sheet around its cell, settling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate
from yuanheng.web.base.tables import build_table, table_page

from ..access import SETTLE_PROBLEM, VIEW_UPLOAD, access_problem, access_upload
from ..actions.problems import reopen_problem, settle_kind, settle_problem
from ..forms import NoteForm
from ..models import ProblemRow
from ..pages.problems import COLUMNS, problem_filters, standing_problems
from ..wording import KIND_LABELS, MAPPABLE, kind_label
from .windows import window_at


@gate(VIEW_UPLOAD)
def problem_list(request: HttpRequest) -> HttpResponse:
    """All problems of standing files."""
    rows = standing_problems(request.user, VIEW_UPLOAD).select_related("reading")
    if "state" not in request.GET:
        rows = rows.filter(settled_at__isnull=True)
    table = build_table(
        request,
        name="读取问题",
        rows=rows,
        columns=COLUMNS,
        filters=problem_filters(),
        order=("reading__name", "id"),
        empty="没有待处理的读取问题",
        empty_advice="上报的表格都读懂了。",
    )
    return table_page(request, "ledger/problems.html", table)


def _page(request: HttpRequest, found: ProblemRow, form: NoteForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any]
    window, problem = window_at(found.reading, found.sheet, found.cell)
    context = {"problem": found, "label": kind_label(found.kind), "window": window, "window_problem": problem}
    if found.kind in MAPPABLE:
        letters = found.cell.rstrip("0123456789")
        context["column"] = found.reading.columns.filter(sheet=found.sheet, column=letters).first()
    return render(request, "ledger/problem.html", context | {"form": form}, status=status)


@gate(VIEW_UPLOAD)
def problem(request: HttpRequest, pk: Any) -> HttpResponse:
    """One problem: its four parts, the sheet around it, how it was dealt with."""
    rows = ProblemRow.objects.select_related("reading__file__upload", "settled_by")
    return _page(request, access_one(request.user, VIEW_UPLOAD, rows, pk=pk), NoteForm())


@gate(post=SETTLE_PROBLEM)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """Note how it was dealt with."""
    found = access_problem(request.user, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    settle_problem(found, by=request.user, note=form.cleaned_data["note"], at=moment.now())
    messages.success(request, "已记下处理结果。")
    following = (
        standing_problems(request.user, SETTLE_PROBLEM).filter(settled_at__isnull=True, pk__gt=found.pk).order_by("pk")
    ).first()
    return redirect("ledger:problem", pk=following.pk) if following else redirect("ledger:problems")


@gate(post=SETTLE_PROBLEM)
def settle_all(request: HttpRequest, pk: Any) -> HttpResponse:
    """One note for all open problems of a kind in an upload."""
    upload = access_upload(request.user, pk, needed=SETTLE_PROBLEM)
    form = NoteForm(request.POST)
    kind = request.POST.get("kind", "")
    if form.is_valid() and kind in KIND_LABELS:
        count = settle_kind(upload, kind, by=request.user, note=form.cleaned_data["note"], at=moment.now())
        messages.success(request, f"“{kind_label(kind)}”{count} 处已标为已处理。")
    else:
        messages.error(request, "没有保存:请写明处理结果。")
    return redirect("ledger:upload", pk=upload.pk)


@gate(post=SETTLE_PROBLEM)
def reopen(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the note back."""
    found = access_problem(request.user, pk)
    reopen_problem(found, by=request.user)
    messages.success(request, "已重新列为待处理。")
    return redirect("ledger:problem", pk=found.pk)
