"""Buildings: the stacking plan, registering and changing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page

from ..access import KEEP, VIEW, access_building, access_carrier
from ..actions.carriers import add_building, change_building
from ..forms import BuildingForm
from ..pages.carriers import building_page
from ..pages.stacking import WAYS
from .carriers import _initial


@gate(VIEW)
def building(request: HttpRequest, pk: Any) -> HttpResponse:
    """One building, coloured by `by`."""
    found = access_building(request.user, pk)  # type: ignore[arg-type]
    way = request.GET.get("by", "vacancy")
    page = building_page(request.user, found, on=moment.today(), way=way)  # type: ignore[arg-type]
    return render(request, "carriers/building.html", {"page": page, "ways": WAYS})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest, pk: Any) -> HttpResponse:
    """A building of a carrier."""
    found = access_carrier(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = BuildingForm(request.POST or None)
    return form_page(
        request, form, lambda d: add_building(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"{found} 登记楼栋", back=reverse("carriers:carrier", args=[pk]), done="已登记楼栋。",
        after=lambda made: reverse("carriers:building", args=[made.pk]),
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a building."""
    found = access_building(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = BuildingForm(request.POST or None, initial=_initial(found, BuildingForm))
    return form_page(
        request, form, lambda d: change_building(found, by=request.user, **d), title=f"修改 {found}",  # type: ignore[arg-type]
        back=reverse("carriers:building", args=[pk]), done="已保存。",
    )  # fmt: skip
