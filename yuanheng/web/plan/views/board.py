"""The board, one target, the records behind a figure, and what people put beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.audit import record
from yuanheng.web.base.export import exported

from ..access import MANAGE, REPORT, VIEW, access_plan, access_target
from ..actions.figures import report_figure, restate_target
from ..actions.readings import ask_for_readings
from ..forms import ReportForm, RestateForm
from ..measuring import measure
from ..models import Plan
from ..pages.board import KNOWN, asked_from, board_page, export_headings, export_lines, plan_to_show
from ..pages.records import record_rows
from ..pages.target import target_page


@gate(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """All targets of a plan on a day."""
    plan = plan_to_show(_uuid(request.GET.get("plan", "")))
    if plan is None:
        return render(request, "plan/no_plan.html")
    today = moment.today()
    page = board_page(plan, asked_from(request.GET, plan, today))
    if request.GET.get("export") == "xlsx":
        name = f"{plan.title} 目标 {page.asked.day}"
        with transaction.atomic():
            record(request.user, "base.table.exported", target_label=name, after={"rows": len(page.rows)})
        return exported("xlsx", name=name, headings=export_headings(page), lines=export_lines(page))  # type: ignore[return-value]
    others = list(Plan.objects.filter(state="ready").values_list("pk", "title"))
    return render(request, "plan/board.html", {"page": page, "plans": others, "known": KNOWN, "today": today})


def _uuid(text: str) -> str:
    import uuid

    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        return ""


def day_of(request: HttpRequest, target_year: int) -> date:
    """The day asked for; else today, or the year's end once it is over."""
    today = moment.today()
    try:
        asked = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        asked = min(today, date(target_year, 12, 31))
    return min(asked, today)


@gate(VIEW)
def target(request: HttpRequest, pk: Any) -> HttpResponse:
    """One target."""
    found = access_target(request.user, pk)
    day = day_of(request, found.year)
    page = target_page(found, day=day)
    return render(request, "plan/target.html", {"page": page, "target": found, "day": day})


@gate(VIEW)
def records(request: HttpRequest, pk: Any) -> HttpResponse:
    """The records behind the figure of a day, as known now; those out of the user's reach are only counted."""
    found = access_target(request.user, pk)
    day = day_of(request, found.year)
    measured = measure(found, day=day, known_on=None)
    page = record_rows(request, measured.reading)
    return render(request, "plan/records.html", {"target": found, "day": day, "measured": measured, "page": page})


@gate(post=MANAGE)
def read_now(request: HttpRequest, pk: Any) -> HttpResponse:
    """Read all bound targets of a plan: of today, or of a past day as known today."""
    plan = access_plan(request.user, pk, needed=MANAGE)
    today = moment.today()
    try:
        day = min(date.fromisoformat(request.POST.get("on", "")), today)
    except ValueError:
        day = today
    ask_for_readings(plan, day=day, known_on=today, by=request.user)
    from django.contrib import messages

    messages.success(request, f"正在读取 {day} 的数据,完成后会提醒您。")
    return redirect(f"{reverse('plan:board')}?plan={pk}&on={day}")


@gate(REPORT, post=REPORT)
def report(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put a reported figure beside the system's."""
    found = access_target(request.user, pk, needed=REPORT)
    form = ReportForm(request.POST or None, initial={"day": moment.today()})
    return form_page(
        request, form, lambda d: report_figure(found, by=request.user, at=moment.now(), **d), title="登记报送数",
        back=reverse("plan:target", args=[pk]), done="已登记。", target=found,
        template="plan/form.html",
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def restate(request: HttpRequest, pk: Any) -> HttpResponse:
    """Another value by a document."""
    found = access_target(request.user, pk, needed=MANAGE)
    form = RestateForm(request.POST or None, request.FILES or None, initial={"holds_from": moment.today()})
    return form_page(
        request, form, lambda d: restate_target(found, by=request.user, at=moment.now(), **d), title="调整目标",
        back=reverse("plan:target", args=[pk]), done="已调整,原目标值保留。", target=found, upload=True,
        template="plan/form.html",
    )  # fmt: skip
