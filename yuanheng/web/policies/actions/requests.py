"""Ask the city for support; note what it answered."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify

from ..access import ASK
from ..models import RequestOutcome, SupportAnswer, SupportRequest


class RequestError(YuanhengError):
    """What cannot be done to a request."""

    kind = "support_request"


@transaction.atomic
def ask_for_support(
    *, number: str, title: str, text: str, asked_of: str, asked_on: date, by: User, at: datetime, file: Any = None,
    due_on: date | None = None, amount_yuan: Decimal | None = None, enterprise: Any = None, project: Any = None,
) -> SupportRequest:  # fmt: skip
    """Enter a letter to the city.

    Raises:
        RequestError: that number is there, or the answer would be due before the letter.
    """
    if SupportRequest.objects.filter(number=number).exists():
        raise RequestError(where=title, found=f"文号 {number} 已登记", expected="一个文号一件", advice="打开已有的请示")
    if due_on is not None and due_on < asked_on:
        raise RequestError(
            where=title, found=f"{asked_on} 请示,{due_on} 前答复", expected="答复期限不早于请示日期", advice="核对日期"
        )
    made = SupportRequest.objects.create(
        number=number, title=title, text=text, asked_of=asked_of, asked_on=asked_on, due_on=due_on,
        amount_yuan=amount_yuan, enterprise=enterprise, project=project,
        file=files.store(file, name=file.name, by=by) if file else None, organisation=bureau_of(by, ASK), by=by, at=at,
    )  # fmt: skip
    after = {"number": number, "asked_of": asked_of, "asked_on": asked_on, "due_on": due_on}
    record(by, "policies.request.sent", target=made, after=after)
    return made


@transaction.atomic
def note_reply(
    request: SupportRequest, *, outcome: str, answered_on: date, text: str, by: User, at: datetime, number: str = "",
    granted_yuan: Decimal | None = None, file: Any = None,
) -> SupportAnswer:  # fmt: skip
    """Note an answer; a final one ends the waiting, an interim one does not.

    Raises:
        RequestError: answered for good already, an answer before the letter, a grant without number, or more granted
            than asked.
    """
    row = SupportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    final = row.answers.exclude(outcome=RequestOutcome.INTERIM).first()
    if final is not None:
        _refuse(row, f"{final} 已有最终答复", "一件请示一个最终答复", "打开请示查看")
    if answered_on < row.asked_on:
        _refuse(row, f"{answered_on} 答复", f"不早于请示日期 {row.asked_on}", "核对答复日期")
    if outcome in (RequestOutcome.GRANTED, RequestOutcome.PARTLY) and not number.strip():
        _refuse(row, "同意而没有文号", "答复文号", "填写批复、纪要或函的文号")
    if granted_yuan is not None and row.amount_yuan is not None and granted_yuan > row.amount_yuan:
        _refuse(row, f"同意 {granted_yuan:,.2f} 元", f"不超过请求的 {row.amount_yuan:,.2f} 元", "核对金额")
    made = SupportAnswer.objects.create(
        request=row, outcome=outcome, answered_on=answered_on, number=number, text=text, granted_yuan=granted_yuan,
        file=files.store(file, name=file.name, by=by) if file else None, by=by, at=at,
    )  # fmt: skip
    after = {"outcome": outcome, "answered_on": answered_on, "number": number}
    record(by, "policies.request.answered", target=row, after=after)
    if row.by_id != by.pk:
        notify(row.by, f"{row}:{made.get_outcome_display()}", url=reverse("policies:request", args=[row.pk]))
    return made


def _refuse(row: SupportRequest, found: str, expected: str, advice: str) -> None:
    raise RequestError(where=str(row), found=found, expected=expected, advice=advice)
