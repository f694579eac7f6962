"""Runs: the list, a new one, one with its results, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import build_table, table_page

from .. import actions
from ..access import CREATE, DOWNLOAD, VIEW, access_run, visible_runs
from ..forms import NewRunForm
from ..pages import run as run_pages
from ..pages import runs as list_pages
from ..pages.scheme import scheme_page
from ..schemes import every_scheme, offered

FILES = {
    "results.xlsx": "评价结果(Excel,含各组分档和基准值)",
    "results.parquet": "评价结果(Parquet)",
    "measures.parquet": "各企业指标数据(Parquet)",
    "trace.parquet": "数据来源索引(Parquet)",
    "scheme.yaml": "评价办法原文(YAML)",
    "run.json": "批次说明(JSON)",
}
YEARS_BACK = 6


@gate(VIEW)
def run_list(request: HttpRequest) -> HttpResponse:
    """Runs within reach, newest first."""
    rows = visible_runs(request.user).select_related("snapshot")
    table = build_table(
        request,
        name="评价批次",
        rows=rows,
        columns=list_pages.COLUMNS,
        filters=list_pages.run_filters(rows),
        order=("-asked_at",),
        empty="还没有评价批次",
        empty_advice="数据上报、核对之后,选择评价办法和年度开展评价;每次评价单独成为一个批次,永久保存。",
    )
    return table_page(request, "runs/runs.html", table)


@gate(CREATE, post=CREATE)
def new_run(request: HttpRequest) -> HttpResponse:
    """Choose scheme and year; freezing and computing begin with the POST."""
    used = set(visible_runs(request.user).values_list("scheme", flat=True).order_by())
    (good, broken), today = every_scheme(), moment.today()
    good = sorted((each for each in good if each.of_firms), key=lambda each: (each.name not in used, each.name))
    years = list(range(today.year, today.year - YEARS_BACK, -1))
    last = visible_runs(request.user).first()
    initial = {"scheme": request.GET.get("scheme", ""), "year": last.year if last else today.year - 1}
    years = sorted({*years, initial["year"]}, reverse=True)
    form = NewRunForm(
        request.POST or None, schemes=[each.name for each in good], years=years, today=today, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        chosen = offered(form.cleaned_data["scheme"])
        run = actions.start_run(
            by=request.user,
            scheme=chosen,
            year=form.cleaned_data["year"],
            known_on=form.cleaned_data["known_on"],
            note=form.cleaned_data["note"],
            at=moment.now(),
        )
        messages.success(request, f"数据已冻结,“{run}”开始计算。可以离开本页,完成后会提醒您。")
        return redirect("runs:run", pk=run.pk)
    context = {"form": form, "schemes": [scheme_page(each) for each in good], "broken": broken}
    return render(request, "runs/new.html", context, status=422 if form.errors else 200)


@gate(VIEW)
def run_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """A run: while it is computed its progress, then its results."""
    run = access_run(request.user, pk)
    job = Job.objects.for_target(run).first()
    if not run.finished:
        return render(request, "runs/pending.html", {"run": run, "job": job})
    whole = request.GET.get("show") == "all"
    table = build_table(
        request,
        name=f"评价结果 {run}",
        rows=run_pages.result_rows(run),
        columns=run_pages.result_columns(run, request.user, whole=whole),
        filters=run_pages.result_filters(run),
        order=("group", "rank", "uscc"),
        empty="没有符合条件的企业",
        about=run,
    )
    context = {"page": run_pages.run_page(run, request.user), "run": run, "files": FILES, "whole": whole}
    return table_page(request, "runs/run.html", table, **context)


@gate(DOWNLOAD)
def run_file(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """One of the run's files as it was written; handing it over is noted."""
    run = access_run(request.user, pk, needed=DOWNLOAD)
    path = run.folder / name
    if name not in FILES or not run.finished or not path.is_file():
        raise Http404("这个批次没有这个文件")
    with transaction.atomic():
        record(request.user, "runs.file.downloaded", target=run, after={"file": name, "sha256": run.files.get(name)})
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"{run} {name}")
    response["Content-Type"] = "application/octet-stream"
    return response
