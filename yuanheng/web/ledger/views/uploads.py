"""Hand files in, see what was read of them, take an upload back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import Problem, YuanhengError
from yuanheng.engines.ledger import mark_copy, write_problems
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.audit import record
from yuanheng.web.base.tables import build_table, table_page

from ..access import CREATE_UPLOAD, VIEW_UPLOAD, WITHDRAW_UPLOAD, access_file, access_reading, access_upload
from ..actions.uploads import create_upload, withdraw_upload
from ..forms import ReasonForm, UploadForm
from ..models import ProblemRow, Reading, Upload
from ..pages.reminders import working_year
from ..pages.uploads import COLUMNS, reading_page, upload_filters, upload_page, upload_rows
from ..reader import workbook_of


@gate(VIEW_UPLOAD)
def upload_list(request: HttpRequest) -> HttpResponse:
    """What was handed in, newest first."""
    table = build_table(
        request,
        name="上报文件",
        rows=upload_rows(visible(request.user, VIEW_UPLOAD, Upload.objects.all())),
        columns=COLUMNS,
        filters=upload_filters(),
        order=("-created_at",),
        empty="还没有上报文件",
        empty_advice="点右上角“上报文件”,把各部门的报表原样拖进来,不需要改格式。",
    )
    return table_page(request, "ledger/uploads.html", table)


@gate(CREATE_UPLOAD, post=CREATE_UPLOAD)
def new_upload(request: HttpRequest) -> HttpResponse:
    """Choose files; they are kept at once and read in the background."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"year": working_year(moment.today())})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            upload = create_upload(
                by=request.user, given=data["files"], year=data["year"], note=data["note"], opening=data["opening"]
            )
        except YuanhengError as error:
            form.add_error("files", str(error.problem))
        else:
            messages.success(request, f"已收到 {len(data['files'])} 个文件,正在读取。可以离开本页,读完会提醒您。")
            return redirect("ledger:upload", pk=upload.pk)
    return render(request, "ledger/upload_new.html", {"form": form}, status=422 if form.errors else 200)


@gate(VIEW_UPLOAD)
def upload(request: HttpRequest, pk: Any) -> HttpResponse:
    """One upload: files, what was read, problems by kind."""
    found = access_upload(request.user, pk)
    return render(request, "ledger/upload.html", {"page": upload_page(found, request.user), "form": ReasonForm()})


@gate(post=WITHDRAW_UPLOAD)
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the whole upload back, with a reason."""
    found = access_upload(request.user, pk, needed=WITHDRAW_UPLOAD)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(
            request, "ledger/upload.html", {"page": upload_page(found, request.user), "form": form}, status=422
        )
    try:
        withdraw_upload(found, by=request.user, why=form.cleaned_data["why"], at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, f"已撤回“{found}”。其中的数不再参与计算;记录和原文件仍然保留。")
    return redirect("ledger:upload", pk=found.pk)


@gate(VIEW_UPLOAD)
def download(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The file as it was handed in."""
    found = access_file(request.user, pk)
    return files.attachment(found.stored, name=found.name)


@gate(VIEW_UPLOAD)
def reading(request: HttpRequest, pk: Any) -> HttpResponse:
    """One reading: tables, columns, what was left out."""
    return render(request, "ledger/reading.html", {"page": reading_page(access_reading(request.user, pk))})


@gate(VIEW_UPLOAD)
def marked_copy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The user's own workbook with the cells in question coloured and commented."""
    found = access_reading(request.user, pk)
    name = f"{Path(found.member).stem}(已标注).xlsx"
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with workbook_of(found) as path, tempfile.TemporaryDirectory() as folder:
            made = mark_copy(path, _problems(found), Path(folder) / "marked.xlsx")
            out.write(made.read_bytes())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
        return redirect("ledger:reading", pk=found.pk)
    with transaction.atomic():
        record(request.user, "ledger.marked_copy.downloaded", target=found)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name)


@gate(VIEW_UPLOAD)
def problem_list(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """All problems of an upload as a workbook to send to the bureau."""
    found = access_upload(request.user, pk)
    readings = Reading.objects.filter(file__upload=found, superseded_at__isnull=True)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "problems.xlsx"
        write_problems([p for r in readings for p in _problems(r)], place)
        out.write(place.read_bytes())
    out.seek(0)
    with transaction.atomic():
        record(request.user, "base.table.exported", target=found, after={"list": "问题清单"})
    return FileResponse(out, as_attachment=True, filename=f"{found}问题清单.xlsx")


def _problems(found: Reading) -> list[Problem]:
    name = found.member
    return [
        Problem(p.kind, p.where, p.found, p.expected, p.advice, name, p.sheet, p.cell)
        for p in ProblemRow.objects.filter(reading=found)
    ]
