"""What every write of channels refuses: days to come, sums and shares that cannot be, a channel that has ended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.shown import CURRENCIES

from ..models import Channel

EARLIEST = date(1990, 1, 1)
MOST = Decimal(10) ** 12


class ChannelError(YuanhengError):
    """Something that cannot be written of a channel."""

    kind = "channel"


def not_after(at: datetime, day: date, where: str) -> None:
    """A day that has come.

    Raises:
        ChannelError: it has not, or lies before there was a zone.
    """
    today = at.astimezone(SHANGHAI).date()
    if not EARLIEST <= day <= today:
        raise ChannelError(
            where=where, found=f"日期 {day}", expected=f"{EARLIEST} 以来、不晚于今天({today})",
            advice="改正日期;还没有发生的事等发生后再登记",
        )  # fmt: skip


def in_order(first: date, last: date | None, where: str) -> None:
    """A span whose end is not before its start.

    Raises:
        ChannelError: it is.
    """
    if last is not None and last < first:
        raise ChannelError(
            where=where, found=f"{first} 至 {last}", expected=f"不早于 {first} 的终止日期", advice="改正日期"
        )


def a_sum(amount: Decimal | None, where: str, *, zero: bool = True) -> None:
    """A sum of money: not negative, to the cent, of a size that occurs; None is unknown and allowed.

    Raises:
        ChannelError: it is not.
    """
    if amount is None:
        return
    least = "不小于 0" if zero else "大于 0"
    fine = amount.is_finite() and (amount >= 0 if zero else amount > 0) and amount < MOST
    if not fine or amount != amount.quantize(Decimal("0.01")):
        raise ChannelError(
            where=where, found=f"金额 {amount}", expected=f"{least}、最多两位小数的金额", advice="改正金额"
        )


def a_currency(code: str, where: str) -> None:
    """A currency we know.

    Raises:
        ChannelError: an unknown one is a question, not a guess.
    """
    if code not in CURRENCIES:
        raise ChannelError(
            where=where,
            found=f"币种 {code or '(空)'}",
            expected="、".join(CURRENCIES.values()),
            advice="选择合同写明的币种",
        )


def going_on(channel: Channel, day: date) -> None:
    """A channel that had not ended by the day.

    Raises:
        ChannelError: it had.
    """
    ended = Channel.objects.filter(pk=channel.pk).values_list("ended_on", flat=True).get()
    if ended is not None and day >= ended:
        raise ChannelError(
            where=channel.name, found=f"已于 {ended} 终止", expected="终止以前的日期",
            advice="核对日期;重新合作请先恢复这个渠道",
        )  # fmt: skip
