"""The rules of parcel states as data: `rules/land/states.yaml`. Terms in years, shares as exact fractions, dated, cited."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from ..rules import Citation, load_rule

Code = Literal["not_approved", "approved_not_supplied", "supplied_not_used", "idle", "unfinished", "underused", "inefficient",
               "building", "in_use"]  # fmt: skip


class Rule(BaseModel):
    """One state: what it is called, since when the rule holds, who says it; thresholds by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Code
    label: str
    since: date
    until: date | None = None
    sentence: str
    source: Citation
    assumption: bool = False

    def holds_on(self, on: date) -> bool:
        """Whether it is in force."""
        return self.since <= on and (self.until is None or on <= self.until)


class Idle(BaseModel):
    """When land lies idle, and from when what is due."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    years: int
    start_after_handover_years: int
    area_below: Fraction
    investment_below: Fraction
    stopped_years: int
    fee_years: int
    fee_share: Fraction
    take_back_years: int

    @field_validator("area_below", "investment_below", "fee_share", mode="before")
    @classmethod
    def exactly(cls, value: object) -> Fraction:
        """1/3 is a third, not 0.3333."""
        return Fraction(str(value))


class Unfinished(BaseModel):
    """Past the agreed completion for so long, or stopped for so long beyond the idle rule's shares."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stopped_years: int
    past_completion_years: int


class Underused(BaseModel):
    """Land of a finished parcel that nothing stands on and nothing needs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vacant_share: Fraction
    vacant_mu: Decimal

    @field_validator("vacant_share", mode="before")
    @classmethod
    def exactly(cls, value: object) -> Fraction:
        """As written."""
        return Fraction(str(value))


class Trade(BaseModel):
    """The criteria of industries whose codes (GB/T 4754) begin so, where they differ from everybody's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    prefixes: tuple[str, ...]
    tax_share_of_average: Fraction | None = None
    plot_ratio: Decimal | None = None
    source: Citation | None = None

    @field_validator("tax_share_of_average", mode="before")
    @classmethod
    def exactly(cls, value: object) -> Fraction | None:
        """As written."""
        return None if value is None else Fraction(str(value))


class Inefficient(BaseModel):
    """Below a share of its industry's average tax per mu, a plot ratio, or out of production; grace after completion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tax_share_of_average: Fraction
    plot_ratio: Decimal
    stopped_years: int
    grace_years: int
    industries: tuple[Trade, ...] = ()

    @field_validator("tax_share_of_average", mode="before")
    @classmethod
    def exactly(cls, value: object) -> Fraction:
        """As written."""
        return Fraction(str(value))

    def of(self, industry: str) -> tuple[Fraction, Decimal, str]:
        """(share of the average tax, plot ratio, whose criteria) for an industry's code: the longest prefix that fits."""
        fits = [(len(p), t) for t in self.industries for p in t.prefixes if industry and industry.startswith(p)]
        trade = max(fits, key=lambda found: found[0])[1] if fits else None
        if trade is None:
            return self.tax_share_of_average, self.plot_ratio, ""
        share, ratio = trade.tax_share_of_average, trade.plot_ratio
        return (
            self.tax_share_of_average if share is None else share,
            self.plot_ratio if ratio is None else ratio,
            trade.label,
        )


class StateRules(BaseModel):
    """All of them, in the order in which they are asked: the first that applies is the state."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    assumptions: tuple[str, ...] = ()
    rules: tuple[Rule, ...]
    idle: Idle
    unfinished: Unfinished
    underused: Underused
    inefficient: Inefficient

    def rule(self, code: str, on: date) -> Rule | None:
        """The rule of a state in force on a day."""
        return next((r for r in self.rules if r.code == code and r.holds_on(on)), None)


@cache
def load_state_rules(name: str = "states") -> StateRules:
    """The rules of a name.

    Raises:
        ProblemsError: no such file, or what it says is wrong.
    """
    return load_rule("land", name, StateRules)
