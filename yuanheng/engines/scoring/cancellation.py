"""Sums and differences in formulas: where they nearly cancel, binary digits are replaced by the exact result.

Afterwards the sign and the relative error of every value, numerator and denominator can be trusted as if the formula
held products and quotients alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from .arithmetic import ExactAlgebra
from .bounds import CANCELLED, RunningError
from .formula import Node, divisors, evaluate, is_additive, ratio_parts
from .fractions_of_rows import Frame, exact_value
from .indicators import IndicatorRule
from .scheme import Scheme

Arrays = dict[str, Any]


def corrected_values(
    scheme: Scheme, found: pa.Table, data: pa.Table, frame: Frame, sets: Any
) -> Mapping[str, pa.ChunkedArray | pa.Array]:
    """The value columns of the engine, with rows in doubt recomputed exactly (NULL where the value does not exist)."""
    numbers = {
        name: data.column(name).to_numpy()
        for name in data.column_names
        if pa.types.is_floating(data.schema.field(name).type)
    }
    columns = {name: found.column(name) for name in found.column_names}
    arrays: Arrays = {}
    for code in scheme.indicators:
        for name, rule in scheme.rules(code).items():
            if not is_additive(scheme.node(rule.formula)):
                continue
            doubtful = _doubtful(scheme, rule, numbers, data.num_rows)
            rows = np.flatnonzero(doubtful & (sets == scheme.groups.set_names.index(name)))
            for row in rows.tolist():
                for key, value in _exact_columns(scheme, rule, code, frame, row).items():
                    if key in columns:
                        arrays.setdefault(key, columns[key].to_numpy().copy())[row] = value
    for key, array in arrays.items():
        boolean = key.endswith("_dz")
        columns[key] = pa.array(array) if boolean else pa.array(array, mask=np.isnan(array))
    return columns


def _doubtful(scheme: Scheme, rule: IndicatorRule, numbers: Arrays, rows: int) -> Any:
    node = scheme.node(rule.formula)
    algebra = RunningError(
        {key: np.where(np.abs(value) < 1e300, value, np.nan) for key, value in numbers.items()}, rows
    )
    doubtful: Any = np.zeros(rows, dtype=bool)
    for part in _parts(rule, node):
        value, error = evaluate(part, algebra)
        with np.errstate(invalid="ignore"):
            doubtful |= ~(error <= CANCELLED * np.abs(value)) & ~np.isnan(value)
    return doubtful


def _parts(rule: IndicatorRule, node: Node) -> tuple[Node, ...]:
    ratio = ratio_parts(node) if rule.benchmark.kind == "ratio_of_sums" else ()
    return (node, *divisors(node), *ratio)


def _exact_columns(scheme: Scheme, rule: IndicatorRule, code: str, frame: Frame, row: int) -> dict[str, Any]:
    cells = frame.row(row)
    value = exact_value(scheme, rule, cells)
    number = np.nan if value.value is None else float(value.value)
    found: dict[str, Any] = {f"{code}_value": number, f"{code}_dz": value.zero_denominator}
    if rule.benchmark.kind == "ratio_of_sums":
        for name, part in zip(("num", "den"), ratio_parts(scheme.node(rule.formula)), strict=True):
            exact = evaluate(part, ExactAlgebra(cells))
            found[f"{code}_{name}"] = np.nan if value.value is None or exact is None else float(exact)
    return found
