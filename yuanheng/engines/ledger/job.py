"""A table in hand: its columns and rows, its surroundings, and where its results go."""

from __future__ import annotations

from dataclasses import dataclass, field

from .columns import Column
from .duplicates import Registry
from .figures import ColumnRead
from .findings import Findings
from .framesheet import Frame
from .grid import Grid, Value
from .lexicon import Lexicon
from .periods import PeriodSpec, Surroundings, resolve
from .settling import Settled
from .sink import Sink, Texts
from .subjects import Rows


@dataclass(slots=True)
class Job:
    """A table, its surroundings and where its results go."""

    grid: Grid
    frame: Frame
    settled: Settled
    rows: Rows
    lexicon: Lexicon
    around: Surroundings
    lines: list[str]
    required: frozenset[str]
    findings: Findings
    sink: Sink
    registry: Registry
    number: int
    conflicts: set[int] = field(default_factory=set)
    transposed: list[tuple[Value, ...]] | None = None
    reads: dict[int, ColumnRead] = field(default_factory=dict)
    periods: dict[int, str | list[str]] = field(default_factory=dict)
    identity: dict[str, Texts] = field(default_factory=dict)
    row_numbers: list[str] = field(default_factory=list)


def period_of(job: Job, column: Column, *, stock: bool | None = None) -> str | list[str] | None:
    """The column's period: one for all rows, or one per row; None where 本月 meets no month."""
    flag = column.stock if stock is None else stock
    if job.rows.periods is None:
        return resolve(column.period, None, job.around, stock=flag)
    cache: dict[PeriodSpec | None, str | None] = {}
    for spec in job.rows.periods:
        if spec not in cache:
            cache[spec] = resolve(column.period, spec, job.around, stock=flag)
    if None in cache.values():
        return None
    return [cache[s] or "" for s in job.rows.periods]
