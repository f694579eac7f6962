"""One run: prepare, ask the engine stage by stage, recompute exactly what lies on an edge, rank, and assemble."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from .aggregates import benchmark_aggregates, parameter_columns, value_columns
from .benchmarks import _OverGroup
from .cancellation import corrected_values
from .compile import fill_aggregates, with_own_points, with_total
from .edges import Arrays, Staged, find_edges, numbers
from .engine import Engine, open_engine
from .exact import ExactScorer
from .formula import is_additive
from .fractions_of_rows import Frame
from .grouping import Grouping, group_rows
from .prepare import Prepared, prepare
from .results import ScoreRun, assemble
from .scheme import Scheme
from .settling import benchmark_warnings, settle
from .status import status_columns


def run_scheme(
    scheme: Scheme,
    table: str | Path | pa.Table,
    *,
    benchmark_table: str | Path | pa.Table | None = None,
    engine: str = "duckdb",
    on: datetime.date | None = None,
    threads: int | None = None,
) -> ScoreRun:
    """Score, rank and grade every row of a wide table.

    `benchmark_table` is last year's wide table, for benchmarks of last year; `on` the day of evaluation, for
    conditions such as "less than two years in production". The same grades come from every engine, row order and
    number of threads.

    Raises:
        ProblemsError: the table cannot be read, or columns the scheme needs are missing (all are listed).
        EngineError: the engine is not known or not installed.
    """
    this = prepare(scheme, table)
    last = prepare(scheme, benchmark_table, role="上年度表") if benchmark_table is not None else None
    with open_engine(engine, threads=threads) as backend:
        return _Run(scheme, backend, this, last, on).result()


_KEPT = ("_row", "_g", "_set", "_out", "_t", "_veto", "bonus", "deduction")
_STATUS = ("_set", "_out", "_t", "_veto", "_shield", "_bonus_held", "_deduction_held")


class _Run:
    def __init__(
        self, scheme: Scheme, engine: Engine, this: Prepared, last: Prepared | None, on: datetime.date | None
    ) -> None:
        self.scheme, self.engine, self.on = scheme, engine, on
        self.warnings = [*this.warnings, *(last.warnings if last else ())]
        self.groups: Grouping | None = None
        self.this = self._stage("this_year", this)
        self.last = self._stage("last_year", last) if last is not None else None
        kinds = [rule.benchmark for rule in self._rules()]
        if self.last is None and any(isinstance(kind, _OverGroup) and kind.year == "last" for kind in kinds):
            self.warnings.append("没有给出上年度表(--benchmark-table),基准值改用本年度数据计算")
        if on is None and any(True for condition in scheme.conditions() for _ in condition.dates()):
            self.warnings.append("没有给出评价日,按年限判断的条款不适用")

    def _rules(self) -> list[Any]:
        return [rule for code in self.scheme.indicators for rule in self.scheme.rules(code).values()]

    # ---- who is who --------------------------------------------------------------------------

    def _stage(self, name: str, prepared: Prepared) -> Staged:
        rows = prepared.table.num_rows
        status: Arrays = {key: np.zeros(rows, dtype=np.int32) for key in _STATUS}
        status |= {key: np.zeros(rows) for key in ("bonus", "deduction")}
        base = self.engine.table(name, prepared.fast)
        if columns := status_columns(self.scheme, base, on=self.on):
            found = _in_order(self.engine.fetch(base.select("_row", **columns)))
            status |= {key: numbers(found.column(key)) for key in columns}
        status["_set"] = self._sets(status["_set"], rows, warn=name == "this_year")
        self.groups, group = group_rows(self.scheme, prepared.table, status["_set"], self.groups)
        data = prepared.fast
        for key, value in {**status, "_g": group}.items():
            if not key.endswith("_held"):
                data = data.append_column(key, pa.array(value))
        frame = Frame(
            table=prepared.table, group=group, out=status["_out"], unclassified=status["_t"], veto=status["_veto"],
            bonus_held=status["_bonus_held"], deduction_held=status["_deduction_held"],
        )  # fmt: skip
        return Staged(prepared, self._with_values(name, data, frame, status["_set"]), status, group, frame)

    def _sets(self, sets: Any, rows: int, *, warn: bool) -> Any:
        groups = self.scheme.groups
        if not groups.sets:
            return np.zeros(rows, dtype=np.int32)
        unknown = sets < 0
        if unknown.any() and warn:
            self.warnings.append(f"{int(unknown.sum())} 家企业分组不明,按 {groups.unknown_set} 评价")
        return np.where(unknown, groups.set_names.index(groups.unknown_set), sets).astype(np.int32)

    def _with_values(self, name: str, data: pa.Table, frame: Frame, sets: Any) -> pa.Table:
        """Values beside the status columns; sums that nearly cancel are put right before anything is built on them."""
        base = self.engine.table(f"{name}_parts", data)
        found = _in_order(self.engine.fetch(base.select("_row", **value_columns(self.scheme, base, finite=True))))
        columns = {key: found.column(key) for key in found.column_names}
        if any(is_additive(self.scheme.node(rule.formula)) for rule in self._rules()):
            columns = dict(corrected_values(self.scheme, found, data, frame, sets))
        kept = data.select([key for key in data.column_names if key in _KEPT])
        for key, column in columns.items():
            kept = kept.append_column(key, column)
        return kept

    # ---- benchmarks --------------------------------------------------------------------------

    def _aggregates(self, this: ibis.Table, last: ibis.Table, size: int) -> Arrays:
        """Aggregates of every group as arrays by group number; NaN where a group has none."""
        found: Arrays = {}
        for year, table in (("this", this), ("last", last)):
            for over in ("group", "all"):
                wanted = benchmark_aggregates(
                    self.scheme, table, year=year, over=over, compensated=self.engine.compensated
                )
                if wanted:
                    found |= self._by_group(table, wanted, size, everyone=over == "all")
        return found

    def _by_group(self, table: ibis.Table, wanted: Arrays, size: int, *, everyone: bool) -> Arrays:
        answer = self.engine.fetch(table.aggregate(**wanted) if everyone else table.group_by("_g").aggregate(**wanted))
        at = np.arange(size) if everyone else answer.column("_g").to_numpy()
        found: Arrays = {}
        for key in wanted:
            column = np.full(size, np.nan)
            column[at[at >= 0]] = numbers(answer.column(key)) if everyone else numbers(answer.column(key))[at >= 0]
            found[key] = column
        return found

    def _parameters(self, aggregates: Arrays, groups: Grouping) -> Arrays:
        columns = {"_g": np.arange(len(groups.labels), dtype=np.int32), "_set": np.array(groups.sets, dtype=np.int32)}
        table = self.engine.table("group_figures", _with_nulls(columns, aggregates))
        wanted = parameter_columns(self.scheme, table)
        answer = self.engine.fetch(table.select("_g", **wanted))
        order = np.argsort(answer.column("_g").to_numpy())
        return {key: numbers(answer.column(key)).astype(np.float64)[order] for key in wanted}

    # ---- the whole ---------------------------------------------------------------------------

    def result(self) -> ScoreRun:
        """The whole run."""
        scheme, groups = self.scheme, self.groups
        assert groups is not None
        this = self.engine.table("this_year_staged", self.this.data)
        last = self.engine.table("last_year_staged", self.last.data) if self.last is not None else this
        aggregates = self._aggregates(this, last, len(groups.labels))
        parameters = self._parameters(aggregates, groups)
        scorer = ExactScorer(scheme, self.this.frame, self.last.frame if self.last else None, groups.sets)
        figures = settle(scheme, aggregates, parameters, groups.sets, scorer, compensated=self.engine.compensated)
        present = np.bincount(self.this.group[self.this.status["_out"] == 0], minlength=len(groups.labels))
        self.warnings += benchmark_warnings(scheme, parameters, groups.sets, groups.labels, present)
        scored = self._score(this, parameters, len(groups.labels))
        return assemble(
            scheme=scheme, staged=self.this, labels=groups.labels, sets=groups.sets, scored=scored,
            parameters=parameters, aggregates=aggregates, edges=find_edges(scheme, scored, self.this, figures),
            scorer=scorer, warnings=self.warnings, engine=self.engine.name, last=self.last, on=self.on,
        )  # fmt: skip

    def _score(self, this: ibis.Table, parameters: Arrays, size: int) -> pa.Table:
        columns: Arrays = {"_g": np.arange(size, dtype=np.int32)}
        groups = self.engine.table("benchmark_figures", _with_nulls(columns, parameters))
        own = with_own_points(self.scheme, this.join(groups, "_g"))
        if fills := fill_aggregates(self.scheme, own):
            own = own.left_join(own.group_by("_g").aggregate(**fills), "_g", rname="_of_{name}")
        final = with_total(self.scheme, own)
        wanted = [name for name in final.columns if name in self._outputs()]
        answer = _in_order(self.engine.fetch(final.select("_row", *wanted)))
        for key in self.this.data.column_names:
            if key.endswith(("_value", "_target")):
                answer = answer.append_column(key, self.this.data.column(key))
        return answer

    def _outputs(self) -> set[str]:
        codes = [*self.scheme.indicators, *(self.scheme.dimensions.nodes if self.scheme.dimensions else ())]
        names = {f"{code}_{part}" for code in codes for part in ("score", "plain")}
        return names | {"raw_total", "_no_grade"}


def _with_nulls(columns: Arrays, figures: Arrays) -> pa.Table:
    return pa.table({**columns, **{key: pa.array(value, mask=np.isnan(value)) for key, value in figures.items()}})


def _in_order(table: pa.Table) -> pa.Table:
    """Engines may answer in any order; rows go back to the table's own."""
    rows = table.column("_row").to_numpy()
    if len(rows) and not (rows == np.arange(len(rows))).all():
        table = table.take(pa.array(np.argsort(rows)))
    return table.drop_columns(["_row"])
