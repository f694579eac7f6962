"""Bring an operator's list in: hand in, settle columns and units, look, confirm."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, sees, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.export import XLSX, _disposition
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import LEASES, RENT, access_carrier, access_import
from ..actions.imports import confirm_import, create_import, discard_import, marked, settle_columns
from ..forms import ListForm
from ..models import ImportState, LeaseImport, RentBasis
from ..rules import kind_label, list_words

TONES = {
    "reading": "blue", "preview": "orange", "entering": "blue", "refused": "red", "confirmed": "green",
    "discarded": "secondary",
}  # fmt: skip
SHOWN, PROBLEMS_SHOWN = 300, 100
COLUMNS = (
    Column("name", "文件", link=lambda m: reverse("carriers:import", args=[m.pk]), sort="name"),
    Column("carrier", "载体", value=lambda m: str(m.carrier), sort="carrier__name_pinyin"),
    Column("by", "上传人", value=lambda m: str(m.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at", minor=True),
    Column("new", "新增租约", kind="number", places=0),
    Column("blocked", "待核", kind="number", places=0),
    Column("state", "状态", kind="badge", value=lambda m: m.get_state_display(), tone=lambda m: TONES[m.state]),
)


def _page(pk: Any) -> str:
    return reverse("carriers:import", args=[pk])


@gate(LEASES)
def imports(request: HttpRequest) -> HttpResponse:
    """Lists handed in."""
    rows = visible(request.user, LEASES, LeaseImport.objects.select_related("by", "carrier"))
    table = build_table(
        request, name="租约导入", rows=rows, columns=COLUMNS, order=("-created_at",), empty="还没有导入过租约清单",
        empty_advice="打开载体,点“导入清单”:运营方现有的表即可,读不准的列出来核对,确认后才入库。",
    )  # fmt: skip
    return table_page(request, "carriers/imports.html", table)


@gate(LEASES, post=LEASES)
def new(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand in a list of a carrier."""
    found = access_carrier(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    form = ListForm(request.POST or None, request.FILES or None)
    return form_page(
        request, form,
        lambda d: create_import(found, given=d["file"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        title=f"{found} 导入房源和租约", back=reverse("carriers:carrier", args=[pk]), done="正在读取,可以离开这个页面。",
        submit="上传并读取", after=lambda made: _page(made.pk),
        hint="清单里没有的楼栋、楼层和房号会一起建好;已有的租约不会重复。读完先看一遍,确认后才入库。",
    )  # fmt: skip


@gate(LEASES)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read, how columns and units were taken, what is asked."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    labels = dict(RentBasis.choices)
    rows = [
        {**r, "trade": kind_label(r["kind"]), "per": labels.get(r["basis"], ""), "name": r["texts"].get("tenant", "")}
        for r in made.rows[:SHOWN]
    ]
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    sheets = [{**s, "said": made.bases.get(s["name"], {})} for s in made.sheets]
    asked = any(p["kind"] in ("no_rent_unit", "no_unit") for p in made.problems)
    context = {
        "made": made, "rows": rows, "job": job, "fields": [(n, f.label) for n, f in list_words().fields.items()],
        "tone": TONES[made.state], "shown": SHOWN, "problems": made.problems[:PROBLEMS_SHOWN], "sheets": sheets,
        "bases": RentBasis.choices, "asked": asked, "rent_shown": sees(request.user, RENT),
    }  # fmt: skip
    return render(request, "carriers/import.html", context)


@gate(post=LEASES)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the columns mean, and the units of rents and deposits."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    known = list_words().fields
    said: dict[str, dict[str, str]] = {}
    bases: dict[str, dict[str, str]] = {}
    for place, sheet in enumerate(made.sheets):
        for column in sheet["columns"]:
            field = request.POST.get(f"c-{place}-{column['index']}", column["field"])
            said.setdefault(sheet["name"], {})[str(column["index"])] = field if field in known else ""
        before = made.bases.get(sheet["name"], {})
        bases[sheet["name"]] = {
            name: request.POST.get(f"{name}-{place}", before.get(name, ""))[:10] for name in ("rent", "deposit")
        }
    return act(
        request, None,
        lambda d: settle_columns(made, said=said, bases=bases, by=request.user, today=moment.today()),  # type: ignore[arg-type]
        done="已按新的对应重读。", back=_page(pk),
    )  # fmt: skip


@gate(post=LEASES)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it, or nothing."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    leave = request.POST.get("without_blocked") == "on"
    return act(
        request, None, lambda d: confirm_import(made, by=request.user, without_blocked=leave),  # type: ignore[arg-type]
        done="正在导入,可以离开这个页面。", back=_page(pk),
    )  # fmt: skip


@gate(post=LEASES)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, None, lambda d: discard_import(made, by=request.user), done="已放弃,没有改动。", back=_page(pk)  # type: ignore[arg-type]
    )  # fmt: skip


@gate(LEASES)
def marked_copy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The operator's own workbook, its doubts coloured and commented."""
    made = access_import(request.user, pk)  # type: ignore[arg-type]
    if made.state == ImportState.REFUSED:
        messages.error(request, "这个文件没有读出来,无法标注。")
        return redirect("carriers:import", pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        out = marked(made, Path(folder) / "marked.xlsx")
        response = HttpResponse(out.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = _disposition(f"标注_{Path(made.name).stem}.xlsx")
    return response
