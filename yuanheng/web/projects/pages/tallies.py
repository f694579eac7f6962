"""All project figures of a year: each stage by threshold, nested or highest only, reported and recognised side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import Period

from ..models import RecognisedThing
from ..tallies import WORDS, count_stage, with_amount

TIERS: tuple[tuple[str, int, int], ...] = (
    ("100 亿元或 10 亿美元以上", 10**10, 10**9), ("20 亿元或 2 亿美元以上", 2 * 10**9, 2 * 10**8),
    ("10 亿元或 1 亿美元以上", 10**9, 10**8), ("1 亿元或 1000 万美元以上", 10**8, 10**7),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TallyCell:
    """A number and what opens its projects."""

    value: int
    stage: str
    tier: int
    recognised: bool


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One stage: all, then by tier; `recognised` the same as the city counts, where it does."""

    label: str
    stage: str
    cells: tuple[TallyCell, ...]
    recognised: tuple[TallyCell, ...]


def rows_of(
    stage: str, *, year: int, on: date, tier: int, nested: bool, recognised: bool = False, known_on: date | None = None
) -> Any:
    """The reading of one cell; `tier` 0 is all, then as TIERS."""
    limits: dict[str, Decimal] = {}
    if tier:
        _, yuan, usd = TIERS[tier - 1]
        limits = {"amount_min_yuan": Decimal(yuan), "amount_min_usd": Decimal(usd)}
        if not nested and tier > 1:
            _, above_yuan, above_usd = TIERS[tier - 2]
            limits |= {"amount_below_yuan": Decimal(above_yuan), "amount_below_usd": Decimal(above_usd)}
    return count_stage(Period(year), on=on, known_on=known_on, stage=stage, recognised=recognised, **limits)


def tally_rows(*, year: int, on: date, nested: bool, known_on: date | None = None) -> tuple[TallyRow, ...]:
    """Every stage, one query each: the amounts of its projects are sorted into tiers here, by the rule of `rows_of`."""
    counted = set(RecognisedThing.values)

    def cells(stage: str, said: bool) -> tuple[TallyCell, ...]:
        found = rows_of(stage, year=year, on=on, tier=0, nested=nested, recognised=said, known_on=known_on).records
        rows = with_amount(
            found, on=on, known_on=known_on, min_yuan=None, min_usd=None, below_yuan=None, below_usd=None
        )
        amounts = list(rows.values_list("total_amount", "total_currency"))
        sizes = [sum(_in_tier(amount, tier, nested) for amount in amounts) for tier in range(1, len(TIERS) + 1)]
        return tuple(TallyCell(n, stage, tier, said) for tier, n in enumerate([len(amounts), *sizes]))

    return tuple(
        TallyRow(
            label=label,
            stage=stage,
            cells=cells(stage, False),
            recognised=cells(stage, True) if stage in counted else (),
        )
        for stage, (_, label, _) in WORDS.items()
    )


def _in_tier(amount: tuple[Decimal | None, str | None], tier: int, nested: bool) -> bool:
    value, currency = amount
    if value is None or currency not in ("yuan", "usd"):
        return False
    at = 1 if currency == "yuan" else 2
    least = TIERS[tier - 1][at]
    below = TIERS[tier - 2][at] if tier > 1 and not nested else None
    return value >= least and (below is None or value < below)
