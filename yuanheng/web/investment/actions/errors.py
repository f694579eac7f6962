"""What investment promotion refuses."""

from __future__ import annotations

from datetime import date

from yuanheng.engines.errors import YuanhengError

EARLIEST = date(1949, 10, 1)


class InvestmentError(YuanhengError):
    """Something that cannot be written."""

    kind = "investment"


def day_has_come(day: date, *, today: date, where: str) -> None:
    """What happened, happened by today.

    Raises:
        InvestmentError: the day is to come, or of a century before.
    """
    if day > today or day < EARLIEST:
        raise InvestmentError(
            where=where, found=f"日期 {day}", expected=f"{EARLIEST} 以来、不晚于今天({today})",
            advice="已经发生的事填实际日期;打算做的事填在“下一步”里",
        )  # fmt: skip
