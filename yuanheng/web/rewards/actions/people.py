"""The company's set-up and its staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User

from ..days import not_after
from ..errors import RewardsError
from ..models import CompanyStep, CompanyStepKind, Staff

ORDER = tuple(CompanyStepKind)


@transaction.atomic
def record_company_step(
    *, kind: str, on: date, document: str, by: User | None, at: datetime, file: StoredFile | None = None, note: str = ""
) -> CompanyStep:
    """A step of the set-up was reached; the paper's number is needed, the order is kept.

    Raises:
        RewardsError: a day to come, no number, the step stands already, or one before it lacks or is later.
    """
    label = CompanyStepKind(kind).label
    where = f"服务公司 › {label}"
    not_after(at, on, where)
    if not document.strip():
        raise RewardsError(where=where, found="没有文号或证照编号", expected="批文、执照等的编号", advice="填写编号")
    standing = {s.kind: s for s in CompanyStep.objects.select_for_update().filter(withdrawn_at__isnull=True)}
    if kind in standing:
        raise RewardsError(
            where=where,
            found=f"已于 {standing[kind].happened_on} 登记",
            expected="一个节点一条记录",
            advice="有误时先撤回",
        )
    for other in standing.values():
        earlier = ORDER.index(CompanyStepKind(other.kind)) < ORDER.index(CompanyStepKind(kind))
        if (earlier and other.happened_on > on) or (not earlier and other.happened_on < on):
            raise RewardsError(
                where=where, found=f"{on},而{other.get_kind_display()}在 {other.happened_on}", expected="按先后次序的日期",
                advice="核对日期",
            )  # fmt: skip
    if kind == CompanyStepKind.OPERATING and CompanyStepKind.REGISTERED not in standing:
        raise RewardsError(where=where, found="公司尚未登记注册成立", expected="先注册成立", advice="先登记“注册成立”")
    made = CompanyStep.objects.create(
        kind=kind, happened_on=on, document=document.strip(), file=file, note=note, by=by, known_at=at
    )
    record(by, "rewards.company.recorded", target=made, after={"kind": kind, "on": on, "document": document})
    return made


@transaction.atomic
def withdraw_company_step(step: CompanyStep, *, reason: str, by: User, at: datetime) -> CompanyStep:
    """A step entered wrongly; it stays, marked.

    Raises:
        RewardsError: withdrawn already, or no reason.
    """
    row = CompanyStep.objects.select_for_update().get(pk=step.pk)
    if row.withdrawn_at is not None or not reason.strip():
        found = "已撤回" if row.withdrawn_at else "没有写原因"
        raise RewardsError(where=str(row), found=found, expected="有效记录和撤回原因", advice="核对后再撤回")
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()
    row.save()
    record(by, "rewards.company.withdrawn", target=row, after={"reason": row.withdrawn_reason})
    return row


@transaction.atomic
def add_staff(
    *, name: str, post: str, office: str, entered_on: date, by: User | None, at: datetime, number: str = "",
    user: User | None = None,
) -> Staff:  # fmt: skip
    """Somebody enters the company.

    Raises:
        RewardsError: a number that is taken, a login that is somebody else's.
    """
    number = number.strip() or next_number()
    if Staff.objects.filter(number=number).exists():
        raise RewardsError(
            where=f"招商人员 › {name}", found=f"工号 {number} 已使用", expected="没有用过的工号", advice="换一个"
        )
    _login_free(name, user)
    made = Staff.objects.create(
        number=number,
        name=name.strip(),
        post=post,
        office=office,
        entered_on=entered_on,
        user=user,
        by=by,
        created_at=at,
    )
    record(by, "rewards.staff.added", target=made, after={"post": post, "office": office, "entered_on": entered_on})
    return made


def next_number() -> str:
    """ZS001 and on; never used again."""
    last = (
        Staff.objects.filter(number__regex=r"^ZS[0-9]+$").order_by("-number").values_list("number", flat=True).first()
    )
    return f"ZS{int(last[2:]) + 1 if last else 1:03d}"


def _login_free(name: str, user: User | None, *, but: Any = None) -> None:
    taken = Staff.objects.filter(user=user).exclude(pk=but).first() if user else None
    if taken is not None:
        raise RewardsError(
            where=f"招商人员 › {name}",
            found=f"登录名 {user} 已属于 {taken}",
            expected="一个登录名一人",
            advice="核对登录名",
        )


@transaction.atomic
def change_staff(staff: Staff, *, by: User, **values: Any) -> Staff:
    """Post, office, name or login; what was is in the history.

    Raises:
        RewardsError: a login that is somebody else's.
    """
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    _login_free(row.name, values.get("user"), but=row.pk)
    before = {key: str(getattr(row, key) or "") for key, value in values.items() if getattr(row, key) != value}
    if before:
        for key, value in values.items():
            setattr(row, key, value)
        row.save()
        after = {key: str(values[key] or "") for key in before}
        record(by, "rewards.staff.changed", target=row, before=before, after=after)
    return row
