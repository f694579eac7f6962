"""What waits for me, all cases, one case, and opening one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import what_if
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, held, reach
from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import build_table, table_page

from ..access import OPEN, VIEW, access_case, my_steps, visible_cases
from ..actions import open_case
from ..forms import OpenForm, WhatIfForm
from ..pages import lists
from ..pages.case import case_page
from ..pages.procedures import library, procedure_page
from ..procedures import find_procedure
from ..refusals import refuse


@gate(VIEW)
def todo(request: HttpRequest) -> HttpResponse:
    """Steps that wait for me, first due first."""
    today, calendar = moment.today(), load_calendar()
    steps = my_steps(request.user, today)
    table = build_table(
        request,
        name="我的待办",
        rows=steps,
        columns=lists.step_columns(today, calendar),
        filters=lists.step_filters(today, calendar),
        order=lists.BY_DUE,
        empty="没有等您办理的步骤",
        empty_advice="轮到您或本部门办理时,会出现在这里并提醒您。",
    )
    return table_page(request, "cases/todo.html", table, counts=lists.counts_for(steps, today, calendar))


@gate(VIEW)
def case_list(request: HttpRequest) -> HttpResponse:
    """All cases within reach, first due first."""
    today, calendar = moment.today(), load_calendar()
    table = build_table(
        request,
        name="办件",
        rows=visible_cases(request.user),
        columns=lists.case_columns(today, calendar),
        filters=lists.case_filters(today, calendar),
        order=lists.BY_DUE,
        empty="没有符合条件的办件",
        empty_advice="从右上角“发起办件”开始,或放宽筛选条件。",
    )
    return table_page(request, "cases/list.html", table)


@gate(VIEW)
def case_view(request: HttpRequest, pk: Any) -> HttpResponse:
    """One case: steps, clock, history, papers, what may be done; and what if a step takes longer."""
    today, calendar = moment.today(), load_calendar()
    case = access_case(request.user, pk)
    page = case_page(case, request.user, today=today, calendar=calendar)
    form = WhatIfForm(request.GET if "extra" in request.GET else None, state=page.state)
    supposed = None
    if form.is_valid() and not page.state.is_closed:
        extra = {form.cleaned_data["step"]: form.cleaned_data["extra"]}
        plan = what_if(page.state.procedure, page.state, calendar, today, extra_days=extra)
        step = page.state.procedure.step(form.cleaned_data["step"])
        supposed = {"plan": plan, "step": step, "extra": form.cleaned_data["extra"], "earlier": -plan.delay}
    context = {"page": page, "case": case, "form": form, "supposed": supposed}
    return render(request, "cases/case.html", context)


@gate(OPEN)
def new_case(request: HttpRequest) -> HttpResponse:
    """Which procedure."""
    good, broken = library()
    return render(request, "cases/new.html", {"procedures": good, "broken": broken})


@gate(OPEN, post=OPEN)
def open_one(request: HttpRequest) -> HttpResponse:
    """The form of a new case under the procedure asked for; without one, the choice."""
    name = request.POST.get("procedure") or request.GET.get("procedure", "")
    if not name:
        return redirect("cases:new")
    procedure = find_procedure(name)
    if procedure is None:
        raise Http404("没有这个流程")
    form = OpenForm(request.POST or None, under=procedure, bureaus=bureaus_to_open(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(
                procedure=procedure,
                title=form.cleaned_data["title"],
                subject_label=form.cleaned_data["subject_label"],
                organisation=form.cleaned_data["organisation"],
                by=request.user,
                at=moment.now(),
                data=form.event_data(),
            )
        except YuanhengError as error:
            refuse(form, error)
        else:
            messages.success(request, f"已登记 {case.number}")
            return redirect("cases:case", pk=case.pk)
    context = {"form": form, "page": procedure_page(procedure)}
    return render(request, "cases/open.html", context, status=422 if form.errors else 200)


def bureaus_to_open(user: Any) -> Any:
    """In whose name a user may open cases."""
    bureaus = Organisation.objects.filter(ended_on__isnull=True)
    if reach(user, OPEN).zone:
        return bureaus
    return bureaus.filter(pk__in=[h.post.organisation_id for h in held(user) if OPEN in h.role.grants])
