"""Which firm a record means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import REVIEW_LINK, VIEW_LINK, access_record
from ..actions.links import link_record, link_to_new, release_automatic, set_outside, undo_decision
from ..forms import LinkForm, NewFirmForm, ReasonForm
from ..models import WAITING, Record
from ..pages.links import COLUMNS, candidates, following, link_filters, record_page, waiting_records, with_facts


@gate(VIEW_LINK)
def link_list(request: HttpRequest) -> HttpResponse:
    """Records to be reviewed; with the filter, all."""
    rows = with_facts(visible(request.user, VIEW_LINK, Record.objects.all())).select_related("enterprise")
    if "state" not in request.GET:
        rows = rows.filter(decision__in=WAITING)
    table = build_table(
        request,
        name="归户待核",
        rows=rows,
        columns=COLUMNS,
        filters=link_filters(),
        order=("name", "source"),
        empty="没有待归户的记录",
        empty_advice="各部门报来的企业都已对上名录。",
    )
    return table_page(request, "ledger/links.html", table)


def _page(request: HttpRequest, found: Record, *, status: int = 200, **forms: Any) -> HttpResponse:
    text = request.GET.get("q", "")
    new = NewFirmForm(initial={"name": found.name, "uscc": found.uscc})
    context = {
        "page": record_page(found, request.user, text=text),
        "text": text,
        "new": new,
        "outside": ReasonForm(),
        "released": ReasonForm(),
    }
    return render(request, "ledger/link.html", context | forms, status=status)


@gate(VIEW_LINK)
def link(request: HttpRequest, pk: Any) -> HttpResponse:
    """One record: what it says of itself, and whom it may mean."""
    return _page(request, access_record(request.user, pk))


@gate(VIEW_LINK)
def search(request: HttpRequest, pk: Any) -> HttpResponse:
    """Candidates for what is typed, below the box."""
    found = access_record(request.user, pk)
    context = {"candidates": candidates(found, text=request.GET.get("q", "")), "record": found}
    return render(request, "ledger/link_candidates.html", context)


def _onward(request: HttpRequest, done: Record, said: str) -> HttpResponse:
    """To the next record that waits."""
    messages.success(request, said)
    after = following(waiting_records(request.user, REVIEW_LINK), done)
    return redirect("ledger:link", pk=after.pk) if after else redirect("ledger:links")


@gate(post=REVIEW_LINK)
def link_to(request: HttpRequest, pk: Any) -> HttpResponse:
    """It means this firm."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择一家企业。")
        return _page(request, found, status=422)
    firm = form.cleaned_data["enterprise"]
    done = link_record(found, firm, by=request.user, why=form.cleaned_data["why"], at=moment.now())
    return _onward(request, done, f"“{done}”已归到 {firm}。")


@gate(post=REVIEW_LINK)
def link_new(request: HttpRequest, pk: Any) -> HttpResponse:
    """It means a firm that the register lacks."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    form = NewFirmForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, new=form)
    done = link_to_new(found, by=request.user, why="", at=moment.now(), **form.cleaned_data)
    return _onward(request, done, f"已登记 {done.enterprise},“{done}”归到该企业。")


@gate(post=REVIEW_LINK)
def outside(request: HttpRequest, pk: Any) -> HttpResponse:
    """It is of no firm of the zone."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, outside=form)
    done = set_outside(found, by=request.user, why=form.cleaned_data["why"], at=moment.now())
    return _onward(request, done, f"“{done}”已标为不属于本区。")


@gate(post=REVIEW_LINK)
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the decision back."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    try:
        undone = undo_decision(found, by=request.user)
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, f"已撤销人工核定,由系统重新判断。{undone.said}")
    return redirect("ledger:link", pk=found.pk)


@gate(post=REVIEW_LINK)
def release(request: HttpRequest, pk: Any) -> HttpResponse:
    """An automatic link is not right."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, released=form)
    try:
        release_automatic(found, by=request.user, at=moment.now(), why=form.cleaned_data["why"])
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, "已撤下自动归户,请重新核定。")
    return redirect("ledger:link", pk=found.pk)
