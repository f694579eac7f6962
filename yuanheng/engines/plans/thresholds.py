"""Sizes that qualify a noun: `亿元以上项目`, `(1000万美元以上)`, `30~50亿元(或3~5亿美元)的5个`, `百亿级企业`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..quantities import running
from ..quantities.running import RunningQuantity
from .words import any_of, finder, words

Found = tuple[RunningQuantity, ...]
_ZERO_COUNT = re.compile("零的突破|“零”的突破|零突破")
_LEVEL = re.compile(r"(?:级|规模|能级|量级)?(?:的)?")
_OVER = re.compile("(?:超过|超|过|突破|达到|达|不低于|不少于|高于|大于|低于|不足|逾)$")
_UP = re.compile(r"[\ue000]*含?(?P<up>及其?以上|或以上|以上|及以上|之上)|(?P<down>及?以下|以内|以下)|(?P<plus>\+)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A size that qualifies a noun: `亿元以上`, `(1000万美元以上)`, `30~50亿元(或3~5亿美元)的`."""

    start: int
    end: int
    filter: dict[str, Decimal] = field(default_factory=dict)
    marked: bool = True  # 以上, 超 and the like are written; without them it may be the size of one project


def find_thresholds(text: str, found: Found) -> tuple[list[Threshold], set[int]]:
    """Which of the quantities are sizes of a noun, and their spans."""
    thresholds: list[Threshold] = []
    used: set[int] = set()
    i = 0
    while i < len(found):
        group = [i]
        while group[-1] + 1 < len(found) and _paired(text, found[group[-1]], found[group[-1] + 1]):
            group.append(group[-1] + 1)
        made = _threshold(text, found, group) or _listed(text, found, group)
        if made is not None:
            thresholds.append(made)
            used.update(group)
        i = group[-1] + 1
    return thresholds, used


def _paired(text: str, first: RunningQuantity, second: RunningQuantity) -> bool:
    """20亿元(或2亿美元): one size in two currencies."""
    between = text[first.end : second.start]
    return (
        first.dimension == second.dimension == running.MONEY
        and first.unit != second.unit
        and bool(re.fullmatch(r"(?:以上)?\(?(?:或|或者|折合|约合|、)?", between))
        and between != ""
    )


def _threshold(text: str, found: Found, group: list[int]) -> Threshold | None:
    first, last = found[group[0]], found[group[-1]]
    if first.dimension not in (running.MONEY, running.SCALE) and first.unit != "亩":
        return None
    end = last.end
    if len(group) > 1 and text[end : end + 1] == ")":
        end += 1
    elif len(group) > 1 and text[end : end + 4].startswith("以上)"):
        end += 3
    up = _UP.match(text, end)
    end = up.end() if up else end
    bracketed = text[first.start - 1 : first.start] == "(" and text[end : end + 1] == ")"
    prefix = _OVER.search(text, max(0, first.start - 8), first.start)
    if not (
        bracketed
        or _qualifies(
            text, end, found, group, marked=bool(up or prefix or text.startswith(("级", "量级", "能级"), end))
        )
    ):
        return None
    start = (prefix.start() if prefix else first.start) - bracketed
    end = end + 1 if bracketed else _LEVEL.match(text, end).end()  # type: ignore[union-attr]
    below = bool((up and up["down"]) or (prefix and prefix[0] in ("低于", "不足")))
    marked = bool(up or prefix or bracketed)
    if (
        not marked
        and text[end - 1 : end] == "的"
        and re.search("总投资(?:额|约|达|为)?$", text[max(0, start - 6) : start])
    ):
        return Threshold(start, end, {}, marked)  # 总投资110亿元的项目12个: what all of them cost
    return Threshold(start, end, _filter([found[i] for i in group], below=below), marked)


