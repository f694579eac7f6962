"""What an invented project is: values only, money in whole yuan or dollars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STAGES = (
    "lead", "talks", "framework", "signed", "review", "registered", "filed", "land_supplied", "started", "completed",
    "in_production", "in_statistics", "full_output",
)  # fmt: skip
"""The stages of the register in their usual order; `shelved` and `ended` stand beside them."""


@dataclass(frozen=True, slots=True)
class StageFact:
    """A stage reached on a day and known from another; `withdrawn` is the day a mistaken report was taken back."""

    stage: str
    happened: date
    known: date
    reason: str = ""
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class AmountFact:
    """An amount (total, contract_foreign, registered or arrived) as it stood from a day, known from another."""

    kind: str
    amount: int
    currency: str
    since: date
    known: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionFact:
    """What the city recognised, for which year, on which document."""

    what: str
    year: int
    document: str
    dated: date


@dataclass(frozen=True, slots=True)
class InvestorFact:
    """Who invests; `country` is '' for a domestic investor."""

    name: str
    country: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """One project from its first lead; `uscc` is its firm's code where the firm stands in the zone's register."""

    number: str
    name: str
    former: tuple[str, ...]
    code: str
    foreign: bool
    manufacturing: bool
    industry: str
    cluster: str
    source_kind: str
    source_name: str
    manager: str
    town: str
    land_mu: int
    plant_m2: int
    power_kva: int
    water_t_day: int
    firm: str
    uscc: str
    investors: tuple[InvestorFact, ...]
    amounts: tuple[AmountFact, ...]
    stages: tuple[StageFact, ...]
    recognitions: tuple[RecognitionFact, ...]
    state: str = "active"
    twin_of: str = ""

    @property
    def total(self) -> AmountFact:
        """The total investment as last stated."""
        return [amount for amount in self.amounts if amount.kind == "total"][-1]

    @property
    def first_year(self) -> int:
        """The year of the first lead."""
        return min(stage.happened for stage in self.stages).year

    def reached(self, stage: str) -> date | None:
        """The day a stage was reached; None where it was not, or was withdrawn."""
        days = [fact.happened for fact in self.stages if fact.stage == stage and fact.withdrawn is None]
        return min(days) if days else None

    @property
    def furthest(self) -> str:
        """The furthest stage of the usual order, or `shelved` / `ended`."""
        if self.state != "active":
            return self.state
        return max((fact.stage for fact in self.stages if fact.withdrawn is None), key=STAGES.index)
