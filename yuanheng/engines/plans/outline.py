"""The outline (headings and lead sentences) and the commitments of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .analysis import sentences
from .layout import Paragraph
from .tense import clauses, promises, reports
from .times import find_times
from .values import Commitment, OutlineItem, Target
from .words import any_of, finder, words

_LEAD = re.compile(r"^([^。!?,;:\d]{4,26})。")
_HEAD = re.compile(r"^([^。!?;:]{2,40})。")
_MIN_LEADS = 2
_HEAD_LINES = 3  # more bare lines at the head are a list under its title


def find_outline(parts: Sequence[Paragraph], length: int) -> tuple[OutlineItem, ...]:
    """Headings by their numbering, the first kind met being the highest, and lead sentences below them."""
    heads = [h for h in (_head(p) for p in parts) if h is not None]
    if sum(1 for _, _, lead in heads if lead) < _MIN_LEADS:
        heads = [h for h in heads if not h[2]]
    kinds: list[str] = []
    levels: list[tuple[int, str, int, bool]] = []
    for paragraph, title_end, lead in heads:
        if lead:
            level = len(kinds) + 1
        else:
            kinds = _nest(kinds, paragraph.marker)
            level = len(kinds)
        title = paragraph.text[0 if lead else paragraph.mark_end : title_end].strip(" ,。:;●")
        levels.append((level, title, paragraph.passage.at[0], lead))
    return tuple(
        OutlineItem(level, title, start, _ends(levels, i, length), lead)
        for i, (level, title, start, lead) in enumerate(levels)
    )


def _nest(kinds: list[str], kind: str) -> list[str]:
    return kinds[: kinds.index(kind) + 1] if kind in kinds else [*kinds, kind]


def _ends(levels: list[tuple[int, str, int, bool]], i: int, length: int) -> int:
    return next((start for level, _, start, _ in levels[i + 1 :] if level <= levels[i][0]), length)


def _head(p: Paragraph) -> tuple[Paragraph, int, bool] | None:
    """The paragraph, where its title ends, and whether it is a lead sentence; None for plain text."""
    body = p.text[p.mark_end :]
    if re.match(r"20\d{2}年\d{1,2}月\d{1,2}日", body):
        return None  # ——2024年1月9日在…会议上
    if p.marker:
        if p.heading:
            return p, len(p.text), False
        match = _HEAD.match(body)
        return (p, p.mark_end + match.end(1), False) if match and (len(body) > match.end() or len(body) <= 30) else None
    match = _LEAD.match(body)
    return (p, match.end(1), True) if match and len(body) > match.end() and " " not in match[1] else None


def commitments_of(
    parts: Sequence[Paragraph],
    original: str,
    outline: Sequence[OutlineItem],
    targets: Sequence[Target],
    *,
    reviewed: frozenset[int] = frozenset(),
    year: int | None = None,
) -> tuple[Commitment, ...]:
    """Every sentence that promises an action or holds a target; titles, headings and lead sentences are none.

    `reviewed` are the paragraphs under a heading such as 工作回顾: there only a target is a promise.
    """
    made = []
    for number, paragraph in enumerate(parts):
        if paragraph.heading and not _held(paragraph.passage.at[0], paragraph.passage.at[-1] + 1, targets):
            continue
        titled = _title(parts, number)
        for index, sentence in enumerate(sentences(paragraph)):
            start, end = sentence.at[0], sentence.at[-1] + 1
            held = _held(start, end, targets)
            lead = index == 0 and _LEAD.match(sentence.text) is not None and not paragraph.heading
            if held or (not (lead or titled) and number not in reviewed and _acts(sentence.text, year=year)):
                made.append(Commitment(original[start:end], start, end, _section_of(start, outline), held))
    return tuple(made)


def _title(parts: Sequence[Paragraph], number: int) -> bool:
    """A bare line at the head, one that names a document, or one that stands over sentences; a run of them is a list."""
    if not _bare(parts[number]):
        return False
    if re.search(
        "(?:计划|方案|要点|报告|通知|意见|总结|规划|纲要|清单|安排|打算)(?:\\([^)]*\\))?$", parts[number].text
    ):
        return True
    head = next((i for i, p in enumerate(parts) if not _bare(p)), len(parts))
    if number < head:
        return number == 0 or head <= _HEAD_LINES
    around = [i for i in (number - 1, number + 1) if 0 <= i < len(parts)]
    return not any(_bare(parts[i]) for i in around)


def _bare(paragraph: Paragraph) -> bool:
    """A short line without a mark or a sign of a sentence."""
    return not paragraph.marker and len(paragraph.text) <= 30 and re.search("[。,;:!?|]", paragraph.text) is None


def _held(start: int, end: int, targets: Sequence[Target]) -> tuple[int, ...]:
    return tuple(i for i, t in enumerate(targets) if start <= t.start < end)


def _section_of(start: int, outline: Sequence[OutlineItem]) -> int | None:
    inside = [i for i, item in enumerate(outline) if item.start <= start < item.end]
    return inside[-1] if inside else None


def _acts(text: str, *, year: int | None) -> bool:
    """True where some clause begins with a verb of doing, or promises, and none of them reports."""
    w = words()
    verb = re.compile(rf"{any_of(w.manners)}*{any_of([*w.work, *w.outcome, *w.events, *w.actions])}")
    times = find_times(text, year=year)
    acting = False
    for part in clauses(text):
        piece = text[part.start : part.end]
        inside = [t for t in times if part.start <= t.start < part.end]
        if reports(piece, inside, promised=False, known_past=frozenset()):
            return False
        acting = acting or promises(piece, ()) or bool(verb.match(piece) or finder("work").search(piece))
    return acting
