"""What is recorded of a project: amounts, stages, recognitions, duplicates. Each a POST from the project's page."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act

from ..access import EDIT, MERGE, RECOGNISE, STAGE, VIEW, access_project
from ..actions.duplicates import settle_pair
from ..actions.projects import set_amount
from ..actions.stages import recognise, record_stage, withdraw_recognition, withdraw_stage
from ..forms import AmountForm, PairForm, RecogniseForm, StageForm, WithdrawForm
from ..models import Project, Recognition, StageEntry


def _back(project: Project) -> str:
    return reverse("projects:project", args=[project.pk])


def _kept(request: HttpRequest, data: dict[str, Any]) -> Any:
    given = data.pop("file", None)
    return files.store(given, name=given.name, by=request.user) if given else None


@gate(post=EDIT)
def amount(request: HttpRequest, pk: Any) -> HttpResponse:
    """State an amount."""
    found = access_project(request.user, pk, needed=EDIT)
    form = AmountForm(request.POST, request.FILES)

    def do(data: dict[str, Any]) -> None:
        set_amount(found, money=form.money(), by=request.user, at=moment.now(), file=_kept(request, data))

    return act(request, form, do, done="金额已登记。", back=_back(found))


@gate(post=STAGE)
def stage(request: HttpRequest, pk: Any) -> HttpResponse:
    """A stage was reached."""
    found = access_project(request.user, pk, needed=STAGE)

    def do(data: dict[str, Any]) -> None:
        kept = _kept(request, data)
        record_stage(found, by=request.user, at=moment.now(), file=kept, **data)

    return act(request, StageForm(request.POST, request.FILES), do, done="阶段已登记。", back=_back(found))


@gate(post=STAGE)
def withdraw(request: HttpRequest, pk: Any, entry: Any) -> HttpResponse:
    """A stage was entered wrongly."""
    found = access_project(request.user, pk, needed=STAGE)
    made = get_object_or_404(StageEntry, pk=entry, project=found)

    def do(data: dict[str, Any]) -> None:
        withdraw_stage(made, reason=data["reason"], by=request.user, at=moment.now())

    return act(request, WithdrawForm(request.POST), do, done="已撤回,原记录保留。", back=_back(found))


@gate(post=RECOGNISE)
def recognition(request: HttpRequest, pk: Any) -> HttpResponse:
    """The city counts it."""
    found = access_project(request.user, pk, needed=RECOGNISE)

    def do(data: dict[str, Any]) -> None:
        kept = _kept(request, data)
        recognise(found, by=request.user, at=moment.now(), file=kept, **data)

    return act(request, RecogniseForm(request.POST, request.FILES), do, done="认定已登记。", back=_back(found))


@gate(post=RECOGNISE)
def withdraw_recognised(request: HttpRequest, pk: Any, recognition: Any) -> HttpResponse:
    """The city took it back, or it was entered wrongly."""
    found = access_project(request.user, pk, needed=RECOGNISE)
    made = get_object_or_404(Recognition, pk=recognition, project=found)

    def do(data: dict[str, Any]) -> None:
        withdraw_recognition(made, reason=data["reason"], by=request.user, at=moment.now())

    return act(request, WithdrawForm(request.POST), do, done="认定已撤回,原记录保留。", back=_back(found))


@gate(post=MERGE)
def pair(request: HttpRequest, pk: Any, other: Any) -> HttpResponse:
    """One project, or two: this one stays, the other ends where they are the same."""
    found = access_project(request.user, pk, needed=MERGE)
    second = access_project(request.user, other, needed=MERGE)

    def do(data: dict[str, Any]) -> None:
        settle_pair(found, second, same=data["same"] == "yes", why=data["why"], by=request.user, at=moment.now())

    return act(request, PairForm(request.POST), do, done="查重结论已登记。", back=_back(found))


@gate(VIEW)
def evidence(request: HttpRequest, pk: Any, entry: Any) -> FileResponse | HttpResponse:
    """The file that shows a stage."""
    found = access_project(request.user, pk)
    made = get_object_or_404(StageEntry.objects.select_related("file"), pk=entry, project=found)
    if made.file is None:
        raise Http404("这条记录没有证据文件")
    return files.attachment(made.file)
