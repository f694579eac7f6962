"""From the numbers of a column to exact amounts, a whole column at a time.

A binary number that a cell shows with at most 15 significant digits and 6 decimals is a whole number of millionths;
multiplied by the unit's exact factor in 128 bits it stays exact. What does not fit is left to the slow path.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from ..quantities import Unit
from .schema import AMOUNT

MU_PER_M2 = Fraction(3, 2000)
_PLACES = 6
_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)


def inside_factor(unit: Unit) -> Fraction:
    """What one of the unit is inside: areas in 亩, everything else in the unit handed over."""
    return unit.factor * MU_PER_M2 if unit.dimension == "area" else unit.factor


def slow_amount(number: Decimal, unit: Unit) -> tuple[float, Decimal]:
    """(value handed over, exact amount inside to 12 decimals) of one number."""
    exact = Fraction(number)
    inside = exact * inside_factor(unit)
    amount = Decimal(round(inside * 10**12)).scaleb(-12)
    return float(exact * unit.factor), amount


def fast_amounts(numbers: Any, unit: Unit) -> tuple[Any, Any, pa.Array | None]:
    """(mask of numbers that were exact, values handed over, amounts inside) of a column.

    `numbers` is a float64 vector without NaN. Amounts are None where the factor itself does not fit.
    """
    millionths, exact = _millionths(numbers)
    inside = inside_factor(unit) * 10**_PLACES
    if inside.denominator != 1 or inside.numerator >= 2**62:
        return np.zeros(len(numbers), dtype=bool), numbers, None
    wide = millionths.astype(np.longdouble)
    values = (
        wide * np.longdouble(unit.factor.numerator) / np.longdouble(unit.factor.denominator * 10**_PLACES)
    ).astype(np.float64)
    return exact, values, _decimals(millionths, inside.numerator)


def _millionths(numbers: Any) -> tuple[Any, Any]:
    size = np.abs(numbers)
    small = size < 1e8
    with np.errstate(over="ignore", invalid="ignore"):
        fine = np.rint(np.where(small, numbers, 0.0) * 1e6)
        coarse = np.rint(np.where(small | (size >= 1e12), 0.0, numbers) * 1e2)
        back = np.where(small, fine / 1e6, coarse / 1e2)
        exact = (np.abs(back - numbers) <= 4.4e-16 * size) & (size < 1e12)
        whole = np.where(small, fine, 0.0).astype(np.int64) + np.where(small, 0.0, coarse).astype(np.int64) * 10_000
    return whole, exact


def _decimals(millionths: Any, multiplier: int) -> pa.Array:
    """millionths x multiplier as 128-bit integers, read as decimals with 12 places."""
    negative = millionths < 0
    number = np.abs(millionths).astype(np.uint64)
    a0, a1 = number & _MASK, number >> _SHIFT
    b0, b1 = np.uint64(multiplier & 0xFFFFFFFF), np.uint64(multiplier >> 32)
    p00, p01, p10 = a0 * b0, a0 * b1, a1 * b0
    middle = (p00 >> _SHIFT) + (p01 & _MASK) + (p10 & _MASK)
    words: Any = np.empty((len(number), 2), dtype=np.uint64)
    words[:, 0] = (p00 & _MASK) | (middle << _SHIFT)
    words[:, 1] = a1 * b1 + (p01 >> _SHIFT) + (p10 >> _SHIFT) + (middle >> _SHIFT)
    low = words[negative, 0]
    words[negative, 0] = ~low + np.uint64(1)
    words[negative, 1] = ~words[negative, 1] + (low == 0).astype(np.uint64)
    return pa.Array.from_buffers(AMOUNT, len(number), [None, pa.py_buffer(words)])


def pick(amounts: pa.Array, positions: Any) -> pa.Array:
    """Some rows of a column of amounts, without Arrow's compute module, which is slow to load."""
    words: Any = np.frombuffer(amounts.buffers()[1], dtype=np.uint64).reshape(-1, 2)[: len(amounts)]
    return pa.Array.from_buffers(AMOUNT, len(positions), [None, pa.py_buffer(np.ascontiguousarray(words[positions]))])
