"""Apply for a policy's support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Post, User
from yuanheng.web.cases.actions import act, open_case

from ..access import APPLY
from ..fits import fits_of
from ..matching import Fit, Verdict, notice_rules
from ..models import Fulfilment, Policy

PROCEDURE = "policy-fulfilment"
SUBJECT = "policies.fulfilment"


class FulfilmentError(YuanhengError):
    """What cannot be done to an application as it stands."""

    kind = "fulfilment"


@transaction.atomic
def apply_for(
    policy: Policy, *, kind: str, subject: Any, year: int, amount: Decimal, by: User, at: datetime, on: date,
    reason: str = "", papers: Iterable[Any] = (), bureaus: Sequence[str] = (),
) -> Fulfilment:  # fmt: skip
    """Open the case of an application; the match as it stands is kept with it. `on` is the day the year is matched on.

    An application whose conditions are not all known is taken, and the review sees what is open; one with an unmet
    condition needs a reason. `bureaus` review it jointly; without them, those the procedure names.

    Raises:
        FulfilmentError: not for such a subject, not in force in that year, the same applied for already, a condition
            unmet and no reason given, or more asked than the formula gives.
    """
    locked = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    _offered(locked, kind, year)
    _not_twice(locked, kind, subject, year)
    found = fits_of([locked], kind, subject, on=on)[locked.pk]
    _supported(locked, subject, found, amount, reason)
    key = uuid7()
    case = open_case(
        procedure=PROCEDURE,
        title=f"{subject} {year} 年{locked.title}兑现",
        subject_kind=SUBJECT,
        subject_id=key,
        subject_label=str(subject),
        organisation=bureau_of(by, APPLY),
        by=by,
        at=at,
        data={"signers": _signers(bureaus)},
    )
    made = Fulfilment.objects.create(
        id=key, policy=locked, year=year, case=case, asked_yuan=amount, verdict=found.verdict, findings=_kept(found),
        worth_words=found.worth.sentence, worth_group=found.worth.group, reason=reason,
        organisation=bureau_of(by, APPLY), by=by, at=at, **{kind: subject},
    )  # fmt: skip
    given = list(papers)
    if given:
        act(case=case, kind="remarked", by=by, at=at, data={"opinion": "申报材料", "paper": "申报材料"}, files=given)
    after = {"policy": str(locked), "subject": str(subject), "year": year, "asked_yuan": amount}
    record(by, "policies.fulfilment.applied", target=made, after=after)
    return made


def _offered(policy: Policy, kind: str, year: int) -> None:
    if kind != policy.given_to:
        raise FulfilmentError(
            where=policy.title, found=f"以{'项目' if kind == 'project' else '企业'}名义申报",
            expected=str(policy.get_given_to_display()), advice="换成政策规定的兑现对象申报",
        )  # fmt: skip
    first, last = policy.since.year, policy.until.year if policy.until else None
    if year < first or (last is not None and year > last):
        raise FulfilmentError(
            where=policy.title, found=f"{year} 年度", expected=f"{first} 至 {last or '长期'} 年度",
            advice="核对政策年度;政策到期的不能再申报",
        )  # fmt: skip


def _not_twice(policy: Policy, kind: str, subject: Any, year: int) -> None:
    rows = Fulfilment.objects.filter(policy=policy, year=year, **{kind: subject})
    again = rows.exclude(state__in=notice_rules().reapply_after).select_related("case").first()
    if again is not None:
        raise FulfilmentError(
            where=f"{subject} {year} 年{policy.title}", found=f"{again.case.number} 已申报({again.get_state_display()})",
            expected="同一政策、同一年度、同一对象申报一次", advice="打开已有的兑现办件",
        )  # fmt: skip


def _supported(policy: Policy, subject: Any, found: Fit, amount: Decimal, reason: str) -> None:
    where = f"{subject} › {policy.title}"
    if amount <= 0:
        raise FulfilmentError(where=where, found=f"申请 {amount} 元", expected="大于 0 的金额", advice="填写申请金额")
    if found.verdict is Verdict.NOT and not reason.strip():
        raise FulfilmentError(
            where=where, found=";".join(f.plain for f in found.unmet), expected="条件都符合,或写明为什么仍要申报",
            advice="补充说明后再申报",
        )  # fmt: skip
    most = found.worth.amount
    if most is not None and amount > most:
        raise FulfilmentError(
            where=where, found=f"申请 {amount:,.2f} 元", expected=f"不超过按政策算出的 {most:,.2f} 元",
            advice="按算出的金额申请",
        )  # fmt: skip


def _signers(bureaus: Sequence[str]) -> dict[str, list[str]]:
    """The bureaus of the joint review; the amount is decided by any post of a leader."""
    leaders = Post.objects.filter(ended_on__isnull=True, role="leader").select_related("organisation")
    found = {"decide": [str(post) for post in leaders], "joint": list(bureaus)}
    return {step: seats for step, seats in found.items() if seats}


def _kept(found: Fit) -> list[dict[str, Any]]:
    return [
        {"outcome": f.outcome, "sentence": f.sentence, "plain": f.plain, "group": f.group, "ask": f.ask}
        for f in found.findings
    ]
