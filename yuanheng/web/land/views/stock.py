"""What could be won, and which parcels fit a project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, sees, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.tables import Column, build_table, table_page
from yuanheng.web.projects.access import VIEW as PROJECTS
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.models import Project

from ..access import ENTRY, OFFER, VIEW, access_parcel
from ..actions.offers import offer_parcel, withdraw_offer
from ..gains import gains
from ..matching import matches, thresholds
from ..models import STATES, STOCK, TONES, Offer, Parcel, with_state
from ..rulebook import effort_book, match_book

TAX = "enterprise.tax"
SHOWN = 200
COLUMNS = (
    Column("name", "项目", sort="name_pinyin", link=lambda p: reverse("land:match", args=[p.pk])),
    Column("cluster", "产业", sort="cluster", minor=True),
    Column("town", "落地片区", sort="town", minor=True),
    Column("land_mu", "用地需求", kind="number", unit="亩", sort="land_mu"),
    Column("stage_on", "阶段日期", kind="date", sort="stage_on", minor=True),
    Column("number", "编号", minor=True),
)


@gate(VIEW)
def gain_list(request: HttpRequest) -> HttpResponse:
    """The stock, ranked by what could be won for the effort."""
    today, secret = moment.today(), sees(request.user, TAX)
    rows = with_state(visible(request.user, VIEW, Parcel.objects.standing().select_related("holder")), today)
    state = request.GET.get("state", "")
    wanted = rows.filter(state__in=[state] if state in STOCK else STOCK)
    found = gains(wanted, on=today, secret=secret)
    context = {
        "gains": [(g, STATES[g.parcel.state], TONES[g.parcel.state]) for g in found[:SHOWN]], "count": len(found), "shown": SHOWN,
        "area": sum((g.area for g in found), start=0), "states": [(c, STATES[c]) for c in STOCK], "state": state,
        "potential": sum((g.potential for g in found if g.potential is not None), start=0), "book": effort_book(),
        "average": next((g.average for g in found if g.average), None),
    }  # fmt: skip
    return render(request, "land/gains.html", context)


@gate(ENTRY)
def entry(request: HttpRequest) -> HttpResponse:
    """Projects that need land and have none yet."""
    rows = visible(request.user, PROJECTS, Project.objects.active().filter(land_mu__gt=0, land_supplies__isnull=True))
    waiting = rows.filter(stage__in=("talks", "framework", "signed", "review", "registered", "filed"))
    table = build_table(
        request, name="项目选址", rows=waiting, columns=COLUMNS, order=("-stage_on",), empty="没有等着选址的项目",
        empty_advice="在项目页填上用地需求(亩),这里就会列出合适的宗地。",
    )  # fmt: skip
    return table_page(request, "land/entry.html", table)


@gate(ENTRY)
def match(request: HttpRequest, pk: Any) -> HttpResponse:
    """The parcels that fit a project, and the zone's thresholds."""
    project = access_project(request.user, pk)
    offers = Offer.objects.known().filter(project=project).select_related("parcel", "by")  # type: ignore[attr-defined]
    context = {
        "project": project, "matches": matches(project, on=moment.today()), "thresholds": thresholds(project),
        "book": match_book(),
        "offers": offers,
    }  # fmt: skip
    return render(request, "land/match.html", context)


@gate(post=OFFER)
def offer(request: HttpRequest, pk: Any, parcel: Any) -> HttpResponse:
    """Offer a parcel to a project, or take the offer back."""
    project, found = access_project(request.user, pk), access_parcel(request.user, parcel, needed=OFFER)
    back, reason = reverse("land:match", args=[pk]), request.POST.get("reason", "")[:200]
    if request.POST.get("withdraw"):
        return act(
            request, None,
            lambda d: withdraw_offer(found, project, reason=reason, by=request.user, at=moment.now()),  # type: ignore[arg-type]
            done="已撤回推荐。", back=back,
        )  # fmt: skip
    return act(
        request, None, lambda d: offer_parcel(found, project, reason=reason, by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已推荐给项目,记在项目和宗地上。", back=back,
    )  # fmt: skip
