"""All project figures of a year: each stage by threshold, nested or highest only, reported and recognised side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import Period

from ..models import RecognisedThing
from ..tallies import WORDS, count_stage

TIERS: tuple[tuple[str, int, int], ...] = (
    ("100 亿元(10 亿美元)以上", 10**10, 10**9), ("20 亿元(2 亿美元)以上", 2 * 10**9, 2 * 10**8),
    ("10 亿元(1 亿美元)以上", 10**9, 10**8), ("1 亿元(1000 万美元)以上", 10**8, 10**7),
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
    """Every stage."""
    counted = set(RecognisedThing.values)

    def cells(stage: str, said: bool) -> tuple[TallyCell, ...]:
        return tuple(
            TallyCell(
                int(
                    rows_of(
                        stage, year=year, on=on, tier=tier, nested=nested, recognised=said, known_on=known_on
                    ).value
                ),
                stage, tier, said,
            )
            for tier in range(len(TIERS) + 1)
        )  # fmt: skip

    return tuple(
        TallyRow(
            label=label,
            stage=stage,
            cells=cells(stage, False),
            recognised=cells(stage, True) if stage in counted else (),
        )
        for stage, (_, label, _) in WORDS.items()
    )
