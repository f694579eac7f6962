"""Dated events without a number: 力争年底前取得正式批复; 3月底前开工、10月底前竣工."""

from __future__ import annotations

import itertools
import re

from ..quantities.running import BARE
from .analysis import Sentence
from .measures import HOLE
from .subjects import bare, has_noun
from .tense import Clause
from .times import TimeWord
from .values import Target
from .words import finder

_PERIODS = frozenset({"年度", "全年", "本年度", "首季开门红", "开门红", "首季"})
_LOOSE = re.compile(r"^(?:今年|全年|年度|本年度?|\d{4}年度?)$")
_UNTIL = re.compile(r"[前底末内]$|年内")
# results without a measure, and papers that are handed in
_VAGUE = re.compile(
    "取得.{0,6}(?:突破|进展|成效|实效|成果|成绩)|(?:举行|召开)[^,;。]*(?:会|会议|仪式|活动)|报[^,;。]{0,6}(?:办公室|办|局|委)(?:$|[备审汇])"
)


def milestones_of(
    sentence: Sentence, part: Clause, *, original: str, strength: str | None, own_strength: bool, year: int | None
) -> list[Target]:
    """The milestones of a clause without numbers: one for each date that has an event."""
    piece = sentence.text[part.start : part.end]
    if re.search(r"每(?:年|月|季|周|半|两)", piece) or _VAGUE.search(piece):
        return []
    dates = [t for t in sentence.inside(part) if t.sort == "date" and t.deadline]
    borders = [part.start, *(_border(sentence.text, a, b) for a, b in itertools.pairwise(dates)), part.end]
    made: list[Target] = []
    for word, start, end in zip(dates, borders, borders[1:], strict=False):
        later = word.year is not None and year is not None and word.year > year
        if any(word.end <= m.start < end and m.end >= end - 1 for m in sentence.measures if m.dimension != BARE):
            continue  # its number was read, and is no promise
        if not _binds(sentence, word, start, end, own_strength=own_strength or later, strength=strength):
            continue
        while sentence.text[end - 1] in "、和及并":
            end -= 1
        first, last = sentence.passage.span(start, end)
        made.append(
            Target(
                quote=original[first:last], start=first, subject=_subject(sentence, start, end, word, made), comparator=None,
                value=None, unit=None, kind="milestone", deadline=word.deadline, deadline_basis="quote", strength=strength,
            )
        )  # fmt: skip
    return made


def _border(text: str, first: TimeWord, second: TimeWord) -> int:
    """Where one event ends and the next begins: at the last 、 or 和 between their dates."""
    joints = [m.end() for m in re.finditer("[、和及并]", text[first.end : second.start])]
    return first.end + joints[-1] if joints else second.start


def _binds(
    sentence: Sentence, word: TimeWord, start: int, end: int, *, own_strength: bool, strength: str | None
) -> bool:
    """True where a date is a limit and an event stands behind it; behind …前 anything done is one."""
    written = sentence.text[word.start : word.end]
    if written.strip("“”") in _PERIODS or (_LOOSE.match(written) and not own_strength):
        return False
    if not (_UNTIL.search(written) or own_strength or strength or word.key.startswith(("m", "y2"))):
        return False
    bare_event = re.fullmatch(f"(?:要|力争|确保)*(?:实现|完成|形成|取得)?[{HOLE}“”、,]*", sentence.open[word.end : end])
    if bare_event and not has_noun(bare(sentence.shown[start : word.start])):
        return False  # 一季度实现“开门红”: a slogan is no event
    if written.endswith("前"):
        return (
            has_noun(bare(sentence.shown[word.end : end]))
            or finder("events").search(sentence.open, word.end, end) is not None
        )
    return finder("events").search(sentence.open, word.end, end) is not None


def _subject(sentence: Sentence, start: int, end: int, word: TimeWord, made: list[Target]) -> str:
    """What the event happens to: before the date, else the nearest clause before that names something."""
    before, after = bare(sentence.shown[start : word.start]), bare(sentence.shown[word.end : end])
    if not before and not made:
        clear = [
            c
            for c in sentence.parts
            if c.end <= start and not any(c.start <= m.start < c.end for m in sentence.measures)
        ]
        texts = [
            bare(sentence.shown[c.start : c.end])
            for c in clear
            if not any(t.sort == "date" for t in sentence.inside(c))
        ]
        before = next((text for text in reversed(texts) if has_noun(text)), "")
    elif not before:
        before = made[0].subject.removesuffix(made[0].subject[-2:])
    return before + after
