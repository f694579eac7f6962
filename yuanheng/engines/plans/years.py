"""The year a plan is for: found in its headline, the session it was given to, its opening, or its dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..quantities import chinese_number
from .layout import Paragraph

_PLANNED = "计划|要点|目标|任务|打算|安排|方案|部署|思路|规划"
_REVIEW = re.compile("回顾|总结|完成情况|执行情况")
_SPAN = re.compile(rf"(20\d{{2}})年?[-–—~至]{{1,2}}20\d{{2}}年?(?=.{{0,8}}(?:{_PLANNED})|\)?$)")
_OWN = re.compile(rf"(20\d{{2}})年?(?:度)?(?=(?:(?!20\d{{2}}).){{0,24}}(?:{_PLANNED}))")
_SESSION = re.compile(r"(20\d{2})年\d{1,2}月\d{1,2}日在?.{0,30}(?:会议|大会|全会)上")
_HEADLINE = re.compile(r"(20\d{2})年?(?:度)?(?=.{0,24}(?:报告|工作))")
_FIVE = re.compile(r"“?(十[一二三四五六七八])五”?.{0,12}(?:规划|行动|计划|方案|纲要)")
_ANY = re.compile(r"(?<!\d)(20\d{2})(?:年|-\d{1,2}-\d{1,2})")
_OPENING = 6


def find_year(parts: Sequence[Paragraph]) -> int | None:
    """The year in the headline, else the one named most often; None where no year is written.

    A span (2022—2024) begins with the plan's year, a five-year plan in 1951 + 5 n; a report is for the year of its session.
    """
    opening = [p.text for p in parts[:_OPENING]]
    for pattern in (_SPAN, _OWN, _SESSION, _HEADLINE):
        for text in opening:
            match = pattern.search(text)
            if match and not (pattern is not _SESSION and _only_reviews(text, match)):
                return int(match[1])
    five = next((m for text in opening[:2] if (m := _FIVE.search(text))), None)
    if five is not None:
        return 1951 + 5 * (chinese_number(five[1]) or 0)
    counts = Counter(int(m[1]) for part in parts for m in _ANY.finditer(part.text))
    if not counts:
        return None
    return max(counts, key=lambda y: (counts[y], y))


def _only_reviews(text: str, match: re.Match[str]) -> bool:
    """一、2023年工作回顾 says which year is over, not which is planned."""
    return _REVIEW.search(text, match.end()) is not None and re.search(_PLANNED, text[match.end() :]) is None


def writes_year(parts: Sequence[Paragraph], year: int) -> bool:
    """True where the text names `year` as a year."""
    return any(re.search(rf"(?<!\d){year}(?:年|[-–—~至]|$|-\d)", part.text) for part in parts)


def year_warnings(*, given: int | None, found: int | None, written: bool, targets: int) -> tuple[str, ...]:
    """What a user should be told about the year and an empty result; `written` says that the text names the given year."""
    told = []
    if given is not None and found is not None and found != given and not written:
        told.append(f"给定的年份是 {given},文中写的多是 {found} 年;请核对年份,年底、季度等期限按 {given} 年计算")
    if given is None and found is None:
        told.append("文中没有年份,也没有给定年份;“年底”“全年”等期限没有日期,请补充年份后重读")
    if not targets:
        told.append("没有读出带数字或期限的目标;请确认这是计划或工作要点,而不是总结或通知")
    return tuple(told)
