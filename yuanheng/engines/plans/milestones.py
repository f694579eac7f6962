"""Dated events without a number: 力争年底前取得正式批复."""

from __future__ import annotations

import re

from .analysis import Sentence
from .subjects import bare, has_noun
from .tense import Clause
from .times import TimeWord
from .values import Target
from .words import finder

_PERIODS = frozenset({"年度", "全年", "本年度", "首季开门红", "开门红"})
_LOOSE = re.compile(r"^(?:今年|全年|年度|本年度?|\d{4}年度?)$")
_UNTIL = re.compile(r"[前底末内]$|年内")


def milestone_of(
    sentence: Sentence, part: Clause, *, original: str, strength: str | None, own_strength: bool
) -> Target | None:
    """The milestone of a clause without numbers; None where it has no date of its own or no event."""
    piece = sentence.text[part.start : part.end]
    inside = [t for t in sentence.inside(part) if t.sort == "date" and t.deadline]
    if not inside or re.search(r"每(?:年|月|季|周|半)", piece):
        return None
    word = inside[-1]
    written = sentence.text[word.start : word.end]
    if written.strip("“”") in _PERIODS or (_LOOSE.match(written) and not own_strength):
        return None
    if not (_UNTIL.search(written) or own_strength or strength or word.key.startswith(("m", "y2"))):
        return None
    if re.search("取得.{0,6}(?:突破|进展|成效|实效|成果|成绩)", piece):
        return None
    if finder("events").search(sentence.open, word.end, part.end) is None:
        return None
    start, end = sentence.passage.span(part.start, part.end)
    return Target(
        quote=original[start:end], start=start, subject=_subject(sentence, part, word), comparator=None, value=None,
        unit=None, kind="milestone", deadline=word.deadline, deadline_basis="quote", strength=strength,
    )  # fmt: skip


def _subject(sentence: Sentence, part: Clause, word: TimeWord) -> str:
    """What the event happens to: before the time word in its clause, else the nearest clause before that names something."""
    before = bare(sentence.shown[part.start : word.start])
    after = bare(sentence.shown[word.end : part.end])
    if not before:
        earlier = [
            bare(sentence.shown[c.start : c.end])
            for c in sentence.parts
            if c.end <= part.start and not sentence.inside(c) and not re.search(r"\d", sentence.text[c.start : c.end])
        ]
        before = next((text for text in reversed(earlier) if has_noun(text)), "")
    return before + after
