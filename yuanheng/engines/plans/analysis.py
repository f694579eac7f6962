"""One sentence taken apart: its times, numbers, thresholds and clauses, and the views of its text they leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .layout import Paragraph
from .measures import Measure, find_measures, hide, hide_names
from .original import Passage
from .tense import Clause, clauses
from .thresholds import Threshold
from .times import TimeWord, find_times

# 镇(街道), 上市(挂牌): no clause of their own
_ASIDES = re.compile(r"\([^()\d一二三四五六七八九十百千万亿,;]{1,12}\)")
MAX_SENTENCE = 1500  # longer ones are no prose; they are cut so that reading stays linear
_TITLES = re.compile(r"《[^》]{0,80}》")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`open` is the text with times, names and thresholds hidden, for the grammar; `shown` keeps the names, for subjects."""

    passage: Passage
    times: tuple[TimeWord, ...]
    measures: tuple[Measure, ...]
    thresholds: tuple[Threshold, ...]
    parts: tuple[Clause, ...]
    open: str
    shown: str

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.passage.text

    def inside(self, part: Clause) -> tuple[TimeWord, ...]:
        """The time words of a clause."""
        return tuple(t for t in self.times if part.start <= t.start < part.end)


def sentences(paragraph: Paragraph) -> Iterator[Passage]:
    """The sentences of a paragraph, each with its full stop."""
    start = 0
    for match in re.finditer(r"[。!?]+[”)]?|$", paragraph.text):
        for first in range(start, match.end(), MAX_SENTENCE):
            last = min(first + MAX_SENTENCE, match.end())
            if re.search(r"\w", paragraph.text[first:last]):
                yield paragraph.passage.cut(first, last)
        start = match.end()


def analyse(passage: Passage, *, year: int | None) -> Sentence:
    """Take a sentence apart; `year` is the plan's."""
    text = passage.text
    times = find_times(hide(text, (m.span() for m in _TITLES.finditer(text))), year=year)
    when = [(t.start, t.end) for t in times]
    hidden = hide(hide_names(text), when)
    hidden = hide(hidden, (m.span() for m in _ASIDES.finditer(hidden)))
    measures, thresholds = find_measures(text, hidden=hidden)
    sizes = [(t.start, t.end) for t in thresholds]
    clear = [m for m in measures if not any(a < m.number[1] and m.number[0] < b for a, b in when)]
    opened = hide(hidden, sizes)
    return Sentence(
        passage,
        times,
        tuple(clear),
        tuple(thresholds),
        clauses(opened),
        opened,
        hide(text, _unshown(text, times, thresholds)),
    )


_MEASURED = re.compile(
    r"(?:固定资产|单体|协议|计划)?(?:总投资|投资额?)$|(?:年|工业)?(?:应税|开票|主营业务|营业|销售)(?:销售|收入|额)+$|(?:年|入库)?(?:税收|产值|营收|规模)$"
)


def _unshown(text: str, times: Sequence[TimeWord], thresholds: Sequence[Threshold]) -> Iterator[tuple[int, int]]:
    """What a subject does without: times (but 年度 names the measure), and sizes with the word for what they measure."""
    for word in times:
        if text[word.start : word.end] != "年度":
            yield word.start, word.end
    for size in thresholds:
        measured = _MEASURED.search(text, max(0, size.start - 8), size.start)
        yield (measured.start() if measured else size.start), size.end
