"""How far a binary64 figure can be from the exact one, stated for every row; all arrays are per row or per group.

The unit is 2**-53. Every bound is deliberately generous (a factor of two or more over the textbook one): a row more
recomputed exactly costs microseconds, a row too few costs a grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from .benchmarks import Completion, MeanOfRatios, RatioOfSums, Tiers, _OverGroup, _Range
from .formula import is_additive, relative_error_units
from .indicators import IndicatorRule
from .numbers import UNIT
from .scheme import Scheme

CANCELLED = 1000 * UNIT
"""Relative error above which an added-up value is recomputed exactly and put in place of the binary one."""

Floats = Any


def value_error(scheme: Scheme, rule: IndicatorRule) -> float:
    """Relative error of an indicator's value. Sums that cancel have been replaced by exact ones before."""
    node = scheme.node(rule.formula)
    units = relative_error_units(node) * UNIT
    return units + CANCELLED if is_additive(node) else units


class RunningError:
    """Formulas over arrays as (value, bound of the absolute error)."""

    def __init__(self, columns: Mapping[str, Floats], rows: int) -> None:
        self._columns, self._rows = columns, rows

    def const(self, value: Fraction) -> tuple[Floats, Floats]:
        number = np.full(self._rows, float(value))
        return number, np.abs(number) * UNIT

    def ref(self, name: str) -> tuple[Floats, Floats]:
        column = self._columns.get(name)
        if column is None:
            column = np.full(self._rows, np.nan)
        return column, np.abs(column) * (4 * UNIT)

    def filled(self, first: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        gone = np.isnan(first[0])
        return np.where(gone, other[0], first[0]), np.where(gone, other[1], first[1])

    def op(self, sign: str, left: tuple[Floats, Floats], right: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        (a, ea), (b, eb) = left, right
        with np.errstate(all="ignore"):
            if sign in "+-":
                value, error = (a + b if sign == "+" else a - b), ea + eb
            elif sign == "*":
                value, error = a * b, np.abs(a) * eb + np.abs(b) * ea + ea * eb
            else:
                value = a / b
                error = (ea + np.abs(value) * eb) / np.maximum(np.abs(b) - eb, 0)
            return value, error + np.abs(value) * (2 * UNIT)


def group_error(
    rule: IndicatorRule,
    aggregates: Mapping[str, Floats],
    parameters: Mapping[str, Floats],
    relative: float,
    *,
    compensated: bool,
) -> dict[str, Floats]:
    """Absolute error of every benchmark parameter of every group."""
    kind = rule.benchmark
    if not isinstance(kind, _OverGroup) or not kind.needs:
        return {name: np.abs(np.nan_to_num(column)) * (2 * UNIT) for name, column in parameters.items()}
    count = np.nan_to_num(aggregates["n"])
    adding = (8 * UNIT) if compensated else (count + 8) * UNIT
    if isinstance(kind, MeanOfRatios):
        spread = np.nan_to_num(aggregates["abs"]) * (relative + adding) / np.maximum(count, 1)
        return {"b": float(kind.times) * spread + np.abs(np.nan_to_num(parameters["b"])) * (6 * UNIT)}
    if isinstance(kind, RatioOfSums):
        with np.errstate(all="ignore"):
            share = [
                np.nan_to_num(aggregates[f"{part}_abs"] / np.abs(aggregates[part]), nan=0.0, posinf=1e300)
                for part in ("num", "den")
            ]
            return {
                "b": np.abs(np.nan_to_num(parameters["b"])) * ((share[0] + share[1]) * (relative + adding) + 8 * UNIT)
            }
    top = np.nan_to_num(aggregates["top"]) * (relative + 8 * UNIT) * float(getattr(kind, "times", 1))
    return {name: top + np.abs(np.nan_to_num(parameters[name])) * (4 * UNIT) for name in parameters}


def points_error(
    scheme: Scheme, rule: IndicatorRule, value: Floats, score: Floats, parameters: Mapping[str, Floats],
    errors: Mapping[str, Floats], relative: float,
) -> Floats:  # fmt: skip
    """Absolute error of an indicator's own points; `parameters` and `errors` are per row here."""
    kind, full = rule.benchmark, float(rule.full_marks(in_tree=scheme.dimensions is not None))
    size = np.abs(np.nan_to_num(score))
    if isinstance(kind, Tiers):
        return np.zeros_like(size)
    with np.errstate(all="ignore"):
        if isinstance(kind, _Range):
            worth = np.abs(np.nan_to_num(value))
            low, high = np.nan_to_num(parameters["lo"]), np.nan_to_num(parameters["hi"])
            gap = high - low
            ends = np.maximum(errors["lo"], errors["hi"]) + (np.abs(low) + np.abs(high)) * (2 * UNIT)
            slope = full * abs(float(kind.ends()[1] - kind.ends()[0])) / np.maximum(gap - 2 * ends, 0)
            return np.where(gap > 0, slope * (worth * (relative + 2 * UNIT) + 4 * ends), 0) + (size + full) * (
                16 * UNIT
            )
        base, base_error = np.nan_to_num(parameters["b"]), errors["b"]
        if isinstance(kind, Completion):
            base_error = np.abs(base) * relative
        if rule.direction == "down" and kind.down == "complement":  # type: ignore[union-attr]
            worth = np.abs(np.nan_to_num(value))
            size = size + full * np.nan_to_num(worth / np.abs(base), nan=0.0, posinf=0.0) + 2 * full
    return size * ratio_slack(base, base_error, relative)


def ratio_slack(base: Floats, base_error: Floats, relative: float) -> Floats:
    """Relative error of points that are a ratio to `base`; nothing where there is no base, for then there are no points."""
    with np.errstate(all="ignore"):
        off = np.minimum(base_error / np.maximum(np.abs(base) - base_error, 0), 1e300)
        return np.where(base > 0, off + (relative + 16 * UNIT), 0.0)


def near_half(total: Floats, error: Floats, digits: int) -> Floats:
    """Rows whose total could round either way."""
    scaled = np.abs(total) * 10.0**digits
    return np.abs(scaled - np.floor(scaled) - 0.5) <= error * 10.0**digits + (scaled + 1) * (8 * UNIT)
