"""Terms as people write them: rent-free periods, steps, units of a rent. What is not understood is None, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from ..policy.rent import Free, Step, yearly_steps
from ..rules import list_words

_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0}
_N = r"(\d{1,3}|[一二两三四五六七八九十])"
_DAY = r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?"
_SPAN = re.compile(rf"^{_DAY}(?:至|到|~|-|—|–)+{_DAY}$")
_MONTHS = re.compile(rf"^(?:前|首|免租)?{_N}个?月(?:免租)?$")
_DAYS = re.compile(rf"^(?:前|首|免租)?{_N}天(?:免租)?$")
_PERCENT = r"(\d{1,2}(?:\.\d{1,4})?)%"
_YEARLY = re.compile(rf"^(?:租金)?(?:每年|逐年|年)(?:递增|上浮|增长|增加)?{_PERCENT}$|^{_PERCENT}/年$|^{_PERCENT}$")
_EVERY = re.compile(rf"^每{_N}年(?:递增|上浮|增长)?{_PERCENT}$")
_FROM_YEAR = re.compile(rf"^(?:从|自)?第{_N}年起?,?(每年|逐年)?(?:递增|上浮|增长|增加)?{_PERCENT}$")
_FROM_DAY = re.compile(rf"^(?:从|自)?{_DAY}起?,?(?:租金)?(?:调整为|为|按)?(\d{{1,9}}(?:\.\d{{1,4}})?)(%?)(?:元.*)?$")


def folded(text: str) -> str:
    """Half width, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _nothing(plain: str) -> bool:
    return not plain or plain in list_words().nothing or plain in ("0", "0天", "0个月", "0%")


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("unreachable")


def read_free(text: str, *, starts: date, ends: date) -> tuple[Free, ...] | None:
    """Rent-free periods: `3个月` and `45天` from the start of the lease, or spans of days; None where not understood."""
    plain = folded(text)
    if _nothing(plain):
        return ()
    found: list[Free] = []
    for part in re.split(r"[;；、,，]", plain):
        one = _one_free(part, starts)
        if one is None:
            return None
        found.append(one)
    return tuple(found)


def _one_free(part: str, starts: date) -> Free | None:
    if match := _MONTHS.match(part):
        return Free(starts, months_after(starts, _number(match[1])) - timedelta(days=1))
    if match := _DAYS.match(part):
        return Free(starts, starts + timedelta(days=_number(match[1]) - 1))
    match = _SPAN.match(part)
    if match is None:
        return None
    try:
        first, last = (date(*(int(match[k + i]) for i in range(3))) for k in (1, 4))
    except ValueError:
        return None
    return Free(first, last) if first <= last else None


def read_steps(text: str, *, starts: date, ends: date) -> tuple[Step, ...] | None:
    """Steps: `每年5%`, `每2年5%`, `第3年起每年3%`, `2023-01-01起2.5`; None where not understood."""
    plain = folded(text)
    if _nothing(plain):
        return ()
    if match := _YEARLY.match(plain):
        percent = Decimal(next(group for group in match.groups() if group))
        return yearly_steps(starts, ends, percent)
    if match := _EVERY.match(plain):
        return yearly_steps(starts, ends, Decimal(match[2]), every=_number(match[1]))
    if match := _FROM_YEAR.match(plain):
        return _from_year(match, starts, ends)
    found = [_from_day(part) for part in re.split(r"[;；]", plain)]
    return None if any(step is None for step in found) else tuple(step for step in found if step is not None)


def _from_year(match: re.Match[str], starts: date, ends: date) -> tuple[Step, ...]:
    """`第3年起` begins on the second anniversary; without 每年 it rises once."""
    steps = yearly_steps(starts, ends, Decimal(match[3]))[_number(match[1]) - 2 :] if _number(match[1]) > 1 else ()
    return steps if match[2] else steps[:1]


def _from_day(part: str) -> Step | None:
    match = _FROM_DAY.match(part)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return Step(day, "percent" if match[5] else "rent", Decimal(match[4]))


def basis_in(text: str) -> str:
    """What a rent is per, by its unit in a heading or a cell; '' where none is written."""
    plain = folded(text).replace("㎡", "m2").replace("每平方米", "/m2")
    for code, words in list_words().bases.items():
        if any(folded(word).replace("㎡", "m2") in plain for word in words):
            return code
    return ""
