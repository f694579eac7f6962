"""The service company: its set-up, its open selections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, gate
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.cases.pages import case_rows

from ..access import MANAGE, STAFF, access_selection
from ..actions.people import record_company_step, withdraw_company_step
from ..actions.selecting import SUBJECT, add_candidate, appoint, open_selection, score_candidate
from ..forms import AppointForm, CandidateForm, CompanyStepForm, ReasonForm, ScoreForm, SelectionForm
from ..models import Candidate, CompanyStep
from ..pages.company import company_page


@gate(STAFF)
def company(request: HttpRequest) -> HttpResponse:
    """The company on one page."""
    today = moment.today()
    context = {"page": company_page(on=today), "form": CompanyStepForm(initial={"on": today}), "today": today}
    return render(request, "rewards/company.html", context)


@gate(post=MANAGE)
def record_step(request: HttpRequest) -> HttpResponse:
    """A step of the set-up."""

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file")
        kept = files.store(given, name=given.name, by=request.user) if given else None
        return record_company_step(**data, file=kept, by=request.user, at=moment.now())

    return act(
        request, CompanyStepForm(request.POST, request.FILES), do, done="已登记。", back=reverse("rewards:company")
    )


@gate(post=MANAGE)
def withdraw_step(request: HttpRequest, pk: Any) -> HttpResponse:
    """A step entered wrongly."""
    found = access_one(request.user, MANAGE, CompanyStep.objects.all(), pk=pk)
    return act(
        request, ReasonForm(request.POST), lambda d: withdraw_company_step(found, by=request.user, at=moment.now(), **d),
        done="已撤回。", back=reverse("rewards:company"),
    )  # fmt: skip


@gate(STAFF)
def step_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The evidence of a step."""
    found = access_one(request.user, STAFF, CompanyStep.objects.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404("没有文件")
    return files.attachment(found.file)


@gate(MANAGE, post=MANAGE)
def new_selection(request: HttpRequest) -> HttpResponse:
    """Announce a post."""
    return form_page(
        request, SelectionForm(request.POST or None),
        lambda d: open_selection(**d, by=request.user, at=moment.now()), title="发起公开选聘", submit="发起",
        back=reverse("rewards:company"), done="已发起,步骤在办件中办理。",
        after=lambda made: reverse("rewards:selection", args=[made.pk]),
    )  # fmt: skip


@gate(STAFF)
def selection(request: HttpRequest, pk: Any) -> HttpResponse:
    """One selection: its case and its candidates."""
    found = access_selection(request.user, pk)
    today = moment.today()
    context = {
        "selection": found,
        "rows": case_rows(request.user, SUBJECT, found.pk),
        "candidates": found.candidates.select_related("staff"),
        "candidate_form": CandidateForm(initial={"applied_on": today}),
        "score_form": ScoreForm(auto_id=False),
        "appoint_form": AppointForm(initial={"on": today}, auto_id=False),
    }
    return render(request, "rewards/selection.html", context)


@gate(post=MANAGE)
def new_candidate(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody applied."""
    found = access_selection(request.user, pk, needed=MANAGE)
    return act(
        request, CandidateForm(request.POST), lambda d: add_candidate(found, **d, by=request.user, at=moment.now()),
        done="已登记。", back=reverse("rewards:selection", args=[pk]),
    )  # fmt: skip


def _candidate(request: HttpRequest, pk: Any) -> Candidate:
    found: Candidate = access_one(request.user, MANAGE, Candidate.objects.select_related("selection"), pk=pk)
    return found


@gate(post=MANAGE)
def score(request: HttpRequest, pk: Any) -> HttpResponse:
    """A mark."""
    found = _candidate(request, pk)
    return act(
        request, ScoreForm(request.POST), lambda d: score_candidate(found, **d, by=request.user, at=moment.now()),
        done="已登记成绩。", back=reverse("rewards:selection", args=[found.selection_id]),
    )  # fmt: skip


@gate(post=MANAGE)
def appoint_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody is appointed and enters the register."""
    found = _candidate(request, pk)
    return act(
        request, AppointForm(request.POST), lambda d: appoint(found, **d, by=request.user, at=moment.now()),
        done="已聘任,已进入人员名册;接着登记聘用合同。", back=reverse("rewards:selection", args=[found.selection_id]),
    )  # fmt: skip
