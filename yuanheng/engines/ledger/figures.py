"""One figure column into facts: numbers a column at a time, everything else cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from ..quantities import Unit, exact_decimal, parse_number, shortest_text, unit_table
from .amounts import fast_amounts, pick, slow_amount
from .columns import Column
from .figureunits import adapt, fits
from .findings import Findings
from .grid import ErrorCell, UncachedCell, Value, cell_text, is_blank, is_number
from .lexicon import Lexicon

_NUMBER_TYPES = {float, int}
# Above so many numbers Arrow writes them as text, though its compute module takes a quarter of a second to load.
_MANY = 10_000
# No figure of a firm has so many digits; amounts keep 26 before the point.
_ABSURD = Decimal(10) ** 16


@dataclass(slots=True)
class Read:
    """The facts of a column: positions among the rows that count, in order; parallel lists."""

    positions: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FastPart:
    """Plain numbers of one unit: NumPy positions and values, Arrow amounts."""

    unit: Unit
    positions: Any
    values: Any
    amounts: pa.Array | None
    raws: list[str] | pa.Array | None


@dataclass(slots=True)
class ColumnRead:
    """Both parts of a column, and what the totals need."""

    fast: list[FastPart] = field(default_factory=list)
    slow: Read = field(default_factory=Read)
    spoilt: bool = False

    def lighten(self) -> None:
        """Let go of what has been handed on; totals need only the positions."""
        for part in self.fast:
            part.values = part.amounts = part.raws = None


@dataclass(slots=True)
class ColumnTask:
    """All that is needed to read one column."""

    column: Column
    dimension: str
    static: Unit | None
    scale: int | None
    rows: Sequence[int]
    values: Sequence[Value]
    row_units: tuple[list[Unit | None], list[str]] | None
    required: str
    covered: set[int]
    blanks_count: bool
    header_unit_missing: bool


def read_figures(task: ColumnTask, lexicon: Lexicon, findings: Findings) -> ColumnRead:
    """Read a column; every odd cell is a problem or a missing figure, never a zero."""
    out = ColumnRead()
    kinds = set(map(type, task.values))
    odd: list[int] = []
    if task.row_units is None and task.static is not None and kinds & _NUMBER_TYPES:
        odd = _fast(task, kinds, out)
    else:
        odd = list(range(len(task.values)))
    for at in odd:
        _slow(task, at, out, lexicon, findings)
    return out


def _fast(task: ColumnTask, kinds: set[type], out: ColumnRead) -> list[int]:
    """Take all plain numbers; the places of the rest are returned."""
    assert task.static is not None
    if kinds <= _NUMBER_TYPES:
        positions = np.arange(len(task.values))
        numbers = np.array(task.values, dtype=np.float64)
    else:
        mask = np.fromiter((type(v) in _NUMBER_TYPES for v in task.values), dtype=bool, count=len(task.values))
        positions = np.flatnonzero(mask)
        numbers = np.array([task.values[i] for i in positions.tolist()], dtype=np.float64)
    exact, values, amounts = fast_amounts(numbers, task.static)
    if amounts is None:
        return list(range(len(task.values)))
    if not exact.all():
        keep = np.flatnonzero(exact)
        positions, values, numbers = positions[keep], values[keep], numbers[keep]
        amounts = pick(amounts, keep)
    raws = _raw_texts(numbers)
    out.fast.append(FastPart(task.static, positions, values, amounts, raws))
    if len(positions) == len(task.values):
        return []
    taken: Any = np.zeros(len(task.values), dtype=bool)
    taken[positions] = True
    return [int(i) for i in np.flatnonzero(~taken)]


def _raw_texts(numbers: Any) -> list[str] | pa.Array:
    """Numbers as a person reads them: whole ones without a point, none with an exponent."""
    if len(numbers) > _MANY:
        texts = pa.array(numbers).cast(pa.string())
        if not np.any(np.abs(numbers) >= 1e10) and not np.any((np.abs(numbers) < 1e-3) & (numbers != 0)):
            return texts
    return [
        t[:-2] if t.endswith(".0") else (t if "e" not in t else shortest_text(float(t)))
        for t in map(repr, numbers.tolist())
    ]


def _slow(task: ColumnTask, at: int, out: ColumnRead, lexicon: Lexicon, findings: Findings) -> None:
    value, row = task.values[at], task.rows[at]
    if isinstance(value, ErrorCell):
        findings.error_cell(row, task.column.index, value.text)
        out.spoilt = True
    elif isinstance(value, UncachedCell):
        findings.uncached(row, task.column.index)
        out.spoilt = True
    elif is_blank(value):
        if task.required and task.blanks_count and row not in task.covered:
            findings.missing(row, task.column.index, "", task.required)
    elif isinstance(value, str):
        _slow_text(task, at, value, out, lexicon, findings)
    elif is_number(value) and isinstance(value, int | float):
        _keep(task, at, exact_decimal(value), None, shortest_text(value), out, findings)
    else:
        findings.unreadable(row, task.column.index, cell_text(value), about=False)
        out.spoilt = True


def _slow_text(task: ColumnTask, at: int, text: str, out: ColumnRead, lexicon: Lexicon, findings: Findings) -> None:
    row = task.rows[at]
    if lexicon.is_placeholder(text):
        if task.required:
            findings.missing(row, task.column.index, text, task.required)
        return
    reading = parse_number(text)
    if reading.value is None:
        findings.unreadable(row, task.column.index, text.strip(), about=reading.about)
        out.spoilt = True
        return
    _keep(task, at, reading.value, reading.unit, text, out, findings)


def _keep(
    task: ColumnTask, at: int, number: Decimal, own: Unit | None, raw: str, out: ColumnRead, findings: Findings
) -> None:
    if not number.is_finite() or abs(number) >= _ABSURD:
        findings.unreadable(task.rows[at], task.column.index, raw, about=False)
        out.spoilt = True
        return
    unit, why = effective_unit(task, at, own)
    if unit is None:
        out.spoilt = True
        if why:
            findings.unknown_unit(task.rows[at], task.column.index, found=why, expected=expected_units(task.dimension))
        return
    value, amount = slow_amount(number, unit)
    out.slow.positions.append(at)
    out.slow.values.append(value)
    out.slow.amounts.append(amount)
    out.slow.units.append(unit.code)
    out.slow.raws.append(raw)


def effective_unit(task: ColumnTask, at: int, own: Unit | None) -> tuple[Unit | None, str]:
    """The unit of one cell, or None and what was found instead ('' where the column's own problem says it)."""
    row_unit, currency = (task.row_units[0][at], task.row_units[1][at]) if task.row_units else (None, "")
    if own is not None:
        if not own.known or not fits(own, task.dimension):
            return None, f"单位「{own.name}」"
        return adapt(own, task.dimension, _with_currency(task.static, currency)), ""
    if row_unit is not None and fits(row_unit, task.dimension):
        return (adapt(row_unit, task.dimension), "") if row_unit.known else (None, f"单位「{row_unit.name}」")
    if currency and task.dimension == "money":
        if currency.startswith("?"):
            return None, f"币种「{currency[1:]}」"
        return _scaled_currency(task, currency)
    if currency.startswith("?") and row_unit is None and task.static is None:
        return None, f"单位「{currency[1:]}」"
    if task.static is None:
        return None, "" if task.header_unit_missing else "没有单位的数字"
    return (task.static, "") if task.static.known else (None, f"单位「{task.static.name}」")


def _scaled_currency(task: ColumnTask, currency: str) -> tuple[Unit | None, str]:
    """The row says the currency, the header the scale: 美元 in a column headed 万元 is 万美元."""
    base = unit_table().find("元" if currency == "yuan" else "美元")
    if base is None:
        return None, f"币种「{currency}」"
    factor = task.static.factor if task.static is not None else task.scale
    return (replace(base, factor=base.factor * factor), "") if factor else (base, "")


def _with_currency(static: Unit | None, currency: str) -> Unit | None:
    if currency and not currency.startswith("?"):
        return unit_table().find("元" if currency == "yuan" else "美元")
    return static


def expected_units(dimension: str) -> str:
    """Units that a measure of the dimension may have."""
    return {
        "money": "元、万元、亿元或美元",
        "electricity": "千瓦时或万千瓦时",
        "energy": "吨标准煤",
        "mass": "千克或吨",
        "area": "平方米、亩或公顷",
    }.get(dimension, "已知的计量单位")
