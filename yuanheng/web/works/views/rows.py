"""The registers of a work: listed, entered, changed, taken out, imported; and all compounds of the zone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, gate, may, sees, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import KEEP, VIEW, access_work
from ..actions.rows import enter_row, import_rows, take_out
from ..forms import ImportForm, RemoveForm, RowForm
from ..models import Compound, Work
from ..pages.work import card_of
from ..rowspecs import REGISTERS, STORED, Register, RowField, figures_of
from ..rules import kind_of

KINDS = {"money": "number", "mu": "number", "m2": "number", "metres": "number", "count": "number", "day": "date"}
UNITS = {"money": "yuan", "mu": "mu", "m2": "m2", "metres": "米"}


def _register(work: Work, code: str) -> Register:
    if code not in kind_of(work.kind).registers:
        raise Http404("这类工程没有这个台账")
    return REGISTERS[code]


def _back(pk: Any, code: str) -> str:
    return reverse("works:rows", args=[pk, code])


def column_of(field: RowField) -> Column:
    """A register's field as a column."""
    words = dict(field.choices)

    def value(row: Any) -> Any:
        found = getattr(row, field.name)
        if field.kind == "choice":
            return words.get(found, found)
        if field.kind == "flag":
            return {True: "是", False: "否", None: ""}[found]
        return found

    return Column(
        field.name, field.label, kind=KINDS.get(field.kind, "text"), value=value, unit=UNITS.get(field.kind, ""),
        places=0 if field.kind == "count" else None, group=field.group, minor=field.minor, sort=field.name,
    )  # fmt: skip


def _columns(request: HttpRequest, work: Work, register: Register) -> list[Column]:
    """The register's fields; for those who may change a row, its key opens the change."""
    columns = [column_of(f) for f in register.columns]
    if may(request.user, KEEP):
        new = reverse("works:row_new", args=[work.pk, register.code])
        columns[0] = replace(columns[0], link=lambda row: f"{new}?row={row.pk}")
    return columns


@gate(VIEW)
def row_list(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """One register of a work with its sums."""
    found = access_work(request.user, pk)  # type: ignore[arg-type]
    register = _register(found, code)
    base = register.model.objects.filter(work=found)
    rows = base.filter(pk__in=base.standing().values("pk"))
    table = build_table(
        request, name=f"{found} {register.label}", rows=rows, columns=_columns(request, found, register),
        filters=(TextFilter("q", register.key.label, apply=lambda r, t: r.filter(key__icontains=t)),), order=("key",),
        empty=f"还没有登记{register.label}", empty_advice=register.advice,
    )  # fmt: skip
    return table_page(
        request, "works/rows.html", table, work=found, register=register, card=card_of(found, code), form=RemoveForm(),
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def row_new(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """Enter a thing, or with `?row=` say otherwise of one that stands."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    register = _register(found, code)
    if any(f.group and not sees(request.user, f.group) for f in register.fields):
        raise Http404("您的角色不能查看这个台账的内容")
    asked = request.GET.get("row", "")
    old = register.model.objects.filter(work=found, pk=int(asked)).first() if asked.isdigit() else None
    start = {f.name: _typed(getattr(old, f.name)) for f in register.columns} if old is not None else {}
    form = RowForm(request.POST or None, register=register, known=old is not None, initial=start)

    def do(data: dict[str, Any]) -> Any:
        reason = data.pop("reason", "")
        return enter_row(found, register, values=data, reason=reason, by=request.user, at=moment.now())  # type: ignore[arg-type]

    title = f"{found} › {'变更' if old is not None else '登记'}{register.label}"
    return form_page(
        request, form, do, title=title, back=_back(pk, code), done="已登记,进度已重算。", hint=register.advice
    )


def _typed(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


@gate(KEEP, post=KEEP)
def rows_import(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """Take a whole sheet, or nothing with every cell that is wrong."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    register = _register(found, code)
    form = ImportForm(request.POST or None, request.FILES or None)

    def do(data: dict[str, Any]) -> Any:
        given = data["file"]
        stored = files.store(given, name=given.name, by=request.user)  # type: ignore[arg-type]
        return import_rows(found, register, stored, by=request.user, at=moment.now())  # type: ignore[arg-type]

    needed = "、".join(
        f"{f.label}({STORED[f.kind]})" if f.kind in STORED else f.label for f in register.columns if f.required
    )
    return form_page(
        request, form, do, title=f"{found} › 导入{register.label}", back=_back(pk, code), submit="导入",
        done="已导入,没有变化的行不重复登记。",
        hint=f"表头要有:{needed};面积、金额、长度的单位写在列名后的括号里。有一格读不懂,整张表都不导入,逐格列出问题。",
    )  # fmt: skip


@gate(post=KEEP)
def row_remove(request: HttpRequest, pk: Any, code: str, row: int) -> HttpResponse:
    """Take a thing out of a register."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    register = _register(found, code)
    there = access_one(request.user, KEEP, register.model.objects.filter(work=found), pk=row)

    def do(data: dict[str, Any]) -> None:
        take_out(found, register, there, reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, RemoveForm(request.POST), do, done="已移出,历史保留。", back=_back(pk, code))


@gate(VIEW)
def compounds(request: HttpRequest) -> HttpResponse:
    """The compounds of the 333 action over the whole zone, with the zone's total."""
    rows = visible(request.user, VIEW, Compound.objects.filter(pk__in=Compound.objects.standing().values("pk")))
    register = REGISTERS["compounds"]

    def share(row: Compound) -> Any:
        return row.mended_m * 100 / row.pipe_m if row.pipe_m and row.mended_m is not None else None

    columns = (
        *[column_of(f) for f in register.columns],
        Column("share", "修复率(%)", kind="number", value=share, places=1),
        Column("work", "工程", value=lambda r: str(r.work), link=lambda r: reverse("works:work", args=[r.work_id]), minor=True),
    )  # fmt: skip
    table = build_table(
        request, name="污水 333 行动小区和庭院", rows=rows.select_related("work"), columns=columns,
        filters=(
            TextFilter("q", "名称", apply=lambda r, t: r.filter(key__icontains=t)),
            ChoiceFilter("what", "类别", choices=register.fields[0].choices, apply=lambda r, v: r.filter(what=v)),
            ChoiceFilter(
                "mixed", "雨污混流", choices=[("yes", "是"), ("no", "否")], apply=lambda r, v: r.filter(mixed=v == "yes")
            ),
        ),
        order=("key",), empty="还没有登记小区和庭院", empty_advice="先登记“污水 333 行动”工程,在它的台账里导入小区和庭院。",
    )  # fmt: skip
    sums = figures_of(list(rows), "compounds")
    share_all = sums["mended"] * 100 / sums["pipe"] if sums["pipe"] else None
    return table_page(request, "works/compounds.html", table, sums=sums, share=share_all)
