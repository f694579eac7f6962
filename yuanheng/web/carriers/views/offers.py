"""Vacant units: the list, offering them to a project, the answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.projects.access import access_project

from ..access import OFFER, VIEW, access_offer, access_unit
from ..actions.offers import answer_offer, offer_units, withdraw_offer
from ..book import book_of
from ..forms import AnswerForm, OfferForm, ReasonForm
from ..models import Carrier, Unit, UnitOffer, UnitUse


@gate(VIEW)
def vacant(request: HttpRequest) -> HttpResponse:
    """Every vacant unit within reach, the largest first."""
    today = moment.today()
    carriers = visible(request.user, VIEW, Carrier.objects.all())
    asked = {k: request.GET.get(k, "").strip()[:60] for k in ("carrier", "use", "least")}
    units = [u for u in book_of(visible(request.user, VIEW, Unit.objects.all())).at(today) if u.vacant]
    units = [u for u in units if asked["carrier"] in ("", str(u.unit.building.carrier_id))]
    units = [u for u in units if asked["use"] in ("", u.state.use)]
    if asked["least"].isdigit():
        units = [u for u in units if u.m2 is not None and u.m2 >= int(asked["least"])]
    last = {}
    for offer in UnitOffer.objects.known(None).select_related("project").order_by("offered_on"):
        last[offer.unit_id] = offer
    since = _since(units)
    rows = [(u, since.get(u.unit.pk), last.get(u.unit.pk)) for u in sorted(units, key=lambda u: -(u.m2 or 0))]
    context = {
        "rows": rows,
        "carriers": carriers,
        "uses": UnitUse.choices,
        "asked": asked,
        "total": sum(u.m2 or 0 for u in units),
    }
    return render(request, "carriers/vacant.html", context)


def _since(units: list[Any]) -> dict[Any, Any]:
    """The last day each was let."""
    from ..models import Lease

    found: dict[Any, Any] = {}
    for lease in Lease.objects.known(None).filter(unit__in=[u.unit.pk for u in units]).order_by("starts_on"):
        if lease.last < moment.today():
            found[lease.unit_id] = max(lease.last, found.get(lease.unit_id, lease.last))
    return found


def _back(project: Any) -> str:
    return f"{reverse('projects:project', args=[project])}#carriers"


@gate(post=OFFER)
def offer(request: HttpRequest, pk: Any) -> HttpResponse:
    """Offer one unit or neighbours to a project."""
    project = access_project(request.user, pk)  # type: ignore[arg-type]
    ids = [part for part in request.POST.get("units", "").split(",") if _is_id(part)]
    units = [access_unit(request.user, part, needed=OFFER) for part in ids]  # type: ignore[arg-type]
    return act(
        request, OfferForm(request.POST),
        lambda d: offer_units(units, project, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已登记推介。", back=_back(pk),
    )  # fmt: skip


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@gate(post=OFFER)
def answer(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the lead said."""
    found = access_offer(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, AnswerForm(request.POST),
        lambda d: answer_offer(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已登记答复。", back=_back(found.project_id),
    )  # fmt: skip


@gate(post=OFFER)
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """Entered wrongly."""
    found = access_offer(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, ReasonForm(request.POST), lambda d: withdraw_offer(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已撤回,原记录保留。", back=_back(found.project_id),
    )  # fmt: skip
