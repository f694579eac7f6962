"""Tallies: zone-level figures over records, offered by apps to the plan and the desk.

@tally("enterprises.count", label="工贸企业", unit="家", synonyms=("企业数",))
def count(period, *, on, known_on): return Reading(value=Decimal(n), unit="家", records=queryset)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and the records that make it; `value` None where it cannot be said. Shares carry their parts."""

    value: Decimal | None
    unit: str
    records: QuerySet[Any] | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TallyFilter:
    """A filter a tally understands: the keyword, its words on a page, and its kind.

    `kind`: `yuan`, `usd` (thresholds), `cluster`, `flag`, `choice` (then `choices`), `text`.
    """

    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A declared tally; `filters` are the keywords of `read` that a person may set."""

    code: str
    label: str
    unit: str
    synonyms: tuple[str, ...]
    read: Callable[..., Reading]
    filters: tuple[TallyFilter, ...] = ()


_tallies: dict[str, Tally] = {}


def tally(
    code: str,
    *,
    label: str,
    unit: str,
    synonyms: tuple[str, ...] = (),
    filters: tuple[TallyFilter, ...] = (),
) -> Callable[[Callable[..., Reading]], Callable[..., Reading]]:
    """Declare a function as a tally."""

    def declare(read: Callable[..., Reading]) -> Callable[..., Reading]:
        _tallies[code] = Tally(
            code=code, label=label, unit=unit, synonyms=tuple(synonyms), read=read, filters=tuple(filters)
        )
        return read

    return declare


def tallies() -> dict[str, Tally]:
    """All tallies by code, sorted."""
    return dict(sorted(_tallies.items()))
