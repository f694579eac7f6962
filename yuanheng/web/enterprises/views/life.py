"""Events in the life of firms: recorded, looked at with what they touch, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.audit import record
from yuanheng.web.base.tables import build_table, table_page

from ..access import RECORD_EVENT, VIEW, WITHDRAW_EVENT, access_enterprise, access_event
from ..actions.life import Happening, record_event, withdraw_event
from ..forms import LifeEventForm, WithdrawalForm
from ..life import KINDS
from ..models import LifeEvent
from ..pages.life import EVENT_COLUMNS, event_filters, event_page


@gate(VIEW)
def event_list(request: HttpRequest) -> HttpResponse:
    """Every event of the zone's firms."""
    rows = visible(request.user, VIEW, LifeEvent.objects.all())
    table = build_table(
        request,
        name="变更事件",
        rows=rows.select_related("enterprise", "withdrawal").prefetch_related("parties__enterprise"),
        columns=EVENT_COLUMNS,
        filters=event_filters(),
        order=("-happened_on", "-known_at"),
        empty="没有变更事件",
        empty_advice="在企业的页面上登记更名、分立、合并、迁入、迁出、注销;一批变更可以用名单导入。",
    )
    return table_page(request, "enterprises/events.html", table)


@gate(VIEW)
def event(request: HttpRequest, pk: Any) -> HttpResponse:
    """One event, and the published results that it touches."""
    found = access_event(request.user, pk)
    context = {"page": event_page(found, request.user), "form": WithdrawalForm()}
    return render(request, "enterprises/event.html", context)


@gate(RECORD_EVENT, post=RECORD_EVENT)
def new_event(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """Say what happened to a firm."""
    firm = access_enterprise(request.user, pk, needed=RECORD_EVENT)
    if kind not in KINDS:
        raise Http404("没有这种变更")
    form = LifeEventForm(request.POST or None, request.FILES or None, kind=KINDS[kind])
    if request.method == "POST" and form.is_valid() and (made := _recorded(request, firm, kind, form)):
        messages.success(request, f"已登记{made.of_kind.label}。已公布的结果不变,受影响的列在下面。")
        return redirect("enterprises:event", pk=made.pk)
    context = {"firm": firm, "kind": KINDS[kind], "form": form}
    return render(request, "enterprises/event_form.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, firm: Any, kind: str, form: LifeEventForm) -> LifeEvent | None:
    """The event, or None with the form telling why not. The paper is kept in the same transaction."""
    said = dict(form.cleaned_data)
    given = said.pop("file", None)
    try:
        with transaction.atomic():
            stored = files.store(given, name=given.name, by=request.user) if given else None
            return record_event(firm, Happening(kind=kind, file=stored, **said), by=request.user, at=moment.now())
    except YuanhengError as error:
        form.add_error(None, str(error.problem))
        return None


@gate(post=WITHDRAW_EVENT)
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """The event was wrong: what stood before stands again."""
    found = access_event(request.user, pk, needed=WITHDRAW_EVENT)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            withdraw_event(found, by=request.user, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已撤销,名称和状态恢复到登记以前。")
            return redirect("enterprises:event", pk=found.pk)
    context = {"page": event_page(found, request.user), "form": form}
    return render(request, "enterprises/event.html", context, status=422)


@gate(VIEW)
def event_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The document's scan, as it was handed in."""
    found = access_event(request.user, pk)
    if found.file is None:
        raise Http404("这个事件没有附件")
    with transaction.atomic():
        record(
            request.user, "enterprises.event.file_downloaded", target=found.enterprise, after={"file": found.file.name}
        )
    return files.attachment(found.file)
