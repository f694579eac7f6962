"""Commission contracts: agreed, ended, paid. Nothing is paid that is not due, and no voucher pays twice."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.shown import CURRENCIES
from yuanheng.web.projects.models import Project

from ..fees import FeeRow, fee_row
from ..models import Channel, Commission, CommissionPayment, Trigger
from .refusing import ChannelError, a_currency, a_sum, going_on, in_order, not_after


@transaction.atomic
def agree_commission(
    channel: Channel, *, number: str, scope: str, trigger: str, since: date, file: StoredFile | None, by: User | None,
    at: datetime, currency: str = "yuan", fixed: Decimal | None = None, percent: Decimal | None = None,
    cap: Decimal | None = None, until: date | None = None,
) -> Commission:  # fmt: skip
    """A contract: what for, when a fee falls due, and how much.

    Raises:
        ChannelError: no paper; not exactly one fee rule; a share above 100 %; an unknown currency or trigger; another
            contract of the same trigger runs at the same time; the number is taken; the day has not come.
    """
    where = f"{channel} › 合同 {number}"
    not_after(at, since, where)
    in_order(since, until, where)
    going_on(channel, since)
    a_currency(currency, where)
    _fee_rule(where, fixed, percent, cap)
    if file is None or trigger not in Trigger.values:
        raise ChannelError(
            where=where, found="没有附合同" if file is None else f"付费条件 {trigger}",
            expected="合同文件,以及" + "、".join(Trigger.labels) + "之一", advice="上传合同、选择付费条件后再登记",
        )  # fmt: skip
    Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    _one_at_a_time(channel, number, trigger, since, until)
    made = Commission.objects.create(
        channel=channel, number=number, scope=scope, trigger=trigger, currency=currency, fixed=fixed, percent=percent,
        cap=cap, since=since, until=until, file=file, by=by, known_at=at,
    )  # fmt: skip
    after = {"number": number, "trigger": trigger, "fixed": str(fixed or ""), "percent": str(percent or "")}
    record(by, "channels.commission.agreed", target=channel, after=after)
    return made


def _fee_rule(where: str, fixed: Decimal | None, percent: Decimal | None, cap: Decimal | None) -> None:
    a_sum(fixed, where, zero=False)
    a_sum(cap, where, zero=False)
    if (fixed is None) == (percent is None):
        raise ChannelError(
            where=where, found="固定费用和比例都填了" if fixed is not None else "固定费用和比例都没填",
            expected="二者之一", advice="按合同只填一项",
        )  # fmt: skip
    if percent is not None and not (percent.is_finite() and 0 < percent <= 100):
        raise ChannelError(where=where, found=f"比例 {percent}%", expected="大于 0、不超过 100%", advice="改正比例")


def _one_at_a_time(channel: Channel, number: str, trigger: str, since: date, until: date | None) -> None:
    taken = Commission.objects.known(None).filter(number=number).first()
    if taken is not None:
        raise ChannelError(
            where=f"合同 {number}", found=f"编号已用于 {taken}", expected="一份合同一个编号", advice="核对编号"
        )
    last = until or date.max
    for other in Commission.objects.known(None).filter(channel=channel, trigger=trigger):
        if other.since <= last and since <= other.last_day(None):
            raise ChannelError(
                where=f"{channel} › 合同 {number}", found=f"合同 {other.number} 同期,付费条件也是“{other.get_trigger_display()}”",
                expected="同一条件同一时间一份合同", advice="先终止前一份合同;否则一个项目会付两次",
            )  # fmt: skip


@transaction.atomic
def end_commission(commission: Commission, *, on: date, reason: str, by: User, at: datetime) -> Commission:
    """The contract ends early: projects brought after that day fall under it no more.

    Raises:
        ChannelError: the day has not come or lies before the contract; it ended already; no reason; a project brought
            later was paid under it.
    """
    row = Commission.objects.select_for_update(of=("self",)).get(pk=commission.pk)
    not_after(at, on, str(row))
    in_order(row.since, on, str(row))
    if row.ended_on is not None or row.withdrawn_at is not None or not reason.strip():
        raise ChannelError(
            where=str(row), found="已终止、已撤回或没有写原因", expected="执行中的合同和终止原因", advice="刷新页面"
        )
    later = CommissionPayment.objects.known(None).filter(
        commission=row, project__brought_by__channel=row.channel_id, project__brought_by__on__gt=on
    )
    if later.exists():
        raise ChannelError(
            where=str(row),
            found="终止日期以后引荐的项目已按本合同付款",
            expected="不早于这些项目的终止日期",
            advice="核对日期",
        )
    row.ended_on, row.ended_known_at, row.ended_reason = on, at, reason
    row.save()
    record(by, "channels.commission.ended", target=row, after={"on": str(on), "reason": reason})
    return row


@transaction.atomic
def pay_commission(
    commission: Commission, project: Project, *, amount: Decimal, currency: str, paid_on: date, voucher: str,
    by: User | None, at: datetime,
) -> CommissionPayment:  # fmt: skip
    """A payment for one project.

    Raises:
        ChannelError: not due, or more than is left; another currency; a voucher used before; the day has not come.
    """
    row = Commission.objects.select_for_update(of=("self",)).select_related("channel").get(pk=commission.pk)
    where = f"{row} › {project}"
    not_after(at, paid_on, where)
    a_currency(currency, where)
    a_sum(amount, where, zero=False)
    _voucher(where, voucher)
    _payable(where, row, fee_row(row, project, on=at.astimezone(SHANGHAI).date()), amount, currency, paid_on)
    made = CommissionPayment.objects.create(
        commission=row, project=project, amount=amount, currency=currency, paid_on=paid_on, voucher=voucher, by=by,
        known_at=at,
    )  # fmt: skip
    after = {"project": project.number, "amount": str(amount), "currency": currency, "voucher": voucher}
    record(by, "channels.commission.paid", target=row, after=after)
    return made


def _voucher(where: str, voucher: str) -> None:
    used = CommissionPayment.objects.known(None).filter(voucher=voucher).first()
    if used is not None or not voucher.strip():
        raise ChannelError(
            where=where, found=f"凭证 {voucher} 已登记:{used.paid_on} 付 {used.amount}" if used else "没有凭证号",
            expected="一张凭证登记一次", advice="核对凭证号,可能已有人登记",
        )  # fmt: skip


def _payable(
    where: str, commission: Commission, fee: FeeRow | None, amount: Decimal, currency: str, paid_on: date
) -> None:
    word = CURRENCIES[commission.currency]
    if fee is None:
        found: Any = "这个项目不在合同期内由该渠道引荐"
    elif currency != commission.currency:
        found = f"以{CURRENCIES[currency]}付款"
    elif fee.landed_on is None or fee.due is None:
        found = f"{fee.sentence}。{fee.question}".rstrip("。")
    elif paid_on < fee.landed_on:
        found = f"付款日期 {paid_on} 早于 {fee.landed_on} {commission.get_trigger_display()}"
    elif amount > (fee.left or Decimal(0)):
        found = f"付 {amount:,f},应付 {fee.due:,f},已付 {fee.paid:,f}"
    else:
        return
    left = max(fee.left or Decimal(0), Decimal(0)) if fee is not None else Decimal(0)
    raise ChannelError(
        where=where,
        found=found,
        expected=f"以{word}付款,不超过未付的 {left:,f} {word}",
        advice="核对付费条件、币种和已付金额",
    )
