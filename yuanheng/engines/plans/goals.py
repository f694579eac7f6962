"""What a status or a forecast needs of a target, and the rule that decides: no text, no clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..rules import Citation, load_rule
from .values import Comparator, Kind, Target

State = Literal["done", "on_pace", "behind", "lost", "not_bound", "no_data"]


class StateWords(BaseModel):
    """The label of a state and the rule in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    rule: str


class StatusRules(BaseModel):
    """The file `rules/plans/status.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Citation
    pace_slack: Decimal
    level_slack: Decimal
    about_slack: Decimal
    milestone_days: int
    states: dict[State, StateWords]
    recent_days: list[int]
    season_days: int
    sure_chance: Decimal


@lru_cache(maxsize=4)
def status_rules(name: str = "status") -> StatusRules:
    """The shipped rule, or a zone's own by the same name."""
    return load_rule("plans", name, StatusRules)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a tally said of a day: the value as known on `on`."""

    on: datetime.date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The measurable part of a target: `starts`..`deadline` is the time it has; a milestone has no value.

    `adds_up` is True where the figure accumulates over that time (projects signed), False for a level (a rate, a rank).
    """

    kind: Kind
    comparator: Comparator | None
    value: Decimal | None
    starts: datetime.date
    deadline: datetime.date
    adds_up: bool
    unit: str = ""

    @classmethod
    def of(cls, target: Target, *, year: int, adds_up: bool | None = None) -> Goal:
        """The goal of a target of the plan of `year`; without `adds_up`, counts and amounts accumulate, the rest are levels."""
        deadline = target.deadline or datetime.date(year, 12, 31)
        return cls(
            kind=target.kind,
            comparator=target.comparator,
            value=target.value,
            starts=datetime.date(min(year, deadline.year), 1, 1),
            deadline=deadline,
            adds_up=target.kind in ("count", "amount") if adds_up is None else adds_up,
            unit=target.unit or "",
        )

    def elapsed(self, on: datetime.date) -> Fraction:
        """The share of the goal's time gone at the end of the day `on`, 0 to 1."""
        total = (self.deadline - self.starts).days + 1
        gone = (on - self.starts).days + 1
        return Fraction(min(max(gone, 0), max(total, 1)), max(total, 1))

    def met(self, value: Decimal, *, about: Decimal) -> bool:
        """True where `value` satisfies the comparator; a range and a bare number are floors."""
        if self.value is None:
            return value > 0
        if self.comparator == "<=":
            return value <= self.value
        if self.comparator == "~":
            return value >= self.value - abs(self.value) * about
        return value >= self.value