def _listed(text: str, found: Found, group: list[int]) -> Threshold | None:
    """10亿元、5亿元、1亿元以上项目分别…: sizes in a row, of which the last has the noun."""
    first, last = found[group[0]], group[-1]
    while last + 1 < len(found) and text[found[last].end : found[last + 1].start] in (
        "、",
        "和",
        "及",
        "以上、",
        "以上和",
    ):
        last += 1
    if last == group[-1] or any(q.dimension != running.MONEY for q in found[group[0] : last + 1]):
        return None
    end = _threshold(text, found, [last])
    if end is None or not end.marked or finder("each").search(text, end.end) is None:
        return None
    mark = _UP.match(text, found[group[-1]].end)
    return Threshold(
        first.start, mark.end() if mark else found[group[-1]].end, _filter([found[i] for i in group], below=False)
    )


def _qualifies(text: str, end: int, found: Found, group: list[int], *, marked: bool) -> bool:
    """True where a noun that can have a size follows, and something is counted or measured of it."""
    level = _LEVEL.match(text, end)
    start = level.end() if level else end
    linked = text[start - 1 : start] == "的"
    after = found[group[-1] + 1] if group[-1] + 1 < len(found) else None
    counts_next = after is not None and after.dimension == running.COUNT
    if after is not None and linked and _reaches(text[start : after.start]):
        return counts_next
    if marked and after is not None and counts_next and after.start == end:
        return True  # 其中10亿元以上20个: the noun is left out
    if marked and _counted_list(text, start, found, group):
        return True
    run = re.split("[,;。:、]", text[start:])[0]
    inside = after is not None and after.start - start < len(run)
    noun = run[: after.start - start] if after is not None and inside else run
    if not marked and finder("outcome").match(noun):
        return False  # 投入6亿元实施工程26项
    if _FURTHER.match(noun) or (not inside and _FIGURES.fullmatch(noun)):
        return False  # 完成1800亿元以上投资
    if marked and counts_next and inside and re.fullmatch("[\u4e00-\u9fffA-Za-z“”]{1,16}", noun):
        return True
    if not finder("bearers").search(noun):
        return False
    follows = inside or _ZERO_COUNT.search(run) is not None or re.search("分别|依次|均|双", run) is not None
    if "基金" in noun and not follows:
        return False  # a fund is as large as it says
    # without a mark it only describes; with one it needs a count, before or behind, or stands right before its noun
    return not marked or not linked or follows or _counted_before(found, group) or _chained(text, start + len(run))


_FIGURES = re.compile("的?(?:投资|产值|税收|收入|资金|销售额?|贷款|融资)")  # nouns of money have no size but are one
# what goes on with another figure instead of naming who has the size
_FURTHER = re.compile("以上|,|增长|增幅|建设|用于|同比|占|总|累计|左右|税收|利润")


def _counted_list(text: str, start: int, found: Found, group: list[int]) -> bool:
    """1个超500亿元、2个超200亿元的产业集群: the noun stands at the end for all."""
    before = found[group[0] - 1] if group[0] else None
    if before is None or before.dimension != running.COUNT:
        return False
    between = text[before.end : found[group[0]].start]
    return (not between or _OVER.fullmatch(between) is not None) and text[start : start + 1] in ("、", "和", "及")


def _counted_before(found: Found, group: list[int]) -> bool:
    """10个亿元以上项目: the count stands right before the size."""
    before = found[group[0] - 1] if group[0] else None
    return before is not None and before.dimension == running.COUNT and before.end >= found[group[0]].start - 6


def _chained(text: str, end: int) -> bool:
    return text[end : end + 1] in ("、", "和", "及") and finder("each").search(text, end) is not None


def _reaches(between: str) -> bool:
    """超过100亿元的达到20个: nothing or a comparator between the size and the count."""
    w = words()
    return (
        re.fullmatch(
            rf"{any_of([*w.exact_before, *w.floor_before, *w.ceiling_before, *w.about_before, '要'])}*", between
        )
        is not None
    )


def _filter(parts: list[RunningQuantity], *, below: bool) -> dict[str, Decimal]:
    made: dict[str, Decimal] = {}
    for q in parts:
        name = {"元": "amount_{}_yuan", "": "amount_{}_yuan", "美元": "amount_{}_usd", "亩": "area_{}_mu"}.get(q.unit)
        if name is None:
            continue
        made[name.format("max" if below else "min")] = q.value
        if q.high is not None:
            made[name.format("max")] = q.high
    return made
