"""What if some figures were others: the same scheme over the changed table."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from yuanheng.engines.errors import Problems

from .results import ScoreRun
from .run import run_scheme
from .scheme import Scheme
from .wide_table import decimal_column, read_wide_table


def what_if(
    scheme: Scheme,
    table: str | Path | pa.Table,
    changes: Mapping[str, Mapping[str, Decimal | int | str | None]],
    *,
    benchmark_table: str | Path | pa.Table | None = None,
    on: datetime.date | None = None,
) -> ScoreRun:
    """Score the table with `changes` applied: `{subject_id: {column: new figure}}`; None makes a figure missing.

    Benchmarks that are means of this year move with the change, as they would in earnest.

    Raises:
        ProblemsError: a subject or a column that is not in the table.
    """
    wide = read_wide_table(table)
    rows = {key: index for index, key in enumerate(wide.column("subject_id").to_pylist())}
    _check(wide, rows, changes)
    for column in dict.fromkeys(name for change in changes.values() for name in change):
        cells = wide.column(column).to_pylist()
        for subject, change in changes.items():
            if column in change:
                cells[rows[subject]] = change[column]
        wide = wide.set_column(wide.column_names.index(column), column, _rebuilt(wide.column(column).type, cells))
    return run_scheme(scheme, wide, benchmark_table=benchmark_table, on=on)


def _rebuilt(kind: pa.DataType, cells: list[Any]) -> pa.Array:
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind) or pa.types.is_integer(kind):
        exact = [
            None if cell is None else Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
            for cell in cells
        ]
        return decimal_column([None if cell is None or not cell.is_finite() else cell for cell in exact])
    return pa.array(cells, kind)


def _check(wide: pa.Table, rows: Mapping[str, int], changes: Mapping[str, Mapping[str, Any]]) -> None:
    problems = Problems()
    for subject, change in changes.items():
        if subject not in rows:
            problems.add(
                "unknown_subject", where="试算", found=subject, expected="表中有的企业代码", advice="核对企业代码"
            )
        for column in change:
            if column not in wide.column_names:
                problems.add(
                    "unknown_column", where=f"试算 › {subject}", found=column,
                    expected="、".join(wide.column_names[:12]), advice="改用表中有的列",
                )  # fmt: skip
    problems.raise_if_any()
