"""Shared accounts of the power company: who is behind them, what was read, what a person lets stand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.figures import request_figures

from ..access import KEEP
from ..models import MeterReading, MeterSettlement, MeterUser, SharedAccount
from .errors import TenancyError, a_reason, has_come, in_order

MOST_KWH = Decimal(10) ** 10
HUNDRED = Decimal(100)


@transaction.atomic
def register_account(*, account: str, holder: Enterprise, by: User, at: datetime, address: str = "") -> SharedAccount:
    """An account with several users behind it.

    Raises:
        TenancyError: no number; it is registered already.
    """
    number = account.strip()
    if not number or SharedAccount.objects.known(None).filter(account=number).exists():
        raise TenancyError(
            where="共用户号", found=f"户号 {number} 已登记" if number else "没有户号", expected="未登记的户号",
            advice="打开已登记的户号,增加用电企业" if number else "按供电公司账单填写",
        )  # fmt: skip
    made = SharedAccount.objects.create(
        account=number, holder=holder, address=address.strip(), by=by, known_at=at, organisation=bureau_of(by, KEEP)
    )
    record(by, "tenancies.account.registered", target=made, after={"account": number, "holder": holder.name})
    return made


@transaction.atomic
def add_user(
    account: SharedAccount, enterprise: Enterprise, *, since: date, by: User, at: datetime, number: str = "",
    multiplier: Decimal | None = None, percent: Decimal | None = None, until: date | None = None,
    file: StoredFile | None = None,
) -> MeterUser:  # fmt: skip
    """A firm behind the account, by a sub-meter (`multiplier` 1 unless said) or by an agreed share.

    Raises:
        TenancyError: neither or both ways; mixed with users of the other way; the sub-meter stands already; shares above 100 %.
    """
    where = f"户号 {account} › {enterprise}"
    in_order(since, until, where)
    if bool(number.strip()) == (percent is not None):
        raise TenancyError(
            where=where, found="分表号和约定比例都填了" if percent is not None else "分表号和约定比例都没有填",
            expected="其中一项", advice="装了分表的填分表号和倍率,没有装的填双方约定的比例",
        )  # fmt: skip
    beside = MeterUser.objects.known(None).filter(account=account, until=None)
    other = beside.filter(percent__isnull=percent is not None).first()
    if other is not None:
        raise TenancyError(
            where=where, found=f"这个户号已按另一种办法登记:{other}", expected="一个户号一种办法",
            advice="先撤回原来的用电户,或改用同一种办法",
        )  # fmt: skip
    _fits(where, beside, number.strip(), multiplier, percent)
    made = MeterUser.objects.create(
        account=account, enterprise=enterprise, number=number.strip(), percent=percent, since=since, until=until,
        multiplier=None if percent is not None else (multiplier or Decimal(1)), file=file, by=by, known_at=at,
    )  # fmt: skip
    after = {"enterprise": enterprise.name, "number": number, "percent": str(percent) if percent is not None else ""}
    record(by, "tenancies.user.added", target=account, after=after)
    request_figures()
    return made


def _fits(where: str, beside: object, number: str, multiplier: Decimal | None, percent: Decimal | None) -> None:
    rows = beside
    if number and rows.filter(number=number).exists():  # type: ignore[attr-defined]
        raise TenancyError(where=where, found=f"分表 {number} 已登记", expected="一块分表登记一次", advice="核对分表号")
    if multiplier is not None and multiplier <= 0:
        raise TenancyError(where=where, found=f"倍率 {multiplier}", expected="大于 0 的数", advice="按互感器铭牌填写")
    if percent is not None:
        before = rows.aggregate(all=Sum("percent"))["all"] or Decimal(0)  # type: ignore[attr-defined]
        if not percent > 0 or before + percent > HUNDRED:
            raise TenancyError(
                where=where, found=f"已约定 {before:f}%,再加 {percent:f}%", expected="合计不超过 100%",
                advice="核对双方约定;改约定的先撤回原来的比例",
            )  # fmt: skip


@transaction.atomic
def record_reading(
    account: SharedAccount, *, month: date, kwh: Decimal, by: User, at: datetime, user: MeterUser | None = None,
    said: str = "", reason: str = "", origin: str = "",
) -> MeterReading:  # fmt: skip
    """kWh of a month, of a sub-meter after its multiplier, or (`user` None) of the bill.

    Raises:
        TenancyError: the month has not begun; no amount that occurs; another figure without a reason.
    """
    first = month.replace(day=1)
    where = f"户号 {account} › {user.number if user else '账单'} › {first:%Y-%m}"
    has_come(at, first, where)
    if not (kwh.is_finite() and 0 <= kwh < MOST_KWH):
        raise TenancyError(where=where, found=f"{kwh} 度", expected="不小于 0 的电量", advice="核对起止码和倍率")
    before = MeterReading.objects.filter(account=account, user=user, month=first).order_by("known_at", "pk").last()
    if before is not None and before.kwh == kwh:
        return before
    if before is not None:
        a_reason(reason, f"{where} › 更正(原 {before.kwh:,f} 度)")
    made = MeterReading.objects.create(
        account=account, user=user, month=first, kwh=kwh, said=said, reason=reason, origin=origin, by=by, known_at=at
    )
    after = {"month": f"{first:%Y-%m}", "of": user.number if user else "账单", "kwh": str(kwh), "reason": reason}
    record(by, "tenancies.reading.recorded", target=account, after=after)
    request_figures()
    return made


@transaction.atomic
def settle_month(
    account: SharedAccount, *, month: date, bill_kwh: Decimal, read_kwh: Decimal, reason: str, by: User, at: datetime
) -> MeterSettlement:
    """The difference of these two figures stands as the meter's loss; with other figures the item is open again.

    Raises:
        TenancyError: no reason; the very figures are settled already.
    """
    a_reason(reason, f"户号 {account} › {month:%Y-%m}")
    first = month.replace(day=1)
    for old in MeterSettlement.objects.known(None).filter(account=account, month=first):
        if (old.bill_kwh, old.read_kwh) == (bill_kwh, read_kwh):
            raise TenancyError(where=str(old), found="已核定", expected="未核定的月份", advice="先撤销原核定")
        old.withdrawn_at, old.withdrawn_reason, old.withdrawn_by = at, "电量有变,重新核定", by
        old.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])
    made = MeterSettlement.objects.create(
        account=account, month=first, bill_kwh=bill_kwh, read_kwh=read_kwh, reason=reason, by=by, known_at=at
    )
    after = {"month": f"{first:%Y-%m}", "bill": str(bill_kwh), "read": str(read_kwh), "reason": reason}
    record(by, "tenancies.month.settled", target=account, after=after)
    request_figures()
    return made
