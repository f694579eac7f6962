"""A clause cut into items: each has one value, or the several values of a distribution."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..quantities import running
from .measures import Measure
from .tense import Clause
from .words import any_of, words


@dataclass(frozen=True, slots=True)
class Item:
    """`start`..`end` of the sentence with its values; `each` for 分别, `all` for 均; the quote leaves out what only joins."""

    start: int
    end: int
    quote_start: int
    quote_end: int
    measures: tuple[Measure, ...]
    each: bool = False
    all: bool = False
    joined: bool = False  # by 、 to the item before it
    shared: bool = False  # the words behind the number lead to the next number


def items_of(text: str, part: Clause, measures: list[Measure], hidden: str) -> list[Item]:
    """The items of a clause in order."""
    if not measures:
        return []
    mark = _EACH.search(hidden, part.start, measures[-1].start) or _unsaid(text, part, measures)
    if mark and len([m for m in measures if m.start >= mark.start()]) > 1:
        return _distribution(text, part, measures, mark.start(), hidden)
    items, start = [], part.start
    for i, measure in enumerate(measures):
        end = part.end if i + 1 == len(measures) else _border(text, measure, measures[i + 1])
        reach = _reach(text, measures, i, end)
        item = _item(text, start, reach, (measure,), every=_every(hidden, start, measure))
        items.append(replace(item, shared=reach > end))
        start = end
    return items


_EACH = re.compile(rf"{any_of(words().each)}|各(?=不少于|不低于|达|完成|实现|超)")


def _unsaid(text: str, part: Clause, measures: list[Measure]) -> re.Match[str] | None:
    """签约、开工项目达到60个、40个: as many subjects as bare values of one unit, and no 分别."""
    values = [text[a.end : b.start] for a, b in itertools.pairwise(measures)]
    if not values or not all(v in ("、", "和", "及") for v in values) or len({m.unit for m in measures}) > 1:
        return None
    head = text[part.start : measures[0].start]
    return re.compile("").match(text, measures[0].start) if len(re.findall("[、和及]", head)) == len(values) else None


def _reach(text: str, measures: list[Measure], i: int, end: int) -> int:
    """How far the words behind a number are its own: in 12个小区加装电梯50部 the 小区 belongs to 12个."""
    if i + 1 == len(measures) or end != measures[i].end:
        return end
    between = text[end : measures[i + 1].start]
    own = re.match("(?:增长|同比|总|累计|达|占|人均|折合|$)|.*(?:、|并|和|以及|及|与)", between)
    return end if own else measures[i + 1].start


def _distribution(text: str, part: Clause, measures: list[Measure], mark: int, hidden: str) -> list[Item]:
    """A、B和C分别达到1、2和3以上: what stands behind the last value holds for all."""
    before = [m for m in measures if m.start < mark]
    spread = [m for m in measures if m.start >= mark]
    spread = [_like_the_last(text, m, spread[-1]) for m in spread]
    sign = spread[-1].comparator if spread[-1].comparator != "=" else spread[0].comparator
    spread = [replace(m, comparator=sign, floor=True) if m.comparator == "=" else m for m in spread]
    start = _border(text, before[-1], spread[0]) if before else part.start
    made = items_of(text, Clause(part.start, start, part.mark), before, hidden) if before else []
    return [*made, _item(text, start, part.end, tuple(spread), each=True)]


def _like_the_last(text: str, measure: Measure, last: Measure) -> Measure:
    """分别达到120、80亿元 and 提高2个、3个百分点: a number takes the unit that only the last one has."""
    if measure.dimension == running.COUNT and last.dimension == running.POINTS:
        return replace(measure, unit=last.unit, dimension=last.dimension)
    digits = re.match(r"\d+(?:\.\d+)?", text[last.number[0] :])
    if measure.dimension != running.BARE or last.dimension == running.BARE or not digits:
        return measure
    factor = last.value / Decimal(digits[0]) if Decimal(digits[0]) else Decimal(1)
    return replace(measure, value=measure.value * factor, unit=last.unit, dimension=last.dimension)


def _border(text: str, first: Measure, second: Measure) -> int:
    """Where the item of `first` ends: at the 、 or 和 that follows it, else right behind it."""
    between = text[first.end : second.start]
    found = [m for m in re.finditer("、|并|和|以及|及|与", between)]
    return first.end + (found[0].start() if found else 0)


def _every(hidden: str, start: int, measure: Measure) -> bool:
    head = hidden[start : measure.start]
    every = re.search(
        r"(?:(?<![平人亩户年日月地])均|都|各)(?=$|增长|达|实现|完成|引进|新增|签约|建成|落地|开工|招引|培育|不|超|突破|在|保持|提高|提升|下降|高于|控制|降|力争|要)[^、,]{0,8}$",
        head,
    )
    return every is not None and re.search("[、和及与]", head[: every.start()]) is not None


def _item(
    text: str, start: int, end: int, measures: tuple[Measure, ...], *, each: bool = False, every: bool = False
) -> Item:
    lead = re.match(r"[-*+>#•·●◆■▲★○\s]*[\s、,和及与并]*(?:“(?![^”]*”))?", text[start:end])
    quote_start = start + (lead.end() if lead else 0)
    last = measures[-1].end
    tail = text[last:end]
    quote_end = end if re.match(r"[\u4e00-\u9fff“]", tail) and not tail.startswith(("、", "和", "并")) else last
    joined = bool(lead and "、" in lead[0])
    return Item(
        start,
        end,
        min(quote_start, measures[0].start),
        max(quote_end, last),
        measures,
        each=each,
        all=every,
        joined=joined,
    )
