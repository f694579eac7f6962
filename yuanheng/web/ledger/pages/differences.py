"""Two writings side by side, the characters in which they differ marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `differs` where the other writing has something else."""

    text: str
    differs: bool


def side_by_side(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces. Full width, letter case and kinds of brackets are no difference."""
    matched = SequenceMatcher(None, _plain(left), _plain(right), autojunk=False).get_opcodes()
    one, other = [], []
    for kind, a, b, c, d in matched:
        one.append(Piece(left[a:b], kind != "equal"))
        other.append(Piece(right[c:d], kind != "equal"))
    return tuple(p for p in one if p.text), tuple(p for p in other if p.text)


def _plain(text: str) -> list[str]:
    """One comparable piece a character, so that places stay those of the text as written."""
    return [_BRACKETS.get(folded := unicodedata.normalize("NFKC", c).upper(), folded) for c in text]


_BRACKETS = {"[": "(", "【": "(", "〔": "(", "]": ")", "】": ")", "〕": ")"}
