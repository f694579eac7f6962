"""The policies of a firm, a project or a target company, and what was found out of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import ANSWER, KINDS, MATCH, access_subject
from ..actions.policies import note_answer
from ..forms.answers import AnswerForm
from ..matching import load_fields
from ..pages.subjects import subject_page
from ..years import chosen


@gate(MATCH)
def subject(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """Every policy in force, held against it."""
    found = _subject(request, kind, pk, MATCH)
    today = moment.today()
    page = subject_page(request.user, kind, found, year=chosen(request.GET.get("year", ""), today), today=today)
    return render(request, "policies/subject.html", {"page": page})


@gate(ANSWER, post=ANSWER)
def answer(request: HttpRequest, kind: str, pk: Any, field: str) -> HttpResponse:
    """Note what was found out."""
    found, about = _subject(request, kind, pk, ANSWER), load_fields().get(field)
    if about is None:
        raise Http404("没有这个事项")
    form = AnswerForm(request.POST or None, about=about, name=field, today=moment.today())
    if request.method == "POST" and form.is_valid():
        try:
            note_answer(
                kind=kind, subject=found, field=field, value=form.stored(), basis=form.cleaned_data["basis"],
                found_on=form.cleaned_data["found_on"], by=request.user, at=moment.now(),
            )  # fmt: skip
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已登记“{about.label}”,政策匹配已更新。")
            return redirect("policies:subject", kind=kind, pk=found.pk)
    context = {"form": form, "about": about, "subject": found, "kind": kind}
    return render(request, "policies/answer.html", context, status=422 if form.errors else 200)


def _subject(request: HttpRequest, kind: str, pk: Any, needed: str) -> Any:
    if kind not in KINDS:
        raise Http404("没有这类对象")
    return access_subject(request.user, kind, pk, needed=needed)
