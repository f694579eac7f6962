"""The delivery rules as data (`rules/delivery/`): flags, escalation, default durations, layouts of tables."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from yuanheng.engines.rules import Citation, load_rule

Kind = Literal[
    "silence", "missing_months", "late_steps", "milestone_late", "since_stage", "behind_plan", "falling",
    "difficulty_overdue", "replanned",
]  # fmt: skip
Field = Literal[
    "serial", "name", "number", "organisation", "leader", "manager", "town", "total", "stage", "planned_start",
    "actual_start", "planned_completion", "actual_completion", "year_done", "year_plan", "progress", "next",
    "difficulties", "flags",
]  # fmt: skip


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FlagRule(_Data):
    """One lamp: what is compared (`kind`), with which limit, and where it applies."""

    code: str
    kind: Kind
    label: str
    tone: Literal["red", "amber"]
    limit: int
    stages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    milestone: str = ""
    since: str = ""

    @model_validator(mode="after")
    def _complete(self) -> FlagRule:
        needed = {"milestone_late": ("milestone",), "since_stage": ("since", "milestone"), "late_steps": ("groups",)}
        lacking = [name for name in needed.get(self.kind, ()) if not getattr(self, name)]
        if lacking:
            raise ValueError(f"{self.code} 缺 {'、'.join(lacking)}")
        return self


class FlagRules(_Data):
    """All lamps."""

    name: str
    label: str
    source: Citation
    soon_workdays: int
    flags: tuple[FlagRule, ...]


class Severity(_Data):
    """How grave a difficulty is: working days to solve it, and after its due day until the leader is told."""

    code: str
    label: str
    after_workdays: int
    days_to_solve: int


class Escalation(_Data):
    """When a difficulty goes to the contact leader."""

    name: str
    label: str
    source: Citation
    severities: tuple[Severity, ...]

    def of(self, code: str) -> Severity:
        """One severity; the gravest where the code is no longer in the rule."""
        return next((s for s in self.severities if s.code == code), self.severities[0])


class YearEnd(_Data):
    """Working days that remain from a stage to a goal, where no case tells; how many candidates are looked into.

    `chances`: how likely a project at a stage does what is planned for it within the year.
    """

    name: str
    label: str
    source: Citation
    candidates: int
    chances: dict[str, Decimal]
    remaining: dict[str, dict[str, int]]


class LayoutColumn(_Data):
    """One column of a table that leaves the house."""

    field: Field
    label: str
    width: int


class Layout(_Data):
    """A table that leaves the house."""

    name: str
    label: str
    paper: Literal["A3", "A4"]
    source: Citation
    columns: tuple[LayoutColumn, ...]


@cache
def flag_rules() -> FlagRules:
    """`rules/delivery/flags.yaml`."""
    return load_rule("delivery", "flags", FlagRules)


@cache
def escalation() -> Escalation:
    """`rules/delivery/escalation.yaml`."""
    return load_rule("delivery", "escalation", Escalation)


@cache
def year_end() -> YearEnd:
    """`rules/delivery/year-end.yaml`."""
    return load_rule("delivery", "year-end", YearEnd)


@cache
def weekly_layout() -> Layout:
    """`rules/delivery/layouts/weekly.yaml`."""
    return load_rule("delivery/layouts", "weekly", Layout)
