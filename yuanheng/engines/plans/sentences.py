"""One sentence at a time: its times, its tense, its chain of items, and the targets they make."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .items import Item, items_of
from .kinds import filters_of, kind_of, value_of, written_unit
from .layout import Paragraph
from .measures import Measure, Threshold, find_measures, hide, hide_names
from .milestones import milestone_of
from .original import Passage
from .roles import Setting, is_promised
from .subjects import Subject, bare, coordinated, has_noun, split_verb
from .tense import Clause, Tense, clauses, promises
from .times import TimeWord, find_times
from .values import FilterValue, Target
from .words import finder, strengths

_TITLES = re.compile(r"《[^》]*》")


def sentences(paragraph: Paragraph) -> Iterator[Passage]:
    """The sentences of a paragraph, each with its full stop."""
    start = 0
    for match in re.finditer(r"[。!?]+[”)]?|$", paragraph.text):
        if match.end() > start and re.search(r"\w", paragraph.text[start : match.end()]):
            yield paragraph.passage.cut(start, match.end())
        start = match.end()


@dataclass(slots=True)
class Chain:
    """What a sentence has said so far, for the items that leave it out."""

    subject: Subject = Subject("", "")
    filter: dict[str, FilterValue] = field(default_factory=dict)
    basis: str = ""
    strength: str | None = None
    parent: int | None = None
    first: int = 0
    counted: bool = False


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

    def new_paragraph(self) -> None:
        """A paragraph starts in the tense of its section and with the plan's own year."""
        self.tense = Tense(past=self.section_past)
        self.horizon = None

    def read(self, passage: Passage) -> None:
        """Add the targets of one sentence."""
        text = passage.text
        titled = hide(text, (m.span() for m in _TITLES.finditer(text)))
        times = find_times(titled, year=self.year)
        hidden = hide(hide_names(text), ((t.start, t.end) for t in times))
        measures, thresholds = find_measures(text, hidden=hidden)
        measures = [m for m in measures if not any(t.start < m.number[1] and m.number[0] < t.end for t in times)]
        parts = clauses(hide(hidden, ((t.start, t.end) for t in thresholds)))
        past = self.tense.of(text, parts, times, self.known_past)
        self._note_past(parts, past, times)
        chain = Chain(first=len(self.targets))
        for part, gone in zip(parts, past, strict=True):
            own = [m for m in measures if part.start <= m.number[0] < part.end]
            if gone:
                continue
            self._clause(passage, part, own, thresholds, times, chain, hidden)
        self._remember_horizon(times)

    def _note_past(self, parts: tuple[Clause, ...], past: list[bool], times: tuple[TimeWord, ...]) -> None:
        """Periods told as done: a bare 一季度 later in the text is done as well."""
        gone = {
            t.key for part, was in zip(parts, past, strict=True) if was
            for t in times if part.start <= t.start < part.end and t.key.startswith("m")
        }  # fmt: skip
        self.known_past = self.known_past | gone

    def _remember_horizon(self, times: tuple[TimeWord, ...]) -> None:
        """到2025年 at the head of a paragraph holds for its later sentences, 今后五年 as well."""
        for word in times:
            later = word.year is not None and self.year is not None and word.year > self.year
            if word.sort == "rolling" or (word.sort == "date" and later):
                self.horizon = word
            elif word.sort == "date" and word.key == "year":
                self.horizon = None

    def _clause(
        self, passage: Passage, part: Clause, own: list[Measure], thresholds: list[Threshold],
        times: tuple[TimeWord, ...], chain: Chain, hidden: str,
    ) -> None:  # fmt: skip
        piece = passage.text[part.start : part.end]
        chain.strength = _strength(piece) or chain.strength
        before = len(self.targets)
        for item in items_of(passage.text, part, own, hidden):
            self._item(passage, part, item, thresholds, times, chain, hidden)
        if len(self.targets) == before and not own:
            made = milestone_of(
                passage,
                part,
                times,
                original=self.original,
                strength=_strength(piece) or chain.strength,
                own_strength=_strength(piece) is not None,
            )
            if made is not None:
                self.targets.append(made)
        if "其中" not in piece and "当中" not in piece and before == len(self.targets):
            chain.parent = None

    def _item(
        self, passage: Passage, part: Clause, item: Item, thresholds: list[Threshold],
        times: tuple[TimeWord, ...], chain: Chain, hidden: str,
    ) -> None:  # fmt: skip
        text = hide(hidden, ((t.start, t.end) for t in thresholds))
        for measure in item.measures:
            setting = Setting(
                clause=passage.text[part.start : part.end],
                before=text[item.start : measure.start],
                after=text[measure.end : item.end],
                promised=chain.strength is not None,
                counted=chain.counted,
            )
            if not is_promised(measure, setting):
                return
        for index, (name, measure) in enumerate(_pairs(text, item)):
            self._append(passage, item, measure, name, thresholds, times, chain, text, index=index)

    def _append(
        self, passage: Passage, item: Item, measure: Measure, name: str, thresholds: list[Threshold],
        times: tuple[TimeWord, ...], chain: Chain, text: str, *, index: int,
    ) -> None:  # fmt: skip
        before = text[item.start : measure.number[0]]
        kind = kind_of(measure, before)
        subject, elided = self._subject(name, text[measure.end : item.end], chain, kind)
        own = [t for t in thresholds if item.start <= t.start < item.end]
        limits = self._limits(own, chain, elided=elided, index=index, item=item, text=passage.text)
        deadline, basis = self._deadline(item, times)
        start, end = passage.span(item.quote_start, item.quote_end)
        filters: dict[str, FilterValue] = {**limits, **filters_of(subject.text, before, kind)}
        if measure.moved:
            filters["direction"] = measure.moved
        parent = self._parent(passage.text[item.start : measure.start], measure, chain, elided=elided)
        self.targets.append(Target(
            quote=self.original[start:end], start=start, subject=subject.text, comparator=measure.comparator,
            value=value_of(measure, kind), value_max=measure.high, unit=written_unit(measure), kind=kind, filter=filters,
            parent=parent, deadline=deadline, deadline_basis=basis, strength=chain.strength,
        ))  # fmt: skip
        chain.subject, chain.filter = subject, {k: v for k, v in limits.items()}
        chain.counted = chain.counted or (kind == "count" and finder("bearers").search(subject.text) is not None)

    def _subject(self, name: str, after: str, chain: Chain, kind: str) -> tuple[Subject, bool]:
        """The item's own subject, or the chain's where it has none; True for the second."""
        own = bare(name)
        follows = bare(after) if re.match(r"[的\u4e00-\u9fff]", after) else ""
        if not has_noun(own) and has_noun(follows):
            verb = split_verb(own).verb
            return Subject(verb, follows), False
        if has_noun(own):
            return split_verb(own + (follows if not has_noun(own) else "")), False
        growth = finder("growth_nouns").search(own)
        if growth:
            return Subject("", chain.subject.text + growth[0]), True
        verb = split_verb(own).verb or chain.subject.verb
        return Subject(verb, chain.subject.noun), True

    def _limits(
        self, own: list[Threshold], chain: Chain, *, elided: bool, index: int, item: Item, text: str
    ) -> dict[str, FilterValue]:
        """Thresholds of this item; an item without a noun takes the chain's."""
        made: dict[str, FilterValue] = {}
        if own:
            chosen = own[index] if len(own) > 1 and item.each and index < len(own) else own[0]
            made.update(chosen.filter)
            if not item.each or len(own) == 1:
                for more in own[1:]:
                    made.update({k: v for k, v in more.filter.items() if k not in made})
            basis = re.search(
                r"(应税销售|主营业务收入|营业收入|销售收入|开票销售|年销售|产值|税收|纳税|营收|规模|实际进资|到账外资|销售)(?:额|收入)?$",
                text[item.start : own[0].start],
            )
            chain.basis = basis[0] if basis else chain.basis
            if chain.basis:
                made["amount_basis"] = chain.basis
        elif elided:
            made.update(chain.filter)
        if not own and not elided:
            chain.basis = ""
        return made

    def _deadline(self, item: Item, times: tuple[TimeWord, ...]) -> tuple[datetime.date | None, str | None]:
        """The time in the item, else the last one before it in the sentence, else the plan's year."""
        useful = [t for t in times if t.sort in ("date", "rolling")]
        inside = [t for t in useful if item.start <= t.start < item.end]
        if inside:
            lead = [t for t in inside if t.start < item.measures[0].start] or inside
            return lead[-1].deadline, "quote" if lead[-1].deadline else None
        before = [t for t in useful if t.start < item.start]
        if before:
            return before[-1].deadline, "sentence" if before[-1].deadline else None
        if self.horizon is not None:
            return self.horizon.deadline, "doc" if self.horizon.deadline else None
        return (datetime.date(self.year, 12, 31), "doc") if self.year else (None, None)

    def _parent(self, before: str, measure: Measure, chain: Chain, *, elided: bool) -> int | None:
        if finder("part_of").search(before):
            candidates = range(len(self.targets) - 1, chain.first - 1, -1)
            unit = written_unit(measure)
            same = [i for i in candidates if self.targets[i].unit == unit and self.targets[i].parent is None]
            chain.parent = same[0] if same else next(iter(candidates), None)
        elif not elided:
            chain.parent = None
        return chain.parent


def _pairs(text: str, item: Item) -> list[tuple[str, Measure]]:
    """The subjects of an item with their values: one to one, one to all, or all to one."""
    head = text[item.start : item.measures[0].start]
    if item.each:
        return list(zip(coordinated(bare(head), len(item.measures)), item.measures, strict=True))
    if item.all or item.measures[0].double:
        measure = item.measures[0]
        names = coordinated(
            bare(head), max(2, len(re.findall("、|和|与|及", bare(head))) + 1) if not measure.double else 2
        )
        return [(name, measure) for name in names]
    return [(head, item.measures[0])]


def _strength(piece: str) -> str | None:
    """The strongest word of intent in a clause."""
    for pattern in strengths():
        if match := pattern.search(piece):
            return match[0]
    return None


__all__ = ["SentenceReader", "promises", "sentences"]
