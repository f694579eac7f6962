"""First stage: who a row is for a scheme (in scope, which set, class T, vetoes, shields, bonus), as Ibis columns."""

from __future__ import annotations

import datetime
from functools import reduce
from typing import Any

import ibis

from .adjustments import AdjustmentItem, Adjustments, AdjustmentTable
from .arithmetic import ColumnAlgebra, ColumnArithmetic, clamp
from .conditions import Condition
from .formula import evaluate
from .scheme import Scheme

COLUMNS = ColumnArithmetic()


def status_columns(scheme: Scheme, table: ibis.Table, *, on: datetime.date | None) -> dict[str, Any]:
    """Who a row is for the scheme. Columns that would be the same for every row are left out.

    `_set` index of its set (-1 unknown); `_out`, `_t` 1-based index of the first rule that holds, 0 none;
    `_veto`, `_shield` bit masks; `bonus`, `deduction` points.
    """
    found: dict[str, Any] = {}
    if scheme.groups.sets:
        found["_set"] = _first(table, [part.where for part in scheme.groups.sets], on, start=0, none=-1)
    if scheme.exclude:
        found["_out"] = _first(table, [part.where for part in scheme.exclude], on, start=1, none=0)
    if scheme.unclassified.items:
        found["_t"] = _first(table, [part.where for part in scheme.unclassified.items], on, start=1, none=0)
    for name, parts in (("_veto", scheme.vetoes), ("_shield", scheme.shields)):
        if parts:
            found[name] = _mask(table, [part.where for part in parts], on)
    for name, adjustments in (("bonus", scheme.bonus), ("deduction", scheme.deductions)):
        if adjustments.tables:
            found[name] = _adjustment(scheme, table, adjustments, on)
            found[f"_{name}_held"] = _mask(
                table, [item.where for part in adjustments.tables for item in part.items], on
            )
    return found


def with_status(scheme: Scheme, table: ibis.Table, *, on: datetime.date | None = None) -> ibis.Table:
    """The table with all status columns."""
    known = status_columns(scheme, table, on=on)
    if "_set" in known:
        default = scheme.groups.set_names.index(scheme.groups.unknown_set)
        known["_set"] = ibis.ifelse(known["_set"] < 0, default, known["_set"])
    nothing: dict[str, Any] = {"_set": 0, "_out": 0, "_t": 0, "_veto": 0, "_shield": 0, "bonus": 0.0, "deduction": 0.0}
    rest = {name: ibis.literal(value) for name, value in nothing.items() if name not in known}
    return table.mutate(**known, **rest)


def _holds(table: ibis.Table, where: Condition, on: datetime.date | None) -> Any:
    return where.expression(table, on=on).fill_null(False)


def _first(table: ibis.Table, wheres: list[Condition], on: datetime.date | None, *, start: int, none: int) -> Any:
    branches = [(_holds(table, where, on), start + index) for index, where in enumerate(wheres)]
    return ibis.cases(*branches, else_=none).cast("int32")


def _mask(table: ibis.Table, wheres: list[Condition], on: datetime.date | None) -> Any:
    bits = [ibis.ifelse(_holds(table, where, on), 1 << index, 0) for index, where in enumerate(wheres)]
    return total_of(bits).cast("int32")


def _adjustment(scheme: Scheme, table: ibis.Table, adjustments: Adjustments, on: datetime.date | None) -> Any:
    total = total_of([_table_points(scheme, table, part, on) for part in adjustments.tables])
    return clamp(COLUMNS, total, None, adjustments.cap)


def _table_points(scheme: Scheme, table: ibis.Table, part: AdjustmentTable, on: datetime.date | None) -> Any:
    items = [_item_points(scheme, table, item, on) for item in part.items]
    points = items[0]
    for other in items[1:]:
        points = points + other if part.take == "sum" else ibis.ifelse(other > points, other, points)
    return clamp(COLUMNS, points, None, part.cap)


def _item_points(scheme: Scheme, table: ibis.Table, item: AdjustmentItem, on: datetime.date | None) -> Any:
    points = COLUMNS.number(item.points)
    if item.times is not None:
        times = evaluate(scheme.node(item.times), ColumnAlgebra(table))
        points = points * ibis.ifelse(times > 0, times, 0.0)
    return ibis.ifelse(_holds(table, item.where, on), points, 0.0)


def total_of(parts: list[Any]) -> Any:
    """Columns added up term by term, in the order written."""
    return reduce(lambda a, b: a + b, parts)
