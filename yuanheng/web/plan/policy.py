"""Rules of the plan's room as data: who is proposed as owner, and how often a figure moves."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule


class OwnerRule(BaseModel):
    """Words in the sentence or its section, and the bureau's code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    bureau: str


class BindingRules(BaseModel):
    """The file `rules/plans/binding.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Citation
    owners: tuple[OwnerRule, ...]
    rhythms: dict[str, str]
    rank_measures_year_before: bool

    def owner(self, *texts: str) -> str:
        """The code of the bureau proposed; the earlier text is looked at first."""
        for text in texts:
            for rule in self.owners:
                if any(word in text for word in rule.words):
                    return rule.bureau
        return self.owners[-1].bureau


@cache
def binding_rules() -> BindingRules:
    """The shipped rule, or the zone's own."""
    return load_rule("plans", "binding", BindingRules)


class StateWords(BaseModel):
    """What a state is called, and its rule in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    rule: str


class _States(BaseModel):
    """The part of `rules/plans/status.yaml` that pages say; the engine reads the rest."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    states: dict[str, StateWords]


@cache
def state_words() -> dict[str, StateWords]:
    """Every state by its code."""
    return load_rule("plans", "status", _States).states


class Bonus(BaseModel):
    """Points for what went beyond."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    over: Decimal
    points: Decimal
    most: Decimal


class Deduction(BaseModel):
    """Points for what is late."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    points: Decimal
    most: Decimal


class AppraisalRules(BaseModel):
    """The file `rules/plans/appraisal.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Citation
    weights: dict[str, Decimal]
    cap: Decimal
    missing: Decimal
    bonus: Bonus
    deduction: Deduction


class DispatchColumn(BaseModel):
    """A column of the dispatch table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Literal[
        "number", "subject", "quote", "wanted", "actual", "progress", "elapsed", "last_year", "state", "why",
        "back_cast", "forecast", "bureau", "post", "deadline",
    ]  # fmt: skip
    label: str


class DispatchRules(BaseModel):
    """The file `rules/plans/dispatch.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Citation
    title: str
    states: tuple[str, ...]
    columns: tuple[DispatchColumn, ...]


@cache
def appraisal_rules() -> AppraisalRules:
    """The shipped rule, or the zone's own."""
    return load_rule("plans", "appraisal", AppraisalRules)


@cache
def dispatch_rules() -> DispatchRules:
    """The shipped layout, or the office's own."""
    return load_rule("plans", "dispatch", DispatchRules)
