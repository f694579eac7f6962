"""Bring an Excel library in: hand in, settle the columns, look, confirm."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.export import XLSX, _disposition
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import IMPORT
from ..actions.imports import confirm_import, create_import, discard_import, map_columns, marked
from ..forms import LibraryForm
from ..library.layout import words
from ..models import ImportState, LibraryImport
from ..pages.lists import money_text, stage_label

TONES = {
    "reading": "blue",
    "preview": "orange",
    "entering": "blue",
    "refused": "red",
    "confirmed": "green",
    "discarded": "secondary",
}
SHOWN = 300
COLUMNS = (
    Column("name", "文件", link=lambda m: reverse("projects:import", args=[m.pk]), sort="name"),
    Column("by", "上传人", value=lambda m: str(m.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at", minor=True),
    Column("new", "新增", kind="number", places=0),
    Column("known", "已在库", kind="number", places=0),
    Column("blocked", "待核", kind="number", places=0),
    Column("state", "状态", kind="badge", value=lambda m: m.get_state_display(), tone=lambda m: TONES[m.state]),
)


def _page(pk: Any) -> str:
    return reverse("projects:import", args=[pk])


def _access(request: HttpRequest, pk: Any) -> LibraryImport:
    found: LibraryImport = access_one(
        request.user, IMPORT, LibraryImport.objects.select_related("by", "stored", "organisation"), pk=pk
    )
    return found


@gate(IMPORT, post=IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """Libraries handed in, and the form for another."""
    form = LibraryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_import(given=form.cleaned_data["file"], by=request.user, at=moment.now())  # type: ignore[arg-type]
        except YuanhengError as error:
            messages.error(request, str(error.problem))
            return redirect("projects:imports")
        return redirect("projects:import", pk=made.pk)
    for errors in form.errors.values():
        messages.error(request, ";".join(errors))
    table = build_table(
        request, name="项目库导入", rows=visible(request.user, IMPORT, LibraryImport.objects.select_related("by")),
        columns=COLUMNS, order=("-created_at",), empty="还没有导入过项目库",
        empty_advice="上传现有的 Excel 项目库,列名和次序不限;系统列出读懂的和要核对的,确认后才入库。",
    )  # fmt: skip
    return table_page(request, "projects/imports.html", table, form=form)


@gate(IMPORT)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read, how the columns were taken, what is asked."""
    made = _access(request, pk)
    rows = [
        {
            **row,
            "name": row["texts"].get("name", ""),
            "backers": "、".join(row["investors"]),
            "total": money_text(*_total(row)),
            "stages": [(stage_label(code), day) for code, day, _ in row["stages"]],
        }
        for row in made.rows[:SHOWN]
    ]
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    fields = [(name, field.label) for name, field in words().fields.items()]
    context = {"made": made, "rows": rows, "job": job, "fields": fields, "tone": TONES[made.state], "shown": SHOWN}
    return render(request, "projects/import.html", context)


def _total(row: dict[str, Any]) -> tuple[Any, Any]:
    from decimal import Decimal

    amount = row["amounts"].get("total")
    return (Decimal(amount[0]), amount[1]) if amount else (None, None)


@gate(post=IMPORT)
def map_import(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the columns mean."""
    made = _access(request, pk)
    known = words().fields
    said: dict[str, dict[str, str]] = {}
    for place, sheet in enumerate(made.sheets):
        for column in sheet["columns"]:
            field = request.POST.get(f"c-{place}-{column['index']}", column["field"])
            said.setdefault(sheet["name"], {})[str(column["index"])] = field if field in known else ""
    return act(
        request, None, lambda d: map_columns(made, said=said, by=request.user, today=moment.today()),
        done="已按新的对应重读。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it, or nothing."""
    made = _access(request, pk)
    leave = request.POST.get("without_blocked") == "on"
    return act(
        request, None, lambda d: confirm_import(made, by=request.user, without_blocked=leave),
        done="正在导入,可以离开这个页面。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = _access(request, pk)
    return act(
        request, None, lambda d: discard_import(made, by=request.user), done="已放弃,项目库没有改动。", back=_page(pk)
    )


@gate(IMPORT)
def marked_copy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The user's own workbook, its doubts coloured and commented."""
    made = _access(request, pk)
    if made.state == ImportState.REFUSED:
        messages.error(request, "这个文件没有读出来,无法标注。")
        return redirect("projects:import", pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        out = marked(made, Path(folder) / "marked.xlsx")
        response = HttpResponse(out.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = _disposition(f"标注_{Path(made.name).stem}.xlsx")
    return response
