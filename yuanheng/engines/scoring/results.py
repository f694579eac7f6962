"""From scored rows to results: exact totals, ranks, classes, reasons, cuts and benchmarks, in one fixed order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from . import ranking
from .edges import Edges, Staged, numbers
from .exact import ExactScorer
from .fractions_of_rows import exact_adjustment
from .merging import with_tenants
from .numbers import UNIT
from .reasons import reasons
from .scheme import Scheme

Arrays = dict[str, Any]


@dataclass(frozen=True)
class Cut:
    """One class of one group: its places, how many firms it has in the end, and its lowest total."""

    group: str
    code: str
    last_place: int
    places: int
    count: int
    ranked: int
    unclassified: int
    lowest_total: float | None


@dataclass(frozen=True)
class GroupBenchmark:
    """A benchmark of one indicator in one group: `value` as shown, both ends for min-max, `n` firms behind it."""

    group: str
    indicator: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None


@dataclass(frozen=True)
class ScoreRun:
    """A finished run. `results` is sorted by group, rank and code; a total is the binary64 nearest the exact decimal."""

    scheme: Scheme
    results: pa.Table
    benchmarks: tuple[GroupBenchmark, ...]
    cuts: tuple[Cut, ...]
    warnings: tuple[str, ...]
    engine: str
    recomputed: int
    on: datetime.date | None = None
    table: pa.Table = field(repr=False, default=None)
    benchmark_table: pa.Table | None = field(repr=False, default=None)


def assemble(
    *, scheme: Scheme, staged: Staged, labels: Sequence[str], sets: Sequence[int], scored: pa.Table,
    parameters: Arrays, aggregates: Arrays, edges: Edges, scorer: ExactScorer, warnings: Sequence[str],
    engine: str, last: Staged | None, on: datetime.date | None,
) -> ScoreRun:  # fmt: skip
    """Put a run's answer together."""
    builder = _Assembly(scheme, staged, labels, sets, scored, parameters, edges, scorer)
    results = with_tenants(builder.results(), staged.prepared.tenants)
    return ScoreRun(
        scheme=scheme, results=results, benchmarks=builder.benchmarks(aggregates), cuts=builder.cuts(),
        warnings=tuple(dict.fromkeys([*warnings, *builder.warnings])), engine=engine, recomputed=builder.recomputed,
        on=on, table=staged.prepared.table, benchmark_table=last.prepared.table if last else None,
    )  # fmt: skip


