"""Qualifications: declared by a firm, recognised, refused, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..models import Qualification, QualificationState
from ..rules import kinds


class QualificationError(YuanhengError):
    """A step of a qualification that cannot be."""

    kind = "qualification"


@transaction.atomic
def declare(
    enterprise: Enterprise, *, kind: str, on: date, by: User, at: datetime, title: str = "",
    expected_on: date | None = None, renewal: bool = False, batch: str = "",
) -> Qualification:  # fmt: skip
    """A firm has applied: self-reported until it is recognised.

    Raises:
        QualificationError: the day has not come.
    """
    not_after(at, on, kind)
    made = Qualification.objects.create(
        enterprise=enterprise, kind=kind, title=title, declared_on=on, expected_on=expected_on, renewal=renewal,
        batch=batch, known_at=at, by=by,
    )  # fmt: skip
    record(by, "cultivation.qualification.declared", target=made, after={"firm": enterprise.name, "kind": kind})
    return made


@transaction.atomic
def recognise(
    qualification: Qualification, *, on: date, counts_for: int, by: User, at: datetime, issuer: str = "",
    document: str = "", expires_on: date | None = None,
) -> Qualification:  # fmt: skip
    """It is recognised: from that day it counts, for the year stated.

    Raises:
        QualificationError: refused, withdrawn or recognised already; or the day has not come.
    """
    row = Qualification.objects.select_for_update(of=("self",)).get(pk=qualification.pk)
    if row.state != QualificationState.DECLARED:
        raise QualificationError(
            where=str(row), found=row.get_state_display(), expected="已申报的资质", advice="另行登记新的申报"
        )
    not_after(at, on, row.kind)
    row.state, row.recognised_on, row.counts_for = QualificationState.RECOGNISED, on, counts_for
    row.issuer, row.document, row.recognised_known_at = issuer, document, at
    row.expires_on = expires_on or expiry(row.kind, on)
    row.save()
    after = {"on": str(on), "counts_for": counts_for, "document": document}
    record(by, "cultivation.qualification.recognised", target=row, after=after)
    return row


@transaction.atomic
def end(qualification: Qualification, *, state: str, on: date, by: User, at: datetime) -> Qualification:
    """Refused, or withdrawn from a day on.

    Raises:
        QualificationError: only what was declared can be refused, only what was recognised withdrawn.
    """
    row = Qualification.objects.select_for_update(of=("self",)).get(pk=qualification.pk)
    needed = {QualificationState.REFUSED: "declared", QualificationState.WITHDRAWN: "recognised"}[
        QualificationState(state)
    ]
    if row.state != needed:
        raise QualificationError(
            where=str(row), found=row.get_state_display(), expected=QualificationState(needed).label, advice="核对状态"
        )
    row.state = state
    row.ended_on, row.ended_known_at = on, at
    row.save()
    record(by, "cultivation.qualification.ended", target=row, after={"state": state, "on": str(on)})
    return row


def expiry(kind: str, on: date) -> date | None:
    """The last day it holds: some years from recognition, less a day; None where it does not run out."""
    years = kinds()[kind].valid_years
    if years is None:
        return None
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date.fromordinal(date(on.year + years, on.month, day).toordinal() - 1)


def not_after(at: datetime, on: date, kind: str) -> None:
    """Refuse a day that has not come."""
    from yuanheng.web.base.moment import SHANGHAI

    today = at.astimezone(SHANGHAI).date()
    if on > today:
        raise QualificationError(
            where=kinds()[kind].label, found=f"日期 {on}", expected=f"不晚于今天({today})", advice="改正日期"
        )
