"""The words of departmental sheets, as data: roles of columns, names of measures, rows that are no firm."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from ..rules import Citation, load_rule


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RowWords(_Words):
    """How rows that are no firm call themselves."""

    total: list[str]
    average: list[str]
    footer: list[str]
    among: list[str]
    vacant: list[str]
    compared: list[str]
    group_starts: list[str]
    column_marks: list[str]
    firm_endings: list[str]
    area_endings: list[str]
    sentence_ends: list[str] = Field(default_factory=list)


class HeaderWords(_Words):
    """`rules/words/headers.yaml`."""

    source: Citation
    roles: dict[str, list[str]]
    plain: list[str]
    neutral: list[str]
    skip_words: list[str]
    skip_patterns: list[str]
    generic: list[str]
    part_marks: list[str]
    rows: RowWords
    placeholders: list[str]


class MeasureWords(_Words):
    """How one measure is called, and what it is a part of."""

    label: str
    dimension: str
    stock: bool = False
    part_of: str = ""
    family: str = ""
    alone: str = ""
    counterpart: str = ""
    rivals: list[str] = Field(default_factory=list)
    blank_is_none: bool = False
    names: list[str]
    under: list[str] = Field(default_factory=list)
    under_floor: list[str] = Field(default_factory=list)


class MeasureFile(_Words):
    """`rules/words/measures.yaml`."""

    source: Citation
    measures: dict[str, MeasureWords]


def normalise(text: str) -> str:
    """Spelling for comparison: NFKC, no white space, lower case, one kind of dash and bracket."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\s\u200b-\u200f\ufeff]+", "", text).lower()
    return text.translate(_FOLD)


_FOLD = str.maketrans(
    {"【": "(", "】": ")", "[": "(", "]": ")", "{": "(", "}": ")", "〔": "(", "〕": ")", "《": "", "》": ""}
)
_FOLD |= str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "‑": "-", "‐": "-", "、": "、", "（": "(", "）": ")"})


@lru_cache(maxsize=4)
def header_words(name: str = "headers") -> HeaderWords:
    """The words of headers and rows."""
    return load_rule("words", name, HeaderWords)


@lru_cache(maxsize=4)
def measure_words(name: str = "measures") -> dict[str, MeasureWords]:
    """The words of measures, by code."""
    return load_rule("words", name, MeasureFile).measures
