"""Enter and change a policy, set its budget, end it, note what was found out of a subject."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..access import ANSWER, MANAGE
from ..matching import Condition, Support, load_fields
from ..models import KnownAnswer, Policy, PolicyBudget
from ..money import money_of

FROZEN = ("conditions", "support", "given_to", "level")


class PolicyError(YuanhengError):
    """What cannot be done to a policy as it stands."""

    kind = "policy"


@transaction.atomic
def enter_policy(
    *, title: str, document: str, issuer: str, conditions: Sequence[Condition], support: Support, by: User,
    at: datetime, file: Any = None, **values: Any,
) -> Policy:  # fmt: skip
    """Enter a policy.

    Raises:
        PolicyError: the same document's policy is there, or it ends before it begins.
    """
    _once(title, document, issuer)
    _span(title, values["since"], values.get("until"))
    made = Policy.objects.create(
        title=title,
        document=document,
        issuer=issuer,
        conditions=as_json(conditions),
        support=support.model_dump(mode="json", exclude_none=True),
        file=files.store(file, name=file.name, by=by) if file else None,
        organisation=bureau_of(by, MANAGE),
        by=by,
        at=at,
        **values,
    )
    record(by, "policies.policy.entered", target=made, after={"document": document, "support": made.support})
    return made


@transaction.atomic
def change_policy(
    policy: Policy, *, conditions: Sequence[Condition], support: Support, by: User, file: Any = None, **values: Any
) -> Policy:
    """Correct what was entered. What it takes and gives stays as it is once somebody has applied: enter the new document.

    Raises:
        PolicyError: applied for already and conditions, support, level or recipient differ; or a span backwards.
    """
    row = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    given = {
        **values, "conditions": as_json(conditions), "support": support.model_dump(mode="json", exclude_none=True),
    }  # fmt: skip
    _once(given["title"], given["document"], given["issuer"], but=row.pk)
    _span(row.title, given["since"], given.get("until"))
    changed = [name for name, value in given.items() if getattr(row, name) != value]
    if row.fulfilments.exists() and (frozen := [n for n in changed if n in FROZEN]):
        labels = "、".join(str(Policy._meta.get_field(n).verbose_name) for n in frozen)
        raise PolicyError(
            where=row.title, found=f"已有 {row.fulfilments.count()} 件兑现申报,{labels}要改",
            expected="申报以后条件和支持不变", advice="按新文件登记一条新政策,并让这条到期",
        )  # fmt: skip
    before = {name: getattr(row, name) for name in changed}
    for name in changed:
        setattr(row, name, given[name])
    if file:
        row.file = files.store(file, name=file.name, by=by)
    row.save()
    record(
        by, "policies.policy.changed", target=row, before=before, after={name: getattr(row, name) for name in changed}
    )
    return row


@transaction.atomic
def end_policy(policy: Policy, *, on: date, reason: str, by: User) -> Policy:
    """It ends with a day, by a document; applications that are open go on.

    Raises:
        PolicyError: the day is before it began, or after it ends anyway.
    """
    row = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if on < row.since or (row.until is not None and on > row.until):
        raise PolicyError(
            where=row.title, found=f"{on} 废止", expected=f"在 {row.since} 至 {row.until or '长期'} 之间",
            advice="核对废止日期",
        )  # fmt: skip
    before = {"until": row.until}
    row.until, row.ended_reason = on, reason
    row.save()
    record(by, "policies.policy.ended", target=row, before=before, after={"until": on, "reason": reason})
    return row


@transaction.atomic
def set_budget(policy: Policy, *, year: int, amount: Decimal, document: str, by: User, at: datetime) -> PolicyBudget:
    """The budget of a year; a later one replaces it, and is never below what has been paid.

    Raises:
        PolicyError: less than is paid already.
    """
    row = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    now = money_of(row, year)
    if amount < now.paid:
        raise PolicyError(
            where=f"{row.title} {year} 年预算", found=f"{amount:,.2f} 元", expected=f"不低于已拨付的 {now.paid:,.2f} 元",
            advice="核对预算文件,或先冲销误记的拨付",
        )  # fmt: skip
    made = PolicyBudget.objects.create(policy=row, year=year, amount_yuan=amount, document=document, by=by, at=at)
    record(
        by, "policies.budget.set", target=row, before={"year": year, "amount_yuan": now.budget},
        after={"year": year, "amount_yuan": amount, "document": document},
    )  # fmt: skip
    return made


@transaction.atomic
def note_answer(
    *, kind: str, subject: Any, field: str, value: Any, basis: str, found_on: date, by: User, at: datetime
) -> KnownAnswer:
    """Note what was found out of a subject; `value` in the field's JSON: a text, a bool, a list, an amount as text.

    Raises:
        PolicyError: a firm has no such field (a project and a target company may become one, and have all).
    """
    about = load_fields()[field]
    if kind == "enterprise" and kind not in about.of:
        raise PolicyError(where=str(subject), found=about.label, expected="这类对象有的事项", advice="换一个事项")
    made = KnownAnswer.objects.create(
        subject_kind=kind, subject_id=subject.pk, field=field, value=value, basis=basis, found_on=found_on,
        organisation=bureau_of(by, ANSWER), by=by, at=at,
    )  # fmt: skip
    after = {"field": about.label, "value": value, "basis": basis, "found_on": found_on}
    record(by, "policies.answer.recorded", target=subject, after=after)
    return made


def as_json(conditions: Sequence[Condition]) -> list[dict[str, Any]]:
    """Conditions as they are stored."""
    return [c.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for c in conditions]


def _once(title: str, document: str, issuer: str, *, but: Any = None) -> None:
    there = Policy.objects.filter(title=title, document=document, issuer=issuer).exclude(pk=but).first()
    if there is not None:
        raise PolicyError(
            where=title,
            found=f"{issuer} {document} 的同名政策已登记",
            expected="一条政策登记一次",
            advice="打开已有的政策",
        )


def _span(title: str, since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise PolicyError(
            where=title, found=f"{since} 施行,{until} 到期", expected="有效期至不早于施行日期", advice="核对日期"
        )
