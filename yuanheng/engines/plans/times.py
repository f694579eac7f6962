"""Time words of a plan: 年底前, 一季度, 到2025年, “十四五”末, 今后五年; and what day each of them means."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..quantities import chinese_number
from .timeforms import ANY_FORM, FORMS

Sort = Literal["date", "rolling", "past", "base", "noise"]
Parts = tuple[int | None, int, int | None]


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time word at `start`..`end`.

    `sort`: `date` has a deadline, `rolling` has none (今后五年, 每年), `past` lies before the plan, `base` is what something
    is compared with, `noise` is a date of issue or a span inside a name. `key` names the period (`m6` ends with June, `from6`
    began with the year), `year` is one that is written.
    """

    start: int
    end: int
    sort: Sort
    deadline: datetime.date | None = None
    key: str = ""
    year: int | None = None


_PLAIN: dict[str, tuple[Sort, str]] = {
    "task": ("noise", ""),
    "span_name": ("noise", ""),
    "stamp": ("noise", ""),
    "day": ("noise", ""),
    "base": ("base", ""),
    "rolling": ("rolling", ""),
    "each": ("rolling", "each"),
    "past": ("past", "past"),
}


def find_times(text: str, *, year: int | None) -> tuple[TimeWord, ...]:
    """Every time word of `text`; `year` is the plan's, None where it is not known (then 年底 has no date)."""
    found = (_read(m.lastgroup or "", m, text, year) for m in ANY_FORM.finditer(text))
    return tuple(word for word in found if word is not None)


def _read(form: str, m: re.Match[str], text: str, year: int | None) -> TimeWord | None:
    start, end = m.span()
    if form in _PLAIN:
        sort, key = _PLAIN[form]
        return TimeWord(start, end, sort, key=key)
    groups = FORMS[form].match(text, start)
    if groups is None:
        return None
    written, month, day = _PARTS[form](groups, year)
    own = written if form in _WITH_YEAR else None
    if own is not None and not 1949 <= own <= 2100:
        return None
    key = _key(form, month, own)
    if written is None:
        return TimeWord(start, end, "date", None, key)
    deadline = datetime.date(written, month, day or calendar.monthrange(written, month)[1])
    past = own is not None and year is not None and own < year
    return TimeWord(start, end, "past" if past else "date", deadline, key, own)


_WITH_YEAR = frozenset({"span", "year_month", "year_season", "year_half", "year", "five"})


def _key(form: str, month: int, own: int | None) -> str:
    """The period's name without 前 and 底: what two mentions share."""
    if form in ("months", "seasons"):
        return f"from{month}"
    if form in ("year_month", "year_season", "year_half"):
        return f"y{own}m{month}"
    return f"m{month}" if form in ("month", "month_day", "season", "season_list", "half", "door") else "year"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text.replace("两", "二")) or 1


def _month(text: str) -> int:
    return min(max(_number(text), 1), 12)


def _day(text: str | None, year: int | None, month: int) -> int | None:
    if not text:
        return None
    return max(1, min(int(text), calendar.monthrange(year or 2000, month)[1]))


def _relative(year: int | None, word: str | None) -> int | None:
    return year + 1 if year and word in ("明年", "次年") else year


def _year_month(m: re.Match[str], year: int | None) -> Parts:
    return int(m[1]), _month(m[2]), _day(m[3], int(m[1]), _month(m[2]))


def _five(m: re.Match[str], year: int | None) -> Parts:
    """The n-th five-year plan ends in 1955 + 5 n."""
    return 1955 + 5 * _number(m[1]), 12, None


_PARTS: dict[str, Callable[[re.Match[str], int | None], Parts]] = {
    "span": lambda m, year: (int(m[2]), 12, None),
    "year_month": _year_month,
    "year_season": lambda m, year: (int(m[1]), 3 * _number(m[2]), None),
    "year_half": lambda m, year: (int(m[1]), 6 if m[2] == "上" else 12, None),
    "year": lambda m, year: (int(m[1]), 12, None),
    "five": _five,
    "next": lambda m, year: (year + 1 if year else None, 12, None),
    "months": lambda m, year: (year, _month(m[2] or m[3]), None),
    "month_day": lambda m, year: (year, _month(m[1]), _day(m[2], year, _month(m[1]))),
    "month": lambda m, year: (_relative(year, m[1]), _month(m[2]), None),
    "seasons": lambda m, year: (year, 3 * _number(m[1]), None),
    "season_list": lambda m, year: (year, 3 * _number(m[1]), None),
    "season": lambda m, year: (_relative(year, m[1]), 3 * _number(m[2]), None),
    "half": lambda m, year: (_relative(year, m[1]), 6 if m[2] == "上" else 12, None),
    "door": lambda m, year: (year, 3, None),
    "this": lambda m, year: (year, 12, None),
}
