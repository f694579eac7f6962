"""The two arithmetics a rule is computed in: Ibis columns (binary64, any engine) and exact fractions.

A kind of benchmark states its rule once, with `where` for choices; both arithmetics run that one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import ibis

from .numbers import exact


class Arithmetic(Protocol):
    """Numbers of one kind: columns, floats or fractions. None / NULL is missing."""

    def number(self, value: Decimal | Fraction | int) -> Any: ...
    def where(self, test: Any, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any: ...
    def known(self, value: Any) -> Any: ...
    def above(self, value: Any, edge: Any) -> Any: ...


class ColumnArithmetic:
    """Ibis columns; a test on NULL is not true."""

    def number(self, value: Decimal | Fraction | int) -> Any:
        return ibis.literal(float(value), type="float64")

    def where(self, test: Any, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        return ibis.ifelse(test, then(), otherwise())

    def known(self, value: Any) -> Any:
        return value.notnull()

    def above(self, value: Any, edge: Any) -> Any:
        return value > edge


class ExactArithmetic:
    """Fractions (or plain floats, for the benchmark of a group); a test on None is not true."""

    def number(self, value: Decimal | Fraction | int) -> Any:
        return Fraction(value)

    def where(self, test: Any, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        return then() if test else otherwise()

    def known(self, value: Any) -> Any:
        return value is not None

    def above(self, value: Any, edge: Any) -> Any:
        return value is not None and edge is not None and value > edge


class FloatArithmetic(ExactArithmetic):
    """Plain floats, for the few figures of a group."""

    def number(self, value: Decimal | Fraction | int) -> Any:
        return float(value)


def clamp(arithmetic: Arithmetic, value: Any, floor: Decimal | None, cap: Decimal | None) -> Any:
    """Not under `floor`, not over `cap`; missing stays missing (never through SQL's greatest, which skips NULL)."""
    if cap is not None:
        top = arithmetic.number(cap)
        value = _choose(arithmetic, arithmetic.above(value, top), top, value)
    if floor is not None:
        bottom = arithmetic.number(floor)
        value = _choose(arithmetic, arithmetic.above(bottom, value), bottom, value)
    return value


def _choose(arithmetic: Arithmetic, test: Any, then: Any, otherwise: Any) -> Any:
    return arithmetic.where(test, lambda: then, lambda: otherwise)


class ColumnAlgebra:
    """Formulas over the columns of a prepared table (every measure a float64 column, NULL = missing)."""

    def __init__(self, table: ibis.Table, *, finite: bool = False) -> None:
        self._table, self._finite = table, finite

    def const(self, value: Fraction) -> Any:
        return ibis.literal(float(value), type="float64")

    def ref(self, name: str) -> Any:
        if name not in self._table.columns:
            return ibis.null("float64")
        column = self._table[name]
        kind = column.type()
        if kind.is_floating() and not self._finite:
            # One test turns NaN and infinities into missing on every engine (they compare as the largest, or not at all).
            return ibis.ifelse(column.abs() < 1e300, column, ibis.null("float64"))
        return column if kind.is_floating() else column.cast("float64")

    def filled(self, first: Any, other: Any) -> Any:
        return ibis.coalesce(first, other)

    def op(self, sign: str, left: Any, right: Any) -> Any:
        return _APPLY[sign](left, right)


class ExactAlgebra:
    """Formulas over one row's cells, exact; None is missing; dividing by zero is missing."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row

    def const(self, value: Fraction) -> Fraction | None:
        return value

    def ref(self, name: str) -> Fraction | None:
        return exact(self._row.get(name))

    def filled(self, first: Fraction | None, other: Fraction | None) -> Fraction | None:
        return other if first is None else first

    def op(self, sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
        if left is None or right is None or (sign == "/" and right == 0):
            return None
        return _APPLY[sign](left, right)  # type: ignore[no-any-return]


_APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
