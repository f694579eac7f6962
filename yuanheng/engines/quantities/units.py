"""Unit words and what they are worth. The words are data (`rules/words/units.yaml`); this is their grammar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from ..rules import Citation, load_rule

MONEY, SCALE = "money", "scale"


@dataclass(frozen=True, slots=True)
class Unit:
    """One written unit: `factor` of it make one unit `code` of the `dimension`.

    `known` is False for a currency that nobody may convert; a bare 万 has the dimension `scale`.
    """

    name: str
    code: str
    dimension: str
    factor: Fraction
    known: bool = True


class Dimension(BaseModel):
    """The units of one dimension by factor."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    units: dict[str, list[str]]


class UnitWords(BaseModel):
    """The file of unit words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Citation
    scales: dict[str, str]
    currencies: dict[str, list[str]]
    unknown_currencies: list[str]
    currency_words: dict[str, list[str]]
    dimensions: dict[str, Dimension]
    other: list[str] = Field(default_factory=list)


class UnitTable:
    """All units by their normalised spelling."""

    def __init__(self, words: UnitWords) -> None:
        self.by_name: dict[str, Unit] = {}
        self.other = frozenset(normalise_unit(w) for w in words.other)
        self.currency_words = {normalise_unit(w): code for code, names in words.currency_words.items() for w in names}
        for dimension, group in words.dimensions.items():
            for factor, names in group.units.items():
                for name in names:
                    self._add(Unit(name, group.code, dimension, Fraction(factor)))
        for scale, text in words.scales.items():
            for code, names in words.currencies.items():
                for name in names:
                    self._add(Unit(scale + name, code, MONEY, Fraction(text)))
            for name in words.unknown_currencies:
                self._add(Unit(scale + name, name, MONEY, Fraction(text), known=False))
            if scale:
                self._add(Unit(scale, "", SCALE, Fraction(text)))
                self._add(Unit(scale + "元", "yuan", MONEY, Fraction(text)))
                for name in ("人民币", "元人民币", "rmb", "元rmb"):
                    self._add(Unit(name + scale + "元", "yuan", MONEY, Fraction(text)))
        self._suffixes = sorted(self.by_name, key=len, reverse=True)
        self._starts = {len(n) for n in self.by_name}

    def find(self, text: str) -> Unit | None:
        """The unit that `text` is, wholly; None where it is none."""
        return self.by_name.get(normalise_unit(text))

    def find_all(self, text: str) -> tuple[Unit, ...]:
        """Every unit of a list such as `万元、人、亩`; empty where one part is no unit."""
        parts = [p for p in re.split(r"[、,,;;/和及与|\s]+", text) if p]
        units = [self.find(p) for p in parts]
        if not parts or any(
            u is None and normalise_unit(p) not in self.other for u, p in zip(units, parts, strict=True)
        ):
            return ()
        return tuple(u for u in units if u is not None)

    def is_other(self, text: str) -> bool:
        """True for a unit of things that are no measure here (台, 户, kVA)."""
        return normalise_unit(text) in self.other

    def split_suffix(self, text: str) -> tuple[str, Unit | None]:
        """`面积亩` -> (`面积`, 亩): the longest unit at the end of a text that is more than a unit."""
        lowered = normalise_unit(text)
        for name in self._suffixes:
            if len(name) < len(lowered) and lowered.endswith(name):
                return text[: len(text) - len(name)], self.by_name[name]
        return text, None

    def _add(self, unit: Unit) -> None:
        self.by_name.setdefault(normalise_unit(unit.name), unit)


def normalise_unit(text: str) -> str:
    """Spelling for comparison: NFKC, no white space, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=4)
def unit_table(name: str = "units") -> UnitTable:
    """The shipped table of units (or a zone's own, by the same name)."""
    return UnitTable(load_rule("words", name, UnitWords))
