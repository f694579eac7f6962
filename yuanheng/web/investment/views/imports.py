"""Bring a list of target companies in: hand in, settle the columns, look, confirm."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.export import XLSX
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import IMPORT, access_import
from ..actions.imports import confirm_import, create_import, discard_import, map_columns, marked
from ..forms import ListForm
from ..models import CompanyImport, ImportState
from ..pages.companies import money_text
from ..rules import company_words, label_of

TONES = {
    "reading": "blue", "preview": "orange", "entering": "blue", "refused": "red", "confirmed": "green",
    "discarded": "secondary",
}  # fmt: skip
SHOWN = 200
SHOWN_PROBLEMS = 300
COLUMNS = (
    Column("name", "文件", link=lambda m: reverse("investment:import", args=[m.pk]), sort="name"),
    Column("by", "上传人", value=lambda m: str(m.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at", minor=True),
    Column("new", "新增", kind="number", places=0),
    Column("known", "已在库", kind="number", places=0),
    Column("understood", "金额读懂", kind="number", places=0, value=lambda m: m.counts.get("understood")),
    Column("asked", "金额待核", kind="number", places=0, value=lambda m: m.counts.get("asked")),
    Column("state", "状态", kind="badge", value=lambda m: m.get_state_display(), tone=lambda m: TONES[m.state]),
)


def _page(pk: Any) -> str:
    return reverse("investment:import", args=[pk])


@gate(IMPORT, post=IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """Lists handed in, and the form for another."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_import(given=form.cleaned_data["file"], by=request.user, at=moment.now())  # type: ignore[arg-type]
        except YuanhengError as error:
            messages.error(request, str(error.problem))
            return redirect("investment:imports")
        return redirect("investment:import", pk=made.pk)
    for errors in form.errors.values():
        messages.error(request, ";".join(map(str, errors)))
    table = build_table(
        request, name="目标对象导入", rows=visible(request.user, IMPORT, CompanyImport.objects.select_related("by")),
        columns=COLUMNS, order=("-created_at",), empty="还没有导入过名单",
        empty_advice="上传现有的名单(含投融资事件表),列名和次序不限;金额照原样写,读懂的入库,读不准的列出来问。",
    )  # fmt: skip
    return table_page(request, "investment/imports.html", table, form=form)


@gate(IMPORT)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read, how the columns were taken, what is asked."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    fields = [(name, field.label) for name, field in company_words().fields.items()]
    context = {
        "made": made, "rows": [_shown(row) for row in made.rows[:SHOWN]], "job": job, "fields": fields,
        "tone": TONES[made.state], "shown": SHOWN, "problems": made.problems[:SHOWN_PROBLEMS],
    }  # fmt: skip
    return render(request, "investment/import.html", context)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    def money(name: str) -> str:
        value, currency, text = row["amounts"].get(name, (None, "", ""))
        return money_text(Decimal(value), currency) if value else text

    texts = row["texts"]
    return row | {
        "name": texts["name"], "place": label_of(texts.get("chain", ""), texts.get("segment", "")),
        "capital": money("capital"), "amount": money("amount"), "backers": "、".join(row["investors"]),
        "said": texts.get("news", "") or texts.get("products", ""),
    }  # fmt: skip


@gate(post=IMPORT)
def map_import(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the columns mean."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    known = company_words().fields
    said: dict[str, dict[str, str]] = {}
    for place, sheet in enumerate(made.sheets):
        for column in sheet["columns"]:
            field = request.POST.get(f"c-{place}-{column['index']}", column["field"])
            said.setdefault(sheet["name"], {})[str(column["index"])] = field if field in known else ""
    return act(
        request, None, lambda d: map_columns(made, said=said, by=request.user, today=moment.today()),  # type: ignore[arg-type]
        done="已按新的对应重读。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it, or nothing."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, None, lambda d: confirm_import(made, by=request.user),  # type: ignore[arg-type]
        done="正在导入,可以离开这个页面。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    return act(
        request,
        None,
        lambda d: discard_import(made, by=request.user),
        done="已放弃,目标对象库没有改动。",
        back=_page(pk),  # type: ignore[arg-type]
    )


@gate(IMPORT)
def marked_copy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The user's own table, its doubts coloured and commented."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    if made.state in (ImportState.REFUSED, ImportState.READING):
        messages.error(request, "这个文件没有读出来,无法标注。")
        return redirect("investment:import", pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        out = marked(made, Path(folder) / "marked.xlsx")
        response = HttpResponse(out.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'标注_{Path(made.name).stem}.xlsx')}"
    return response
