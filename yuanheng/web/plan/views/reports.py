"""The brief as page and document, the dispatch pack with its minutes, and the appraisal."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.audit import record
from yuanheng.web.base.export import exported

from ..access import ASSIGN, MANAGE, VIEW
from ..actions.minutes import assign_minutes
from ..briefdoc import brief_document, default_template
from ..forms import MinutesForm, TemplateForm
from ..models import BriefTemplate, Plan
from ..pages.board import asked_from, plan_to_show
from ..pages.brief import brief_page, month_of
from ..pages.dispatch import appraisal_page, dispatch_page
from .board import _uuid

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _plan(request: HttpRequest) -> Plan | None:
    return plan_to_show(_uuid(request.GET.get("plan", "")))


def _none(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/no_plan.html")


def _word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORD)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@gate(VIEW)
def brief(request: HttpRequest) -> HttpResponse:
    """The page that prints."""
    plan = _plan(request)
    if plan is None:
        return _none(request)
    page = brief_page(plan, month_of(request.GET.get("month", ""), plan, moment.today()))
    own = BriefTemplate.objects.select_related("file", "by").first()
    return render(request, "plan/brief.html", {"page": page, "template": own, "form": TemplateForm()})


@gate(VIEW)
def document(request: HttpRequest) -> HttpResponse:
    """The Word document, by the office's template."""
    plan = _plan(request)
    if plan is None:
        return _none(request)
    page = brief_page(plan, month_of(request.GET.get("month", ""), plan, moment.today()))
    own = BriefTemplate.objects.select_related("file").first()
    try:
        content = brief_document(page, files.path_of(own.file) if own else None)
    except YuanhengError as error:
        messages.error(request, str(error.problem))
        return redirect("plan:brief")
    return _word(content, f"{page.title}{page.number:02d}.docx")


@gate(VIEW, post=MANAGE)
def template(request: HttpRequest) -> HttpResponse:
    """The template in use, to download and change; a changed one is tried before it is kept."""
    if request.method == "GET":
        own = BriefTemplate.objects.select_related("file").first()
        return files.attachment(own.file) if own else _word(default_template(), "简报模板.docx")  # type: ignore[return-value]
    form = TemplateForm(request.POST, request.FILES)

    def do(data: dict[str, Any]) -> None:
        keep_template(data["file"], request)

    return form_page(
        request,
        form,
        do,
        title="简报模板",
        back=reverse("plan:brief"),
        done="已换用新模板。",
        upload=True,
        template="plan/form.html",
    )


@transaction.atomic
def keep_template(file: Any, request: HttpRequest) -> BriefTemplate:
    """Stored only if it can be filled in with the newest plan.

    Raises:
        TemplateError: it cannot.
    """
    stored = files.store(io.BytesIO(file.read()), name=file.name, by=request.user)  # type: ignore[arg-type]
    plan = plan_to_show("")
    if plan is not None:
        brief_document(brief_page(plan, month_of("", plan, moment.today())), files.path_of(stored))
    made = BriefTemplate.objects.create(file=stored, by=request.user, at=moment.now())  # type: ignore[misc]
    record(request.user, "plan.template.changed", target=made, after={"sha256": stored.sha256})  # type: ignore[arg-type]
    return made


@gate(VIEW)
def dispatch(request: HttpRequest) -> HttpResponse:
    """One table, worst first."""
    plan = _plan(request)
    if plan is None:
        return _none(request)
    today = moment.today()
    page = dispatch_page(plan, asked_from(request.GET, plan, today).day, today=today)
    if request.GET.get("export") == "xlsx":
        with transaction.atomic():
            record(request.user, "base.table.exported", target_label=page.title, after={"rows": len(page.lines)})
        lines = [cells for _, cells in page.lines]
        return exported("xlsx", name=f"{page.title} {page.day}", headings=page.headings, lines=lines)  # type: ignore[return-value]
    return render(request, "plan/dispatch.html", {"page": page})


@gate(ASSIGN, post=ASSIGN)
def minutes(request: HttpRequest) -> HttpResponse:
    """Minutes become supervised items."""
    form = MinutesForm(request.POST or None, initial={"held_on": moment.today()})

    def do(data: dict[str, Any]) -> None:
        assign_minutes(data["text"], held_on=data["held_on"], plan=plan_to_show(""), by=request.user, at=moment.now())

    return form_page(
        request, form, do, title="会议纪要交办", back=reverse("plan:items") + "?origin=dispatch", submit="读出并交办",
        done="已按纪要交办。",
        template="plan/form.html",
    )  # fmt: skip


@gate(VIEW)
def appraisal(request: HttpRequest) -> HttpResponse:
    """Scores of bureaus, explained."""
    plan = _plan(request)
    if plan is None:
        return _none(request)
    today = moment.today()
    page = appraisal_page(plan, asked_from(request.GET, plan, today).day, today=today)
    return render(request, "plan/appraisal.html", {"page": page})
