"""The text as read and the text as parsed: one is normalised, and every character knows where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = {
    "\u3000": " ", "\xa0": " ", "\t": " ", "〜": "~", "～": "~", "∼": "~", "﹪": "%", "『": "“", "』": "”", "「": "“", "」": "”",
    "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "﹣": "-", "−": "-", "…": "。", "•": "●", "‧": "·",
}  # fmt: skip
_FOLD: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(sign): plain for sign, plain in _SIGNS.items()},
}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of normalised text without line breaks; `at[i]` is the offset of its character i in the original."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the characters `start`..`end` of this passage."""
        return self.at[start], self.at[end - 1] + 1

    def cut(self, start: int, end: int) -> Passage:
        """A part of the passage."""
        return Passage(self.text[start:end], self.at[start:end])

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.text + other.text, self.at + other.at)


def fold(text: str) -> str:
    """Full-width signs to half-width, straight quotation marks to opening and closing ones; one character for one."""
    folded = text.translate(_FOLD)
    if '"' not in folded:
        return folded
    pieces = folded.split('"')
    return "".join(piece + ("“" if i % 2 == 0 else "”") for i, piece in enumerate(pieces[:-1])) + pieces[-1]


def passage_of(original: str, start: int, end: int, *, spaced: bool = False) -> Passage:
    """The line `start`..`end`, normalised; spaces stay only where they part two Chinese words.

    With `spaced` the text is letter-spaced (as some PDF files are) and no space means anything.
    """
    folded = fold(original[start:end])
    keep = [i for i, c in enumerate(folded) if not c.isspace() or (not spaced and _parts(folded, i))]
    return Passage("".join(" " if folded[i].isspace() else folded[i] for i in keep), tuple(start + i for i in keep))


def _parts(text: str, i: int) -> bool:
    """True where the space at `i` stands between two words: after Chinese, a digit or a sign, before Chinese or a date."""
    before, after = text[:i].rstrip(), text[i + 1 :].lstrip()
    if not before or not after or text[i - 1].isspace():
        return False
    if re.match(r"\d{4}(年|-)\d", after):
        return True
    return bool(_HAN.match(after[0]) or after[0] in "●◆■") and bool(_HAN.match(before[-1]) or before[-1] in "”》)。")
