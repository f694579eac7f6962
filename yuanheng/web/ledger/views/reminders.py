"""Who owes which table by when."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import ASSIGN_SOURCE, VIEW_REMINDER
from ..actions.reporting import assign_source, set_start
from ..forms import AssignForm, StartForm
from ..models import SourceOwner
from ..pages.reminders import reminders_page, source_lines, working_year
from ..wording import sources


@gate(VIEW_REMINDER)
def reminders(request: HttpRequest) -> HttpResponse:
    """The year's tables by source; reminders by bureau."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, range(1978, 2101)) else None
    return render(request, "ledger/reminders.html", {"page": reminders_page(year=year, on=moment.today())})


@gate(ASSIGN_SOURCE)
def duties(request: HttpRequest) -> HttpResponse:
    """Which bureau answers for which source; from when tables are owed."""
    today = moment.today()
    page = reminders_page(year=None, on=today)
    start = page.start
    form = StartForm(initial={"year": start.year, "starts_on": start.starts_on} if start else None)
    lines = [
        (line, AssignForm(prefix=line.code, initial=_initial(line)))
        for line in source_lines(working_year(today), on=today)
    ]
    return render(request, "ledger/duties.html", {"lines": lines, "form": form})


def _initial(line: object) -> dict[str, object]:
    return {"organisation": line.owner, "contact": line.contact, "owed": line.owed}  # type: ignore[attr-defined]


@gate(post=ASSIGN_SOURCE)
def assign(request: HttpRequest, source: str) -> HttpResponse:
    """This bureau hands in that source."""
    if source not in sources():
        raise Http404("没有这个来源")
    form = AssignForm(request.POST, prefix=source)
    if form.is_valid():
        made: SourceOwner = assign_source(source=source, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{sources()[source].label}”由 {made.organisation or '(未指定)'} 负责。")
    else:
        messages.error(request, "没有保存:请检查所选部门。")
    return redirect("ledger:duties")


@gate(post=ASSIGN_SOURCE)
def start(request: HttpRequest) -> HttpResponse:
    """From which month tables are owed."""
    form = StartForm(request.POST)
    if form.is_valid():
        set_start(by=request.user, **form.cleaned_data)
        messages.success(request, "已保存。")
    else:
        messages.error(request, "没有保存:" + ";".join(e for errors in form.errors.values() for e in errors))
    return redirect("ledger:duties")
