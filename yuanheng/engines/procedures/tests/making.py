"""Short ways to write events, procedures and naive answers in tests."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import chinese_calendar

from yuanheng.engines.procedures import Event, Procedure, load_procedure

DAY = datetime.timedelta(days=1)
Span = tuple[datetime.date, datetime.date]


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def ev(on: str, happened: str, step: str = "", /, *, by: str = "甲", **data: Any) -> Event:
    """An event recorded at nine on a day of 2026 written `03-02`."""
    at = datetime.datetime.fromisoformat(f"2026-{on}T09:00" if len(on) == 5 else f"{on}T09:00")
    return Event(at, happened, step, by, data)


def worked(day: datetime.date) -> bool:
    return chinese_calendar.is_workday(day) if day.year <= 2026 else day.weekday() < 5


def naive_due(start: datetime.date, days: int, stops: list[Span] | tuple[Span, ...]) -> datetime.date:
    """The independent witness: walk day by day, asking another library, until the budget is used up."""
    day, left = start, days
    while left:
        day += DAY
        if worked(day) and not any(first <= day <= last for first, last in stops):
            left -= 1
    return day


HEAD = """name: t
label: 试流程
purpose: 测试
subject: project
version: 2026-01-01
source: {document: 测试, sureness: K}
"""


def written(folder: Path, text: str) -> Procedure:
    """A procedure from the lines below its head; the first line of `text` is line 7 of the file."""
    path = folder / "t.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_procedure(path)
