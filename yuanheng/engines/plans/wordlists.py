"""Automatic numbering of a Word document: the 一、 that Word shows and does not store in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"}
)
_MAX_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written (`form`), in what text (`%1、`), from where."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """The number that stands before a paragraph; '' where it has none."""
        list_id, depth = _place(paragraph)
        level = self.levels.get(list_id, {}).get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "●"
        counts = self.counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return self._written(list_id, level)

    def _written(self, list_id: str, level: Level) -> str:
        text = level.text
        for depth, known in self.levels[list_id].items():
            if (mark := f"%{depth + 1}") in text:
                text = text.replace(mark, number_text(self.counts[list_id].get(depth, known.start), known.form))
        return text


def read_numbering(root: Any) -> Numbering:
    """The lists of `word/numbering.xml`; an element that does not say what it must is left out."""
    shapes: dict[str, dict[int, Level]] = {}
    for abstract in root.findall(f"{W}abstractNum"):
        shapes[abstract.get(f"{W}abstractNumId", "")] = dict(filter(None, map(_level, abstract.findall(f"{W}lvl"))))
    numbering = Numbering()
    for num in root.findall(f"{W}num"):
        reference = num.find(f"{W}abstractNumId")
        if reference is not None:
            numbering.levels[num.get(f"{W}numId", "")] = shapes.get(reference.get(f"{W}val", ""), {})
    return numbering


def number_text(number: int, form: str) -> str:
    """3 as 三, ③, c or 3."""
    if form in _HAN:
        return _han(number)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    return str(number)


def _han(number: int) -> str:
    digits = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + ("" if ones == 0 else digits[ones])


def _level(element: Any) -> tuple[int, Level] | None:
    depth = element.get(f"{W}ilvl", "")
    if not depth.isdigit() or int(depth) > _MAX_LEVEL:
        return None
    start = _value(element, "start", "1")
    return int(depth), Level(
        _value(element, "numFmt", "decimal"), _value(element, "lvlText", ""), int(start) if start.isdigit() else 1
    )


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    found = default if child is None else child.get(f"{W}val", default)
    return str(found)[:40]


def _place(paragraph: Any) -> tuple[str, int]:
    """The list and level a paragraph says it is in; ('', 0) where it says none."""
    place = paragraph.find(f"{W}pPr/{W}numPr")
    if place is None:
        return "", 0
    depth = _value(place, "ilvl", "0")
    return _value(place, "numId", ""), int(depth) if depth.isdigit() else 0
