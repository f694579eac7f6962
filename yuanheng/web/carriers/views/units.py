"""Units: one of them, a new one, and what it is from a day on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page

from ..access import KEEP, VIEW, access_building, access_unit
from ..actions.carriers import add_unit, opened, state_unit
from ..forms import ChangeStateForm, UnitForm
from ..pages.carriers import unit_page


def kept(request: HttpRequest, data: dict[str, Any]) -> Any:
    """The file of a form, stored; None where there is none."""
    given = data.pop("file", None)
    return files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]


@gate(VIEW)
def unit(request: HttpRequest, pk: Any) -> HttpResponse:
    """One unit."""
    found = access_unit(request.user, pk)  # type: ignore[arg-type]
    return render(request, "carriers/unit.html", {"page": unit_page(found, on=moment.today())})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest, pk: Any) -> HttpResponse:
    """A unit of a building."""
    found = access_building(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    initial = {"holds_from": min(opened(found.carrier, moment.now()), moment.today()), "condition": "lettable"}
    form = UnitForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda d: add_unit(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"{found} 登记单元", back=reverse("carriers:building", args=[pk]), done="已登记单元。",
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def state(request: HttpRequest, pk: Any) -> HttpResponse:
    """Re-measured, of another use, closed or taken for one's own use, from a day on."""
    found = access_unit(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    newest = found.states.last()  # type: ignore[attr-defined]
    names = ("gross_m2", "lettable_m2", "use", "condition")
    initial = {"holds_from": moment.today()} | ({n: getattr(newest, n) for n in names} if newest else {})
    form = ChangeStateForm(request.POST or None, request.FILES or None, initial=initial)

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return state_unit(found, file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"变更 {found}", back=reverse("carriers:unit", args=[pk]), done="已变更,之前的情况保留。",
        hint="从这一天起按新的面积和状态计算;之前的日子仍按原来的。原来登记错了的,日期填原来的起算日,就以新的为准。",
    )  # fmt: skip
