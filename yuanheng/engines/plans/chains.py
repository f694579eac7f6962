"""What a sentence has said so far, for the items that leave it out: subject, thresholds, strength, parent."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .analysis import Sentence
from .items import Item
from .measures import HOLE, Measure
from .subjects import Subject, bare, has_noun, split_verb
from .thresholds import Threshold
from .times import TimeWord
from .values import FilterValue, Kind, Target
from .words import finder

Basis = Literal["quote", "sentence", "doc"]
_BASIS = re.compile(
    r"(?:年)?(应税销售|主营业务收入|营业收入|销售收入|开票销售|年销售|产值|税收|纳税|营收|规模|实际进资|到账外资|销售|主营收入|销售额|年产值|税收贡献)(?:额|收入)?$"
)

_CHANGE = re.compile(
    r"(?:同口径|同比|年均|平均|比上年|较上年)*(?:增长速度|增长率|增长|增速|增幅|涨幅|降幅|增加|递增|上涨|下降|降低|提高|提升|减少"
    r"|压减|上升|扩大)(?:率|幅度|速度)?$"
)


@dataclass(slots=True)
class Chain:
    """The memory of one sentence; `first` is the index of its first target."""

    first: int
    subject: Subject = field(default_factory=lambda: Subject("", ""))
    limits: dict[str, FilterValue] = field(default_factory=dict)
    basis: str = ""
    strength: str | None = None
    parent: int | None = None
    counted: bool = False
    dividing: bool = False  # 其中 stood alone in the clause before

    def name(self, own: str, after: str, kind: Kind) -> tuple[Subject, bool]:
        """The subject of an item: its own, or the chain's where it names none (then True)."""
        own, after = bare(own), after.lstrip(HOLE)
        follows = bare(after) if re.match(r"[的\u4e00-\u9fff“]", after) else ""
        own = re.sub(r"[从由](?:原来的?|现在的?)?\d.*$", "", own)
        if own.startswith("占") or own in ("总数", "总量", "总规模", "总额", "存量"):
            return Subject("", self.subject.noun + own), False
        if has_noun(own):
            return self._with_verb(split_verb(_without_change(own, kind)), kind), False
        if has_noun(follows):
            verb = split_verb(own).verb
            return Subject(verb, _without_change(follows, kind)), False
        growth = finder("growth_nouns").search(own)
        if growth:
            return Subject("", self.subject.text + growth[0]), True
        return Subject(split_verb(own).verb or self.subject.verb, self.subject.noun), True

    def _with_verb(self, own: Subject, kind: Kind) -> Subject:
        """签约100亿元以上项目1个,20亿元以上项目2个: the second are signed as well; 总投资 is the projects'."""
        if self.counted and re.match("(?:协议|计划)?总投资$", own.noun):
            return Subject("", self.subject.text + own.noun)
        if kind == "count" and not own.verb and own.noun[-2:] == self.subject.noun[-2:]:
            return Subject(self.subject.verb, own.noun)
        return own

    def limit(self, sentence: Sentence, item: Item, *, elided: bool, index: int, kind: Kind) -> dict[str, FilterValue]:
        """The thresholds of an item; one without a noun of its own takes the chain's."""
        own = [t for t in sentence.thresholds if item.start <= t.start < item.end and (t.marked or kind == "count")]
        if not own:
            if not elided:
                self.basis = ""
            return dict(self.limits) if elided else {}
        basis = _BASIS.search(sentence.text[item.start : own[0].start])
        self.basis = basis[0] if basis else self.basis
        made = _joined(sentence, own, item, index)
        if self.basis:
            made["amount_basis"] = self.basis
        return made

    def parent_of(self, before: str, unit: str, item: Item, *, elided: bool, targets: Sequence[Target]) -> int | None:
        """The target that a 其中 divides: the last one in its unit, else the last one."""
        if finder("part_of").search(before) or self.dividing:
            self.dividing = False
            candidates = range(len(targets) - 1, self.first - 1, -1)
            same = [i for i in candidates if _alike(targets[i].unit, unit) and targets[i].parent is None]
            self.parent = same[0] if same else next(iter(candidates), None)
        elif not (elided or item.joined or self._sibling(before, unit, targets)):
            self.parent = None
        return self.parent

    def _sibling(self, before: str, unit: str, targets: Sequence[Target]) -> bool:
        """其中工业企业30家,服务业企业40家: the second is a part as well."""
        if self.parent is None or not targets or not _alike(targets[-1].unit, unit):
            return False
        return not split_verb(bare(before)).verb and finder("part_of").search(before) is None


