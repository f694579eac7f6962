"""The building economy, and headquarters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.panels import panels_for

from ..access import VIEW
from ..pages.economy import economy_page, headquarters_page


@gate(VIEW)
def economy(request: HttpRequest) -> HttpResponse:
    """Buildings by tax, tiers, local share, kinds."""
    return render(request, "carriers/economy.html", {"page": economy_page(request.user, on=moment.today())})  # type: ignore[arg-type]


@gate(VIEW)
def headquarters(request: HttpRequest) -> HttpResponse:
    """Firms with a headquarters' work; what the policy gives each is the panel of the app of policies."""
    page = headquarters_page(request.user, on=moment.today())  # type: ignore[arg-type]
    panels = panels_for(request, "carriers.headquarters", [row.firm for row in page.rows])
    return render(request, "carriers/headquarters.html", {"page": page, "panels": panels})
