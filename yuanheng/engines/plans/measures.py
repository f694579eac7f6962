"""Numbers of a sentence with their comparators, and what each is there for: a value, a threshold of its noun, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..quantities import running
from ..quantities.running import RunningQuantity, scan_quantities
from .thresholds import Threshold, find_thresholds
from .values import Comparator
from .words import any_of, finder, words

HOLE = "\ue000"  # stands where a time, a name or a threshold stood, so that offsets stay
_NAMES = re.compile(
    r"《[^》]{0,80}》|\(含[^()]{0,14}\)|“(?![^”]*(?:超|达|突破|以上|增长|不低于|不少于|力争|确保)[^”]{0,3}\d)[^”]{0,40}”|\([^()]{0,12}\d{4}\)?\d*号\)?|(?<![A-Za-z\d])\d+(?:\.\d+)?(?!MW|GW|P(?![A-Za-z])|kVA|km|m2|TEU|PFlops|PFLOPS)[A-Za-z]+"
    r"|[A-Za-z]+[-.]?\d+(?:\.\d+)?|第(?:\d+|[一二三四五六七八九十百]+)[^\d,;。、]?|\d+号|(?:世界|中国|全国|全球|财富|民企|民营|行业|国内)[^,;。、\d]{0,6}\d+强(?=[、和及企项在,。;))等或的民])"
    r"|每(?:\d+)?[百千万亿]*(?:元|吨|人口|人|户|亩|平方公里|公里|立方米|名)|[百千万亿]元(?=(?:GDP|地区|国内|工业|规上|规模以上工业|生产总值|产值|增加值)[^,;。]{0,14}(?:能耗|耗|用水|排放))"
    r"|\d+强(?=企业|项目|房企)|\d+(?:\.\d+)?千伏|\d+×\d+|\d+[/+]\d+(?:[/+]\d+)+|(?<!\d)\d+\+(?!\d|\()|[一二三四五六七八九十]体化|\d+\.\d+\.\d+[\d.]*|1\d{10}|0\d{2,3}-?\d{7,8}"
)
_DOUBLE = re.compile(r"双“(\d+(?:\.\d+)?)(亿|万)?”")
_RANK = re.compile(
    r"(?<![底月年之以日度半])前(?P<first>\d+|[一二三四五六七八九十两]{1,2}|百)(?:位|名|强)?(?![\d%.个家项亿万])|(?P<strong>\d+|百|[一二三四五六七八九]?十)强(?![县区镇市园城企开])|第(?P<nth>\d+|[一二三四五六七八九十]{1,2})(?:位|名)?"
    r"|(?P<steps>\d+|[一二三四五六七八九十两]{1,2})个?(?:位次|名次|位)"
)
_ZERO = re.compile(
    r"(?P<one>零的突破|“零”的突破|零突破)|(?P<none>零发生|零事故|零新增|零死亡|清零(?![“\u4e00-\u9fff])|“零”发生)|(?P<all>全覆盖|全面覆盖)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value candidate at `start`..`end`, comparator words included; `number` is where the number itself stands."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    high: Decimal | None
    unit: str
    dimension: str
    comparator: Comparator
    spoken: bool = False
    floor: bool = False  # a comparator is written
    double: bool = False
    moved: str = ""


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    w = words()
    return re.compile(
        rf"(?:(?P<floor>(?<![通经不])(?:{any_of(w.floor_before)}))|(?P<ceiling>{any_of(w.ceiling_before)})|(?P<about>(?<![签履公节条契违制预集])(?:{any_of(w.about_before)}))"
        rf"|(?P<exact>{any_of(w.exact_before)}))(?:到|至|达到|达|为|了|约)?$"
    )


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    w = words()
    return re.compile(
        rf"(?:{HOLE}*)(?:(?P<floor>{any_of(w.floor_after)})|(?P<ceiling>{any_of(w.ceiling_after)})|(?P<about>{any_of(w.about_after)}))"
    )


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with holes where the spans were."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = HOLE * (end - start)
    return "".join(chars)


def hide_names(text: str) -> str:
    """`text` without titles of documents, quoted names, numbers that are names (5G, 500强, 第三方)."""
    return hide(text, (m.span() for m in _NAMES.finditer(text)))


def find_measures(text: str, *, hidden: str) -> tuple[list[Measure], list[Threshold]]:
    """Values and thresholds of a sentence; `hidden` is the sentence with times and names hidden."""
    found = scan_quantities(hidden)
    thresholds, used = find_thresholds(hidden, found)
    rest = [q for i, q in enumerate(found) if i not in used]
    ranks = _ranks(text, hidden)
    values = [_measure(hidden, q) for q in rest if not any(r.start < q.end and q.start < r.end for r in ranks)]
    values = [v for v in values if not _starting_point(text, v)]
    values += ranks + _doubles(text) + _wordy(text)
    return sorted(values, key=lambda v: v.start), thresholds


_RISE = re.compile("(?:左右|以上)?(?:提高|提升|增加|增长|压缩|缩短|下降|降低|降|压减|减少|上升|扩大|增|减)(?:到|至|为)")


def _starting_point(text: str, value: Measure) -> bool:
    """从45%提高到50%: the first is where it stands today."""
    before = text[max(0, value.number[0] - 10) : value.number[0]]
    return re.search("[从由][^,;。]*$", before) is not None and _RISE.match(text, value.number[1]) is not None


def _measure(text: str, q: RunningQuantity) -> Measure:
    before, after = _before().search(text, max(0, q.start - 16), q.start), _after().match(text, q.end)
    start = before.start() if before else q.start
    end = after.end() if after else q.end
    comparator = _comparator(before, after)
    floor = comparator != "="
    if q.more and not floor:
        comparator = ">="
    return Measure(
        start, end, (q.start, q.end), q.value, q.high, q.unit, q.dimension, comparator, spoken=q.spoken, floor=floor,
    )  # fmt: skip


def _comparator(before: re.Match[str] | None, after: re.Match[str] | None) -> Comparator:
    """The word behind the number decides, then the word before it."""
    for match in (after, before):
        if match is None:
            continue
        for name, sign in (("ceiling", "<="), ("about", "~"), ("floor", ">=")):
            if match[name]:
                return sign  # type: ignore[return-value]
    return "="


def _ranks(text: str, hidden: str) -> list[Measure]:
    """Places in a ranking: 前两位, 全国60强, 前进8位."""
    found = []
    for m in _RANK.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        if m["steps"]:
            moves = re.search(any_of(words().rank_moves) + r"(?:了)?$", before)
            if moves:
                found.append(_rank(m, m["steps"], "=", moves[0], text))
            continue
        before = re.split("[,;。:]", before)[-1]
        if not finder("rank_verbs").search(before) or re.match(
            r"的|企业|上市|民企|项目|届|季度|期|批|产业|方|医|条|章|次", text[m.end() :]
        ):
            continue
        if re.search(r"世界|财富|中国民|民企$|民营企业$", before):
            continue
        digits = m["first"] or m["strong"] or m["nth"]
        found.append(_rank(m, digits, "=" if m["nth"] else "<=", "", text))
    return found


def _rank(m: re.Match[str], digits: str, comparator: Comparator, moved: str, text: str) -> Measure:
    """One place; 提升5个位次以上 takes its verb and 以上 with it."""
    value = Decimal(100) if digits == "百" else running.spoken_decimal(digits) or Decimal(0)
    after = _after().match(text, m.end()) if moved else None
    if after and after["floor"]:
        comparator = ">="
    return Measure(
        m.start() - len(moved), after.end() if after else m.end(), m.span(), value, None, "位", "rank", comparator,
        floor=True, moved=moved,
    )  # fmt: skip


def _doubles(text: str) -> list[Measure]:
    """双“150”: the same number for each of two subjects."""
    return [
        Measure(
            m.start(), m.end(), m.span(), Decimal(m[1]) * running.SCALES.get(m[2] or "", 1), None, "个", running.COUNT, "=",
            floor=True, double=True,
        )
        for m in _DOUBLE.finditer(text)
    ]  # fmt: skip


def _wordy(text: str) -> list[Measure]:
    """Numbers that are said without a number: 零的突破, 清零, 全覆盖."""
    found = []
    for m in _ZERO.finditer(text):
        if m["all"]:
            value, unit, dimension, sign = Decimal(100), "%", running.PERCENT, "="
        else:
            value, unit, dimension, sign = Decimal(1 if m["one"] else 0), "个", running.COUNT, ">=" if m["one"] else "="
        found.append(Measure(m.start(), m.end(), m.span(), value, None, unit, dimension, sign, floor=True))  # type: ignore[arg-type]
    return found
