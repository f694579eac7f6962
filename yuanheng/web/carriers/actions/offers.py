"""Vacant units offered to leads, the answers, and offers entered wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..book import book_of
from ..models import Answer, Unit, UnitOffer
from .refusing import CarrierError, not_after


@transaction.atomic
def offer_units(
    units: Sequence[Unit], project: Project, *, on: date, by: User, at: datetime, note: str = ""
) -> list[UnitOffer]:
    """Offer several neighbours at once; all or none.

    Raises:
        CarrierError: no unit, or one of them cannot be offered.
    """
    if not units:
        raise CarrierError(where=project.name, found="没有选单元", expected="一套空置的单元", advice="刷新页面后重选")
    return [offer_unit(unit, project, on=on, by=by, at=at, note=note) for unit in units]


@transaction.atomic
def offer_unit(unit: Unit, project: Project, *, on: date, by: User, at: datetime, note: str = "") -> UnitOffer:
    """Offer a unit that is vacant on the day.

    Raises:
        CarrierError: it is let then or cannot be let; the day has not come; offered that day already; the project ended.
    """
    not_after(at, on, str(unit))
    now = next(iter(book_of(Unit.objects.filter(pk=unit.pk)).at(on)), None)
    if now is None or not now.vacant:
        let = f"租给“{now.lease.tenant}”至 {now.lease.last}" if now is not None and now.lease else "不是可出租的单元"
        raise CarrierError(where=str(unit), found=let, expected="空置的单元", advice="另选一套")
    if project.state != "active":
        raise CarrierError(
            where=project.name, found=project.get_state_display(), expected="推进中的项目", advice="先恢复项目"
        )
    try:
        with transaction.atomic():
            made = UnitOffer.objects.create(unit=unit, project=project, offered_on=on, note=note, by=by, known_at=at)
    except IntegrityError as error:
        raise CarrierError(
            where=str(unit), found=f"{on} 已推介给“{project}”", expected="一天推介一次", advice="不用重复登记"
        ) from error
    record(by, "carriers.unit.offered", target=made, after={"unit": str(unit), "project": project.name, "on": on})
    return made


@transaction.atomic
def answer_offer(offer: UnitOffer, *, answer: str, on: date, by: User, at: datetime, note: str = "") -> UnitOffer:
    """What the lead said; an interest may later be followed by a yes or a no.

    Raises:
        CarrierError: withdrawn or answered for good; no such answer; before the offer or still to come.
    """
    row: UnitOffer = (
        UnitOffer.objects.select_for_update(of=("self",)).select_related("unit", "project").get(pk=offer.pk)
    )
    not_after(at, on, str(row))
    final = row.answer in (Answer.DECLINED, Answer.TAKEN)
    if row.withdrawn_at is not None or final or answer not in Answer.values or answer == Answer.WAITING:
        raise CarrierError(
            where=str(row), found="已撤回" if row.withdrawn_at else row.get_answer_display(),
            expected="等待答复的推介和一个答复", advice="刷新页面",
        )  # fmt: skip
    if on < (row.answered_on or row.offered_on):
        raise CarrierError(
            where=str(row),
            found=f"答复日期 {on}",
            expected=f"不早于 {row.answered_on or row.offered_on}",
            advice="改正日期",
        )
    before = {"answer": row.answer}
    row.answer, row.answered_on, row.answer_note, row.answered_by, row.answered_known_at = answer, on, note, by, at
    row.save()
    record(by, "carriers.offer.answered", target=row, before=before, after={"answer": answer, "on": on})
    return row


@transaction.atomic
def withdraw_offer(offer: UnitOffer, *, reason: str, by: User, at: datetime) -> UnitOffer:
    """It was entered wrongly.

    Raises:
        CarrierError: withdrawn before; no reason.
    """
    row: UnitOffer = UnitOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if row.withdrawn_at is not None or not reason.strip():
        raise CarrierError(where=str(row), found="已撤回或没有写原因", expected="在册的推介和原因", advice="刷新页面")
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by = at, reason.strip()[:200], by
    row.save()
    record(by, "carriers.offer.withdrawn", target=row, after={"reason": reason})
    return row
