"""The rules in words, and what the parks have left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page

from ..access import RECORD_RESERVE, RESERVES, RULES
from ..actions.checks import record_reserve
from ..forms import ReserveForm
from ..models import Reserve, UtilityKind
from ..pages.checks import rule_pages
from ..policy.checks import load_parks
from ..policy.saying import plain
from ..reserves import known_elsewhere

RESERVE_COLUMNS = (
    Column("park", "区中园", value=lambda r: load_parks().get(r.park, r.park), sort="park"),
    Column("kind", "设施", value=lambda r: r.get_kind_display(), sort="kind"),
    Column("amount", "余量", kind="number", value=lambda r: r.amount, sort="amount"),
    Column("as_of", "截至日期", kind="date", sort="as_of"),
    Column("told_by", "提供单位"),
    Column("by", "登记人", value=lambda r: str(r.by), minor=True),
    Column("at", "登记时间", kind="moment", sort="at", minor=True),
)


@gate(RULES)
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every check with its limit, source and mark of an assumption."""
    return render(request, "admission/rules.html", {"rules": rule_pages()})


@gate(RESERVES)
def reserve_list(request: HttpRequest) -> HttpResponse:
    """The dated register of what is left; the newest day counts, earlier days stay."""
    table = build_table(
        request,
        name="公用设施余量",
        rows=Reserve.objects.select_related("by"),
        columns=RESERVE_COLUMNS,
        filters=(
            ChoiceFilter("park", "区中园", choices=list(load_parks().items()), apply=lambda r, v: r.filter(park=v)),
            ChoiceFilter("kind", "设施", choices=UtilityKind.choices, apply=lambda r, v: r.filter(kind=v)),
        ),
        order=("park", "kind", "-as_of", "-at"),
        empty="还没有登记余量",
        empty_advice="请供电、供水、供热和污水处理单位提供余量后登记;没有登记的,准入审查显示“缺数”。",
    )
    return table_page(request, "admission/reserves.html", table, newest=_newest())


def _newest() -> list[dict[str, object]]:
    """A line a park with what is left of each utility, as the checks take it."""
    rows = Reserve.objects.order_by("park", "kind", "-as_of", "-at", "-pk").distinct("park", "kind")
    found = {(r.park, r.kind): (r.amount, r.as_of, r.told_by) for r in rows}
    today = moment.today()
    for park in load_parks():
        for kind, (amount, as_of) in known_elsewhere(park, today, None).items():
            if (park, kind) not in found or as_of >= found[park, kind][1]:
                found[park, kind] = (amount, as_of, "配套容量台账,已扣对项目的承诺")
    return [
        {"label": label, "cells": [_cell(found.get((park, kind))) for kind in UtilityKind.values]}
        for park, label in load_parks().items()
    ]


def _cell(row: tuple[Decimal, date, str] | None) -> tuple[str, str]:
    return (plain(row[0]), f"截至 {row[1]:%Y-%m-%d},{row[2]}") if row else ("", "")


@gate(RECORD_RESERVE, post=RECORD_RESERVE)
def new_reserve(request: HttpRequest) -> HttpResponse:
    """Note what a park has left."""
    form = ReserveForm(request.POST or None, today=moment.today())
    if request.method == "POST" and form.is_valid():
        made = record_reserve(by=request.user, at=moment.now(), **form.cleaned_data)
        messages.success(request, f"已登记{made.get_kind_display()}余量 {plain(made.amount)}。")
        return redirect("admission:reserves")
    context = {"form": form, "cancel": reverse("admission:reserves")}
    return render(request, "admission/reserve.html", context, status=422 if form.errors else 200)
