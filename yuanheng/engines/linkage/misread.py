"""A division at the head of a name with one character misread: `启乐市` and `楠通市` are no places, 启东市 and 南通市 are."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from yuanheng.engines.identities.characters import sound_of
from yuanheng.engines.identities.divisions import load_divisions

from .shapes import look_alike

_SIGNS = frozenset("省市县区")
_GAP = "?"
LEAST = 4  # characters that must be left of the name behind the division


@lru_cache(maxsize=1)
def _gapped() -> dict[str, list[str]]:
    """Full names of divisions by their writing with one character, not the sign, left open."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(load_divisions().codes):
        if 3 <= len(word) <= 5 and word[-1] in _SIGNS:
            for at in range(len(word) - 1):
                found[word[:at] + _GAP + word[at + 1 :]].append(word)
    return dict(found)


@lru_cache(maxsize=100_000)
def _mended(head: str) -> str:
    """The one division that `head` may be with one character wrong; '' where there is none or more than one."""
    alike: set[str] = set()
    for at in range(len(head) - 1):
        for word in _gapped().get(head[:at] + _GAP + head[at + 1 :], ()):
            if sound_of(word[at]) == sound_of(head[at]) or look_alike(word[at], head[at]):
                alike.add(word)
    return alike.pop() if len(alike) == 1 else ""


def with_region_mended(folded: str) -> str:
    """The name with its first division written right, where it begins with none but with one that has a character misread.

    Only full names (with 省, 市, 县, 区), and only a character of the same sound or shape: 华兴市场 is no place.
    """
    if len(folded) < 3 + LEAST or load_divisions().match(folded):
        return folded
    for size in (3, 4, 5):
        if folded[size - 1] in _SIGNS and len(folded) >= size + LEAST and (word := _mended(folded[:size])):
            return word + folded[size:]
    return folded
