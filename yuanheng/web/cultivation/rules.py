"""The rules of cultivation as data: kinds of qualifications, and the thresholds a firm may be near."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule, load_rules


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    source: Citation


class QualificationKind(_Rule):
    """A qualification or honour: what it is called, counted in, how long it holds (None: until withdrawn).

    `chance`: how likely what is declared gets recognised; forecasts weigh the declared by it.
    """

    unit: str
    synonyms: tuple[str, ...] = ()
    valid_years: int | None = None
    renewable: bool = False
    chance: Decimal
    note: str = ""


class IndustryThreshold(BaseModel):
    """Industry: one figure a year."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    fallback: str
    at_least: Decimal


class SectionThreshold(BaseModel):
    """Services of some sections of GB/T 4754."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: tuple[str, ...]
    at_least: Decimal
    label: str


class ServicesThreshold(BaseModel):
    """Services: by section."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    fallback: str
    by_section: tuple[SectionThreshold, ...]


class AboveSizeRule(_Rule):
    """When a firm may apply to be counted as above size; `near_share` of it is near."""

    near_share: Decimal
    industry: IndustryThreshold
    services: ServicesThreshold
    manufacturing_sections: tuple[str, ...]


class ResearchShare(BaseModel):
    """Research against sales, where sales are above a figure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sales_above: Decimal
    at_least: Decimal


class HighTechRule(_Rule):
    """The conditions of a high-tech firm that the ledger can judge, and the others, in words."""

    registered_years: int
    research_share: tuple[ResearchShare, ...]
    others: tuple[str, ...]


@cache
def kinds() -> dict[str, QualificationKind]:
    """Every kind of qualification by name."""
    return load_rules("qualifications", QualificationKind)


@cache
def above_size() -> AboveSizeRule:
    """The thresholds of above-size firms."""
    return load_rule("cultivation", "above_size", AboveSizeRule)


@cache
def high_tech() -> HighTechRule:
    """The conditions of high-tech firms."""
    return load_rule("cultivation", "high_tech", HighTechRule)


_SECTIONS = (
    ("A", 1, 5), ("B", 6, 12), ("C", 13, 43), ("D", 44, 46), ("E", 47, 50), ("F", 51, 52), ("G", 53, 60), ("H", 61, 62),
    ("I", 63, 65), ("J", 66, 69), ("K", 70, 70), ("L", 71, 72), ("M", 73, 75), ("N", 76, 79), ("O", 80, 82),
    ("P", 83, 83), ("Q", 84, 85), ("R", 86, 90), ("S", 91, 96), ("T", 97, 97),
)  # fmt: skip


def section_of(industry_code: str) -> str:
    """The section (门类) of a GB/T 4754-2017 code; '' where the code says none.

    Source: GB/T 4754-2017, divisions 01 to 97 in sections A to T.
    """
    code = industry_code.strip().upper()
    if "A" <= code[:1] <= "T":
        return code[0]
    if not code[:2].isdigit():
        return ""
    division = int(code[:2])
    return next((letter for letter, first, last in _SECTIONS if first <= division <= last), "")
