"""Quantities in a sentence: `0.9万家`, `30~50亿元`, `七成以上`, `翻两番`, `20万吨/日`, `百分之八`.

Guarantee: every quantity says where it stands in the text given, and its value is an exact decimal in the unit's
own size (yuan, persons, square metres); a number whose unit is not known is reported with the dimension `bare`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ..rules import Citation, load_rule
from .numerals import chinese_number

MONEY, PERCENT, POINTS, MEASURE, COUNT, MULTIPLE, SCALE, BARE = (
    "money", "percent", "points", "measure", "count", "multiple", "scale", "bare",
)  # fmt: skip
SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
# measures that are written with a numeral in characters; 三方 and 十分 are no measures
SPOKEN_MEASURES = frozenset({"亩", "公里", "平方公里", "平方米", "吨", "天", "小时", "分钟", "工作日", "个工作日"})
_HAN = "〇零一二三四五六七八九十百千万亿两"
# longer runs of digits are codes, not quantities
_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,14})(?:\.\d{1,8})?(?![\d])"
_SCALE = "|".join(SCALES).removesuffix("|千|百") + "|千(?!米|克|瓦|伏|焦|人)|百(?!分)"
# 8个亿 is a sum; 10个亿元以上项目 are ten projects
_LOOSE_SCALE = "个(?:亿|千万|百万)(?!元|美|欧|级|以上[\u4e00-\u9fff]|规模|产业|项目|企业)"
_DASH = r"[-~—–－～至到]{1,2}"


class RunningWords(BaseModel):
    """The file of unit words in running text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Citation
    money: dict[str, list[str]]
    percent: list[str]
    measures: dict[str, list[str]]
    per: dict[str, list[str]]
    counts: list[str]
    firm_counts: list[str]
    not_before: dict[str, str]