def _alike(one: str | None, other: str) -> bool:
    """项目30个,其中外资企业1家: measure words of things that are of one kind here."""
    loose = ("个", "家", "户", "项")
    return one == other or (one in loose and other in loose)


def _joined(sentence: Sentence, own: Sequence[Threshold], item: Item, index: int) -> dict[str, FilterValue]:
    """One threshold for all values of an item, or, in a distribution over named sizes, each to its own subject."""
    head = sentence.text[item.start : own[0].start]
    if item.each and len(own) == len(item.measures):
        return dict(own[index].filter)
    made: dict[str, FilterValue] = dict(own[0].filter)
    if (
        item.each
        and len(own) == 1
        and re.search("[、和及]", head)
        and not sentence.text[own[0].end :].startswith(("项目新", "项目签"))
    ):
        position = len(re.findall("、|和|及", head))
        last_of_all = not re.search("、|和|及", sentence.open[own[0].end : item.measures[0].start])
        nouns_before = bool(re.search(r"(?:投资|产值|项目|企业|收入|资金)(?:、|和|及)", head))
        return made if index == position or (last_of_all and not nouns_before) else {}
    for more in own[1:]:
        made |= {k: v for k, v in more.filter.items() if k not in made}
    return made


def _without_change(own: str, kind: Kind) -> str:
    """固定资产投资增长 is 固定资产投资 where the target is its growth."""
    if kind != "growth":
        return own
    return bare(_CHANGE.sub("", own)) or own


def deadline_of(
    sentence: Sentence, item: Item, *, index: int, horizon: TimeWord | None, year: int | None
) -> tuple[datetime.date | None, Basis | None]:
    """The time in the item, else the last one before it in the sentence, else the paragraph's horizon, else the year's end."""
    useful = [t for t in sentence.times if t.sort in ("date", "rolling")]
    inside = [t for t in useful if item.start <= t.start < item.end]
    if inside:
        lead = [t for t in inside if t.start < item.measures[0].start] or inside
        limits = [t for t in lead if re.search("[前底末内]$", sentence.text[t.start : t.end])]
        if limits and not item.each:
            lead = limits  # 12月10日前储备2023年重点项目200个
        shared = item.each and len(lead) == len(item.measures)  # 一、二季度分别开工30个、40个
        return _dated(lead[index if shared else -1], "quote")
    before = [t for t in useful if _reaches(sentence.text, t, item.start)]
    if before and not item.each and not re.search("[前底末内]$", sentence.text[before[-1].start : before[-1].end]):
        same = [t for t in before if sentence.text[t.end : before[-1].end].count(",") == 0]
        before = [t for t in same if re.search("[前底末]$", sentence.text[t.start : t.end])] or before
    if before:
        several = before[-len(item.measures) :] if item.each else []
        if len(several) > 1 and len(several) == len(item.measures) and _listed(sentence.text, several):
            return _dated(several[index], "sentence")  # 上半年、年底前,完成率分别达到50%、100%
        return _dated(before[-1], "sentence")
    if horizon is not None:
        return _dated(horizon, "doc")
    return (datetime.date(year, 12, 31), "doc") if year else (None, None)


def _reaches(text: str, word: TimeWord, start: int) -> bool:
    """A part of the year holds to the semicolon, a year to the full stop; in a row of a table any cell's date holds."""
    if "|" in text:
        return True
    return word.start < start and not (word.key.startswith("m") and ";" in text[word.end : start])


def _listed(text: str, times: Sequence[TimeWord]) -> bool:
    return all(text[a.end : b.start] in ("、", "和", "及") for a, b in itertools.pairwise(times))


def _dated(word: TimeWord, basis: Basis) -> tuple[datetime.date | None, Basis | None]:
    return word.deadline, basis if word.deadline else None


def measure_name(sentence: Sentence, item: Item, measure: Measure) -> tuple[str, str]:
    """The words of an item before and after its number, as they read."""
    return sentence.shown[item.start : measure.start], sentence.shown[measure.end : item.end]
