"""The one difference between two names: a typing error, or a mark that keeps two firms apart."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from yuanheng.engines.identities.characters import sound_of

from .digests import Array
from .levels import MARK, TYPING
from .shapes import look_alike

_CLASSES = (
    "一二三四五六七八九十",
    "东西南北中",
    "新老",
    "大小",
    "上下",
    "内外",
    "前后",
    "甲乙丙丁ABCDEF",
)
_BIT = {c: 1 << i for i, c in enumerate(dict.fromkeys("".join(_CLASSES)))}
_CLASS_MASKS = [np.uint64(sum(_BIT[c] for c in set(group))) for group in _CLASSES]
_FOLD = str.maketrans("1234567890壹贰叁旧", "一二三四五六七八九十一二三老")


@lru_cache(maxsize=400_000)
def difference_kind(left: str, right: str) -> int:
    """The level of `levels.TYPING` for two texts one edit apart (a swap of neighbours is one edit)."""
    if len(left) == len(right):
        places = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(places) == 2:
            return TYPING.level("swap")
        a, b = left[places[0]], right[places[0]]
        if sound_of(a) == sound_of(b):
            return TYPING.level("sound")
        return TYPING.level("look" if look_alike(a, b) else "other")
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if at and longer[at] == longer[at - 1]:
        return TYPING.level("doubled")
    return TYPING.level("extra" if longer is left else "missing")


def only_slips(left: str, right: str) -> bool:
    """True when two texts of one length differ only in characters that sound or look alike."""
    return all(a == b or sound_of(a) == sound_of(b) or look_alike(a, b) for a, b in zip(left, right, strict=True))


@lru_cache(maxsize=100_000)
def mark_bits(text: str) -> int:
    """The numerals, winds, letters and the like in `text`, one bit each, so that whole columns are compared at once."""
    bits = 0
    for character in text.translate(_FOLD):
        bits |= _BIT.get(character, 0)
    return bits


def mark_relations(left: Array, right: Array) -> Array:
    """Levels of `levels.MARK` for two columns of `mark_bits`.

    The same marks at both sides are agreement; one mark against another of its class is what distinguishes sister companies.
    """
    only_l, only_r = left & ~right, right & ~left
    apart: Array = np.zeros(len(left), dtype=bool)
    for mask in _CLASS_MASKS:
        apart |= ((only_l & mask) > 0) & ((only_r & mask) > 0)
    codes = [(left | right) == 0, apart, only_l > 0, only_r > 0]
    return np.select(codes, [MARK.level(c) for c in ("none", "apart", "record", "firm")], MARK.level("same"))
