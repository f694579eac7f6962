"""Bring a list in: hand in, settle columns and firms, look, confirm."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.export import XLSX
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import IMPORT, access_list
from ..actions.imports import NAMED, create_list, discard_list, enter_list, marked, settle_list
from ..forms import ListForm
from ..library.layout import fields_of
from ..models import ImportKind, ImportState, RegisterList
from ..naming import OUTSIDE, meant
from ..templatetags.tenancies import said

TONES = {
    "reading": "blue", "preview": "orange", "entering": "blue", "refused": "red", "confirmed": "green",
    "discarded": "secondary",
}  # fmt: skip
SHOWN = 300
ADVICE = "上传镇街的租赁台账或园区的分表清单,列名和次序不限;读不准的列出来问,企业名称由系统提出、由人确认。"
COLUMNS = (
    Column("name", "文件", link=lambda m: reverse("tenancies:list", args=[m.pk]), sort="name"),
    Column("kind", "种类", value=lambda m: m.get_kind_display()),
    Column("by", "上传人", value=lambda m: str(m.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at", minor=True),
    Column("new", "新增", kind="number", places=0),
    Column("blocked", "待核", kind="number", places=0),
    Column("state", "状态", kind="badge", value=lambda m: m.get_state_display(), tone=lambda m: TONES[m.state]),
)


def _page(pk: Any) -> str:
    return reverse("tenancies:list", args=[pk])


@gate(IMPORT, post=IMPORT)
def lists(request: HttpRequest) -> HttpResponse:
    """Lists handed in, and the form for another."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = create_list(
            given=data["file"], kind=data["kind"], said_by=data["said_by"], by=request.user, at=moment.now()  # type: ignore[arg-type]
        )  # fmt: skip
        return redirect("tenancies:list", pk=made.pk)
    for errors in form.errors.values():
        messages.error(request, ";".join(map(str, errors)))
    table = build_table(
        request, name="租赁和电表导入", rows=visible(request.user, IMPORT, RegisterList.objects.select_related("by")),
        columns=COLUMNS, order=("-created_at",), empty="还没有导入过清单", empty_advice=ADVICE,
    )  # fmt: skip
    return table_page(request, "tenancies/lists.html", table, form=form)


@gate(IMPORT)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read, whom the names mean, what is asked."""
    made = access_list(request.user, pk)  # type: ignore[arg-type]
    names = [row["values"].get(n, "") for row in made.rows for n in NAMED[ImportKind(made.kind)]]
    found = meant(names, made.chosen) if made.state == ImportState.PREVIEW else {}
    context = {
        "made": made, "tone": TONES[made.state], "rows": made.rows[:SHOWN], "shown": SHOWN,
        "problems": made.problems[:SHOWN], "fields": [(n, f.label) for n, f in fields_of(made.kind).items()],
        "heads": [(n, f.label) for n, f in fields_of(made.kind).items() if any(said(r["values"], n) for r in made.rows)],
        "asked": [m for m in found.values() if m.by != "engine"], "sure": [m for m in found.values() if m.by == "engine"],
        "outside": OUTSIDE, "job": visible(request.user, "base.job.view", Job.objects.for_target(made)).first(),
    }  # fmt: skip
    return render(request, "tenancies/list_import.html", context)


@gate(post=IMPORT)
def settle_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the columns mean, whom the names mean."""
    made = access_list(request.user, pk)  # type: ignore[arg-type]
    known = fields_of(made.kind)
    columns: dict[str, dict[str, str]] = {}
    for place, sheet in enumerate(made.sheets):
        for column in sheet["columns"]:
            field = request.POST.get(f"c-{place}-{column['index']}", column["field"])
            columns.setdefault(sheet["name"], {})[str(column["index"])] = field if field in known else ""
    pairs = zip(request.POST.getlist("name"), request.POST.getlist("firm"), strict=False)
    firms = {name: firm for name, firm in pairs if name}
    return act(
        request, None,
        lambda d: settle_list(made, columns=columns, firms=firms, by=request.user, today=moment.today()),  # type: ignore[arg-type]
        done="已按您说的重读。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it, or nothing."""
    made = access_list(request.user, pk)  # type: ignore[arg-type]
    leave = request.POST.get("without_blocked") == "on"
    return act(
        request, None, lambda d: enter_list(made, by=request.user, at=moment.now(), without_blocked=leave),  # type: ignore[arg-type]
        done="已导入。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_list(request.user, pk)  # type: ignore[arg-type]
    back = _page(pk)
    return act(request, None, lambda d: discard_list(made, by=request.user), done="已放弃,登记没有改动。", back=back)  # type: ignore[arg-type]


@gate(IMPORT)
def marked_copy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The user's own table, its questions coloured and commented."""
    made = access_list(request.user, pk)  # type: ignore[arg-type]
    if made.state in (ImportState.REFUSED, ImportState.READING):
        messages.error(request, "这个文件没有读出来,无法标注。")
        return redirect("tenancies:list", pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        out = marked(made, Path(folder) / "marked.xlsx")
        response = HttpResponse(out.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'标注_{Path(made.name).stem}.xlsx')}"
    return response
