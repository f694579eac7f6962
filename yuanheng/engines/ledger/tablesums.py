"""Totals that a sheet states, against the rows they may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from ..quantities import exact_decimal, parse_number
from .columns import FIGURE, Column
from .figures import ColumnRead
from .grid import Grid, cell_text, is_number
from .job import Job
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
    for row, kind in job.rows.totals:
        stated = _stated(job.grid, row, column.index)
        if stated is None:
            continue
        ranges = _ranges(job, row, kind)
        whole = [n for part in (numbers, *beside) for n in part.values()]
        sums = [*_sums(numbers, ranges), *_sums({**numbers, **others}, ranges), (sum(whole, Decimal(0)), len(whole))]
        nearest = mismatch(stated[0], stated[1], sums)
        if nearest is not None:
            text = format(nearest.normalize(), "f")
            said = cell_text(job.grid.at(row, column.index))
            job.findings.total_mismatch(row, column.index, stated=said, computed=text)


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


def _ranges(job: Job, row: int, kind: str) -> list[tuple[int, int]]:
    """The rows a total may mean, the likeliest first: a 合计 all since the top (or since the 合计 before), or all
    below; a 小计 those since the boundary above, since any group above, or those below it to the next boundary."""
    totals = [r for r, k in job.rows.totals if k == "total"]
    groups = [r for r, k in job.rows.others if k == "group"]
    if kind == "total":
        before = max((t for t in totals if t < row), default=-1)
        after = min((t for t in totals if t > row), default=_FAR)
        return [(-1, row), (before, row), (row, after), (row, _FAR), (-1, _FAR)]
    boundaries = sorted([r for r, _ in job.rows.totals] + groups)
    above = [b for b in boundaries if b < row]
    below = min((b for b in boundaries if b > row), default=_FAR)
    starts = [*reversed(above[-3:]), *(g for g in groups[-20:] if g < row), -1]
    own = _start_of_the_firm_above(job, row)
    return [*((s, row) for s in starts), (row, below), (-1, _FAR), *([(own, row)] if own is not None else [])]


def _start_of_the_firm_above(job: Job, row: int) -> int | None:
    """The row before those of the firm right above, where it has several: only some firms have a 小计 of their own."""
    above = bisect_left(job.rows.index, row)
    first = above
    while first and job.rows.names[first - 1] == job.rows.names[above - 1]:
        first -= 1
    return job.rows.index[first] - 1 if above - first > 1 else None


def _sums(numbers: dict[int, Decimal], ranges: Sequence[tuple[int, int]]) -> list[Sum]:
    """Sum and number of rows of each range that has any."""
    sums: list[Sum] = []
    for first, last in ranges:
        picked = [n for r, n in numbers.items() if first < r < last]
        if picked:
            sums.append((sum(picked, Decimal(0)), len(picked)))
    return sums
