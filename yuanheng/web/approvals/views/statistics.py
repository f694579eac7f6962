"""Statistics of a year, and one chain told again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.powers import Change
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import STATISTICS
from ..pages.statistics import chain_page, year_page
from ..rules import matters

FIRST_YEAR = 2015


@gate(STATISTICS)
def statistics(request: HttpRequest) -> HttpResponse:
    """Time by item and chain, on time, where the days went."""
    year = _year(request)
    context = {"page": year_page(year), "years": _years(), "year": year, "matters": matters()}
    return render(request, "approvals/statistics.html", context)


@gate(STATISTICS)
def chain(request: HttpRequest, name: str) -> HttpResponse:
    """What decides the end of a chain; what if two items ran side by side, or one took at most N days."""
    if name not in matters():
        raise Http404("没有这个链条")
    year, change = _year(request), _change(request)
    try:
        page = chain_page(name, year, change=change)
    except YuanhengError as error:
        messages.error(request, str(error.problem))
        page, change = chain_page(name, year), None
    context = {"page": page, "name": name, "years": _years(), "year": year, "change": change}
    return render(request, "approvals/chain.html", context)


def _change(request: HttpRequest) -> Change | None:
    pair = request.GET.get("pair", "")
    if "|" in pair:
        step, beside = pair.split("|", 1)
        return Change(step, beside=beside)
    step, most = request.GET.get("step", ""), request.GET.get("most", "")
    if step and most.isdigit() and len(most) < 4:
        return Change(step, at_most=int(most))
    return None


def _years() -> list[int]:
    this = moment.today().year
    return list(range(this, this - 4, -1))


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    this = moment.today().year
    return int(asked) if asked.isdigit() and FIRST_YEAR <= int(asked) <= this else this
