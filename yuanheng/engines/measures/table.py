"""The wide table of a year: one row an enterprise, one exact column a measure, and the trace of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yuanheng.engines.identities import Enterprise, Register

from .definitions import Measure, load_measures
from .planning import AMOUNT, given_tables, plan_of
from .trace import TRACE_SCHEMA

ATTRIBUTES: tuple[tuple[str, pa.DataType], ...] = (
    ("uscc", pa.string()),
    ("scale", pa.string()),
    ("industry_code", pa.string()),
    ("industry", pa.string()),
    ("cluster", pa.string()),
    ("town", pa.string()),
    ("status", pa.string()),
    ("founded_on", pa.date32()),
    ("production_on", pa.date32()),
    ("utility", pa.bool_()),
)


@dataclass(frozen=True)
class Measured:
    """`table`: one row an enterprise of the register, in its order; `trace`: TRACE_SCHEMA, one row per figure tried."""

    table: pa.Table
    trace: pa.Table


def measure_table(
    facts: pa.Table,
    links: pa.Table,
    register: Register,
    *,
    year: int,
    through: int = 12,
    barred_sources: Mapping[str, str] | None = None,
) -> Measured:
    """Compute every measure of every enterprise for `year`; see `measure_tables`."""
    return measure_tables(facts, links, register, years=[year], through=through, barred_sources=barred_sources)[year]


def measure_tables(
    facts: pa.Table,
    links: pa.Table,
    register: Register,
    *,
    years: Sequence[int],
    through: int = 12,
    barred_sources: Mapping[str, str] | None = None,
) -> dict[int, Measured]:
    """Compute every measure of every enterprise for each of `years`, in one pass over the facts.

    `facts`: FACTS_SCHEMA, with `fact_id` (int64) where the caller keeps ids, else the row number stands.
    `links`: columns `source, uscc, name, account, right_id`, one row a linked record.
    `through`: the last month asked for. With 6, a flow is January to June (and whole when those six months are there), a
    stock its latest figure up to June; a report of the whole year is then not used.
    A fact of unit `note` carries no figure but a sentence (`raw`): why its source gives none, or how it came to its own. It is
    said with the figure that stands.
    `barred_sources`: source → why its figures may not be used here (the Statistics Law forbids grading by
    single firms' figures); they are traced, never summed.
    """
    measures = load_measures()
    tables = given_tables(facts, links, measures)
    plan = plan_of(
        years=tuple(years),
        through=through,
        barred=tuple((barred_sources or {}).items()),
        remarked="remarks" in tables,
    )
    with duckdb.connect() as connection:
        for name, given in tables.items():
            connection.register(name, given)
        for name, query in plan.stages:
            connection.execute(f"create temp table {name} as {query}")
        firms = _firms(register)
        return {
            year: Measured(
                _wide(connection.execute(plan.amounts[year]).to_arrow_table(), firms, measures),
                connection.execute(plan.traces[year]).to_arrow_table().cast(TRACE_SCHEMA),
            )
            for year in years
        }


def _firms(register: Register) -> pa.Table:
    firms = list(register)
    columns: dict[str, pa.Array] = {
        "subject_id": pa.array([f.id for f in firms], pa.string()),
        "subject_name": pa.array([f.name for f in firms], pa.string()),
    }
    for name, kind in ATTRIBUTES:
        columns[name] = pa.array([_attribute(f, name) for f in firms], kind)
    return pa.table(columns)


def _wide(rows: pa.Table, firms: pa.Table, measures: Mapping[str, Measure]) -> pa.Table:
    """The firms in the register's order, with a column a measure: placed by the index of the firm, not by a join."""
    rows = rows.filter(
        pc.is_in(rows["subject_id"], value_set=firms["subject_id"].combine_chunks())
    )  # linked, not asked about
    place = pc.index_in(rows["subject_id"], value_set=firms["subject_id"].combine_chunks())
    table = firms
    for code in measures:
        mine = pc.equal(rows["measure"], code)
        table = table.append_column(code, _spread(place.filter(mine), rows["amount"].filter(mine), firms.num_rows))
    return table


def _spread(place: pa.ChunkedArray, amounts: pa.ChunkedArray, size: int) -> pa.Array:
    """A column of `size` rows that holds `amounts` at `place` and nothing elsewhere."""
    at: Any = np.full(size, -1, dtype=np.int64)
    at[place.to_numpy(zero_copy_only=False)] = np.arange(len(place))
    return amounts.cast(AMOUNT).combine_chunks().take(pa.array(at, mask=at < 0))


def _attribute(firm: Enterprise, name: str) -> Any:
    value = getattr(firm, name)
    return None if value == "" else value
