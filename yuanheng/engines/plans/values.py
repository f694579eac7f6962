"""What a plan says, as values: targets, commitments, the outline, and the spans of text they stand in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Comparator = Literal[">=", "<=", "=", "~"]
Kind = Literal["count", "amount", "growth", "share", "rank", "milestone"]
FilterValue = Decimal | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A commitment with a number or a date.

    `start` is the offset of `quote` in the original text. `value` is in `unit` (yuan, dollars, items; 25 means 25 %);
    None for a milestone. `filter` holds `amount_min_yuan`, `amount_min_usd`, `amount_max_…`, `amount_basis`, `of`,
    `industry`, `relative_to`, `direction`. `parent` is the index of the target that this one is part of.
    """

    quote: str
    start: int
    subject: str
    comparator: Comparator | None
    value: Decimal | None
    unit: str | None
    kind: Kind
    filter: Mapping[str, FilterValue] = field(default_factory=dict)
    value_max: Decimal | None = None
    parent: int | None = None
    deadline: datetime.date | None = None
    deadline_basis: Literal["quote", "sentence", "doc"] | None = None
    strength: str | None = None

    @property
    def end(self) -> int:
        """Offset behind the quote."""
        return self.start + len(self.quote)

    def to_dict(self) -> dict[str, object]:
        """The target as JSON, in the field names of the annotated plans."""
        data: dict[str, object] = {
            "quote": self.quote, "start": self.start, "subject": self.subject, "comparator": self.comparator,
            "value": plain(self.value), "unit": self.unit, "kind": self.kind,
            "filter": {k: plain(v) if isinstance(v, Decimal) else v for k, v in self.filter.items()},
            "parent": self.parent, "deadline": self.deadline.isoformat() if self.deadline else None,
            "deadline_basis": self.deadline_basis, "strength": self.strength,
        }  # fmt: skip
        if self.value_max is not None:
            data["value_max"] = plain(self.value_max)
        return data


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading (`level` 1..4) or the lead sentence of a paragraph (`lead` True); `end` is where what it heads ends."""

    level: int
    title: str
    start: int
    end: int
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence that promises something; `section` and `targets` are indexes into the reading."""

    quote: str
    start: int
    end: int
    section: int | None
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What was read. `year_basis` says where the year came from: given, text, or nothing; `warnings` are sentences."""

    year: int | None
    outline: tuple[OutlineItem, ...]
    commitments: tuple[Commitment, ...]
    targets: tuple[Target, ...]
    year_basis: Literal["given", "text", "none"] = "none"
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The reading as JSON: targets in the field names of the annotated plans, outline and commitments with offsets."""
        return {
            "year": self.year,
            "year_basis": self.year_basis,
            "targets": [t.to_dict() for t in self.targets],
            "outline": [
                {"level": o.level, "title": o.title, "start": o.start, "end": o.end, "lead": o.lead}
                for o in self.outline
            ],
            "commitments": [
                {"quote": c.quote, "start": c.start, "end": c.end, "section": c.section, "targets": list(c.targets)}
                for c in self.commitments
            ],
            "warnings": list(self.warnings),
        }


def plain(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
