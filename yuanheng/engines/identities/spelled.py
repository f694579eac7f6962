"""Names spelled in pinyin: `启东市HENGDA机械` is read as characters that sound so, and compares by sound with 恒达."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pypinyin.pinyin_dict import pinyin_dict

from .characters import plain_reading

_RUN = re.compile(r"(?<![A-Z0-9])[A-Z]{4,}(?![A-Z0-9])")
LONGEST = 6


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """For each syllable of two letters or more a character of that sound, of the common ones (GB 2312 level 1)."""
    found: dict[str, str] = {}
    for point, readings in pinyin_dict.items():
        syllable = plain_reading(readings.split(",")[0]).upper()
        if len(syllable) > 1 and syllable.isascii() and _is_common(chr(point)):
            found.setdefault(syllable, chr(point))
    return found


def _is_common(character: str) -> bool:
    try:
        return 0xB0A1 <= int.from_bytes(character.encode("gb2312"), "big") <= 0xD7F9
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=10_000)
def _spoken_run(run: str) -> str:
    """The fewest syllables that make `run`, as characters, at least two; `run` itself where none do."""
    best: list[str | None] = ["", *[None] * len(run)]
    for end in range(1, len(run) + 1):
        for shorter in _endings(best, run, end):
            known = best[end]
            if known is None or len(shorter) < len(known):
                best[end] = shorter
    spoken = best[-1]
    return spoken if spoken and len(spoken) > 1 else run


def _endings(best: list[str | None], run: str, end: int) -> Iterator[str]:
    for start in range(max(0, end - LONGEST), end - 1):
        head, character = best[start], _characters().get(run[start:end])
        if head is not None and character:
            yield head + character


def spoken(folded: str) -> str:
    """`folded` with every run of four Latin letters or more that is pinyin written in characters of that sound."""
    return folded if not _RUN.search(folded) else _RUN.sub(lambda hit: _spoken_run(hit.group()), folded)
