"""Days of moments, first and last days of months."""

from __future__ import annotations

import calendar
from datetime import date, datetime

from yuanheng.web.base.moment import SHANGHAI

from .errors import RewardsError


def day_of(at: datetime) -> date:
    """The Shanghai day of a moment."""
    return at.astimezone(SHANGHAI).date()


def last_day(month: date) -> date:
    """The last day of the month that `month` lies in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def not_after(at: datetime, on: date, where: str) -> None:
    """Refuse a day that has not come.

    Raises:
        RewardsError: `on` is after the day of `at`.
    """
    today = day_of(at)
    if on > today:
        raise RewardsError(where=where, found=f"日期 {on}", expected=f"不晚于 {today}", advice="改正日期")
