"""The queries that make a year's figures, written once: they depend on years, months and rules, never on the facts.

Ibis says what is computed; turning that into SQL takes a second, so the SQL is kept (`plan_of` is cached) and each call runs it
over its own facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from . import figures as fig
from . import says
from .definitions import Measure, OverTime, load_measures
from .trace import TRACE_SCHEMA

AMOUNT = pa.decimal128(38, 12)
UNRANKED = 1000
NOTE = "note"
FACTS = pa.schema(
    [("fact_id", pa.int64())]
    + [(name, pa.string()) for name in ("subject_key", "subject_name", "account", "source", "measure", "period")]
    + [("amount", AMOUNT), ("unit", pa.string()), ("file", pa.string()), ("conflict", pa.bool_())]
)
REMARKS = FACTS.append(pa.field("raw", pa.string()))
LINKS = pa.schema([(name, pa.string()) for name in ("source", "uscc", "name", "account", "right_id")])
KINDS = pa.schema([("measure", pa.string()), ("unit", pa.string())])
RANKS = pa.schema([("measure", pa.string()), ("source", pa.string()), ("place", pa.int64())])


@dataclass(frozen=True, slots=True)
class Plan:
    """`stages`: tables to be made in this order (name, SQL); `amounts` and `traces`: what is then read of a year."""

    stages: tuple[tuple[str, str], ...]
    amounts: Mapping[int, str]
    traces: Mapping[int, str]


def given_tables(facts: pa.Table, links: pa.Table, measures: Mapping[str, Measure]) -> dict[str, pa.Table]:
    """What the queries read: facts and links in their schemas, and tables of the rules.

    A fact without `fact_id` has the number of its row. Remarks (facts of unit `note`) are a table of their own.
    """
    if "fact_id" not in facts.column_names:
        facts = facts.append_column("fact_id", pa.array(range(facts.num_rows), pa.int64()))
    is_note = pc.equal(facts["unit"], NOTE)
    noted = facts.filter(is_note) if pc.any(is_note).as_py() else None
    plain = facts if noted is None else facts.filter(pc.invert(is_note))
    ranks = [(code, source, place) for code, m in measures.items() for place, source in enumerate(m.sources)]
    return {
        "facts": plain.select(FACTS.names).cast(FACTS),
        **({} if noted is None else {"remarks": noted.select(REMARKS.names).cast(REMARKS)}),
        "links": links.select(LINKS.names).cast(LINKS),
        "kinds": pa.table([list(measures), [m.unit for m in measures.values()]], schema=KINDS),
        "ranks": pa.Table.from_pylist([dict(zip(RANKS.names, row, strict=True)) for row in ranks], schema=RANKS),
        "fallbacks": says.fallback_rows(measures),
    }


class _Writing:
    """Stages as they are written: each is a table for those after it."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, str]] = []

    def make(self, name: str, query: Any) -> Any:
        self.stages.append((name, _sql(query)))
        return ibis.table(query.schema(), name=name)


@lru_cache(maxsize=64)
def plan_of(*, years: tuple[int, ...], through: int, barred: tuple[tuple[str, str], ...], remarked: bool) -> Plan:
    """The queries for these years up to month `through`; `barred` sources (source, why) are left out."""
    measures, writing = load_measures(), _Writing()
    refused = dict(barred)
    dated = writing.make("dated", fig.dated_facts(_linked(FACTS, "facts"), years=years, through=through))
    placed = dated.join(_given("kinds", KINDS), "measure").mutate(same_unit=_same_unit())
    usable = placed.filter(_.same_unit & ~_.source.isin([*refused, ""]))
    periods = writing.make("periods", fig.period_figures(usable))
    flow, flow_periods = fig.year_of_flows(_of_kind(periods, measures, OverTime.SUM), through=through)
    stock, stock_periods = fig.year_of_stocks(_of_kind(periods, measures, OverTime.LAST, OverTime.ANY))
    chosen = writing.make("chosen", _choose(flow.union(stock)))
    cells = writing.make("cells", _cells(usable, flow_periods.union(stock_periods), chosen))
    own = chosen.join(cells, list(fig.KEY)).select(*says.FIGURE, **says.spoken(chosen, cells, through=through))
    figures = writing.make("bare", own.union(says.left_out(placed, chosen, refused)))
    if remarked:
        figures = writing.make("figures", says.remarked(figures, writing.make("notes", _remarks(years, through))))
    trace = writing.make("trace", figures.union(says.stand_ins(figures, _given("fallbacks", says.FALLBACKS))))
    of_year = {year: trace.filter(_.year == str(year)) for year in years}
    return Plan(
        stages=tuple(writing.stages),
        amounts={
            y: _sql(t.filter(_.amount.notnull()).select("subject_id", "measure", "amount")) for y, t in of_year.items()
        },
        traces={y: _sql(t.order_by("subject_id", "measure").select(*TRACE_SCHEMA.names)) for y, t in of_year.items()},
    )


def _sql(query: Any) -> str:
    return str(ibis.to_sql(query, dialect="duckdb", pretty=False))


def _given(name: str, schema: pa.Schema) -> Any:
    return ibis.table(ibis.Schema.from_pyarrow(schema), name=name)


@lru_cache(maxsize=64)
def months_query(*, measure: str, years: tuple[int, ...]) -> str:
    """SQL of the figures of one measure, a row a subject, source and period, as `figures.period_figures` gives them."""
    dated = fig.dated_facts(_linked(FACTS, "facts"), years=years).filter(_.measure == measure)
    kinds = _given("kinds", KINDS)
    usable = dated.join(kinds, "measure").mutate(same_unit=_same_unit()).filter(_.same_unit & (_.source != ""))
    return _sql(fig.period_figures(usable))


def _remarks(years: tuple[int, ...], through: int) -> Any:
    """One sentence a figure and source: `year, subject_id, measure, noted_by, note, note_ids`."""
    dated = fig.dated_facts(_linked(REMARKS, "remarks"), years=years, through=through)
    joined = dated.join(_given("remarks", REMARKS).select("fact_id", "raw"), "fact_id")
    return joined.group_by(*says.FIGURE).agg(
        noted_by=_.source.min(), note=_.raw.group_concat(sep=";", order_by="fact_id"),
        note_ids=_.fact_id.collect(order_by="fact_id"),
    )  # fmt: skip


def _linked(schema: pa.Schema, name: str) -> Any:
    table, linked = _given(name, schema), _given("links", LINKS)
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


def _of_kind(periods: Any, measures: Mapping[str, Measure], *kinds: OverTime) -> Any:
    return periods.filter(_.measure.isin([code for code, m in measures.items() if m.over_time in kinds]))


def _choose(candidates: Any) -> Any:
    """Of several sources the first believed one with a whole figure; else the first with any, to say what is wrong."""
    ranks = _given("ranks", RANKS)
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
