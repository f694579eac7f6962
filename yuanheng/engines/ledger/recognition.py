"""Which department's table this is: by its measures, its header words and its titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .columns import FIGURE, Column, path_text
from .source import GENERAL, Source
from .words import normalise


def recognise(sources: Mapping[str, Source], columns: Sequence[Column], texts: Sequence[str]) -> str:
    """The best source, `general` where none has anything in common with the table."""
    measures = {c.measure for c in columns if c.role == FIGURE and c.measure}
    headers = {normalise(path_text(c)) for c in columns}
    around = normalise(" ".join(texts))
    best, best_score = GENERAL, 0.0
    for name, source in sources.items():
        score = _score(source, measures, headers, around)
        if score > best_score:
            best, best_score = name, score
    return best


def _score(source: Source, measures: set[str], headers: set[str], around: str) -> float:
    titles = sum(1 for w in source.recognise if normalise(w) in around)
    words = sum(1 for w in source.header_words if any(normalise(w) in h for h in headers))
    if source.list_measure:
        return 4.0 * titles if titles and not measures else 0.0
    shared = len(measures & set(source.measures))
    foreign = len(measures - set(source.measures))
    if not titles and not words and not shared:
        return 0.0
    return 3.0 * min(titles, 3) + 2.0 * min(words, 3) + 2.0 * min(shared, 4) - 0.5 * foreign
