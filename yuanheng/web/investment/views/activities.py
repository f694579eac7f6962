"""A visit from a phone, its correction, its pictures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project

from ..access import ACTIVITIES as VIEW
from ..access import RECORD, access_activity, access_company, access_lead, access_picture
from ..actions.activities import correct_activity, record_activity, url_of
from ..actions.companies import is_locked
from ..forms import ActivityForm, CorrectionForm
from ..models import FollowUp

TEMPLATE = "investment/activity_form.html"


def _first(request: HttpRequest) -> dict[str, Any]:
    kind = request.GET.get("kind", "visit")
    return {"on": moment.today(), "kind": kind}


@gate(RECORD, post=RECORD)
def of_project(request: HttpRequest, pk: Any) -> HttpResponse:
    """Record what was done with a lead."""
    found = access_lead(request.user, pk)  # type: ignore[arg-type]
    before = FollowUp.objects.filter(project=found).first()
    offers = found.stage == "lead"
    form = ActivityForm(
        request.POST or None, request.FILES or None, initial=_first(request) | _standing(before), offers_talks=offers
    )

    def do(data: dict[str, Any]) -> Any:
        with transaction.atomic():
            if data.get("talks"):
                record_stage(found, stage="talks", on=data["on"], by=request.user, at=moment.now())  # type: ignore[arg-type]
            return record_activity(
                told=form.told(),
                by=request.user,
                at=moment.now(),
                project=found,
                pictures=data["pictures"],  # type: ignore[arg-type]
            )

    back = reverse("projects:project", args=[found.pk])
    return form_page(
        request, form, do, title="记走访", back=back, done="已记下。", submit="记下", template=TEMPLATE,
        after=lambda made: _next(request, back), subject=found, before_step=before,
    )  # fmt: skip


@gate(RECORD, post=RECORD)
def of_company(request: HttpRequest, pk: Any) -> HttpResponse:
    """Record what was done with a target company."""
    found = access_company(request.user, pk, needed=RECORD)  # type: ignore[arg-type]
    before = FollowUp.objects.filter(company=found).first()
    form = ActivityForm(request.POST or None, request.FILES or None, initial=_first(request) | _standing(before))

    def do(data: dict[str, Any]) -> Any:
        return record_activity(
            told=form.told(),
            by=request.user,
            at=moment.now(),
            company=found,
            pictures=data["pictures"],  # type: ignore[arg-type]
        )

    back = reverse("investment:company", args=[found.pk])
    held = found.locked_by if is_locked(found, on=moment.today()) and found.locked_by != request.user else None
    hint = f"这家企业由 {held} 锁定至 {found.locked_until},走访前请与其商量。" if held else ""
    return form_page(
        request, form, do, title="记走访", back=back, done="已记下。", submit="记下", template=TEMPLATE,
        after=lambda made: _next(request, back), subject=found, before_step=before, hint=hint,
    )  # fmt: skip


def _standing(step: FollowUp | None) -> dict[str, Any]:
    """The obstacle stands until somebody says otherwise."""
    return {"blocker": step.blocker} if step else {}


def _next(request: HttpRequest, back: str) -> str:
    return reverse("investment:today") if request.GET.get("from") == "today" else back


@gate(RECORD, post=RECORD)
def correct(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say what it should have said; the wrong one stays to be seen."""
    found = access_activity(request.user, pk, needed=RECORD)  # type: ignore[arg-type]
    names = (
        "kind",
        "on",
        "with_whom",
        "note",
        "next_step",
        "next_on",
        "next_owner",
        "blocker",
        "latitude",
        "longitude",
    )
    form = CorrectionForm(
        request.POST or None, request.FILES or None, initial={name: getattr(found, name) for name in names}
    )

    def do(data: dict[str, Any]) -> Any:
        return correct_activity(
            found, told=None if data["void"] else form.told(), reason=data["reason"], by=request.user,  # type: ignore[arg-type]
            at=moment.now(), pictures=data["pictures"],
        )  # fmt: skip

    subject: Project | Any = found.project or found.company
    return form_page(
        request, form, do, title="更正记录", back=url_of(found), done="已更正,原记录保留。", submit="更正", template=TEMPLATE,
        subject=subject, before_step=None,
    )  # fmt: skip


@gate(VIEW)
def picture(request: HttpRequest, pk: Any) -> FileResponse | HttpResponse:
    """A picture as it is shown: drawn anew when it came, so it holds nothing but pixels."""
    found = access_picture(request.user, pk)  # type: ignore[arg-type]
    response = FileResponse(files.path_of(found.file).open("rb"))
    response["Content-Type"] = "image/jpeg"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
