"""The wall page, and the part of it that refreshes itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import VIEW
from ..pages.board import asked_from, plan_to_show
from ..pages.cockpit import CockpitPage, cockpit_page


def _page(request: HttpRequest) -> CockpitPage | None:
    plan = plan_to_show("")
    today = moment.today()
    return None if plan is None else cockpit_page(plan, asked_from(request.GET, plan, today).day, today=today)


def _context(request: HttpRequest) -> dict[str, Any]:
    return {"page": _page(request), "now": moment.now(), "query": request.GET.urlencode()}


@gate(VIEW)
def cockpit(request: HttpRequest) -> HttpResponse:
    """The whole screen."""
    return render(request, "plan/cockpit.html", _context(request))


@gate(VIEW)
def figures(request: HttpRequest) -> HttpResponse:
    """What changes on it."""
    return render(request, "plan/cockpit_figures.html", _context(request))
