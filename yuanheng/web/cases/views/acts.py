"""One act on a case, and a paper of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import EVENT_KINDS, CaseState
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate

from ..access import ACT, VIEW, access_case
from ..actions import CaseChanged, act
from ..forms import FIELDS, ActForm
from ..models import Case
from ..refusals import refuse
from ..rights import rights_of
from ..states import state_of
from ..subjects import home_of


@gate(ACT, post=ACT)
def act_on(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """The form of an act, and the act; a refusal or somebody else's act in between loses nothing of what was filled in."""
    case = access_case(request.user, pk, needed=ACT)
    state, today = state_of(case), moment.today()
    step = request.GET.get("step", "")
    if kind not in FIELDS or (step and step not in state.steps):
        raise Http404("没有这样的办理动作")
    form = ActForm(
        request.POST or None, request.FILES or None, kind=kind, state=state, step=step, today=today,
        initial={"version": case.version},
    )  # fmt: skip
    stale = form.is_bound and str(form.data.get("version", "")) != str(case.version)
    if not stale and not rights_of(request.user, case, state, on=today).may(kind, step):
        raise PermissionDenied("这一步不由您办理")
    status = 200
    if request.method == "POST" and form.is_valid():
        done, status = _act(request, case, form)
        if done is not None:
            return done
    context = {"case": case, "form": form, "label": EVENT_KINDS[kind], "step": _step(state, step), "kind": kind}
    return render(request, "cases/act.html", context, status=status if status != 200 else 422 if form.errors else 200)


def _act(request: HttpRequest, case: Case, form: ActForm) -> tuple[HttpResponse | None, int]:
    try:
        act(
            case=case,
            kind=form.kind,
            step=form.step,
            by=request.user,
            at=moment.now(),
            data=form.event_data(),
            files=form.uploads(),
            version=form.cleaned_data["version"],
        )
    except CaseChanged as changed:
        form.add_error(None, f"{changed.problem.found}。{changed.problem.advice}。")
        form.data = form.data.copy()
        form.data["version"] = Case.objects.only("version").get(pk=case.pk).version
        return None, 409
    except YuanhengError as error:
        refuse(form, error)
        return None, 422
    messages.success(request, f"{case.number}:已登记“{EVENT_KINDS[form.kind]}”")
    home = home_of(case.subject_kind, case.subject_id)
    return redirect(home) if home else redirect("cases:case", pk=case.pk), 302


def _step(state: CaseState, code: str) -> Any:
    return state.procedure.step(code) if code else None


@gate(VIEW)
def paper(request: HttpRequest, pk: Any, paper: int) -> HttpResponseBase:
    """The scan of a paper."""
    case = access_case(request.user, pk)
    found = get_object_or_404(case.papers.select_related("file"), pk=paper, file__isnull=False)
    return files.attachment(found.file)
