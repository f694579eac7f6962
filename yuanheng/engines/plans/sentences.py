"""Sentence after sentence: the tense is followed, the items of each chain become targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .analysis import Sentence, analyse
from .chains import Chain, deadline_of
from .columns import describes
from .items import Item, items_of
from .kinds import filters_of, kind_of, written_unit
from .measures import Measure
from .milestones import milestones_of
from .original import Passage
from .roles import Setting, is_promised
from .subjects import Subject, bare, coordinated, has_noun
from .tense import Clause, Tense
from .times import TimeWord
from .values import FilterValue, Kind, Target
from .words import finder, strengths, words


@dataclass(slots=True)
class SentenceReader:
    """Reads the sentences of a plan in order and gathers `targets`."""

    original: str
    year: int | None
    targets: list[Target] = field(default_factory=list)
    section_past: bool = False
    tense: Tense = field(default_factory=Tense)
    known_past: frozenset[str] = frozenset()
    horizon: TimeWord | None = None
    lead_past: bool = False  # the paragraph over a list told of a year gone: 2021年,… 一是… 二是…
    listed: bool = False
    spoken: Subject = field(default_factory=lambda: Subject("", ""))  # of the sentence before, in its paragraph
    columns: tuple[str, ...] = ()  # of the table whose row is read

    def new_paragraph(self, *, listed: bool = False) -> None:
        """A paragraph starts in the tense of its section, a point of a list in that of the report it stands under."""
        self.listed = listed
        if not listed:
            self.lead_past = False
        self.tense = Tense(past=self.section_past or self.lead_past, review=self.section_past)
        self.horizon = None
        self.spoken = Subject("", "")

    def read(self, passage: Passage) -> None:
        """Add the targets of one sentence."""
        sentence = analyse(passage, year=self.year)
        if self.section_past and self._turns(sentence):
            self.section_past = False
            self.tense = Tense()
        past = self.tense.of(sentence.text, sentence.parts, sentence.times, self.known_past, year=self.year)
        self._note_past(sentence, past)
        chain = Chain(first=len(self.targets), subject=self.spoken)
        for part, gone in zip(sentence.parts, past, strict=True):
            told = gone or describes(self.columns, sentence.text, part.start, year=self.year)
            self._clause(sentence, part, chain, past=told)
        self._remember_horizon(sentence.times)
        if not self.listed:
            told = self.lead_past or _REPORTED_YEAR.match(sentence.text) is not None
            self.lead_past = told and bool(past) and past[-1]
        self.spoken = Subject("", chain.subject.noun)

    def _turns(self, sentence: Sentence) -> bool:
        """2024年,我们将…: a sentence that opens with the plan's year and a promise ends the review."""
        first = sentence.times[0] if sentence.times else None
        if first is None or first.start > 1 or first.year is None or first.year != self.year:
            return False
        return re.match("[^。;]{0,24}(?:将|要|力争|确保|计划|目标)", sentence.text[first.end :]) is not None

    def _note_past(self, sentence: Sentence, past: list[bool]) -> None:
        """Periods told as done: a bare 一季度 later in the text is done as well."""
        gone = {
            t.key
            for part, was in zip(sentence.parts, past, strict=True)
            if was
            for t in sentence.inside(part)
            if t.key.startswith("m")
        }
        self.known_past = self.known_past | gone

    def _remember_horizon(self, times: tuple[TimeWord, ...]) -> None:
        """到2025年 at the head of a paragraph holds for its later sentences, 今后五年 as well."""
        for word in times:
            later = word.year is not None and self.year is not None and word.year > self.year
            if word.sort == "rolling" or (word.sort == "date" and later):
                self.horizon = word
            elif word.sort == "date" and word.key == "year":
                self.horizon = None

    def _clause(self, sentence: Sentence, part: Clause, chain: Chain, *, past: bool) -> None:
        piece = sentence.text[part.start : part.end]
        own_strength = strength_of(piece)
        chain.strength = own_strength or chain.strength
        own = [m for m in sentence.measures if part.start <= m.number[0] < part.end]
        if piece in words().part_of:
            chain.dividing = True
            return
        if part.mark in (";", ")"):
            chain.parent = None
        if part.mark == "(" and _ASIDE.match(piece):
            return
        if part.mark == "(" and own and len(self.targets) > chain.first and not _NO_PART.match(piece):
            chain.dividing = True  # 规上企业20家(工业12家、服务业8家)
        known = len(self.targets)
        for item in items_of(sentence.text, part, own, sentence.open):
            if past:
                _remember(sentence, item, chain)
            else:
                self._item(sentence, part, item, chain, before=known)
        if past or len(self.targets) > known:
            return
        if not own and _cell(sentence, part) and has_noun(bare(piece)) and not sentence.inside(part):
            chain.subject = Subject("", bare(piece))  # the cell before its figure
            return
        chain.parent = None if not own else chain.parent
        self.targets += milestones_of(
            sentence,
            part,
            original=self.original,
            strength=chain.strength,
            own_strength=bool(own_strength),
            year=self.year,
        )

    def _item(self, sentence: Sentence, part: Clause, item: Item, chain: Chain, *, before: int) -> None:
        """The targets of one item; none where one of its numbers is no promise; `before` targets stood before the clause."""
        for measure in item.measures:
            setting = Setting(
                clause=sentence.text[part.start : part.end],
                lead=sentence.open[max(0, item.start - 120) : item.start],
                before=sentence.open[item.start : item.measures[0].number[0]],
                after=sentence.open[measure.end : item.end],
                promised=chain.strength is not None,
                insisted=chain.strength is not None and chain.strength not in _ESTIMATES,
                shared=item.shared,
                chained=item.joined and len(self.targets) > before,
                follows=len(self.targets) > chain.first and self.targets[-1].unit == measure.unit,
                counted=chain.counted,
            )
            if not is_promised(measure, setting):
                return
        names = pairs(sentence.shown, item)
        if item.each and not has_noun(bare(names[0][0])) and len(self.targets) - chain.first >= len(names):
            earlier = self.targets[-len(names) :]
            names = [(t.subject, m) for t, (_, m) in zip(earlier, names, strict=True)]
        for index, (name, measure) in enumerate(names):
            self._append(sentence, item, measure, name, chain, index)

    def _repeats(self, chain: Chain, name: str, unit: str) -> bool:
        """True where an item says no more than a number in the unit of the target before it in the sentence."""
        return not bare(name) and len(self.targets) > chain.first and self.targets[-1].unit == unit

    def _append(self, sentence: Sentence, item: Item, measure: Measure, name: str, chain: Chain, index: int) -> None:
        before = sentence.open[item.start : item.measures[0].number[0]]
        kind = kind_of(measure, before, sentence.open[measure.number[1] : item.end])
        unit = written_unit(measure, before if has_noun(bare(name)) else chain.subject.noun + before)
        if self._repeats(chain, name, unit):
            kind = self.targets[-1].kind  # 增长8.5%,力争9%
        subject, elided = chain.name(name, sentence.shown[measure.end : item.end], kind)
        limits = chain.limit(sentence, item, elided=elided, index=index, kind=kind)
        filters: dict[str, FilterValue] = {**limits, **filters_of(subject.noun, before, kind)}
        if measure.moved:
            filters["direction"] = measure.moved
        head = sentence.text[item.start : measure.start]
        parent = chain.parent_of(head, unit, item, elided=elided, targets=self.targets)
        deadline, basis = deadline_of(sentence, item, index=index, horizon=self.horizon, year=self.year)
        start, end = sentence.passage.span(item.quote_start, item.quote_end)
        made = Target(
            quote=self.original[start:end], start=start, subject=subject.text, comparator=measure.comparator,
            value=measure.value, value_max=measure.high, unit=unit, kind=kind, filter=filters, parent=parent,
            deadline=deadline, deadline_basis=basis, strength=strength_of(head) or chain.strength,
        )  # fmt: skip
        self.targets.append(made)
        chain.subject, chain.limits = subject, limits
        chain.counted = chain.counted or _counts_new(subject, kind)


