"""Contact leaders, services, and what firms ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.enterprises.models import Enterprise

from ..access import RECEIVE, SERVE
from ..models import Cluster, Contact, FirmRequest, RequestAnswer, RequestState, Service


class ServiceError(YuanhengError):
    """A step that cannot be taken."""

    kind = "firm_service"


@transaction.atomic
def set_contact(enterprise: Enterprise, *, leader: User, since: date, by: User) -> Contact:
    """Hang a firm on a leader from a day on; the one before ends.

    Raises:
        ServiceError: the present leader began on that day or later.
    """
    present = Contact.objects.select_for_update().filter(enterprise=enterprise, until__isnull=True).first()
    if present is not None:
        if present.since >= since:
            raise ServiceError(
                where=str(enterprise), found=f"{present.leader} 自 {present.since} 起挂钩",
                expected=f"晚于 {present.since} 的日期", advice="改用以后的日期",
            )  # fmt: skip
        present.until = since - timedelta(days=1)
        present.save()
    made = Contact.objects.create(enterprise=enterprise, leader=leader, since=since)
    record(by, "cultivation.contact.set", target=enterprise, after={"leader": str(leader), "since": str(since)})
    return made


@transaction.atomic
def record_service(
    *, kind: str, held_on: date, title: str, enterprises: Sequence[Enterprise], by: User, at: datetime,
    cluster: Cluster | None = None, notes: str = "",
) -> Service:  # fmt: skip
    """What was done with which firms.

    Raises:
        ServiceError: the day has not come.
    """
    _not_after(at, held_on, title)
    made = Service.objects.create(
        kind=kind, held_on=held_on, title=title, cluster=cluster, notes=notes, by=by, known_at=at,
        organisation=bureau_of(by, SERVE),
    )  # fmt: skip
    made.enterprises.set(enterprises)
    after = {"kind": kind, "on": str(held_on), "firms": [e.name for e in enterprises]}
    record(by, "cultivation.service.recorded", target=made, after=after)
    return made


@transaction.atomic
def receive_request(
    enterprise: Enterprise, *, title: str, received_on: date, by: User, at: datetime, text: str = "", channel: str = ""
) -> FirmRequest:
    """A firm has asked for something.

    Raises:
        ServiceError: the day has not come.
    """
    _not_after(at, received_on, title)
    made = FirmRequest.objects.create(
        enterprise=enterprise, title=title, text=text, channel=channel, received_on=received_on, by=by, known_at=at,
        entered_by=bureau_of(by, RECEIVE),
    )  # fmt: skip
    record(by, "cultivation.request.received", target=made, after={"firm": enterprise.name, "title": title})
    return made


@transaction.atomic
def assign_request(request: FirmRequest, *, organisation: Organisation, due_on: date, by: User) -> FirmRequest:
    """Give it to a bureau, due on a day.

    Raises:
        ServiceError: answered already; or due before it was received.
    """
    row = _locked(request, RequestState.RECEIVED, RequestState.ASSIGNED)
    if due_on < row.received_on:
        raise ServiceError(
            where=row.title, found=f"期限 {due_on}", expected=f"不早于收到日期 {row.received_on}", advice="改正期限"
        )
    before = {"organisation": str(row.organisation or ""), "due_on": str(row.due_on or "")}
    row.organisation, row.due_on, row.state = organisation, due_on, RequestState.ASSIGNED
    row.save()
    after = {"organisation": str(organisation), "due_on": str(due_on)}
    record(by, "cultivation.request.assigned", target=row, before=before, after=after)
    return row


@transaction.atomic
def answer_request(request: FirmRequest, *, answer: str, on: date, by: User, at: datetime) -> FirmRequest:
    """Answer it.

    Raises:
        ServiceError: it was not assigned, was answered already, or the day has not come.
    """
    row = _locked(request, RequestState.ASSIGNED)
    _not_after(at, on, row.title)
    row.answer, row.answered_on, row.state = answer, on, RequestState.ANSWERED
    row.save()
    RequestAnswer.objects.create(request=row, text=answer, answered_on=on, by=by, known_at=at)
    record(by, "cultivation.request.answered", target=row, after={"on": str(on), "answer": answer})
    notify(row.by, f"企业诉求已答复,请回访:{row.title}", url=f"/cultivation/requests/{row.pk}/")
    return row


@transaction.atomic
def close_request(request: FirmRequest, *, on: date, satisfied: bool, by: User, at: datetime) -> FirmRequest:
    """Called back: satisfied, or not, and then the answer is refused and it is worked on again.

    Raises:
        ServiceError: not answered, or the day has not come.
    """
    row = _locked(request, RequestState.ANSWERED)
    _not_after(at, on, row.title)
    row.called_on, row.satisfied = on, satisfied
    row.state = RequestState.CLOSED if satisfied else RequestState.ASSIGNED
    if not satisfied:
        row.answered_on = None
        row.answers.filter(refused_on__isnull=True).update(refused_on=on, refused_known_at=at)
    row.save()
    record(by, "cultivation.request.called_back", target=row, after={"on": str(on), "satisfied": satisfied})
    return row


def _locked(request: FirmRequest, *states: RequestState) -> FirmRequest:
    row = FirmRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.state not in states:
        raise ServiceError(
            where=row.title, found=row.get_state_display(), expected="、".join(s.label for s in states),
            advice="刷新页面,看是否已有人办理",
        )  # fmt: skip
    return row


def _not_after(at: datetime, on: date, where: str) -> None:
    today = at.astimezone(SHANGHAI).date()
    if on > today:
        raise ServiceError(where=where, found=f"日期 {on}", expected=f"不晚于今天({today})", advice="改正日期")
