"""How cases are said on pages: tones of due dates, working days left."""

from __future__ import annotations

import datetime
from typing import Any

from yuanheng.engines.calendars import WorkCalendar

SOON_WORKDAYS = 3
STATUS_TONES = {
    "draft": "secondary", "open": "blue", "suspended": "yellow", "done": "green", "revoked": "secondary",
    "terminated": "secondary", "active": "blue", "waiting": "secondary", "returned": "orange",
}  # fmt: skip


def due_tone(
    due: datetime.date | None, today: datetime.date, calendar: WorkCalendar, *, soon: int = SOON_WORKDAYS
) -> str:
    """Red when past, yellow within `soon` working days, green else; '' without a date."""
    if due is None:
        return ""
    if due < today:
        return "red"
    return "yellow" if calendar.count(due) - calendar.count(today) <= soon else "green"


def due_words(row: Any, today: datetime.date, calendar: WorkCalendar) -> str:
    """A due date as a badge says it: the day, how many working days, provisional or not."""
    if row.due_on is None:
        return "暂停中" if row.status == "suspended" else ""
    left = calendar.count(row.due_on) - calendar.count(today)
    told = f"超 {max(1, -left)} 天" if row.due_on < today else ("今天" if left == 0 else f"还有 {left} 天")
    return f"{row.due_on:%Y-%m-%d} {told}{' 暂定' if row.due_provisional else ''}"
