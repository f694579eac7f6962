"""Record after record, one key a decision; the next one comes at once."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import REVIEW_LINK, access_record
from ..actions.claims import claim_next, let_go, take
from ..actions.review import say_different, say_later, say_new, say_outside, say_same, undo_last
from ..forms import LeaveForm, NewFirmForm, ReasonForm, VerdictForm
from ..models import WAITING, Record
from ..pages.links import waiting_records
from ..pages.review import choices, review_page


def _shown(
    request: HttpRequest, record: Record | None, *, said: str = "", wrong: str = "", **forms: Any
) -> HttpResponse:
    now = moment.now()
    context = {
        "page": review_page(record, request.user, at=now, day=_today(now)),
        "new": NewFirmForm(initial={"name": record.name, "uscc": record.uscc} if record else {}),
        "outside": ReasonForm(),
        "said": said,
        "wrong": wrong,
    }
    part = "ledger/review_card.html" if request.htmx else "ledger/review.html"  # type: ignore[attr-defined]
    invalid = any(form.errors for form in forms.values())
    status = 422 if invalid and not request.htmx else 200  # type: ignore[attr-defined]
    return render(request, part, context | forms, status=status)


def _today(now: datetime.datetime) -> datetime.datetime:
    """The first moment of the Shanghai day."""
    return now.astimezone(moment.SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)


def _next(request: HttpRequest) -> Record | None:
    return claim_next(waiting_records(request.user, REVIEW_LINK), request.user, at=moment.now())


@gate(REVIEW_LINK)
def review(request: HttpRequest) -> HttpResponse:
    """The record that lies before the user; with `record`, that one, where it waits and is free."""
    wanted = request.GET.get("record", "")
    if wanted:
        found = access_record(request.user, wanted, needed=REVIEW_LINK)
        if found.decision in WAITING and take(found, request.user, at=moment.now()):
            return _shown(request, found)
        return _shown(request, _next(request), wrong=f"“{found}”已经核定,或者别人正在核对。")
    return _shown(request, _next(request))


@gate(REVIEW_LINK)
def find(request: HttpRequest, pk: Any) -> HttpResponse:
    """Candidates for what is typed."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    listed = choices(found, text=request.GET.get("q", ""))
    return render(request, "ledger/review_choices.html", {"choices": listed, "record": found})


@gate(post=REVIEW_LINK)
def say(request: HttpRequest, pk: Any) -> HttpResponse:
    """One decision; then the next record (after 不是 the same one, with its next candidate)."""
    found = access_record(request.user, pk, needed=REVIEW_LINK)
    verdict = request.POST.get("verdict", "")
    form = {"new": NewFirmForm, "outside": ReasonForm}.get(verdict, VerdictForm)(request.POST)
    if not form.is_valid():
        if verdict in ("new", "outside"):
            return _shown(request, found, **{verdict: form})
        return _shown(request, found, wrong="请先选一家企业。", invalid=form)
    try:
        said, after = _decided(request, found, verdict, form.cleaned_data)
    except YuanhengError as error:
        return _answer(request, _next(request), wrong=f"{error.problem.where}:{error.problem.found}。已换到下一条。")
    return _answer(request, after or _next(request), said=said)


def _answer(request: HttpRequest, record: Record | None, *, said: str = "", wrong: str = "") -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _shown(request, record, said=said, wrong=wrong)
    messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, wrong or said)
    return redirect("ledger:review")


def _decided(request: HttpRequest, found: Record, verdict: str, given: dict[str, Any]) -> tuple[str, Record | None]:
    """What was done, in words; the record to go on with, None for the next."""
    by, at = request.user, moment.now()
    firm = given.get("enterprise")
    if verdict == "different":
        after = say_different(found, firm, by=by, at=at)
        return f"“{found}”不是“{firm}”。", after if after.decision in WAITING and after.proposed_id else None
    if verdict == "new":
        done = say_new(found, by=by, at=at, **given)
        return f"已登记“{done.enterprise}”,“{found}”归到该企业。", None
    if verdict == "outside":
        say_outside(found, by=by, at=at, why=given["why"])
        return f"“{found}”不属于本区。", None
    if verdict == "later":
        say_later(found, by=by, at=at)
        return f"“{found}”放到最后再核。", None
    branch = verdict == "branch"
    say_same(found, firm, by=by, at=at, branch=branch)
    return f"“{found}”{'是“' + str(firm) + '”的分支机构' if branch else '归到“' + str(firm) + '”'}。", None


@gate(post=REVIEW_LINK)
def undo_mine(request: HttpRequest) -> HttpResponse:
    """Take back the user's last word; its record lies before them again."""
    try:
        undone = undo_last(by=request.user, at=moment.now())
    except YuanhengError as error:
        return _answer(request, _next(request), wrong=str(error.problem.found))
    record = undone.record
    waiting = record if record.decision in WAITING else None
    return _answer(request, waiting or _next(request), said=f"已撤销对“{record}”的决定。{undone.said}")


@gate(post=REVIEW_LINK, writes="none:只放开自己占着的待核记录")
def leave(request: HttpRequest) -> HttpResponse:
    """The user leaves the page; the record before them is the next one's."""
    form = LeaveForm(request.POST)
    if form.is_valid():
        let_go(form.cleaned_data["record"], request.user, until=form.cleaned_data["until"])
    return HttpResponse(status=204)
