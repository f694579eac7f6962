"""The rules of carriers as data (`rules/carriers/`): kinds sought, occupancy and tax, alarms, leases, offers."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from yuanheng.engines.rules import Citation, load_rule


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Data):
    """What a tenant does in a unit; `headquarters` is the kind of headquarters the support policy asks for, if it is one."""

    code: str
    label: str
    words: tuple[str, ...]
    tone: str
    sought: bool = False
    headquarters: str = ""


class KindRules(_Data):
    """All kinds in order."""

    name: str
    label: str
    kinds: tuple[Kind, ...]
    source: Citation


class Ratio(_Data):
    """Whether a share is by area or by number; both are shown, this one is compared."""

    by: Literal["area", "count"]
    source: Citation


class Reference(_Data):
    """A share that some place asks for."""

    label: str
    percent: Decimal


class TaxRule(_Data):
    """Whose tax is a building's, and per which square metre."""

    measure: str
    shared_by: Literal["area"]
    per_m2: Literal["gross", "lettable"]
    source: Citation


class Tier(_Data):
    """A building whose tax of a year reaches `min_yuan`."""

    code: str
    label: str
    min_yuan: Decimal


class AlarmRule(_Data):
    """When a building rings; falls are against `compare_months` earlier, tax against the same months of last year."""

    compare_months: int = Field(ge=1, le=24)
    occupancy_fall_points: Decimal
    let_area_fall_percent: Decimal
    occupancy_floor_percent: Decimal
    tax_fall_percent: Decimal
    tax_months: int = Field(ge=1, le=12)
    source: Citation


class EconomyRules(_Data):
    """Occupancy, local share, tax, tiers and alarms."""

    name: str
    label: str
    occupancy: Ratio
    local: Ratio
    local_references: tuple[Reference, ...]
    tax: TaxRule
    benchmark_yuan_per_m2: Decimal
    tiers: tuple[Tier, ...]
    tiers_source: Citation
    alarms: AlarmRule
    source: Citation


class RentRule(_Data):
    """To what a month's rent and a stepped rate are rounded, half up."""

    round_to: Decimal
    step_round_to: Decimal


class LeaseRules(_Data):
    """Reminders, rounding, and how soon after an end a new lease of the same tenant is a renewal."""

    name: str
    label: str
    remind_days: tuple[int, ...]
    rent: RentRule
    renewal_window_days: int
    source: Citation


class UseRule(_Data):
    """Industries (code prefixes) and the uses they want, best first."""

    industries: tuple[str, ...]
    uses: tuple[str, ...]


class MatchingRules(_Data):
    """Which projects are offered vacant units, and how near an area must be."""

    name: str
    label: str
    stages: tuple[str, ...]
    least_share: Decimal
    most_share: Decimal
    join_units: int
    shown: int
    uses: tuple[UseRule, ...]
    source: Citation


class FieldWords(_Data):
    """A column of a lease list."""

    label: str
    kind: str
    words: tuple[str, ...]


class Plausible(_Data):
    """Rents per square metre and month that occur."""

    least: Decimal
    most: Decimal


class ListWords(_Data):
    """The words of lease lists."""

    name: str
    label: str
    fields: dict[str, FieldWords]
    vacant: tuple[str, ...]
    own_use: tuple[str, ...]
    closed: tuple[str, ...]
    totals: tuple[str, ...]
    nothing: tuple[str, ...]
    uses: dict[str, tuple[str, ...]]
    bases: dict[str, tuple[str, ...]]
    plausible_m2_month: Plausible
    source: Citation


@cache
def kind_rules() -> KindRules:
    """The shipped rule, or the zone's own."""
    return load_rule("carriers", "kinds", KindRules)


@cache
def economy_rules() -> EconomyRules:
    """Occupancy, tax, tiers and alarms."""
    return load_rule("carriers", "economy", EconomyRules)


@cache
def lease_rules() -> LeaseRules:
    """Reminders and rounding."""
    return load_rule("carriers", "leases", LeaseRules)


@cache
def matching_rules() -> MatchingRules:
    """Offers of vacant units."""
    return load_rule("carriers", "matching", MatchingRules)


@cache
def list_words() -> ListWords:
    """The words of lease lists."""
    return load_rule("carriers", "lease_list", ListWords)


def kind_choices() -> list[tuple[str, str]]:
    """For a select."""
    return [(k.code, k.label) for k in kind_rules().kinds]


def kind_label(code: str) -> str:
    """In words; '' for none."""
    return dict(kind_choices()).get(code, code)


def sought_kinds() -> tuple[str, ...]:
    """Codes of the kinds that the plan seeks."""
    return tuple(k.code for k in kind_rules().kinds if k.sought)


def headquarters_kinds() -> dict[str, str]:
    """Code of a kind → kind of headquarters, for those that are one."""
    return {k.code: k.headquarters for k in kind_rules().kinds if k.headquarters}


def kind_meant(text: str) -> str:
    """The kind whose longest word stands in the text; '' where none does: it is not guessed."""
    plain = unicodedata.normalize("NFKC", text)
    found = [
        (len(word), kind.code) for kind in kind_rules().kinds for word in (kind.label, *kind.words) if word in plain
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else ""
