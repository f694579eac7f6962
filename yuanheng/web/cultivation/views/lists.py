"""Published lists: hand in, settle, confirm."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import Column, build_table
from yuanheng.web.enterprises.models import Enterprise

from ..access import RECOGNISE, access_list
from ..actions.lists import confirm_list, create_list, discard_list, settle_row
from ..forms import ListForm, SettleForm
from ..models import ListState, PublishedList
from ..rules import kinds

TONES = {ListState.PREVIEW: "orange", ListState.CONFIRMED: "green", ListState.DISCARDED: "secondary"}
COLUMNS = (
    Column("name", "文件", link=lambda m: reverse("cultivation:list", args=[m.pk]), sort="name"),
    Column("kind", "类别", value=lambda m: kinds()[m.kind].label),
    Column("counts_for", "计入年度", value=lambda m: m.counts_for),
    Column("matched", "对上", kind="number", places=0),
    Column("unmatched", "待核", kind="number", places=0),
    Column(
        "state", "状态", kind="badge", value=lambda m: m.get_state_display(), tone=lambda m: TONES[ListState(m.state)]
    ),
)


@gate(RECOGNISE, post=RECOGNISE)
def published(request: HttpRequest) -> HttpResponse:
    """Lists handed in, and the form for another."""
    table = build_table(
        request, name="公布名单", columns=COLUMNS, order=("-created_at",),
        rows=visible(request.user, RECOGNISE, PublishedList.objects.all()),
    )  # fmt: skip
    form = ListForm(request.POST or None, request.FILES or None, initial={"counts_for": moment.today().year})

    def do(data: dict[str, Any]) -> PublishedList:
        return create_list(given=data.pop("file"), by=request.user, at=moment.now(), **data)

    if request.method == "POST":
        return form_page(
            request, form, do, title="导入公布名单", back=reverse("cultivation:lists"), done="已读取,请核对后确认。",
            submit="上传并核对", after=lambda made: reverse("cultivation:list", args=[made.pk]),
        )  # fmt: skip
    return render(request, "cultivation/lists.html", {"form": form, "table": table})


@gate(RECOGNISE)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the list says, and which firms it means."""
    made = access_list(request.user, pk)
    ids = [row["enterprise"] for row in made.rows if row["enterprise"]]
    firms = {str(e.pk): e for e in Enterprise.objects.filter(pk__in=ids)}
    rows = [{**row, "index": i, "firm": firms.get(row["enterprise"])} for i, row in enumerate(made.rows)]
    rows.sort(key=lambda r: (bool(r["firm"]) or bool(r.get("outside")), r["index"]))
    context = {"made": made, "rows": rows, "kind": kinds()[made.kind], "tone": TONES[ListState(made.state)]}
    return render(request, "cultivation/list.html", context)


@gate(post=RECOGNISE)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """Which firm a row means."""
    made = access_list(request.user, pk)

    def do(data: dict[str, Any]) -> None:
        settle_row(made, index=data["index"], enterprise=data["enterprise"], by=request.user)

    return act(request, SettleForm(request.POST), do, done="已核定。", back=reverse("cultivation:list", args=[pk]))


@gate(post=RECOGNISE)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it counts."""
    made = access_list(request.user, pk)
    back = reverse("cultivation:list", args=[pk])
    return act(
        request, None, lambda d: confirm_list(made, by=request.user, at=moment.now()), done="名单已入库。", back=back
    )


@gate(post=RECOGNISE)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_list(request.user, pk)
    back = reverse("cultivation:list", args=[pk])
    return act(request, None, lambda d: discard_list(made, by=request.user), done="已放弃。", back=back)
