"""Who is near a threshold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, sees
from yuanheng.web.ledger.wording import field_group

from ..access import VIEW
from ..pages.near import above_size_candidates, high_tech_candidates
from ..rules import above_size, high_tech
from .clusters import _year, sees_sales


@gate(VIEW)
def near(request: HttpRequest) -> HttpResponse:
    """Firms near above-size, and near high-tech, with what is missing."""
    year, years = _year(request)
    context = {
        "year": year,
        "years": years,
        "above": [n for n in above_size_candidates(year=year) if sees(request.user, field_group(n.measure))],
        "high": high_tech_candidates(year=year, on=moment.today()) if sees_sales(request.user) else (),
        "above_rule": above_size(),
        "high_rule": high_tech(),
    }
    return render(request, "cultivation/near.html", context)
