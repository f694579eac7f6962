"""Admission: projects by how they stand, a run, an exemption, the joint review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import PER_PAGE, build_table, table_page
from yuanheng.web.projects.models import Project

from ..access import EXEMPT, PROMISES, REVIEW, RUN, VIEW, access_project, access_result, access_run
from ..actions.checks import grant_exemption, run_checks
from ..actions.reviews import open_review
from ..forms import CheckForm, ExemptionForm, ReviewForm
from ..gathering import as_value, last_filled, of_project
from ..models import CheckRun
from ..pages.checks import project_columns, project_filters, project_panel, run_page
from ..pages.promises import agreement_lines
from ..policy import Gate, checks_on, inputs_of
from ..standing import standings


@gate(VIEW)
def project_list(request: HttpRequest) -> HttpResponse:
    """Projects within reach and how they stand at both gates."""
    found: dict[Any, Any] = {}
    table = build_table(
        request,
        name="准入审查",
        rows=visible(request.user, VIEW, Project.objects.select_related("organisation")),
        columns=project_columns(found),
        filters=project_filters(),
        order=("-stage_on",),
        empty="没有符合条件的项目",
        empty_advice="先在项目库登记项目;签约前和供地前各做一次准入审查。",
    )
    found.update(standings([p.pk for p in table.page][:PER_PAGE]))
    return table_page(request, "admission/projects.html", table)


@gate(VIEW)
def project(request: HttpRequest, pk: Any) -> HttpResponse:
    """One project: both gates, every run, agreements and promises."""
    thing = access_project(request.user, pk)
    runs = CheckRun.objects.filter(project=thing).select_related("by", "organisation")
    context = {"project": thing, "runs": runs, **project_panel(request, thing)}
    if request.user.is_authenticated:
        context["agreements"] = _agreements(request, thing)
    return render(request, "admission/project.html", context)


def _agreements(request: HttpRequest, thing: Project) -> Any:
    reached = visible(request.user, PROMISES, Project.objects.filter(pk=thing.pk)).exists()
    return agreement_lines(request.user, thing) if reached else ()


@gate(RUN, post=RUN)
def run(request: HttpRequest, pk: Any, at_gate: str) -> HttpResponse:
    """Fill in what the gate's checks need and run them; the last run's figures are offered again."""
    thing = access_project(request.user, pk, needed=RUN)
    if at_gate not in set(Gate):
        raise Http404("没有这个环节")
    where, today = Gate(at_gate), moment.today()
    inputs = inputs_of(checks_on(where, today))
    filled, park = last_filled(thing, where)
    known = {**{n: as_value(inputs[n], v) for n, v in filled.items() if n in inputs}, **of_project(thing)}
    form = CheckForm(request.POST or None, inputs=inputs, known=known, park=park)
    if request.method == "POST" and form.is_valid():
        made = run_checks(
            thing,
            gate=where,
            filled=form.filled(),
            park=form.cleaned_data["park"],
            note=form.cleaned_data["note"],
            by=request.user,
            on=today,
            at=moment.now(),
        )
        messages.success(request, f"已审查,结论:{made.get_outcome_display()}。")
        return redirect("admission:checked", pk=made.pk)
    context = {"form": form, "project": thing, "gate": where, "checks": checks_on(where, today)}
    return render(request, "admission/run.html", context, status=422 if form.errors else 200)


@gate(VIEW)
def checked(request: HttpRequest, pk: Any) -> HttpResponse:
    """A run: every check in a sentence, with figures, source and exemption."""
    return render(request, "admission/checked.html", {"page": run_page(access_run(request.user, pk))})


@gate(EXEMPT, post=EXEMPT)
def exempt(request: HttpRequest, pk: Any) -> HttpResponse:
    """Let a failed check pass, with reason and paper."""
    result = access_result(request.user, pk)
    form = ExemptionForm(request.POST or None, request.FILES or None, today=moment.today())
    if request.method == "POST" and form.is_valid():
        try:
            grant_exemption(result, by=request.user, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{result.label}”已豁免,理由和文件已记入。")
            return redirect("admission:checked", pk=result.run_id)
    return render(
        request, "admission/exempt.html", {"form": form, "result": result}, status=422 if form.errors else 200
    )


@gate(VIEW)
def exemption_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The scanned paper of an exemption."""
    result = access_result(request.user, pk, needed=VIEW)
    exemption = getattr(result, "exemption", None)
    if exemption is None or exemption.file is None:
        raise Http404("这项豁免没有扫描件")
    return files.attachment(exemption.file)


@gate(REVIEW, post=REVIEW)
def review(request: HttpRequest, pk: Any) -> HttpResponse:
    """Lay a run before the bureaus."""
    checked_run = access_run(request.user, pk, needed=REVIEW)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_review(checked_run, by=request.user, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已发起联审 {made.case.number},审查结果随件附上。")
            return redirect("admission:checked", pk=checked_run.pk)
    context = {"form": form, "project": checked_run.project, "title": "发起准入联审", "run": checked_run}
    return render(request, "admission/form.html", context, status=422 if form.errors else 200)
