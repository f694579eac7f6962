"""The wide table of a year: one row an enterprise, one exact column a measure, and the trace of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from yuanheng.engines.identities import Enterprise, Register

from . import figures as fig
from . import says
from .definitions import Measure, OverTime, load_measures
from .trace import TRACE_SCHEMA

AMOUNT = pa.decimal128(38, 12)
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
UNRANKED = 1000
NOTE = "note"


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
    barred = dict(barred_sources or {})
    connection = ibis.duckdb.connect()
    facts, notes = _without_notes(facts)
    linked = _linked(facts, links)
    dated = connection.create_table("dated", fig.dated_facts(linked, years=years, through=through), temp=True)
    kinds = _kinds(measures)
    placed = dated.join(kinds, "measure").mutate(same_unit=_same_unit())
    usable = placed.filter(_.same_unit & ~_.source.isin([*barred, ""]))
    periods = connection.create_table("periods", fig.period_figures(usable), temp=True)
    flow, flow_periods = fig.year_of_flows(_of_kind(periods, measures, OverTime.SUM), through=through)
    stock, stock_periods = fig.year_of_stocks(_of_kind(periods, measures, OverTime.LAST, OverTime.ANY))
    candidates = flow.union(stock)
    chosen = connection.create_table("chosen", _choose(candidates, measures), temp=True)
    cells = connection.create_table("cells", _cells(usable, flow_periods.union(stock_periods), chosen), temp=True)
    own = chosen.join(cells, list(fig.KEY)).select(*says.FIGURE, **says.spoken(chosen, cells, through=through))
    other = says.left_out(placed, chosen, barred)
    figures = connection.create_table("bare", own.union(other), temp=True)
    if notes.num_rows:
        said = connection.create_table("notes", _remarks(notes, links, years=years, through=through), temp=True)
        figures = connection.create_table("figures", says.remarked(figures, said), temp=True)
    trace = connection.create_table("trace", figures.union(says.stand_ins(figures, measures)), temp=True)
    firms = _firms(register)
    return {
        year: Measured(_wide(trace.filter(_.year == str(year)), firms, measures), _trace(trace, year)) for year in years
    }


def _without_notes(facts: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Figures, and the remarks among the facts."""
    if "fact_id" not in facts.column_names:
        facts = facts.append_column("fact_id", pa.array(range(facts.num_rows), pa.int64()))
    is_note = pc.equal(facts["unit"], NOTE)
    if not pc.any(is_note).as_py():
        return facts, facts.slice(0, 0)
    return facts.filter(pc.invert(is_note)), facts.filter(is_note)


def _remarks(notes: pa.Table, links: pa.Table, *, years: Sequence[int], through: int) -> Any:
    """One sentence a figure and source: `year, subject_id, measure, noted_by, note, note_ids`."""
    texts = ibis.memtable(notes.select(["fact_id", "raw"]))
    dated = fig.dated_facts(_linked(notes, links), years=years, through=through)
    joined = dated.join(texts, "fact_id")
    return joined.group_by(*says.FIGURE).agg(
        noted_by=_.source.min(), note=_.raw.group_concat(sep=";", order_by="fact_id"),
        note_ids=_.fact_id.collect(order_by="fact_id"),
    )  # fmt: skip


def _linked(facts: pa.Table, links: pa.Table) -> Any:
    wanted = ["fact_id", "subject_key", "subject_name", "account", "source", "measure", "period", "amount", "unit"]
    table = ibis.memtable(facts.select([*wanted, "file", "conflict"]))
    linked = ibis.memtable(links.select(["source", "uscc", "name", "account", "right_id"]))
    keys = [
        table.source == linked.source,
        table.subject_key == linked.uscc,
        table.subject_name == linked.name,
        table.account == linked.account,
    ]
    joined = table.join(linked.filter(_.right_id != ""), keys)
    return joined.select(
        "fact_id", "measure", "period", "source", "account", "file", "amount", "conflict",
        subject_id=linked.right_id, fact_unit=table.unit,
    )  # fmt: skip


def _kinds(measures: Mapping[str, Measure]) -> Any:
    rows = {"measure": list(measures), "unit": [m.unit for m in measures.values()]}
    return ibis.memtable(pa.table(rows))


def _of_kind(periods: Any, measures: Mapping[str, Measure], *kinds: OverTime) -> Any:
    return periods.filter(_.measure.isin([code for code, m in measures.items() if m.over_time in kinds]))


def _choose(candidates: Any, measures: Mapping[str, Measure]) -> Any:
    """Of several sources the first believed one with a whole figure; else the first with any, to say what is wrong."""
    rows = [(code, source, place) for code, m in measures.items() for place, source in enumerate(m.sources)]
    columns = dict(zip(("measure", "source", "place"), map(list, zip(*rows, strict=True)), strict=True))
    ranks = ibis.memtable(pa.table(columns))
    good = (_.state == "whole") & (_.clash == "")
    ranked = candidates.left_join(ranks, ["measure", "source"]).select(
        *fig.KEY, "covered", "amount", "clash", "reports", "state", place=ibis.coalesce(ranks.place, UNRANKED)
    )
    order = ibis.window(group_by=list(says.FIGURE), order_by=[ibis.desc("good"), "place", "source"])
    return ranked.mutate(good=good).mutate(row=ibis.row_number().over(order)).filter(_.row == 0)


def _same_unit() -> Any:
    """Areas are handed over in ㎡ and kept in 亩; nothing else may differ, for nothing is converted here."""
    return (_.unit == _.fact_unit) | ((_.unit == "mu") & (_.fact_unit == "m2"))


def _cells(usable: Any, used: Any, chosen: Any) -> Any:
    """The facts that made a good figure; of one that is missing, all facts there are, so that a person can look."""
    kept = usable.join(used, list(fig.PERIOD)).filter((_.file_right == "") | (_.file == _.file_right))
    good = kept.semi_join(chosen.filter(_.good), list(fig.KEY)).select(*fig.KEY, "fact_id")
    bad = usable.semi_join(chosen.filter(~_.good), list(fig.KEY)).select(*fig.KEY, "fact_id")
    return good.union(bad).group_by(*fig.KEY).agg(fact_ids=_.fact_id.collect(order_by="fact_id"), cells=_.count())


def _firms(register: Register) -> pa.Table:
    firms = list(register)
    columns: dict[str, pa.Array] = {
        "subject_id": pa.array([f.id for f in firms], pa.string()),
        "subject_name": pa.array([f.name for f in firms], pa.string()),
    }
    for name, kind in ATTRIBUTES:
        columns[name] = pa.array([_attribute(f, name) for f in firms], kind)
    return pa.table(columns)


def _wide(trace: Any, firms: pa.Table, measures: Mapping[str, Measure]) -> pa.Table:
    """The firms in the register's order, with a column a measure: placed by the index of the firm, not by a join."""
    rows = trace.filter(_.amount.notnull()).select("subject_id", "measure", "amount").to_pyarrow()
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


def _trace(trace: Any, year: int) -> pa.Table:
    ordered = trace.filter(_.year == str(year)).order_by("subject_id", "measure").select(*TRACE_SCHEMA.names)
    return ordered.to_pyarrow().cast(TRACE_SCHEMA)


def _attribute(firm: Enterprise, name: str) -> Any:
    value = getattr(firm, name)
    return None if value == "" else value
