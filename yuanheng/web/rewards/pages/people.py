"""One person: contracts, goals with their figures, reviews. Base pay only for those who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..goals import GoalReading, readings_of
from ..models import EmploymentContract, GoalReview, PayDeduction, Staff
from ..schemes import schemes


@dataclass(frozen=True, slots=True)
class ContractCard:
    """A contract; `base` None where the reader may not see it."""

    contract: EmploymentContract
    base: Decimal | None
    running: bool
    goals: tuple[tuple[int, tuple[GoalReading, ...]], ...]
    reviews: tuple[GoalReview, ...]


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A person; `own_matters` whether goals, reviews and money are shown."""

    staff: Staff
    cards: tuple[ContractCard, ...]
    private: bool
    deductions: tuple[tuple[PayDeduction, str], ...]


def staff_page(staff: Staff, *, private: bool, on: date) -> StaffPage:
    """`private`: the reader is the person, or runs the pay."""
    rows = staff.contracts.select_related("file").prefetch_related("goals", "reviews").order_by("-since")
    labels = {d.code: d.label for scheme in schemes() for d in scheme.deductions}
    rows_off = staff.deductions.order_by("-on")[:40] if private else ()
    deductions = tuple((d, labels.get(d.code, d.code)) for d in rows_off)
    return StaffPage(staff, tuple(_card(c, private, on) for c in rows), private, deductions)


def _card(contract: EmploymentContract, private: bool, on: date) -> ContractCard:
    years = sorted({g.year for g in contract.goals.all()}, reverse=True) if private else []
    goals = tuple((year, tuple(readings_of(contract, year=year, on=_until(year, on)))) for year in years)
    running = contract.since <= on <= (contract.ended_on or contract.until)
    reviews = tuple(contract.reviews.all()) if private else ()
    return ContractCard(contract, contract.base_pay if private else None, running, goals, reviews)


def _until(year: int, on: date) -> date:
    return min(on, date(year, 12, 31))
