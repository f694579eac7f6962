"""The wide table of a year: one row an enterprise, one exact column a measure, and the trace of every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from yuanheng.engines.identities import Enterprise, Register

from . import figures as fig
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
    barred_sources: Mapping[str, str] | None = None,
) -> Measured:
    """Compute every measure of every enterprise for `year`.

    `facts`: FACTS_SCHEMA, with `fact_id` (int64) where the caller keeps ids, else the row number stands.
    `links`: columns `source, uscc, name, account, right_id`, one row a linked record.
    `barred_sources`: source → why its figures may not be used here (the Statistics Law forbids grading by
    single firms' figures); they are traced, never summed.
    """
    measures = load_measures()
    barred = dict(barred_sources or {})
    connection = ibis.duckdb.connect()
    linked = _linked(facts, links)
    dated = connection.create_table("dated", fig.dated_facts(linked, year=year), temp=True)
    usable = dated.filter(~_.source.isin(list(barred))) if barred else dated
    kinds = _kinds(measures)
    usable = usable.join(kinds, "measure").filter((_.unit == _.fact_unit) | (_.unit == "mu") & (_.fact_unit == "m2"))
    periods = connection.create_table("periods", fig.period_figures(usable), temp=True)
    flow, flow_periods = fig.year_of_flows(_of_kind(periods, measures, OverTime.SUM))
    stock, stock_periods = fig.year_of_stocks(_of_kind(periods, measures, OverTime.LAST, OverTime.ANY))
    candidates = connection.create_table("candidates", flow.union(stock), temp=True)
    used = connection.create_table("used", flow_periods.union(stock_periods), temp=True)
    chosen = _choose(candidates, measures).to_pyarrow()
    cells = _cells(usable, used).to_pyarrow()
    left_out = _left_out(dated, kinds, barred).to_pyarrow()
    found = _figures_by_subject(chosen, cells, left_out, barred)
    return _assemble(found, register, measures)


def _linked(facts: pa.Table, links: pa.Table) -> Any:
    if "fact_id" not in facts.column_names:
        facts = facts.append_column("fact_id", pa.array(range(facts.num_rows), pa.int64()))
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
    order = ibis.window(group_by=["subject_id", "measure"], order_by=[ibis.desc("good"), "place", "source"])
    return ranked.mutate(good=good).mutate(row=ibis.row_number().over(order)).filter(_.row == 0)


def _cells(usable: Any, used: Any) -> Any:
    joined = usable.join(used, list(fig.PERIOD))
    kept = joined.filter((joined.file_right == "") | (joined.file == joined.file_right))
    return kept.group_by(*fig.KEY).agg(fact_ids=_.fact_id.collect())


def _left_out(dated: Any, kinds: Any, barred: Mapping[str, str]) -> Any:
    """Facts that were not summed: of a barred source, or in another currency."""
    joined = dated.join(kinds, "measure")
    foreign = (joined.unit != joined.fact_unit) & ~((joined.unit == "mu") & (joined.fact_unit == "m2"))
    why = ibis.cases((joined.source.isin(list(barred) or [""]), "barred"), (foreign, "currency"), else_="")
    return (
        joined.mutate(why=why)
        .filter(_.why != "")
        .group_by("subject_id", "measure", "source", "why")
        .agg(fact_ids=_.fact_id.collect())
    )


@dataclass(frozen=True, slots=True)
class _Figure:
    amount: Any
    status: str
    reason: str
    source: str
    used_measure: str
    fact_ids: list[int]


def _figures_by_subject(
    chosen: pa.Table, cells: pa.Table, left_out: pa.Table, barred: Mapping[str, str]
) -> dict[tuple[str, str], _Figure]:
    facts_of = {(r["subject_id"], r["measure"], r["source"]): sorted(r["fact_ids"]) for r in cells.to_pylist()}
    found: dict[tuple[str, str], _Figure] = {}
    for row in chosen.to_pylist():
        subject, measure, source = row["subject_id"], row["measure"], row["source"]
        ids = facts_of.get((subject, measure, source), [])
        reason = _reason(row, len(ids))
        status = "used" if row["good"] else "missing"
        amount = row["amount"] if row["good"] else None
        found[subject, measure] = _Figure(amount, status, reason, source, measure, ids)
    for row in left_out.to_pylist():
        why = barred.get(row["source"], "") if row["why"] == "barred" else "币种与口径不同,未作换算"
        found.setdefault(
            (row["subject_id"], row["measure"]),
            _Figure(
                None, "missing", f"有数但不得用于本次计算:{why}", row["source"], row["measure"], sorted(row["fact_ids"])
            ),
        )
    return found


def _reason(row: Mapping[str, Any], facts: int) -> str:
    if row["clash"] == "rows":
        return "同一企业同一时期有两个不同的数,待人工核定"
    if row["clash"] == "files":
        return "两个文件对同一时期报了不同的数,待人工核定"
    if row["state"] == "overlap":
        return "各报表时段互相重叠,无法相加,待人工核定"
    if row["state"] == "partial":
        lacking = [str(m) for m in range(1, 13) if not row["covered"] & 1 << (m - 1)]
        return f"缺 {'、'.join(lacking)} 月,全年数不完整"
    if row["reports"] > 1:
        return f"{row['reports']} 个时段 {facts} 个单元格相加"
    return f"{facts} 个单元格相加" if facts > 1 else "直接取自单元格"


def _assemble(found: dict[tuple[str, str], _Figure], register: Register, measures: Mapping[str, Measure]) -> Measured:
    firms = list(register)
    columns: dict[str, pa.Array] = {
        "subject_id": pa.array([f.id for f in firms], pa.string()),
        "subject_name": pa.array([f.name for f in firms], pa.string()),
    }
    for name, kind in ATTRIBUTES:
        columns[name] = pa.array([_attribute(f, name) for f in firms], kind)
    trace: list[dict[str, Any]] = []
    for code, measure in measures.items():
        figures = [_with_fallback(found, f.id, code, measure, measures) for f in firms]
        columns[code] = pa.array([g.amount if g else None for g in figures], AMOUNT)
        trace.extend(_trace_row(f.id, code, g) for f, g in zip(firms, figures, strict=True) if g)
    return Measured(pa.table(columns), pa.Table.from_pylist(trace, schema=TRACE_SCHEMA))


def _attribute(firm: Enterprise, name: str) -> Any:
    value = getattr(firm, name)
    return None if value == "" else value


def _with_fallback(
    found: Mapping[tuple[str, str], _Figure], subject: str, code: str, measure: Measure, measures: Mapping[str, Measure]
) -> _Figure | None:
    own = found.get((subject, code))
    if own is not None:
        return own
    for other in measure.fallback:
        figure = found.get((subject, other))
        if figure is not None and figure.status == "used":
            label = measures[other].label
            return _Figure(
                figure.amount,
                "used",
                f"无{measure.label},以{label}计:{figure.reason}",
                figure.source,
                other,
                figure.fact_ids,
            )
    return None


def _trace_row(subject: str, code: str, figure: _Figure) -> dict[str, Any]:
    return {
        "subject_id": subject,
        "measure": code,
        "status": figure.status,
        "reason": figure.reason,
        "source": figure.source,
        "used_measure": figure.used_measure,
        "fact_ids": figure.fact_ids,
    }
