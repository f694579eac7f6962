"""Support asked of the city: the list, one, entering it, its answers, the scans."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import ASK, REQUESTS, access_answer, access_request
from ..actions.requests import ask_for_support, note_reply
from ..forms.requests import ReplyForm, RequestForm
from ..models import SupportRequest
from ..pages import requests as pages


@gate(REQUESTS)
def request_list(request: HttpRequest) -> HttpResponse:
    """All requests within reach."""
    today = moment.today()
    table = build_table(
        request,
        name="争取上级支持",
        rows=pages.listed(visible(request.user, REQUESTS, SupportRequest.objects.all())),
        columns=pages.columns(today),
        filters=pages.filters(today),
        order=("-asked_on", "-at"),
        empty="没有符合条件的请示",
        empty_advice="向市里请示的政策、资金和指标登记在这里,到期没有答复会提醒。",
    )
    return table_page(request, "policies/requests.html", table)


@gate(REQUESTS)
def request_view(request: HttpRequest, pk: Any) -> HttpResponse:
    """One request with its answers."""
    return _page(request, access_request(request.user, pk), ReplyForm(today=moment.today()))


def _page(request: HttpRequest, found: SupportRequest, form: ReplyForm) -> HttpResponse:
    label, tone = pages.standing(found, moment.today())
    answers = list(found.answers.select_related("by", "file"))
    done = any(a.outcome != "interim" for a in answers)
    context = {"found": found, "label": label, "tone": tone, "answers": answers, "done": done, "form": form}
    return render(request, "policies/request.html", context, status=422 if form.errors else 200)


@gate(ASK, post=ASK)
def new_request(request: HttpRequest) -> HttpResponse:
    """Enter a letter to the city."""
    form = RequestForm(request.POST or None, request.FILES or None, today=moment.today())
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_for_support(by=request.user, at=moment.now(), **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "请示已登记。")
            return redirect("policies:request", pk=made.pk)
    return render(request, "policies/new_request.html", {"form": form}, status=422 if form.errors else 200)


@gate(post=ASK)
def reply(request: HttpRequest, pk: Any) -> HttpResponse:
    """Note an answer."""
    found = access_request(request.user, pk, needed=ASK)
    form = ReplyForm(request.POST, request.FILES, today=moment.today())
    if form.is_valid():
        try:
            note_reply(found, by=request.user, at=moment.now(), **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "答复已登记。")
            return redirect("policies:request", pk=found.pk)
    return _page(request, found, form)


@gate(REQUESTS)
def request_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The scan of the letter."""
    found = access_request(request.user, pk)
    if found.file is None:
        raise Http404("这件请示没有扫描件")
    return files.attachment(found.file)


@gate(REQUESTS)
def answer_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The scan of an answer."""
    found = access_answer(request.user, pk)
    if found.file is None:
        raise Http404("这份答复没有扫描件")
    return files.attachment(found.file)
