"""The year a plan is for: found in its headline, its opening, or its dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .layout import Paragraph

_PLANNED = "计划|要点|目标|任务|打算|安排|方案|部署|思路"
_HEADLINE = re.compile(r"(20\d{2})年?(?:度)?(?=.{0,24}(?:计划|要点|目标|任务|打算|安排|方案|报告|部署|思路|工作))")
_OWN = re.compile(rf"(20\d{{2}})年?(?:度)?(?=(?:(?!20\d{{2}}).){{0,24}}(?:{_PLANNED}))")
_ANY = re.compile(r"(?<!\d)(20\d{2})(?:年|-\d{1,2}-\d{1,2})")
_OPENING = 6


def find_year(parts: Sequence[Paragraph]) -> int | None:
    """The year in the headline, else the one named most often; None where no year is written."""
    for part in parts[:_OPENING]:
        if match := _OWN.search(part.text) or _HEADLINE.search(part.text):
            return int(match[1])
    counts = Counter(int(m[1]) for part in parts for m in _ANY.finditer(part.text))
    if not counts:
        return None
    return max(counts, key=lambda y: (counts[y], y))


def year_warnings(*, given: int | None, found: int | None, targets: int) -> tuple[str, ...]:
    """What a user should be told about the year and an empty result."""
    told = []
    if given is not None and found is not None and found != given:
        told.append(f"给定的年份是 {given},文中写的多是 {found} 年;请核对年份,年底、季度等期限按 {given} 年计算")
    if given is None and found is None:
        told.append("文中没有年份,也没有给定年份;“年底”“全年”等期限没有日期,请补充年份后重读")
    if not targets:
        told.append("没有读出带数字或期限的目标;请确认这是计划或工作要点,而不是总结或通知")
    return tuple(told)
