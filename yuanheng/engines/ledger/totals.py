"""Stated totals against the rows: what is grossly off is a problem; a difference of rounding is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

GROSS = Decimal("0.005")


def mismatch(stated: Decimal, places: int, sums: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """The likeliest sum (the first) where none of `sums` agrees with the stated total; None where one does.

    `sums` are (sum, number of rows) over the ranges a total may mean: since the last subtotal, since the top, below it.
    Each row may be rounded by half a unit of the stated total's last place.
    """
    if not sums:
        return None
    for computed, count in sums:
        rounding = Decimal(count + 1) / 2 * Decimal(1).scaleb(-places)
        if abs(computed - stated) <= max(
            GROSS * max(abs(computed), abs(stated)), rounding if places else min(rounding, GROSS * 20 * abs(stated) + 1)
        ):
            return None
    return sums[0][0]


def decimal_places(text: str) -> int:
    """Decimals written: 12.50 as text has 2, 12.5 has 1."""
    _, point, decimals = text.strip().rstrip("万元亩人%吨度").partition(".")
    return len(decimals) if point and decimals.isdigit() else 0
