"""What every write of the register refuses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.moment import SHANGHAI

EARLIEST = date(1949, 10, 1)
MOST_M2 = Decimal(10) ** 8
MOST_MU = Decimal(10) ** 6


class TenancyError(YuanhengError):
    """Something that cannot be written of a tenancy, a holding or a meter."""

    kind = "tenancy"


def has_come(at: datetime, day: date, where: str) -> None:
    """Raises:
    TenancyError: the day has not come, or lies before there was land to let.
    """
    today = at.astimezone(SHANGHAI).date()
    if not EARLIEST <= day <= today:
        raise TenancyError(
            where=where, found=f"日期 {day}", expected=f"{EARLIEST} 以来、不晚于今天({today})", advice="改正日期"
        )


def in_order(first: date, last: date | None, where: str) -> None:
    """Raises:
    TenancyError: the end lies before the start, or the start before there was land to let.
    """
    if first < EARLIEST or (last is not None and last < first):
        raise TenancyError(
            where=where,
            found=f"{first} 至 {last or '未写明'}",
            expected="起始日期在前、终止日期在后",
            advice="改正日期",
        )


def an_area(value: Decimal | None, where: str, *, most: Decimal, unit: str) -> None:
    """Raises:
    TenancyError: the area is negative, 0, or larger than any in a zone; None is unknown and allowed.
    """
    if value is not None and not (value.is_finite() and 0 < value < most):
        raise TenancyError(
            where=where, found=f"{value} {unit}", expected=f"大于 0、小于 {most:,f} {unit} 的面积",
            advice="核对数和单位;不知道的留空,不填 0",
        )  # fmt: skip


def a_reason(reason: str, where: str) -> None:
    """Raises:
    TenancyError: nothing was written.
    """
    if not reason.strip():
        raise TenancyError(where=where, found="没有写理由", expected="写明理由", advice="写明依据后再提交")
