"""Tallies: zone-level figures over records, offered by apps to the plan and the desk.

@tally("enterprises.count", label="工贸企业", unit="家", synonyms=("企业数",))
def count(period, *, on, known_on): return Reading(value=Decimal(n), unit="家", records=queryset)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and the records that make it; `value` None where it cannot be said. Shares carry their parts.

    `note` says what a reader must know of the figure: up to which month the tables have come.
    """

    value: Decimal | None
    unit: str
    records: QuerySet[Any] | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Ahead:
    """One thing declared or planned that will add `amount` to a figure on a day (None: nobody has said when); `chance` 0..1."""

    on: date | None
    amount: Decimal
    chance: Decimal
    label: str


_tallies: dict[str, Tally] = {}
_pipelines: dict[str, Callable[..., list[Ahead]]] = {}


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


def pipeline(code: str) -> Callable[[Callable[..., list[Ahead]]], Callable[..., list[Ahead]]]:
    """Declare what stands behind a tally and will add to it; it takes what the tally takes: period, on, known_on, filters."""

    def declare(read: Callable[..., list[Ahead]]) -> Callable[..., list[Ahead]]:
        _pipelines[code] = read
        return read

    return declare


def pipeline_of(code: str) -> Callable[..., list[Ahead]] | None:
    """The pipeline of a tally; None where there is none."""
    return _pipelines.get(code)


def tallies() -> dict[str, Tally]:
    """All tallies by code, sorted."""
    return dict(sorted(_tallies.items()))
