"""One run: prepare, ask the engine stage by stage, recompute exactly what lies on an edge, rank, and assemble."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import compile as core
from .benchmarks import _OverGroup, _Range
from .bounds import group_error, value_error
from .cancellation import corrected_values
from .edges import Figures, Staged, find_edges, numbers
from .engine import Engine, open_engine
from .exact import ExactScorer, Frame
from .formula import is_additive
from .indicators import IndicatorRule
from .numbers import UNIT
from .prepare import Prepared, prepare
from .results import ScoreRun, assemble
from .scheme import Scheme

Arrays = dict[str, Any]


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


class _Run:
    def __init__(
        self, scheme: Scheme, engine: Engine, this: Prepared, last: Prepared | None, on: datetime.date | None
    ) -> None:
        self.scheme, self.engine, self.on = scheme, engine, on
        self.warnings = [*this.warnings, *(last.warnings if last else ())]
        self.labels: list[str] = []
        self.sets: list[int] = []
        self.this = self._stage("this_year", this)
        self.last = self._stage("last_year", last) if last is not None else None
        if self.last is None and any(kind.year == "last" for kind in _kinds(scheme)):
            self.warnings.append("没有给出上年度表(--benchmark-table),基准值改用本年度数据计算")
        if on is None and any(True for condition in scheme.conditions() for _ in condition.dates()):
            self.warnings.append("没有给出评价日,按年限判断的条款不适用")

    # ---- stages ------------------------------------------------------------------------------

    def _stage(self, name: str, prepared: Prepared) -> Staged:
        rows = prepared.table.num_rows
        status: Arrays = {key: np.zeros(rows, dtype=np.int32) for key in _STATUS}
        status |= {key: np.zeros(rows) for key in ("bonus", "deduction")}
        base = self.engine.table(name, prepared.fast)
        if columns := core.status_columns(self.scheme, base, on=self.on):
            found = _in_order(self.engine.fetch(base.select("_row", **columns)))
            status |= {key: numbers(found.column(key)) for key in columns}
        status["_set"] = self._sets(status["_set"], rows, name)
        group = self._groups(prepared.table, status["_set"], new=name == "this_year")
        kept = {key: value for key, value in status.items() if not key.endswith("_held")}
        data = prepared.fast
        for key, value in {**kept, "_g": group}.items():
            data = data.append_column(key, pa.array(value))
        frame = Frame(
            table=prepared.table, group=group, out=status["_out"], unclassified=status["_t"], veto=status["_veto"],
            bonus_held=status["_bonus_held"], deduction_held=status["_deduction_held"],
        )  # fmt: skip
        if any(is_additive(self.scheme.node(rule.formula)) for rule in _rules(self.scheme)):
            data = self._with_values(name, data, frame, status["_set"])
        return Staged(prepared, data, status, group, frame)

    def _sets(self, sets: Any, rows: int, name: str) -> Any:
        groups = self.scheme.groups
        if not groups.sets:
            return np.zeros(rows, dtype=np.int32)
        unknown = sets < 0
        if unknown.any() and name == "this_year":
            self.warnings.append(f"{int(unknown.sum())} 家企业分组不明,按 {groups.unknown_set} 评价")
        return np.where(unknown, groups.set_names.index(groups.unknown_set), sets).astype(np.int32)

    def _groups(self, table: pa.Table, sets: Any, *, new: bool) -> Any:
        """A number for each group; groups are numbered by label, whatever the order of rows."""
        columns = [part for part in self.scheme.groups.by if part.column in table.column_names]
        used = {column for part in self.scheme.groups.sets for column in part.where.columns()}
        texts = []
        for part in columns:
            if part.column == "group" and "scale" in used and "scale" in table.column_names and _same(table):
                continue
            texts.append(pc.fill_null(table.column(part.column).cast(pa.string()), part.unknown))
        code, names = sets.astype(np.int64), [(name,) for name in self.scheme.groups.set_names]
        for text in texts:
            encoded = text.combine_chunks().dictionary_encode()
            words = encoded.dictionary.to_pylist()
            code = code * len(words) + encoded.indices.to_numpy()
            names = [(*name, word) for name in names for word in words]
        present, code = np.unique(code, return_inverse=True)
        labels = [self._label(names[index]) for index in present.tolist()]
        set_of = {name: index for index, name in enumerate(self.scheme.groups.set_names)}
        if new:
            order = sorted(range(len(labels)), key=labels.__getitem__)
            self.labels = [labels[index] for index in order]
            self.sets = [set_of[names[present[index]][0]] for index in order]
        numbers = {label: index for index, label in enumerate(self.labels)}
        return np.array([numbers.get(label, -1) for label in labels], dtype=np.int32)[code]

    def _label(self, parts: tuple[str, ...]) -> str:
        words = [part for part in (*parts[1:], parts[0]) if part]
        return "·".join(words) or self.scheme.groups.label

    def _with_values(self, name: str, data: pa.Table, frame: Frame, sets: Any) -> pa.Table:
        base = self.engine.table(f"{name}_parts", data)
        columns = core.value_columns(self.scheme, base)
        found = _in_order(self.engine.fetch(base.select("_row", **columns)))
        for key, column in corrected_values(self.scheme, found, data, frame, sets).items():
            data = data.append_column(key, column)
        return data

    # ---- benchmarks --------------------------------------------------------------------------

    def _valued(self, name: str, staged: Staged) -> Any:
        table = self.engine.table(f"{name}_staged", staged.data)
        ready = {f"{code}_value" for code in self.scheme.indicators} <= set(staged.data.column_names)
        return table if ready else core.with_values(self.scheme, table)

    def _aggregates(self, this: Any, last: Any) -> Arrays:
        """Aggregates of every group as arrays by group number; NaN where a group has none."""
        found: Arrays = {}
        size = len(self.labels)
        for year, table in (("this", this), ("last", last)):
            for over in ("group", "all"):
                wanted = core.benchmark_aggregates(
                    self.scheme, table, year=year, over=over, compensated=self.engine.compensated
                )
                if not wanted:
                    continue
                grouped = table.group_by("_g").aggregate(**wanted) if over == "group" else table.aggregate(**wanted)
                answer = self.engine.fetch(grouped)
                at = answer.column("_g").to_numpy() if over == "group" else np.zeros(1, dtype=np.int32)
                for key in wanted:
                    values, column = numbers(answer.column(key)).astype(np.float64), np.full(size, np.nan)
                    if over == "group":
                        column[at[at >= 0]] = values[at >= 0]
                    else:
                        column[:] = values[0]
                    found[key] = column
        return found

    def _parameters(self, aggregates: Arrays) -> Arrays:
        size = len(self.labels)
        columns = {"_g": np.arange(size, dtype=np.int32), "_set": np.array(self.sets, dtype=np.int32)}
        known = {key: pa.array(value, mask=np.isnan(value)) for key, value in aggregates.items()}
        table = self.engine.table("group_figures", pa.table({**columns, **known}))
        wanted = core.parameter_columns(self.scheme, table)
        answer = self.engine.fetch(table.select("_g", **wanted))
        order = np.argsort(answer.column("_g").to_numpy())
        return {key: numbers(answer.column(key)).astype(np.float64)[order] for key in wanted}

    def result(self) -> ScoreRun:
        """The whole run."""
        scheme = self.scheme
        this = self._valued("this_year", self.this)
        last = self._valued("last_year", self.last) if self.last is not None else this
        aggregates = self._aggregates(this, last)
        parameters = self._parameters(aggregates)
        scorer = ExactScorer(scheme, self.this.frame, self.last.frame if self.last else None, self.sets)
        errors, forced = self._settle(aggregates, parameters, scorer)
        figures = {key: pa.array(value, mask=np.isnan(value)) for key, value in parameters.items()}
        groups = self.engine.table(
            "benchmark_figures", pa.table({"_g": pa.array(np.arange(len(self.labels), dtype=np.int32)), **figures})
        )
        own = core.with_own_points(scheme, this.join(groups, "_g"))
        if fills := core.fill_aggregates(scheme, own):
            own = own.left_join(own.group_by("_g").aggregate(**fills), "_g", rname="_of_{name}")
        final = core.with_total(scheme, own)
        wanted = [name for name in final.columns if name in self._outputs()]
        scored = _in_order(self.engine.fetch(final.select("_row", *wanted)))
        return assemble(
            scheme=scheme, staged=self.this, labels=self.labels, sets=self.sets, scored=scored,
            parameters=parameters, aggregates=aggregates, edges=find_edges(scheme, scored, self.this, Figures(parameters, errors, forced)),
            scorer=scorer, warnings=self.warnings, engine=self.engine.name, last=self.last, on=self.on,
        )  # fmt: skip

    def _outputs(self) -> set[str]:
        codes = [*self.scheme.indicators, *(self.scheme.dimensions.nodes if self.scheme.dimensions else ())]
        names = {f"{code}_{part}" for code in codes for part in ("value", "score", "target")}
        return names | {f"{code}_plain" for code in codes} | {"raw_total", "_no_grade"}

    def _settle(self, aggregates: Arrays, parameters: Arrays, scorer: ExactScorer) -> tuple[Arrays, Any]:
        """Errors of the benchmarks; those whose sign or spread is in doubt are recomputed exactly and put in place."""
        errors: Arrays = {}
        forced = np.zeros(len(self.labels), dtype=bool)
        sets = np.array(self.sets)
        for code in self.scheme.indicators:
            for name, rule in self.scheme.rules(code).items():
                at = np.flatnonzero(sets == self.scheme.groups.set_names.index(name))
                known = {
                    key: parameters[f"{code}_{key}"][at] for key in ("b", "lo", "hi") if f"{code}_{key}" in parameters
                }
                if not known:
                    continue
                here = {
                    key.removeprefix(f"{code}_"): value[at]
                    for key, value in aggregates.items()
                    if key.startswith(f"{code}_")
                }
                relative = value_error(self.scheme, rule)
                bound = group_error(rule, here, known, relative, compensated=self.engine.compensated)
                for key, value in bound.items():
                    errors.setdefault(f"{code}_{key}", np.zeros(len(sets)))[at] = value
                if isinstance(rule.benchmark, _OverGroup):
                    self._settle_rule(code, rule, at, parameters, errors, forced, scorer)
        self._warn_benchmarks(parameters)
        return errors, forced

    def _settle_rule(
        self,
        code: str,
        rule: IndicatorRule,
        at: Any,
        parameters: Arrays,
        errors: Arrays,
        forced: Any,
        scorer: ExactScorer,
    ) -> None:
        with np.errstate(invalid="ignore"):
            if not isinstance(rule.benchmark, _Range):
                b, error = parameters[f"{code}_b"], errors[f"{code}_b"]
                doubtful = [g for g in at.tolist() if error[g] > 0 and abs(b[g]) <= 2 * error[g]]
            else:
                low, high = parameters[f"{code}_lo"], parameters[f"{code}_hi"]
                gap = 4 * (errors[f"{code}_lo"] + errors[f"{code}_hi"])
                doubtful = [g for g in at.tolist() if gap[g] > 0 and high[g] - low[g] <= gap[g]]
        for group in doubtful:
            exact = scorer.parameters(code, group, full=True)[0]
            for key, value in exact.items():
                if f"{code}_{key}" in parameters and value is not None:
                    number = float(value)
                    parameters[f"{code}_{key}"][group] = number
                    errors[f"{code}_{key}"][group] = 0.0 if value == 0 else abs(number) * 2 * UNIT
            if "lo" in exact and exact["lo"] is not None and exact["lo"] != exact["hi"]:
                forced[group] = True

    def _warn_benchmarks(self, parameters: Arrays) -> None:
        counts = np.bincount(self.this.group[self.this.status["_out"] == 0], minlength=len(self.labels))
        for code in self.scheme.indicators:
            bad = []
            for group, name in enumerate(self.sets):
                rule = self.scheme.indicators[code].rule(self.scheme.groups.set_names[name])
                if rule is None or not counts[group] or not isinstance(rule.benchmark, _OverGroup):
                    continue
                shown = rule.benchmark.shown
                value = parameters[f"{code}_{shown}"][group]
                if np.isnan(value) or (shown == "b" and value <= 0):
                    bad.append(self.labels[group])
            if bad:
                label = self.scheme.indicators[code].label
                shown = "、".join(bad[:5]) + (f"等 {len(bad)} 组" if len(bad) > 5 else "")
                self.warnings.append(f"{label}的基准值缺失或不大于 0({shown}):该项有数的企业一律计 0 分")


_STATUS = ("_set", "_out", "_t", "_veto", "_shield", "_bonus_held", "_deduction_held")


def _same(table: pa.Table) -> bool:
    return bool(table.column("group").equals(table.column("scale")))


def _rules(scheme: Scheme) -> list[Any]:
    return [rule for code in scheme.indicators for rule in scheme.rules(code).values()]


def _kinds(scheme: Scheme) -> list[_OverGroup]:
    return [rule.benchmark for rule in _rules(scheme) if isinstance(rule.benchmark, _OverGroup)]


def _in_order(table: pa.Table) -> pa.Table:
    """Engines may answer in any order; rows go back to the table's own."""
    rows = table.column("_row").to_numpy()
    if len(rows) and not (rows == np.arange(len(rows))).all():
        table = table.take(pa.array(np.argsort(rows)))
    return table.drop_columns(["_row"])
