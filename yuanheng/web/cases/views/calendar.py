"""The working-day calendar, and dating all cases again under it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import PROCEDURES, REDATE
from ..actions.redating import ask_redating
from ..models import Case, Redating
from ..pages.calendar import calendar_page

SHOWN = 10


@gate(PROCEDURES)
def year_sheet(request: HttpRequest) -> HttpResponse:
    """The working days of a year, each with its notice."""
    calendar = load_calendar()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= 2100 else moment.today().year
    context = {
        "page": calendar_page(calendar, year),
        "redatings": Redating.objects.select_related("asked_by")[:SHOWN],
        "running": Case.objects.running().count(),
        "provisional": Case.objects.running().filter(due_provisional=True).count(),
    }
    return render(request, "cases/calendar.html", context)


@gate(post=REDATE)
def redate(request: HttpRequest) -> HttpResponse:
    """Start dating all running cases again."""
    made = ask_redating(by=request.user, at=moment.now())
    return redirect("cases:redating", pk=made.pk)


@gate(REDATE)
def redating(request: HttpRequest, pk: Any) -> HttpResponse:
    """How far it is, then which due dates moved and why."""
    made = access_one(request.user, REDATE, Redating.objects.select_related("asked_by"), pk=pk)
    table = build_table(
        request,
        name="变动的办结日",
        rows=made.moves.select_related("case").only("before", "after", "was_provisional", "provisional", "why",
                                                    "case__number", "case__title"),
        columns=(
            Column("number", "编号", value=lambda m: m.case.number, sort="case__number",
                   link=lambda m: reverse("cases:case", args=[m.case_id])),
            Column("title", "事项", value=lambda m: m.case.title, minor=True),
            Column("before", "原办结日", kind="date", sort="before"),
            Column("after", "新办结日", kind="date", sort="after"),
            Column("state", "性质", kind="badge", value=lambda m: "暂定" if m.provisional else "确定",
                   tone=lambda m: "yellow" if m.provisional else "green"),
            Column("why", "推算依据", value=lambda m: m.why.replace("\n", ";"), minor=True),
        ),
        order=("pk",),
        empty="没有办结日变动",
    )  # fmt: skip
    return table_page(request, "cases/redating.html", table, redating=made, job=Job.objects.for_target(made).first())
