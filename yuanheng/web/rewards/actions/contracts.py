"""Contracts: signed, renewed, ended with a reason; goals and the yearly review. Base pay goes into no log."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User

from ..days import not_after
from ..errors import RewardsError
from ..goals import check_measure, readings_of
from ..models import EmploymentContract, EndKind, Goal, GoalReview, Staff


@transaction.atomic
def sign_contract(
    staff: Staff, *, number: str, signed_on: date, since: date, until: date, base_pay: Decimal, by: User | None,
    at: datetime, file: StoredFile | None = None, renews: EmploymentContract | None = None,
) -> EmploymentContract:  # fmt: skip
    """A contract; on one day a person has one.

    Raises:
        RewardsError: signed on a day to come, ends before it begins, no base pay, a number taken, overlaps another,
            begins before the person entered or after they left.
    """
    row = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    where = f"{row} › 合同 {number}"
    not_after(at, signed_on, where)
    if until < since or base_pay <= 0:
        found = f"{since} 至 {until}" if until < since else "基本工资不大于 0"
        raise RewardsError(where=where, found=found, expected="起止先后有序,基本工资大于 0", advice="核对合同")
    if EmploymentContract.objects.filter(number=number).exists():
        raise RewardsError(where=where, found="合同编号已使用", expected="没有用过的编号", advice="核对编号")
    if since < row.entered_on or (row.left_on and since > row.left_on):
        raise RewardsError(
            where=where, found=f"{since} 起", expected=f"入职({row.entered_on})以后、在职期间", advice="核对日期"
        )
    for other in row.contracts.all():
        if other.since <= until and other.last_day >= since:
            raise RewardsError(
                where=where, found=f"与 {other.number}({other.since} 至 {other.last_day})重叠", expected="同一天一份合同",
                advice="先终止或更正前一份合同",
            )  # fmt: skip
    made = EmploymentContract.objects.create(
        staff=row, number=number, signed_on=signed_on, since=since, until=until, base_pay=base_pay, file=file,
        renews=renews, by=by, known_at=at,
    )  # fmt: skip
    record(by, "rewards.contract.signed", target=made, after={"since": since, "until": until})
    return made


@transaction.atomic
def renew_contract(
    contract: EmploymentContract, *, number: str, signed_on: date, since: date, until: date, base_pay: Decimal,
    by: User, at: datetime, file: StoredFile | None = None,
) -> EmploymentContract:  # fmt: skip
    """Another contract follows; one that still ran ends the day before.

    Raises:
        RewardsError: as `sign_contract`; renewed already; the new one begins before the old.
    """
    old = EmploymentContract.objects.select_for_update(of=("self",)).select_related("staff").get(pk=contract.pk)
    if EmploymentContract.objects.filter(renews=old).exists() or since <= old.since:
        found = "已经续签" if since > old.since else f"{since} 不晚于原合同 {old.since}"
        raise RewardsError(where=str(old), found=found, expected="在原合同之后续签一次", advice="核对合同")
    if old.last_day >= since:
        _end(old, kind=EndKind.RENEWED, on=since - timedelta(days=1), reason=f"续签 {number}")
    return sign_contract(
        old.staff, number=number, signed_on=signed_on, since=since, until=until, base_pay=base_pay, by=by, at=at,
        file=file, renews=old,
    )  # fmt: skip


def _end(contract: EmploymentContract, *, kind: str, on: date, reason: str) -> None:
    contract.ended_on, contract.end_kind, contract.end_reason = on, kind, reason
    contract.save(update_fields=("ended_on", "end_kind", "end_reason"))


@transaction.atomic
def leave(staff: Staff, *, kind: str, on: date, reason: str, by: User, at: datetime) -> Staff:
    """A person resigns or is dismissed: the contract that runs ends that day, so does the pay; their shares stay.

    Raises:
        RewardsError: a day to come, no reason, gone already, before they entered.
    """
    row = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    not_after(at, on, str(row))
    if not reason.strip() or row.left_on or on < row.entered_on:
        found = (
            f"已于 {row.left_on} 离开" if row.left_on else ("没有写原因" if not reason.strip() else f"{on} 早于入职")
        )
        raise RewardsError(where=str(row), found=found, expected="在职人员、最后工作日和原因", advice="核对后再登记")
    for contract in row.contracts.select_for_update().filter(ended_on__isnull=True, until__gte=on, since__lte=on):
        _end(contract, kind=kind, on=on, reason=reason.strip())
    row.left_on, row.left_reason = on, f"{EndKind(kind).label}:{reason.strip()}"[:200]
    row.save()
    record(by, "rewards.staff.left", target=row, after={"on": on, "kind": kind, "reason": reason})
    return row


@transaction.atomic
def set_goal(
    contract: EmploymentContract, *, year: int, label: str, measure: str, value: Decimal, unit: str, by: User | None,
    at: datetime,
) -> Goal:  # fmt: skip
    """A goal of a year.

    Raises:
        RewardsError: a year outside the contract, a measure that is not known, the same goal twice, nothing to reach.
    """
    where = f"{contract} › {year} 年目标"
    check_measure(measure, unit, where=where)
    if not contract.since.year <= year <= contract.until.year or value <= 0:
        raise RewardsError(
            where=where, found=f"{year} 年,目标值 {value}", 
            expected=f"合同期内的年度({contract.since} 至 {contract.until}),目标大于 0",
            advice="核对年度和目标值",
        )  # fmt: skip
    if contract.goals.filter(year=year, label=label).exists():
        raise RewardsError(where=where, found=f"“{label}”已有", expected="一个目标一条", advice="换一个名称")
    made = Goal.objects.create(
        contract=contract, year=year, label=label, measure=measure, value=value, unit=unit, by=by, at=at
    )
    record(by, "rewards.goal.set", target=contract, after={"year": year, "label": label, "value": value})
    return made


@transaction.atomic
def review_year(
    contract: EmploymentContract, *, year: int, on: date, grade: str, note: str, by: User, at: datetime
) -> GoalReview:
    """The yearly review with the goals' figures as they stand on the day; a further one corrects it.

    Raises:
        RewardsError: a day to come, no goals for that year, no word said.
    """
    where = f"{contract} › {year} 年度考核"
    not_after(at, on, where)
    readings = readings_of(contract, year=year, on=on)
    if not readings or not note.strip():
        found = f"{year} 年没有目标" if not readings else "没有评语"
        raise RewardsError(where=where, found=found, expected="有目标的年度和评语", advice="先登记年度目标,写明评语")
    made = GoalReview.objects.create(
        contract=contract, year=year, reviewed_on=on, grade=grade, readings=[r.to_dict() for r in readings],
        note=note.strip(), by=by, at=at,
    )  # fmt: skip
    record(by, "rewards.review.made", target=contract, after={"year": year})
    return made