@dataclass(frozen=True, slots=True)
class RunningQuantity:
    """A number with its unit at `start`..`end` of a text.

    `value` is in `unit` (元, 家, 平方米, %); `high` is the upper end of a range. `spoken` is True for a number written in
    characters; `implied` where no digit is written (`亿元以上` means one hundred million); `more` for 10余家, 10多家.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    dimension: str
    spoken: bool = False
    implied: bool = False
    more: bool = False


def scan_quantities(text: str) -> tuple[RunningQuantity, ...]:
    """All quantities of `text` in reading order; none overlaps another."""
    found: list[RunningQuantity] = []
    grammar = _grammar()
    position = 0
    while match := grammar.pattern.search(text, position):
        quantity = grammar.read(match)
        if quantity is None:
            position = match.start() + 1
            if match["digits"] and not match["range"]:
                position = max(position, match.end("digits"))
            continue
        found.append(quantity)
        position = quantity.end
    return tuple(found)


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    return _Grammar(load_rule("words", "running", RunningWords))


class _Grammar:
    """The pattern of one quantity, made from the words of the rule."""

    def __init__(self, words: RunningWords) -> None:
        self.units: dict[str, tuple[str, str]] = {w: (w, COUNT) for w in words.counts}
        for dimension, table in ((MONEY, words.money), (MEASURE, words.measures)):
            self.units |= {w: (code, dimension) for code, names in table.items() for w in names}
        self.per = {w: code for code, names in words.per.items() for w in names}
        self.firm = frozenset(words.firm_counts)
        self.not_before = words.not_before
        self.pattern = re.compile(self._pattern())

    def _pattern(self) -> str:
        unit = "|".join(self._bounded(u) for u in sorted(self.units, key=len, reverse=True))
        per = "|".join(sorted(map(re.escape, self.per), key=len, reverse=True))
        small = rf"(?:[{_HAN}]{{1,16}}(?:点[{_HAN}]{{1,8}})?)"
        number = rf"(?P<digits>{_DIGITS})\s?(?P<scale>{_SCALE}|{_LOOSE_SCALE})?|(?P<han>{small})"
        low = rf"(?P<low>{_DIGITS}|[{_HAN}]{{1,4}})(?P<lowscale>{_SCALE})?(?P<lowunit>%|{unit})?{_DASH}(?=[\d{_HAN}])"
        tail = rf"(?P<unit>个百分点|百分点|%|‰|{unit})(?:(?:/|每)(?P<per>{per}))?"
        return (
            rf"(?P<part>(?:[{_HAN}]{{1,4}})分之{small})"
            rf"|(?P<fraction>(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/月年]))"
            rf"|(?P<tenths>[一二三四五六七八九两\d])成(?P<half>半)?(?![立功果长就本为效员套型品果交绩分])"
            rf"|(?P<middle>一半|半数)(?=以上|左右)"
            rf"|翻(?P<double>一番|番|两番|二番|三番|一倍)"
            rf"|(?P<times>{_DIGITS}|[{_HAN}]{{1,8}})倍"
            rf"|(?P<range>{low})?(?:{number})(?:(?P<more>[多余])?(?P<size>{_SCALE})?(?:{tail}))?"
        )

    def _bounded(self, unit: str) -> str:
        other = self.not_before.get(unit)
        return re.escape(unit) + (f"(?![{other}])" if other else "")

    def read(self, match: re.Match[str]) -> RunningQuantity | None:
        """The quantity of one match; None where it only looks like one."""
        special = _special(match)
        if special is not None:
            value, unit, dimension = special
            return RunningQuantity(match.start(), match.end(), value, None, unit, dimension, spoken=True)
        if match["han"]:
            return self._spoken(match)
        return self._written(match) if match["digits"] else None

    def _written(self, match: re.Match[str]) -> RunningQuantity | None:
        scale = (match["scale"] or "").removeprefix("个")
        value = _decimal(match["digits"]) * SCALES.get(scale or match["size"] or "", 1)
        unit, dimension, factor = self._unit(match["unit"], match["per"])
        end = match.end()
        if dimension == BARE and SCALES.get(scale, 0) >= 10**6:
            dimension = SCALE
        if dimension == BARE:
            end = match.end("digits")
        low = self._low(match, unit, value)
        start = match.start() if low is not None else match.start("digits")
        first, high = (value, None) if low is None else (low, value * factor)
        first = first * factor
        return RunningQuantity(start, end, first, high, unit, dimension, more=bool(match["more"]))

    def _low(self, match: re.Match[str], unit: str, value: Decimal) -> Decimal | None:
        """The lower end of a range, in the size of its upper end; None where the two are not a range."""
        if not match["range"]:
            return None
        low = (spoken_decimal(match["low"]) or Decimal(0)) * SCALES.get(
            (match["lowscale"] or match["scale"] or "").removeprefix("个"), 1
        )
        other = match["lowunit"]
        if other and self._unit(other, None)[0] != unit:
            return None
        return low if low < value else None

    def _spoken(self, match: re.Match[str]) -> RunningQuantity | None:
        """A number in characters counts only before a unit: 十二家 is one, 一流 and 四上 are none."""
        word, text = match["unit"], match["han"]
        implied = text in SCALES
        unit, dimension, factor = self._unit(word, match["per"])
        value = spoken_decimal(text)
        if value is None or (dimension == COUNT and (word not in self.firm or implied)):
            return None
        if (dimension == BARE and not _big(text)) or (
            dimension == MEASURE and (implied or unit not in SPOKEN_MEASURES)
        ):
            return None
        end = match.end() if word else match.end("han")
        if dimension == BARE:
            dimension = SCALE
        low = self._low(match, unit, value)
        start, first, high = (match.start("han"), value, None) if low is None else (match.start(), low, value * factor)
        return RunningQuantity(
            start, end, first * factor, high, unit, dimension, spoken=True, implied=implied, more=bool(match["more"])
        )

    def _unit(self, word: str | None, per: str | None) -> tuple[str, str, Decimal]:
        if not word:
            return "", BARE, Decimal(1)
        if word in ("%", "‰"):
            return word, PERCENT, Decimal(1)
        if word.endswith("百分点"):
            return "个百分点", POINTS, Decimal(1)
        code, dimension = self.units[word]
        if per:
            return f"{code}/{self.per[per]}", MEASURE, Decimal(1)
        return code, dimension, Decimal(1)


def _special(match: re.Match[str]) -> tuple[Decimal, str, str] | None:
    """Percentages in other clothes: 百分之八, 1/4, 七成半, 翻番, 两倍."""
    if match["part"]:
        whole, _, part = match["part"].partition("分之")
        base, share = spoken_decimal(whole), spoken_decimal(part)
        if not base or share is None:
            return None
        return _hundredths(share * 100 / base), "%", PERCENT
    if match["fraction"]:
        part, _, whole = match["fraction"].partition("/")
        proper = 0 < int(part) < int(whole) <= 10  # 7/24 and 2021/3 are no shares
        return (_hundredths(Decimal(part) * 100 / Decimal(whole)), "%", PERCENT) if proper else None
    if match["middle"]:
        return Decimal(50), "%", PERCENT
    if match["tenths"]:
        tenths = spoken_decimal(match["tenths"]) or Decimal(0)
        return tenths * 10 + (5 if match["half"] else 0), "%", PERCENT
    if match["double"]:
        return {"两番": Decimal(300), "二番": Decimal(300), "三番": Decimal(700)}.get(
            match["double"], Decimal(100)
        ), "%", MULTIPLE  # fmt: skip
    if match["times"]:
        times = spoken_decimal(match["times"])
        return None if times is None else (times, "倍", MULTIPLE)
    return None


def spoken_decimal(text: str) -> Decimal | None:
    """`三点五` is 3.5, `百亿` ten thousand million, `1,200` 1200; None where `text` is no number."""
    if re.fullmatch(_DIGITS, text):
        return _decimal(text)
    if text in SCALES:
        return Decimal(SCALES[text])
    whole, _, tail = text.partition("点")
    number = chinese_number(whole)
    if number is None:
        return None
    if not tail:
        return Decimal(number)
    digits = chinese_number(tail)
    return None if digits is None else Decimal(f"{number}.{str(digits).zfill(len(tail))}")


def _big(text: str) -> bool:
    return text.endswith(("亿", "千万", "百万")) and spoken_decimal(text) is not None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _hundredths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0
