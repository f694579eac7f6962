"""Carriers: the list with the zone's figures, one of them, registering and changing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page

from ..access import KEEP, VIEW, access_carrier
from ..actions.carriers import change_carrier, register_carrier
from ..forms import CarrierForm
from ..models import Carrier, CarrierKind
from ..pages.carriers import carrier_page, overview


@gate(VIEW)
def carrier_list(request: HttpRequest) -> HttpResponse:
    """All carriers within reach, with occupancy, kinds and alarms."""
    rows = visible(request.user, VIEW, Carrier.objects.select_related("organisation"))
    text, kind = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    rows = rows.matching(text)
    rows = rows.filter(kind=kind) if kind in CarrierKind.values else rows
    page = overview(request.user, on=moment.today(), rows=list(rows))  # type: ignore[arg-type]
    context = {"page": page, "q": text, "kind": kind, "kinds": CarrierKind.choices, "filtered": bool(text or kind)}
    return render(request, "carriers/list.html", context)


@gate(VIEW)
def carrier(request: HttpRequest, pk: Any) -> HttpResponse:
    """One carrier."""
    found = access_carrier(request.user, pk)  # type: ignore[arg-type]
    return render(request, "carriers/carrier.html", {"page": carrier_page(found, on=moment.today())})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Register one."""
    form = CarrierForm(request.POST or None)
    return form_page(
        request, form, lambda d: register_carrier(by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title="登记载体", back=reverse("carriers:carriers"), done="已登记,接着登记楼栋,或直接导入房源和租约清单。",
        after=lambda made: reverse("carriers:carrier", args=[made.pk]),
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change one."""
    found = access_carrier(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    initial = _initial(found, CarrierForm)
    form = CarrierForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda d: change_carrier(found, by=request.user, **d), title=f"修改 {found}",  # type: ignore[arg-type]
        back=reverse("carriers:carrier", args=[pk]), done="已保存。",
    )  # fmt: skip


def _initial(thing: Any, form: Any) -> dict[str, Any]:
    """The form's fields as the thing has them; an outline as text."""
    import json

    found = {name: getattr(thing, name) for name in form.base_fields}
    if found.get("footprint") is not None:
        found["footprint"] = json.dumps(found["footprint"], separators=(",", ":"))
    return found
