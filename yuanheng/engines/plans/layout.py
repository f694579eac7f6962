"""Lines to paragraphs: a break inside a sentence is mended, a heading stays alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .original import Passage, fold, passage_of

_NUMERAL = "[一二三四五六七八九十百]"
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("part", rf"第{_NUMERAL}{{1,3}}(?:部分|章|篇|节)"),
        ("bullet", r"[●◆■▲★◎○►▶]+\s*"),
        ("han", rf"{_NUMERAL}{{1,3}}(?:、|\s+(?=[\u4e00-\u9fff])|\.(?!\d))"),
        ("bracket", rf"\({_NUMERAL}{{1,3}}\)\s*[、.]?"),
        ("dash", r"(?:——|--)\s*"),
        ("number", r"\d{1,2}(?:\.(?!\d)|、)\s*"),
        ("small", r"(?:\(\d{1,2}\)|[⑴-⒇①-⑳])\s*"),
        ("hash", r"#{1,6}\s*(?=\S)"),
        ("item", r"[-*+>]\s+|[·]\s*"),
        ("ordinal", rf"(?:{_NUMERAL}{{1,2}}(?:是|要)|第{_NUMERAL}{{1,2}},)"),
    )
)
_ENDS = "。!?;:"
_LONG_LINE = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `marker` is the kind of numbering it starts with, `mark_end` where that ends in the passage."""

    passage: Passage
    marker: str
    mark_end: int
    cells: bool = False

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.passage.text

    @property
    def heading(self) -> bool:
        """True for a marked line that is no sentence."""
        return bool(self.marker) and len(self.text) <= 45 and self.text[-1:] not in _ENDS and "。" not in self.text


def paragraphs(original: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order; none is empty."""
    spaced = _letter_spaced(original)
    lines = [
        p
        for m in re.finditer(r"[^\r\n\v\f\u2028\u2029]+", original)
        if (p := passage_of(original, m.start(), m.end(), spaced=spaced)).text
    ]
    width = _wrap_width(lines)
    done: list[Passage] = []
    for line in lines:
        if done and _goes_on(done[-1], line, width=width):
            done[-1] = done[-1] + line
        else:
            done.append(line)
    return tuple(_paragraph(p) for p in done)


def marker_of(text: str) -> tuple[str, int]:
    """The kind of numbering at the start of a text and its length; ('', 0) where there is none."""
    for name, pattern in MARKERS:
        if match := pattern.match(text):
            return name, match.end()
    return "", 0


def _paragraph(passage: Passage) -> Paragraph:
    name, end = marker_of(passage.text)
    return Paragraph(passage, name, end, cells="|" in passage.text)


def _goes_on(before: Passage, line: Passage, *, width: int) -> bool:
    """True where `line` continues the sentence that `before` broke off."""
    text = before.text
    if text[-1] in _ENDS or "|" in text or "|" in line.text or marker_of(line.text)[0]:
        return False
    if text[-1] in ",、(《“":
        return True
    marked, _ = marker_of(text)
    if marked and "。" not in text and len(text) <= 45 and len(text) < width * 0.9:
        return False
    sentence = any(c in text for c in "。,;")
    return len(text) >= _LONG_LINE and sentence and (len(text) >= width * 0.75 or "。" in text)


def _wrap_width(lines: list[Passage]) -> int:
    """How wide lines are that were broken by width: the 80th percentile of lines that end in mid-sentence."""
    broken = sorted(len(p.text) for p in lines if p.text[-1] not in _ENDS and len(p.text) >= _LONG_LINE)
    return min(broken[int(len(broken) * 0.8)], 60) if broken else 60


def _letter_spaced(text: str) -> bool:
    """True where most Chinese characters are followed by a space, as some PDF files give them."""
    sample = text[:20000]
    han = len(re.findall(r"[\u4e00-\u9fff]", sample))
    return han > 50 and len(re.findall(r"[\u4e00-\u9fff] (?=[\u4e00-\u9fff])", sample)) > han * 0.4


def folded(text: str) -> str:
    """See `original.fold`; kept here for those who look at markers of raw lines."""
    return fold(text)


Layout = Literal["part", "bullet", "han", "bracket", "dash", "number", "small", "hash", "item", "ordinal"]
