"""Values, points and adjustments of single rows in exact fractions, and exact sums with short enclosures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from .adjustments import Adjustments
from .arithmetic import ExactAlgebra, ExactArithmetic
from .benchmarks import _OverGroup
from .formula import divisors, evaluate, leaves
from .indicators import IndicatorRule, Policy
from .numbers import round_half_away
from .scheme import Scheme

EXACT = ExactArithmetic()
ZERO = Fraction(0)
_BITS = 320


@dataclass(frozen=True)
class Frame:
    """A wide table in its own row order, with the group and the status of every row."""

    table: pa.Table
    group: np.ndarray
    out: np.ndarray
    unclassified: np.ndarray
    veto: np.ndarray
    bonus_held: np.ndarray
    deduction_held: np.ndarray
    _columns: dict[str, pa.Array] = field(default_factory=dict, repr=False)

    def row(self, index: int) -> Mapping[str, Any]:
        """One row's cells by column, read when asked for."""
        return _Row(self, index)

    def column(self, name: str) -> pa.Array | None:
        """A column in one piece; None where the table has none."""
        if name not in self._columns and name in self.table.column_names:
            self._columns[name] = self.table.column(name).combine_chunks()
        return self._columns.get(name)

    def members(self, group: int | None, kind: _OverGroup) -> np.ndarray:
        """Row numbers that enter a benchmark; `group` None is all."""
        mask = self.out == 0
        if group is not None:
            mask &= self.group == group
        if not kind.population.unclassified:
            mask &= self.unclassified == 0
        if not kind.population.vetoed:
            mask &= self.veto == 0
        return np.flatnonzero(mask)


class _Row(Mapping[str, Any]):
    def __init__(self, frame: Frame, index: int) -> None:
        self._frame, self._index = frame, index

    def __getitem__(self, name: str) -> Any:
        column = self._frame.column(name)
        if column is None:
            raise KeyError(name)
        return column[self._index].as_py()

    def __iter__(self) -> Any:
        return iter(self._frame.table.column_names)

    def __len__(self) -> int:
        return int(self._frame.table.num_columns)


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's value: known, or missing, or with a zero denominator."""

    value: Fraction | None
    zero_denominator: bool = False


def exact_value(scheme: Scheme, rule: IndicatorRule, row: Mapping[str, Any]) -> Value:
    """The indicator's value of one row."""
    node, algebra = scheme.node(rule.formula), ExactAlgebra(row)
    if any(evaluate(leaf, algebra) is None for leaf in leaves(node)):
        return Value(None)
    under = [evaluate(part, algebra) for part in divisors(node)]
    if any(part is None or part < 0 for part in under):
        return Value(None)
    if any(part == 0 for part in under):
        return Value(None, zero_denominator=True)
    return Value(evaluate(node, algebra))


def exact_own_points(
    scheme: Scheme, rule: IndicatorRule, value: Fraction, parameters: Mapping[str, Fraction | None]
) -> Fraction | None:
    """Points of a value that is scored as it is; None where a policy decides instead."""
    if (value == 0 and rule.zero.kind != "score") or (value < 0 and rule.negative.kind != "score"):
        return None
    full = Fraction(rule.full_marks(in_tree=scheme.dimensions is not None))
    points = rule.benchmark.points(value, parameters, direction=rule.direction, full=full, arithmetic=EXACT)
    floor, cap = _share(rule.ratio.floor, full), _share(rule.ratio.cap, full)
    points = between(between(points, floor, cap), fraction(rule.points.floor), fraction(rule.points.cap))
    return points if rule.round is None else round_half_away(points, rule.round)


def policy_for(rule: IndicatorRule, value: Value) -> Policy | None:
    """The policy that decides in place of the value, or None where the value is scored."""
    if value.value is None:
        policy = rule.denominator_zero if value.zero_denominator else rule.missing
    elif value.value == 0:
        policy = rule.zero
    elif value.value < 0:
        policy = rule.negative
    else:
        return None
    if policy.kind == "score":
        return None
    return rule.missing if policy.kind == "missing" else policy


def exact_adjustment(
    scheme: Scheme, adjustments: Adjustments, held: int, row: Mapping[str, Any]
) -> tuple[Fraction, tuple[tuple[str, Fraction], ...]]:
    """Bonus or deduction points, exact, from the mask of items that hold; and what each item gave."""
    bit, total, given = 0, ZERO, []
    for table in adjustments.tables:
        points = []
        for item in table.items:
            if held >> bit & 1:
                times = Fraction(1)
                if item.times is not None:
                    times = max(evaluate(scheme.node(item.times), ExactAlgebra(row)) or ZERO, ZERO)
                points.append(Fraction(item.points) * times)
                given.append((item.label, points[-1]))
            bit += 1
        summed = (sum(points, ZERO) if table.take == "sum" else max(points)) if points else ZERO
        total += between(summed, None, fraction(table.cap))
    return between(total, None, fraction(adjustments.cap)), tuple(given)


def sum_exactly(values: Sequence[Fraction]) -> Fraction:
    """The exact sum; halves are added to halves, so that numbers stay short for long."""
    if not values:
        return ZERO
    if len(values) <= 8:
        return sum(values, ZERO)
    middle = len(values) // 2
    return sum_exactly(values[:middle]) + sum_exactly(values[middle:])


def enclose_sum(values: Sequence[Fraction], full: bool) -> tuple[Fraction, Fraction]:
    """Two fractions with the exact sum between them: the sum itself for few values or where `full`."""
    if full or len(values) <= 8:
        exact_sum = sum_exactly(values)
        return exact_sum, exact_sum
    scaled = sum((value.numerator << _BITS) // value.denominator for value in values)
    return Fraction(scaled, 1 << _BITS), Fraction(scaled + len(values), 1 << _BITS)


def exact_quantile(values: Sequence[Fraction], q: Fraction) -> Fraction | None:
    """The quantile, interpolated between neighbours at (n − 1)·q."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * q
    low = place.numerator // place.denominator
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def between(value: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    """`value` held between `floor` and `cap`; where they cross, the floor stands."""
    if cap is not None and value > cap:
        value = cap
    return floor if floor is not None and value < floor else value


def _share(limit: Decimal | None, full: Fraction) -> Fraction | None:
    return None if limit is None else Fraction(limit) * full


def fraction(limit: Decimal | None) -> Fraction | None:
    """The limit as an exact fraction; none stays none."""
    return None if limit is None else Fraction(limit)
