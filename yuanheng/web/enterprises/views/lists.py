"""Lists of changes, and rows of a register that wait for a person's word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import ProblemsError, YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page

from ..access import IMPORT, access_changes, access_doubt
from ..actions.changelists import confirm_changes, hand_in_changes
from ..actions.doubts import settle_doubt
from ..forms import ChangeListForm, DoubtForm
from ..life import kind_of
from ..models import ChangeList, DoubtKind, RegisterDoubt

CHANGE_COLUMNS = (
    Column("name", "文件", link=lambda c: reverse("enterprises:change_list", args=[c.pk])),
    Column("by", "上传人", value=lambda c: str(c.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at"),
    Column("rows", "可登记", kind="number", places=0, value=lambda c: len(c.rows)),
    Column("problems", "问题", kind="number", places=0, value=lambda c: len(c.problems)),
    Column("state", "状态", kind="badge", value=lambda c: "已登记" if c.confirmed_at else "待确认",
           tone=lambda c: "green" if c.confirmed_at else "orange"),
)  # fmt: skip


@gate(IMPORT, post=IMPORT)
def change_lists(request: HttpRequest) -> HttpResponse:
    """Lists handed in, and the form for another."""
    form = ChangeListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = hand_in_changes(by=request.user, given=form.cleaned_data["file"], at=moment.now())
        except YuanhengError as error:
            form.add_error("file", str(error.problem))
        else:
            return redirect("enterprises:change_list", pk=made.pk)
    table = build_table(
        request,
        name="变更名单",
        rows=visible(request.user, IMPORT, ChangeList.objects.select_related("by")),
        columns=CHANGE_COLUMNS,
        order=("-created_at",),
        empty="还没有导入过变更名单",
        empty_advice="上传登记机关的变更名单:统一代码、原名称、现名称、变更日期、文号、类型。问题一次列出,确认后才登记。",
    )
    answer = table_page(request, "enterprises/change_lists.html", table, form=form)
    answer.status_code = 422 if form.errors else answer.status_code
    return answer


@gate(IMPORT)
def change_list(request: HttpRequest, pk: Any) -> HttpResponse:
    """What a list would record, and all that is wrong with it."""
    made = access_changes(request.user, pk)
    rows = [{**row, "label": kind_of(row["kind"]).label} for row in made.rows]
    return render(request, "enterprises/change_list.html", {"made": made, "rows": rows})


@gate(post=IMPORT)
def confirm_list(request: HttpRequest, pk: Any) -> HttpResponse:
    """Record all of it."""
    made = access_changes(request.user, pk)
    try:
        made = confirm_changes(made, by=request.user, at=moment.now())
    except ProblemsError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, f"已登记 {made.recorded} 件变更。")
    return redirect("enterprises:change_list", pk=made.pk)


DOUBT_COLUMNS = (
    Column("name", "表中一行", sort="name", link=lambda d: reverse("enterprises:doubt", args=[d.pk])),
    Column("kind", "疑点", kind="badge", value=lambda d: d.get_kind_display(), tone=lambda d: "orange"),
    Column("found", "发现"),
    Column("enterprise", "名录中的企业", value=lambda d: str(d.enterprise or ""), minor=True,
           link=lambda d: reverse("enterprises:enterprise", args=[d.enterprise_id]) if d.enterprise_id else ""),
    Column("where", "位置", minor=True),
    Column("verdict", "处理", kind="badge", value=lambda d: d.get_verdict_display() if d.verdict else "待处理",
           tone=lambda d: "green" if d.verdict else "red"),
)  # fmt: skip


@gate(IMPORT)
def doubts(request: HttpRequest) -> HttpResponse:
    """Rows that contradict another row or firm, those that wait first."""
    table = build_table(
        request,
        name="名录疑点",
        rows=visible(request.user, IMPORT, RegisterDoubt.objects.select_related("enterprise")),
        columns=DOUBT_COLUMNS,
        filters=(
            ChoiceFilter("kind", "疑点", choices=DoubtKind.choices, apply=lambda r, v: r.filter(kind=v)),
            ChoiceFilter(
                "state", "处理", choices=[("open", "待处理"), ("done", "已处理")],
                apply=lambda r, v: r.filter(verdict="") if v == "open" else r.exclude(verdict=""),
            ),
        ),
        order=("verdict", "name"),
        empty="没有疑点",
        empty_advice="导入名录时,重复的行、两家企业一个代码、一家企业两个代码都列在这里,由您核对;系统不合并也不丢弃。",
    )  # fmt: skip
    return table_page(request, "enterprises/doubts.html", table)


@gate(IMPORT)
def doubt(request: HttpRequest, pk: Any) -> HttpResponse:
    """One row beside the firm that it contradicts."""
    return _doubt_page(request, access_doubt(request.user, pk), DoubtForm())


def _doubt_page(request: HttpRequest, found: RegisterDoubt, form: DoubtForm) -> HttpResponse:
    firm = found.enterprise
    fields = (("名称", "name"), ("代码", "uscc"), ("街镇", "town"), ("地址", "address"), ("状态", "status"))
    rows = [(label, found.said(field), getattr(firm, field) or "" if firm else "") for label, field in fields]
    context = {"doubt": found, "rows": rows, "form": form}
    return render(request, "enterprises/doubt.html", context, status=422 if form.errors else 200)


@gate(post=IMPORT)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """The same firm, another one, or a wrong row."""
    found = access_doubt(request.user, pk)
    form = DoubtForm(request.POST)
    if form.is_valid():
        try:
            settle_doubt(found, by=request.user, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已处理。")
            return redirect("enterprises:doubts")
    return _doubt_page(request, found, form)
