"""Money of a work: budget and contract stated, payments made; never above the contract without a flag."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Work, WorkMoney
from ..models.work import MoneyKind
from ..refusing import WorkError, locked, not_after
from ..standing import Sums, money_of

CENT = Decimal("0.01")


@transaction.atomic
def state_money(
    work: Work, *, kind: str, amount: Decimal, on: date, by: User | None, at: datetime, reason: str = "",
    document: str = "", file: Any = None,
) -> WorkMoney:  # fmt: skip
    """State the budget or the contract; from the second time on with its reason, the earlier amounts stay.

    Raises:
        WorkError: not to the cent, below nothing, the amount that holds, a change without a reason, a day to come.
    """
    row = locked(work)
    where = f"{row.name} › {MoneyKind(kind).label}"
    not_after(at, on, where)
    _to_the_cent(amount, where)
    before = WorkMoney.objects.filter(work=row, kind=kind).order_by("-holds_from", "-known_at").first()
    if kind == MoneyKind.PAID or amount < 0:
        raise WorkError(
            where=where, found=f"{amount:,.2f} 元", expected="不小于零的预算或合同价", advice="付款另行登记"
        )
    if before is not None and (before.amount == amount or not reason.strip()):
        found = f"与现行 {amount:,.2f} 元相同" if before.amount == amount else "没有写调整原因"
        raise WorkError(where=where, found=found, expected="新的金额和调整原因", advice="写明为什么调整,如变更签证")
    made = WorkMoney.objects.create(
        work=row, kind=kind, amount=amount, holds_from=on, known_at=at, reason=reason.strip() if before else "",
        document=document, file=file, by=by,
    )  # fmt: skip
    was = {kind: str(before.amount)} if before else None
    record(by, "works.money.stated", target=row, before=was, after={kind: str(amount), "reason": made.reason})
    return made


@transaction.atomic
def pay(
    work: Work, *, amount: Decimal, on: date, by: User | None, at: datetime, document: str = "", reason: str = "",
    file: Any = None,
) -> WorkMoney:  # fmt: skip
    """A payment; a negative one corrects, with its reason. What goes above the contract needs a reason and is flagged.

    Raises:
        WorkError: nothing, not to the cent, a day to come; a voucher used before; above the contract (or without one)
            and no reason; a correction without one, or to below nothing.
    """
    row = locked(work)
    where = f"{row.name} › 付款"
    not_after(at, on, where)
    _to_the_cent(amount, where)
    if document and WorkMoney.objects.filter(work=row, kind=MoneyKind.PAID, document=document, amount=amount).exists():
        raise WorkError(
            where=where, found=f"凭证 {document} 已登记同一金额", expected="一张凭证登记一次", advice="核对凭证号"
        )
    sums = money_of([row.pk], on=date.max).get(row.pk, Sums())
    paid = (sums.paid or Decimal(0)) + amount
    over = amount > 0 and (sums.contract is None or paid > sums.contract)
    if amount == 0 or paid < 0:
        found = "金额是 0" if amount == 0 else f"冲减后合计 {paid:,.2f} 元"
        raise WorkError(where=where, found=found, expected="冲减后不小于零的付款", advice="核对金额")
    if (over or amount < 0) and not reason.strip():
        contract = "没有登记合同价" if sums.contract is None else f"合同价 {sums.contract:,.2f} 元"
        found = f"付到 {paid:,.2f} 元,{contract}" if over else "冲减没有写原因"
        raise WorkError(
            where=where,
            found=found,
            expected="不超过合同价的付款,或写明原因",
            advice="核对金额;确要超付的写明原因,系统会标出",
        )
    made = WorkMoney.objects.create(
        work=row, kind=MoneyKind.PAID, amount=amount, holds_from=on, known_at=at, reason=reason.strip(),
        document=document, file=file, over=over, by=by,
    )  # fmt: skip
    record(by, "works.money.paid", target=row, after={"amount": str(amount), "over": over, "document": document})
    return made


def _to_the_cent(amount: Decimal, where: str) -> None:
    if not amount.is_finite() or amount != amount.quantize(CENT):
        raise WorkError(where=where, found=f"{amount} 元", expected="到分的金额", advice="四舍五入到分后登记")
