"""What goes into a pay and what comes out: values only; yuan as exact decimals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .sharing import Share

BASE, EVENT, OFFICE, CAP, DEDUCTION = "base", "event", "office", "cap", "deduction"
KINDS = (BASE, EVENT, OFFICE, CAP, DEDUCTION)


@dataclass(frozen=True, slots=True)
class ContractSpan:
    """A contract as it truly ran (`until` is its real last day) and its base pay a month."""

    key: str
    since: datetime.date
    until: datetime.date
    base: Decimal


@dataclass(frozen=True, slots=True)
class Deduction:
    """So many units of a deduction of the scheme, with its reason."""

    key: str
    code: str
    quantity: Decimal
    reason: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class PayStaff:
    """Whose pay it is; `key` is the staff number, `left` the last day of work."""

    key: str
    name: str
    post: str
    office: str
    entered: datetime.date
    left: datetime.date | None = None
    contracts: tuple[ContractSpan, ...] = ()
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True)
class PayEvent:
    """Something a project reached, with the whole set of shares that held on that day.

    `before`: of an amount that grows, what was counted earlier. `basis` says which set of shares it is, in words.
    """

    key: str
    kind: str
    subject: str
    happened: datetime.date
    known: datetime.date
    amount: Decimal | None
    currency: str
    shares: tuple[Share, ...]
    before: Decimal = Decimal(0)
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PayLine:
    """One amount that adds to a pay, the sentence that says how it arises, and the facts that a difference compares."""

    key: str
    kind: str
    label: str
    amount: Decimal
    sentence: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "key": self.key, "kind": self.kind, "label": self.label, "amount": str(self.amount),
            "sentence": self.sentence, "facts": dict(self.facts),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PayLine:
        """From what `to_dict` gave."""
        return cls(**{**data, "amount": Decimal(data["amount"])})


@dataclass(frozen=True, slots=True)
class PaySlip:
    """The pay of one person for one month; `questions` are what could not be paid and why."""

    staff: str
    name: str
    month: datetime.date
    lines: tuple[PayLine, ...]
    questions: tuple[str, ...] = ()

    def sum_of(self, *kinds: str) -> Decimal:
        """The sum of the lines of some kinds."""
        return sum((line.amount for line in self.lines if line.kind in kinds), Decimal("0.00"))

    @property
    def base(self) -> Decimal:
        """Base pay."""
        return self.sum_of(BASE)

    @property
    def performance(self) -> Decimal:
        """Events, the office's factor and the cap."""
        return self.sum_of(EVENT, OFFICE, CAP)

    @property
    def deducted(self) -> Decimal:
        """Deductions, as a figure below zero."""
        return self.sum_of(DEDUCTION)

    @property
    def total(self) -> Decimal:
        """What is paid."""
        return self.sum_of(*KINDS)
