"""Dated events without a number: 力争年底前取得正式批复."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .measures import HOLE
from .original import Passage
from .subjects import bare
from .tense import Clause
from .times import TimeWord
from .values import Target
from .words import finder

_LOOSE = re.compile(r"^(?:今年|全年|年度|本年度?|\d{4}年度?)$")
_UNTIL = re.compile(r"[前底末内]$|年内")


def milestone_of(
    passage: Passage,
    part: Clause,
    times: Sequence[TimeWord],
    *,
    original: str,
    strength: str | None,
    own_strength: bool,
) -> Target | None:
    """The milestone of a clause without numbers; None where it has no date of its own or no event."""
    text = passage.text
    inside = [t for t in times if part.start <= t.start < part.end and t.sort == "date" and t.deadline]
    if not inside or re.search(r"每(?:年|月|季|周|半)", text[part.start : part.end]):
        return None
    word = inside[-1]
    written = text[word.start : word.end]
    if written in ("年度", "全年", "本年度", "“开门红”", "开门红") or (_LOOSE.match(written) and not own_strength):
        return None
    event = finder("events").search(text, word.end, part.end)
    if event is None or not (_UNTIL.search(written) or own_strength or strength):
        return None
    start, end = passage.span(part.start, part.end)
    return Target(
        quote=original[start:end], start=start, subject=_subject(text, part, word), comparator=None, value=None, unit=None,
        kind="milestone", deadline=word.deadline, deadline_basis="quote", strength=strength,
    )  # fmt: skip


def _subject(text: str, part: Clause, word: TimeWord) -> str:
    """What the event happens to: before the time word in its clause, else the clause before."""
    before, after = bare(text[part.start : word.start]), bare(text[word.end : part.end])
    if not before:
        earlier = [c for c in re.split("[,;:]", text[: part.start]) if c and HOLE not in c]
        before = bare(earlier[-1]) if earlier else ""
    return before + after
