"""Totals that a sheet states, against the rows they may mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..quantities import exact_decimal, parse_number
from .columns import FIGURE, Column
from .figures import ColumnRead
from .grid import Grid, cell_text, is_number
from .tables import Job
from .totals import decimal_places, mismatch

Sum = tuple[Decimal, int]
_FAR = 10**9


def check_totals(jobs: Sequence[Job]) -> None:
    """Compare each stated total of a sheet's tables with sums of rows, its own table's and its twins' beside it."""
    for job in jobs:
        twins = [j for j in jobs if j is not job and list(j.frame.paths.values()) == list(job.frame.paths.values())]
        if job.rows.totals and job.rows.kinds is None and job.rows.index:
            for column in job.settled.columns:
                if column.role == FIGURE and column.index in job.reads:
                    _check_column(job, column, twins)


def _check_column(job: Job, column: Column, twins: Sequence[Job]) -> None:
    read = job.reads[column.index]
    if read.spoilt:
        return
    numbers = _numbers(job, column.index, read)
    others = {r: _plain(job.grid, r, column.index) for r, kind in job.rows.others if kind in ("vacant", "no_subject")}
    beside = [_numbers(t, i, t.reads[i]) for t in twins if (i := _partner(job, t, column)) in t.reads]
    boundaries = sorted([r for r, _ in job.rows.totals] + [r for r, k in job.rows.others if k == "group"])
    for row, _kind in job.rows.totals:
        stated = _stated(job.grid, row, column.index)
        if stated is None:
            continue
        sums = _sums(numbers, row, boundaries) + _sums({**numbers, **others}, row, boundaries)
        whole = [n for part in (numbers, *beside) for n in part.values()]
        sums.append((sum(whole, Decimal(0)), len(whole)))
        nearest = mismatch(stated[0], stated[1], sums)
        if nearest is not None:
            text = format(nearest.normalize(), "f")
            job.findings.total_mismatch(row, column.index, stated=cell_text(job.grid.at(row, column.index)), computed=text)


def _partner(job: Job, twin: Job, column: Column) -> int:
    """The same column in a table beside."""
    return column.index - job.frame.left + twin.frame.left


def _numbers(job: Job, column: int, read: ColumnRead) -> dict[int, Decimal]:
    places = sorted({int(p) for part in read.fast for p in part.positions} | set(read.slow.positions))
    return {job.rows.index[p]: _plain(job.grid, job.rows.index[p], column) for p in places}


def _plain(grid: Grid, row: int, column: int) -> Decimal:
    """The number in a cell as written, without its unit; 0 for none."""
    value = grid.at(row, column)
    if isinstance(value, str):
        return parse_number(value).value or Decimal(0)
    return exact_decimal(value) if is_number(value) and isinstance(value, int | float) else Decimal(0)


def _stated(grid: Grid, row: int, column: int) -> tuple[Decimal, int] | None:
    """A stated total and the decimals it is written with."""
    value = grid.at(row, column)
    text = cell_text(value)
    if is_number(value) and isinstance(value, int | float):
        return exact_decimal(value), decimal_places(text)
    reading = parse_number(value) if isinstance(value, str) else None
    return (reading.value, decimal_places(text)) if reading is not None and reading.value is not None else None


def _sums(numbers: dict[int, Decimal], row: int, boundaries: list[int]) -> list[Sum]:
    """Sums over the ranges a total in `row` may mean: since any boundary above, to the next below, everything."""
    above = [b for b in boundaries if b < row]
    below = min((b for b in boundaries if b > row), default=_FAR)
    starts = {-1, *(above if len(above) < 50 else above[-2:])}
    ranges = [*((s, row) for s in starts), (row, below), (row, _FAR), (-1, _FAR)]
    sums: list[Sum] = []
    for first, last in ranges:
        picked = [n for r, n in numbers.items() if first < r < last]
        if picked:
            sums.append((sum(picked, Decimal(0)), len(picked)))
    return sums
