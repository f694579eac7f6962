"""Days of validity."""

from __future__ import annotations

from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where there is no such day."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for wanted in range(day.day, day.day - 4, -1):
        try:
            return date(year, month, wanted)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")
