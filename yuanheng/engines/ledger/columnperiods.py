"""When a column's figures are for, from the levels of its header and from the columns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .periods import CURRENT, TO_DATE, WHOLE_YEAR, PeriodSpec


def path_period(levels: Sequence[PeriodSpec | None]) -> PeriodSpec | None:
    """One period out of the levels, the leaf first: 2021年 › 6月, 累计 › 6月, 1-6月 › 累计."""
    spec: PeriodSpec | None = None
    for level in reversed(levels):
        if level is not None:
            spec = level if spec is None else _under(level, spec)
    return spec


def _under(above: PeriodSpec, leaf: PeriodSpec) -> PeriodSpec:
    year = leaf.year if leaf.year is not None else above.year
    if leaf.first is not None:
        first = 1 if above.mode == TO_DATE and leaf.first == leaf.last else leaf.first
        return replace(leaf, year=year, first=first)
    if above.last is not None and leaf.mode == TO_DATE:
        return PeriodSpec(year, 1, above.last)
    if above.last is not None and leaf.mode == CURRENT:
        return PeriodSpec(year, above.last, above.last)
    if above.first is not None and leaf.mode != WHOLE_YEAR:
        return PeriodSpec(year, above.first, above.last)
    mode = leaf.mode or above.mode
    return PeriodSpec(year, mode=mode)


def total_over(months: Sequence[PeriodSpec]) -> PeriodSpec | None:
    """The period of a total over month columns: the whole range; None where they are no months of one year."""
    firsts = [m.first for m in months if m.first is not None]
    lasts = [m.last for m in months if m.last is not None]
    years = {m.year for m in months}
    if len(firsts) < 2 or len(years) > 1 or len(firsts) != len(months):
        return None
    first, last = min(firsts), max(lasts)
    year = next(iter(years))
    return PeriodSpec(year, mode=WHOLE_YEAR) if (first, last) == (1, 12) else PeriodSpec(year, first, last)


def one_after_another(spans: Sequence[PeriodSpec]) -> list[PeriodSpec]:
    """Quarters or halves that follow one another without a gap; empty where some overlap or one is missing."""
    ordered = sorted(spans, key=lambda p: (p.first or 0, p.last or 0))
    joined = all(b.first == (a.last or 0) + 1 for a, b in pairwise(ordered))
    return ordered if len(ordered) > 1 and joined else []
