"""The dated rules: how floor area becomes land, which figure counts for a year, how much a meter may lose, what may differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from yuanheng.engines.rules import Citation, load_rule

Method = Literal["stated", "share", "plot_ratio"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LandRule(_Data):
    """From `since` on: the ways from a lease to its land, as they are tried; digits below `decimals` are dropped."""

    since: date
    methods: tuple[Method, ...] = Field(min_length=1)
    decimals: int = Field(ge=0, le=8)
    sentence: str
    source: Citation


class CountingRule(_Data):
    """For evaluation years from `since_year` on: whether the register's figure goes before the bureau's sheet, and when.

    `needs`: what makes a tenancy count (both sides agree, or both have confirmed as well). `on_open_item`: what stands for a
    firm with an open item: the bureau's sheet, or the register's figure without the open tenancies.
    """

    since_year: int
    land: Literal["register", "bureau"]
    power: Literal["register", "bureau"]
    needs: Literal["agreed", "confirmed"]
    on_open_item: Literal["bureau", "register"]
    sentence: str
    source: Citation


class LossRule(_Data):
    """From `since` on: a bill may exceed its sub-meters by at most `most_percent` of the bill; who bears that loss."""

    since: date
    most_percent: Decimal = Field(ge=0, le=100)
    bearer: Literal["users", "holder"]
    decimals: int = Field(ge=0, le=4)
    sentence: str
    source: Citation


class Tolerance(_Data):
    """From `since` on: by how much the statements of two sides may differ and still agree; the owner's then counts."""

    since: date
    floor_m2: Decimal = Field(ge=0)
    land_mu: Decimal = Field(ge=0)
    sentence: str
    source: Citation


class FieldWords(_Data):
    """A field of a list handed in, its kind, and what lists call it."""

    label: str
    kind: Literal["text", "area", "day", "number", "month"]
    words: tuple[str, ...]


class TenancyRules(_Data):
    """All of them."""

    name: str
    label: str
    land: tuple[LandRule, ...] = Field(min_length=1)
    counting: tuple[CountingRule, ...] = Field(min_length=1)
    losses: tuple[LossRule, ...] = Field(min_length=1)
    tolerances: tuple[Tolerance, ...] = Field(min_length=1)
    tenancy_fields: dict[str, FieldWords]
    meter_fields: dict[str, FieldWords]
    area_units: dict[str, Decimal]
    totals: tuple[str, ...]
    source: Citation

    @field_validator("land", "losses", "tolerances")
    @classmethod
    def _in_order(cls, rules: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
        days = [rule.since for rule in rules]
        if days != sorted(set(days)):
            raise ValueError("各条按 since 从早到晚排列,不得同日")
        return rules

    def land_on(self, day: date) -> LandRule:
        """The rule of a day; before the first one, the first."""
        return _standing(self.land, day)

    def losses_on(self, day: date) -> LossRule:
        """The rule of a day."""
        return _standing(self.losses, day)

    def tolerance_on(self, day: date) -> Tolerance:
        """The rule of a day."""
        return _standing(self.tolerances, day)

    def counting_in(self, year: int) -> CountingRule | None:
        """The rule of an evaluation year; None before any: the bureau's sheet alone."""
        return next((rule for rule in reversed(self.counting) if rule.since_year <= year), None)


_Dated = LandRule | LossRule | Tolerance
_Rule = TypeVar("_Rule", LandRule, LossRule, Tolerance)


def _standing(rules: Sequence[_Rule], day: date) -> _Rule:
    return next((rule for rule in reversed(rules) if rule.since <= day), rules[0])


@cache
def load_tenancy_rules(name: str = "default") -> TenancyRules:
    """The shipped rules, or the zone's own.

    Raises:
        ProblemsError: the file is wrong.
    """
    return load_rule("tenancies", name, TenancyRules)