class _Assembly:
    def __init__(
        self, scheme: Scheme, staged: Staged, labels: Sequence[str], sets: Sequence[int], scored: pa.Table,
        parameters: Arrays, edges: Edges, scorer: ExactScorer,
    ) -> None:  # fmt: skip
        self.scheme, self.staged, self.labels, self.sets = scheme, staged, labels, sets
        self.scored, self.parameters, self.scorer = scored, parameters, scorer
        self.group, self.status = staged.group, staged.status
        self.warnings: list[str] = []
        self.patches: dict[str, dict[int, float | None]] = {}
        self.recomputed = 0
        self._grade(edges)

    # ---- totals ------------------------------------------------------------------------------

    def _grade(self, edges: Edges) -> None:
        scheme, status = self.scheme, self.status
        inside = status["_out"] == 0
        self.counted = inside & ((status["_t"] == 0) | scheme.unclassified.scored)
        self.all_counted = bool(self.counted.all())
        self.no_grade = self._without_grade()
        self.ranked = inside & (status["_t"] == 0) & (self.no_grade == 0)
        rows = np.flatnonzero(self.ranked)
        self.order = self._ordered(rows, edges)
        self.order = ranking.break_ties(self.order, self.staged.prepared.table, scheme.classes.ties.by)
        self.classes_before, self.classes = self._classes(edges)

    def _without_grade(self) -> Any:
        """1-based index of the indicator that means no grade; -1 where nothing at all could be scored."""
        found = np.zeros(self.scored.num_rows, dtype=np.int32)
        if "_no_grade" in self.scored.column_names:
            found = self.scored.column("_no_grade").to_numpy().copy()
        nothing = np.ones(self.scored.num_rows, dtype=bool)
        for code in self.scheme.indicators:
            column = self.scored.column(f"{code}_score")
            if column.null_count == 0:
                return found
            nothing &= np.isnan(numbers(column))
        found[nothing & (found == 0)] = -1
        return found

    def _ordered(self, rows: Any, edges: Edges) -> ranking.Order:
        rule = self.scheme.total
        raw = numbers(self.scored.column("raw_total")).copy()
        if rule.floor is not None:
            raw = np.maximum(raw, float(rule.floor))
        if rule.cap is not None:
            raw = np.minimum(raw, float(rule.cap))
        doubtful = np.flatnonzero(edges.doubtful & self.counted)
        self.recomputed = len(doubtful)
        if rule.round is None:
            return self._ordered_unrounded(rows, raw, edges, doubtful)
        scale = 10**rule.round
        units = np.trunc(raw * scale + np.copysign(0.5, raw))
        for row in doubtful.tolist():
            units[row] = int(self.scorer.rounded_total(row, rule.round) * scale)
            self._patch_items(row)
        self.errors = np.zeros(len(raw))
        self.totals = units / scale
        whole = np.where(np.isnan(units), 0, units).astype(np.int64)
        return ranking.order_rounded(self.group, whole, rows)

    def _ordered_unrounded(self, rows: Any, raw: Any, edges: Edges, doubtful: Any) -> ranking.Order:
        errors = edges.bound.copy()
        for row in doubtful.tolist():
            low, high = self.scorer.total(row, full=False)
            raw[row] = float(low)
            errors[row] = abs(raw[row]) * (2 * UNIT) + float(high - low)
            self._patch_items(row)
        self.totals, self.errors = raw, errors
        return ranking.order_unrounded(self.group, raw, errors, rows, self.scorer)

    def _patch_items(self, row: int) -> None:
        for code, score in self.scorer.scores(row, full=False).items():
            self.patches.setdefault(f"{code}_score", {})[row] = None if score is None else float(score[0])

    # ---- classes -----------------------------------------------------------------------------

    def _classes(self, edges: Edges) -> tuple[Any, Any]:
        scheme, order, rows = self.scheme, self.order, self.order.rows
        self.n = np.bincount(self.group[self.ranked], minlength=len(self.labels))
        waiting = (self.status["_out"] == 0) & (self.status["_t"] != 0)
        self.t = np.bincount(self.group[waiting], minlength=len(self.labels))
        vetoes, shields = self.status["_veto"][rows], self.status["_shield"][rows]
        if scheme.classes.by_score:
            self.ends = None
            before = ranking.class_by_score(scheme, order, np.array(self.sets), self.totals, self.errors, self.scorer)
            after = before
        else:
            self.ends = ranking.cut_table(scheme, self.sets, self.n, self.t)
            share = scheme.classes.ties.share
            place = order.place if share is None else ranking.shared_places(order, share)
            before = ranking.class_by_place(self.ends, place, order.group)
            after = ranking.refill(scheme, order, self.status["_veto"], before, self.ends)
        after = ranking.apply_vetoes(scheme, after, vetoes)
        return before, ranking.apply_shields(scheme, after, shields, vetoes)

    def cuts(self) -> tuple[Cut, ...]:
        """Every class of every group."""
        found, groups = [], self.order.group
        totals = self.totals[self.order.rows]
        size = len(self.scheme.classes.order)
        counts = np.bincount(groups * size + self.classes, minlength=len(self.labels) * size)
        lowest = np.full(len(self.labels) * size, np.inf)
        np.minimum.at(lowest, groups * size + self.classes_before, totals)
        present = np.bincount(self.group[self.status["_out"] == 0], minlength=len(self.labels))
        for group, label in enumerate(self.labels):
            if not present[group]:
                continue
            last = 0
            for index, rule in enumerate(self.scheme.classes.order):
                at = group * size + index
                end = int(self.ends[group, index]) if self.ends is not None else last + int(counts[at])
                low = float(lowest[at])
                found.append(
                    Cut(
                        group=label, code=rule.code, last_place=end, places=end - last, count=int(counts[at]),
                        ranked=int(self.n[group]), unclassified=int(self.t[group]),
                        lowest_total=low if np.isfinite(low) else None,
                    )
                )  # fmt: skip
                last = end
        return tuple(found)

    def benchmarks(self, aggregates: Mapping[str, Any]) -> tuple[GroupBenchmark, ...]:
        """Every benchmark of every group that has firms in scope."""
        found = []
        present = np.bincount(self.group[self.status["_out"] == 0], minlength=len(self.labels))
        for group, label in enumerate(self.labels):
            for code in self.scheme.indicators if present[group] else ():
                rule = self.scheme.indicators[code].rule(self.scheme.groups.set_names[self.sets[group]])
                if rule is None or not rule.benchmark.shown:
                    continue
                known = {key: _figure(self.parameters.get(f"{code}_{key}"), group) for key in ("b", "lo", "hi")}
                count = _figure(aggregates.get(f"{code}_n"), group)
                shown = known["b"] if rule.benchmark.shown == "b" else known[_best_end(rule.direction)]
                found.append(
                    GroupBenchmark(
                        group=label, indicator=code, value=shown, low=known["lo"], high=known["hi"],
                        n=None if count is None else int(count),
                    )
                )  # fmt: skip
        return tuple(found)

    # ---- the table ---------------------------------------------------------------------------

    def results(self) -> pa.Table:
        """Results sorted by group, rank and code."""
        table, rows = self.staged.prepared.table, self.scored.num_rows
        rank = np.zeros(rows, dtype=np.int64)
        grade = np.full(rows, -1, dtype=np.int64)
        place = self.order.place
        if self.scheme.classes.ties.share is not None:
            place = ranking.shared_places(self.order, "best")
        rank[self.order.rows], grade[self.order.rows] = place, self.classes
        grades = [*self.scheme.classes.codes, self.scheme.unclassified.code]
        grade[(self.status["_out"] == 0) & (self.status["_t"] != 0)] = len(grades) - 1
        self.sequence = self._sequence()
        self.groups = self.group[self.sequence]
        ranks = rank[self.sequence]
        totals = np.where(self.counted & (self.no_grade == 0), self.totals, np.nan)
        wanted: dict[str, Callable[[], Any]] = {
            "subject_id": lambda: table.column("subject_id").combine_chunks().take(self.sequence),
            "subject_name": lambda: table.column("subject_name").combine_chunks().take(self.sequence),
            "group": lambda: _words(self.labels, self.groups),
            "total": lambda: _floats(totals[self.sequence]),
            "rank": lambda: pa.array(ranks, mask=ranks == 0),
            "grade": lambda: _words(grades, grade[self.sequence]),
            "reason": self._reasons,
            "bonus": lambda: self._adjustment("bonus"),
            "deduction": lambda: self._adjustment("deduction"),
        }
        for code in self.scheme.indicators:
            wanted[f"{code}_value"] = partial(self._column, f"{code}_value")
            wanted[f"{code}_benchmark"] = partial(self._benchmark, code)
            wanted[f"{code}_score"] = partial(self._score, code)
        for code in self.scheme.dimensions.bottom_up() if self.scheme.dimensions else ():
            wanted[f"{code}_score"] = partial(self._score, code)
        with ThreadPoolExecutor(max_workers=2) as pool:
            return pa.table(dict(zip(wanted, pool.map(lambda build: build(), wanted.values()), strict=True)))

    def _sequence(self) -> Any:
        """Group by group: ranked rows in order, then the others by code."""
        others = np.flatnonzero(~self.ranked)
        if not len(others):
            return self.order.rows
        ids = self.staged.prepared.table.column("subject_id").take(pa.array(others)).to_pylist()
        others = others[np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)]
        rows = np.concatenate((self.order.rows, others))
        return rows[np.argsort(self.group[rows], kind="stable")]

    def _column(self, name: str) -> Any:
        return _floats(numbers(self.scored.column(name))[self.sequence])

    def _score(self, code: str) -> Any:
        name = f"{code}_score"
        patches = self.patches.get(name, {})
        if not patches and self.all_counted:
            return self._column(name)
        array = numbers(self.scored.column(name)).copy()
        for row, value in patches.items():
            array[row] = np.nan if value is None else value
        array[~self.counted] = np.nan
        return _floats(array[self.sequence])

    def _benchmark(self, code: str) -> Any:
        by_group = np.full(len(self.labels), np.nan)
        targets = None
        for group, index in enumerate(self.sets):
            rule = self.scheme.indicators[code].rule(self.scheme.groups.set_names[index])
            if rule is None or not rule.benchmark.shown:
                continue
            if rule.benchmark.kind == "completion":
                targets = numbers(self.scored.column(f"{code}_target"))
                continue
            key = "b" if rule.benchmark.shown == "b" else _best_end(rule.direction)
            by_group[group] = self.parameters[f"{code}_{key}"][group]
        own = by_group[self.groups]
        return _floats(own if targets is None else np.where(np.isnan(own), targets[self.sequence], own))

    def _adjustment(self, name: str) -> Any:
        adjustments = self.scheme.bonus if name == "bonus" else self.scheme.deductions
        if not adjustments.tables and self.all_counted:
            return pa.array(np.zeros(len(self.sequence)))
        values = self.status[name]
        if adjustments.tables:
            values, held = values.copy(), self.status[f"_{name}_held"]
            timed = any(item.times for part in adjustments.tables for item in part.items)
            for mask in np.unique(held).tolist() if not timed else ():
                values[held == mask] = float(exact_adjustment(self.scheme, adjustments, int(mask), {})[0])
        return _floats(np.where(self.counted, values, np.nan)[self.sequence])

    def _reasons(self) -> Any:
        last = len(self.scheme.classes.codes)
        before, after = np.zeros(self.scored.num_rows, np.int64), np.zeros(self.scored.num_rows, np.int64)
        before[self.order.rows], after[self.order.rows] = self.classes_before, self.classes
        words, codes = reasons(self.scheme, self.status, self.no_grade, before, after, last)
        return _words(words, codes[self.sequence])


def _figure(column: Any, group: int) -> float | None:
    if column is None or np.isnan(column[group]):
        return None
    return float(column[group])


def _best_end(direction: str) -> str:
    return "hi" if direction == "up" else "lo"


def _words(words: Sequence[str], codes: Any) -> Any:
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(words), pa.string())).cast(pa.string())


def _floats(values: Any) -> Any:
    gone = np.isnan(values)
    return pa.array(values, mask=gone) if gone.any() else pa.array(values)
