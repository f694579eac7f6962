"""The steps of a fulfilment: the amount is approved, announced, paid in parts; what each needs before it is done."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.models import Case

from ..matching import notice_rules
from ..models import Approval, Fulfilment, Level, NoticeObjection, Payment, Policy, PublicNotice
from ..money import approved_for, money_of, paid_on
from .fulfilments import FulfilmentError


def _lock(fulfilment: Fulfilment, *, step: str) -> Fulfilment:
    """The policy first, then the application: two who pay from one budget wait for each other."""
    Policy.objects.select_for_update(of=("self",)).get(pk=fulfilment.policy_id)
    rows = Fulfilment.objects.select_for_update(of=("self",)).select_related("policy", "case", "enterprise", "project")
    row = rows.get(pk=fulfilment.pk)
    if row.case.closed:
        _refuse(row, f"办件{row.case.get_status_display()}", "办理中的兑现", "打开办件查看经过")
    status = dict(row.case.steps.values_list("code", "status")).get(step)
    if status not in ("active", "suspended"):
        label = row.case.steps.get(code=step).label
        _refuse(row, f"现在是“{row.case.next_label or '待受理'}”", f"轮到“{label}”", "按顺序办理前面的步骤")
    return row


def _refuse(row: Fulfilment, found: str, expected: str, advice: str) -> None:
    raise FulfilmentError(where=str(row), found=found, expected=expected, advice=advice)


@transaction.atomic
def approve(fulfilment: Fulfilment, *, amount: Decimal, opinion: str, by: User, at: datetime) -> Approval:
    """Approve the amount and sign for it.

    Raises:
        FulfilmentError: not at that step, or more than was asked for.
    """
    row = _lock(fulfilment, step="decide")
    if not 0 < amount <= row.asked_yuan:
        _refuse(row, f"审定 {amount:,.2f} 元", f"大于 0,不超过申请的 {row.asked_yuan:,.2f} 元", "核对审定金额")
    made = _approved(row, amount, opinion, by, at)
    act(case=row.case, kind="signed", step="decide", by=by, at=at, data={"opinion": opinion})
    return made


@transaction.atomic
def lower_approval(fulfilment: Fulfilment, *, amount: Decimal, reason: str, by: User, at: datetime) -> Approval:
    """Approve less while it is being paid, never less than is paid; all that is left paid already, it is done.

    Raises:
        FulfilmentError: not being paid, not less than before, or less than is paid.
    """
    row = _lock(fulfilment, step="pay")
    before, paid = approved_for(row) or Decimal(0), paid_on(row)
    if not paid <= amount < before or amount <= 0:
        _refuse(
            row, f"改为 {amount:,.2f} 元", f"低于已审定的 {before:,.2f} 元,不低于已拨付的 {paid:,.2f} 元", "核对金额"
        )
    made = _approved(row, amount, reason, by, at)
    if amount == paid:
        finish(row, by=by, at=at)
    return made


def _approved(row: Fulfilment, amount: Decimal, opinion: str, by: User, at: datetime) -> Approval:
    before = approved_for(row)
    made = Approval.objects.create(fulfilment=row, amount_yuan=amount, opinion=opinion, by=by, at=at)
    record(
        by, "policies.fulfilment.approved", target=row, before={"amount_yuan": before},
        after={"amount_yuan": amount, "opinion": opinion},
    )  # fmt: skip
    return made


@transaction.atomic
def announce(fulfilment: Fulfilment, *, place: str, since: date, by: User, at: datetime) -> PublicNotice:
    """Hang out the notice: so many working days, the first day not counted.

    Raises:
        FulfilmentError: not at that step, or a notice is running.
    """
    row, days = _lock(fulfilment, step="notice"), notice_rules().notice_days
    running = row.notices.filter(until__gte=since).first()
    if running is not None:
        _refuse(row, f"{running} 正在公示", "一次公示结束再公示", "等公示期满")
    until = load_calendar().after(since, days)
    made = PublicNotice.objects.create(fulfilment=row, place=place, since=since, until=until, days=days, by=by, at=at)
    after = {"place": place, "since": since, "until": until, "days": days}
    record(by, "policies.notice.announced", target=row, after=after)
    return made


@transaction.atomic
def object_to(notice: PublicNotice, *, text: str, received_on: date, by: User, at: datetime) -> NoticeObjection:
    """Note an objection within the notice.

    Raises:
        FulfilmentError: received before the notice began or after it ended.
    """
    if not notice.since <= received_on <= notice.until:
        _refuse(notice.fulfilment, f"{received_on} 收到异议", f"在公示期 {notice} 内", "核对收到日期")
    made = NoticeObjection.objects.create(notice=notice, text=text, received_on=received_on, by=by, at=at)
    record(by, "policies.objection.received", target=notice.fulfilment, after={"text": text, "on": received_on})
    return made


@transaction.atomic
def settle_objection(objection: NoticeObjection, *, answer: str, on: date, by: User) -> NoticeObjection:
    """Say what the check of an objection found; once.

    Raises:
        FulfilmentError: settled already, or before it was received.
    """
    row = NoticeObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if row.settled_on is not None or on < row.received_on:
        found = f"{row.settled_on} 已核查" if row.settled_on else f"{on} 核查"
        _refuse(row.notice.fulfilment, found, f"一次,不早于 {row.received_on}", "核对日期")
    row.answer, row.settled_on = answer, on
    row.save()
    record(by, "policies.objection.settled", target=row.notice.fulfilment, after={"answer": answer, "on": on})
    return row


@transaction.atomic
def close_notice(fulfilment: Fulfilment, *, by: User, at: datetime, opinion: str = "公示期满") -> Case:
    """The notice has run out and every objection is settled: the step is done.

    Raises:
        FulfilmentError: not at that step, not run out, an objection open.
    """
    row = _lock(fulfilment, step="notice")
    return act(case=row.case, kind="step_done", step="notice", by=by, at=at, data={"opinion": opinion})


@transaction.atomic
def pay(
    fulfilment: Fulfilment, *, amount: Decimal, paid_on_day: date, voucher: str, by: User, at: datetime, note: str = ""
) -> Payment:
    """Record a payment; with the last one the step and the case are done.

    Raises:
        FulfilmentError: not at that step, more than is approved, more than the budget has left, or no budget at all.
    """
    row = _lock(fulfilment, step="pay")
    approved, paid = approved_for(row) or Decimal(0), paid_on(row)
    if amount <= 0 or paid + amount > approved:
        _refuse(
            row, f"拨付 {amount:,.2f} 元", f"不超过未拨的 {approved - paid:,.2f} 元(审定 {approved:,.2f},已拨 {paid:,.2f})",
            "核对拨付金额",
        )  # fmt: skip
    _within_budget(row, amount)
    if row.payments.filter(voucher=voucher, reverses__isnull=True, reversed_by__isnull=True).exists():
        _refuse(row, f"凭证号 {voucher} 已登记", "一张凭证登记一次", "核对凭证号")
    made = Payment.objects.create(
        fulfilment=row, amount_yuan=amount, paid_on=paid_on_day, voucher=voucher, note=note, by=by, at=at
    )
    after = {"amount_yuan": amount, "voucher": voucher, "paid_on": paid_on_day, "left": approved - paid - amount}
    record(by, "policies.payment.recorded", target=row, after=after)
    if paid + amount == approved:
        finish(row, by=by, at=at)
    return made


def finish(row: Fulfilment, *, by: User, at: datetime) -> None:
    """All is paid: the step is done and the case goes into the archive."""
    case = act(case=row.case, kind="step_done", step="pay", by=by, at=at, data={"opinion": "已足额拨付"})
    act(case=case, kind="completed", by=by, at=at)


def _within_budget(row: Fulfilment, amount: Decimal) -> None:
    money = money_of(row.policy, row.year)
    if money.budget is None:
        if row.policy.level == Level.ZONE:
            _refuse(row, f"{row.year} 年没有登记预算", "先有预算再拨付", "在政策页登记本年度预算")
        return
    left = money.budget - money.paid
    if amount > left:
        _refuse(
            row, f"拨付 {amount:,.2f} 元",
            f"不超过预算余额 {left:,.2f} 元({row.year} 年预算 {money.budget:,.2f},已拨 {money.paid:,.2f})",
            "减少金额,或登记调整后的预算",
        )  # fmt: skip


@transaction.atomic
def reverse(payment: Payment, *, reason: str, on: date, by: User, at: datetime) -> Payment:
    """Take a wrongly recorded payment back, while the case is open: a row of the negative amount.

    Raises:
        FulfilmentError: reversed already, itself a reversal, or the case is closed.
    """
    row = _lock(payment.fulfilment, step="pay")
    if payment.reverses_id is not None or Payment.objects.filter(reverses=payment).exists():
        _refuse(row, f"{payment} 已冲销" if payment.reverses_id is None else "冲销记录", "未冲销的拨付", "核对记录")
    made = Payment.objects.create(
        fulfilment=row, amount_yuan=-payment.amount_yuan, paid_on=on, voucher=f"冲销 {payment.voucher}"[:80],
        note=reason, reverses=payment, by=by, at=at,
    )  # fmt: skip
    after = {"amount_yuan": -payment.amount_yuan, "voucher": payment.voucher, "reason": reason}
    record(by, "policies.payment.reversed", target=row, after=after)
    return made


def check_steps(row: Fulfilment, case: Case) -> None:
    """What is done on a case has what it needs, whoever did it and on whichever page.

    Raises:
        FulfilmentError: names the first step that has not.
    """
    done: dict[str, Any] = dict(case.steps.filter(status="done").values_list("code", "done_on"))
    if "decide" in done and approved_for(row) is None:
        _refuse(row, "没有审定金额", "审定金额后才能完成“审定金额”", "在兑现页登记审定金额并签署")
    if "notice" in done:
        _notice_ran_out(row, done["notice"])
    if "pay" in done and paid_on(row) != approved_for(row):
        left = (approved_for(row) or Decimal(0)) - paid_on(row)
        _refuse(row, f"还有 {left:,.2f} 元没有拨付", "足额拨付", "在兑现页登记拨付,或调低审定金额")


def _notice_ran_out(row: Fulfilment, on: date) -> None:
    notice = row.notices.order_by("-at", "-pk").first()
    if notice is None:
        _refuse(row, "没有公示", f"公示 {notice_rules().notice_days} 个工作日", "在兑现页登记公示")
    elif on <= notice.until:
        _refuse(row, f"{on} 办结公示", f"公示到 {notice.until} 期满以后", "等公示期满")
    elif notice.objections.filter(settled_on__isnull=True).exists():
        _refuse(row, "有异议没有核查", "异议都有核查结果", "先登记核查结果")