_REPORTED_YEAR = re.compile(
    "(?:20\\d{2}年|去年|上年|过去|一年来|[一三五]年来)(?![^。]*(?:抓好|下一步|如下目标|今年|重点做好))"
)


def _cell(sentence: Sentence, part: Clause) -> bool:
    """True for a cell of a table, the first of a row as well."""
    return part.mark == "|" or (part.start == 0 and sentence.text[part.end : part.end + 1] == "|")


def _remember(sentence: Sentence, item: Item, chain: Chain) -> None:
    """What was reported names the subject of the promise that follows: 去年新增企业46家,今年计划新增50家."""
    head = sentence.shown[item.start : item.measures[0].start]
    if re.match("(?:低|高|好|快|慢|少|多)于|比|较|占", head):
        return
    chain.subject, _ = chain.name(head, sentence.shown[item.measures[-1].end : item.end], "amount")


def pairs(shown: str, item: Item) -> list[tuple[str, Measure]]:
    """The subjects of an item with their values: one to one, several to several (分别), or several to one (均, 双)."""
    first = item.measures[0]
    head = shown[item.start : first.start]
    if item.each:
        return list(zip(coordinated(bare(head), len(item.measures)), item.measures, strict=True))
    if item.all or first.double:
        named = bare(head)
        count = 2 if first.double else len(re.findall("、|和|与|及", named)) + 1
        return [(name, first) for name in coordinated(named, max(count, 1))]
    return [(head, first)]


# (调增2个百分点), (约合5亿元): says the same again, or from where
_ASIDE = re.compile("调增|调减|上调|下调|约合|折合|合计?|相当于|比|较|占|去年|上年|同比|含|不含|打包|按|以")
_NO_PART = re.compile("累计|达|总|同|年均|增|降|到|共|目标|力争")  # (累计达到200家), (同口径增长8%)
_ESTIMATES = frozenset({"计划", "预计", "预期", "拟", "完成", "实现"})


def _counts_new(subject: Subject, kind: Kind) -> bool:
    """签约项目120个, after which 总投资900亿元 is theirs; not 安排项目260个, whose 总投资 is only told."""
    return (
        kind == "count"
        and finder("bearers").search(subject.text) is not None
        and not re.match("安排|实施|共|列入|确定", subject.text)
    )


_PLAN_NAMES = re.compile("(?:行动|双创|人才|培育|倍增|提升|发展|实施|工程)计划")


def strength_of(piece: str) -> str | None:
    """The strongest word of intent in a clause."""
    plain = _PLAN_NAMES.sub("", piece)
    for pattern in strengths():
        if match := pattern.search(plain):
            return match[0]
    return None
