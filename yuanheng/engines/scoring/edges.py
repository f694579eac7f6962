"""Which rows lie on an edge: their total, an item's rounding or a step cannot be decided in binary64."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from .benchmarks import Completion, Tiers, _Range
from .bounds import near_half, points_error, ratio_slack, value_error
from .fractions_of_rows import Frame
from .indicators import IndicatorRule
from .numbers import UNIT
from .prepare import Prepared
from .scheme import Scheme

Arrays = dict[str, Any]


@dataclass(frozen=True)
class Staged:
    """A table after the status stage: ready columns for the engine, arrays for deciding."""

    prepared: Prepared
    data: pa.Table
    status: Arrays
    group: Any
    frame: Frame


@dataclass(frozen=True)
class Figures:
    """Benchmark parameters of every group, their error bounds, and groups that binary cannot resolve at all."""

    parameters: Arrays
    errors: Arrays
    forced: Any


@dataclass(frozen=True)
class Edges:
    """How far each raw total can be off, and which rows need the exact answer whatever their total."""

    bound: Any
    doubtful: Any


def numbers(column: pa.ChunkedArray) -> Any:
    """A column as NumPy, NaN where NULL."""
    return column.to_numpy()


def rows_of_set(scheme: Scheme, staged: Staged, name: str) -> Any:
    """Rows of a set: all of them as a slice where there is but one set."""
    names = scheme.groups.set_names
    return slice(None) if len(names) == 1 else np.flatnonzero(staged.status["_set"] == names.index(name))


def find_edges(scheme: Scheme, scored: pa.Table, staged: Staged, figures: Figures) -> Edges:
    """The error bound of every raw total and the rows in doubt."""
    finder = _Finder(scheme, scored, staged, figures)
    for code in scheme.indicators:
        finder.indicator(code)
    return finder.edges()


class _Finder:
    def __init__(self, scheme: Scheme, scored: pa.Table, staged: Staged, figures: Figures) -> None:
        self.scheme, self.scored, self.staged, self.figures = scheme, scored, staged, figures
        self.group, self.groups = staged.group, len(figures.forced)
        self.bound, self.size = np.zeros(scored.num_rows), np.zeros(scored.num_rows)
        self.doubtful, self.unsure_groups = figures.forced[staged.group].copy(), figures.forced.copy()
        self.scores: Arrays = {}

    def indicator(self, code: str) -> None:
        """Add one indicator's error, and note its rows in doubt."""
        value, score = numbers(self.scored.column(f"{code}_value")), numbers(self.scored.column(f"{code}_score"))
        self.scores[code] = score
        self.size += np.abs(np.nan_to_num(score))
        for name, rule in self.scheme.rules(code).items():
            at = rows_of_set(self.scheme, self.staged, name)
            error = self._own_error(code, rule, at, value[at], score[at])
            if any(policy.kind == "group_mean" for policy in rule.policies):
                error = error + self._fill_error(at, error, score[at])
            self.bound[at] += error

    def _own_error(self, code: str, rule: IndicatorRule, at: Any, value: Any, score: Any) -> Any:
        relative = value_error(self.scheme, rule)
        plain = numbers(self.scored.column(f"{code}_plain"))[at] if rule.round is not None else score
        if self._same_for_a_group(code, rule):
            base = np.nan_to_num(self.figures.parameters[f"{code}_b"])
            off = self.figures.errors.get(f"{code}_b", np.zeros(self.groups))
            error = np.abs(np.nan_to_num(plain)) * ratio_slack(base, off, relative)[self.group[at]]
        else:
            error = points_error(self.scheme, rule, value, plain, *self._figures(code, rule, at), relative)
        if isinstance(rule.benchmark, Tiers):
            for step in rule.benchmark.steps:
                self._doubt(at, np.abs(value - float(step.at_least)) <= np.abs(value) * relative + 1e-300)
        if rule.round is not None:
            slack = error + np.abs(np.nan_to_num(plain)) * (64 * UNIT)
            self._doubt(at, near_half(np.nan_to_num(plain), slack, rule.round) & ~np.isnan(plain))
            error = np.abs(np.nan_to_num(score)) * (2 * UNIT)
        return error

    def _same_for_a_group(self, code: str, rule: IndicatorRule) -> bool:
        """A plain ratio to the group's base: its relative error is the group's, not the row's."""
        kind = rule.benchmark
        ratio = f"{code}_b" in self.figures.parameters and not isinstance(kind, Tiers | Completion | _Range)
        return ratio and not (rule.direction == "down" and kind.down == "complement")  # type: ignore[union-attr]

    def _figures(self, code: str, rule: IndicatorRule, at: Any) -> tuple[Arrays, Arrays]:
        known, off, parameters = {}, {}, self.figures.parameters
        for key in ("b", "lo", "hi"):
            if f"{code}_{key}" in parameters:
                known[key] = parameters[f"{code}_{key}"][self.group[at]]
                off[key] = self.figures.errors.get(f"{code}_{key}", np.zeros(self.groups))[self.group[at]]
        if isinstance(rule.benchmark, Completion):
            known["b"] = numbers(self.scored.column(f"{code}_target"))[at]
            off["b"] = np.zeros(len(known["b"]))
        return known, off

    def _doubt(self, at: Any, unsure: Any) -> None:
        self.doubtful[at] |= unsure
        self.unsure_groups[self.group[at][unsure]] = True

    def _fill_error(self, at: Any, error: Any, score: Any) -> Any:
        top = np.zeros(self.groups)
        np.maximum.at(top, self.group[at], error)
        counts = np.bincount(self.group, minlength=self.groups)
        return top[self.group[at]] + np.abs(np.nan_to_num(score)) * (counts[self.group[at]] + 16) * UNIT

    def edges(self) -> Edges:
        """All errors together."""
        scheme, bound, size = self.scheme, self.bound, self.size
        if any(scheme.uses_policy(code, "group_mean") for code in scheme.indicators):
            # A mean of points that may round either way is in doubt for the whole group.
            self.doubtful |= self.unsure_groups[self.group]
        if scheme.dimensions is None and any(scheme.uses_policy(code, "reweight") for code in scheme.indicators):
            factor = self._reweighting()
            bound, size = bound * factor, size * factor
        size = size + np.abs(self.staged.status["bonus"]) + np.abs(self.staged.status["deduction"])
        bound = bound + size * (len(scheme.indicators) + 50) * (2 * UNIT)
        if scheme.total.round is not None:
            self.doubtful |= near_half(numbers(self.scored.column("raw_total")), bound, scheme.total.round)
        return Edges(bound=bound, doubtful=self.doubtful)

    def _reweighting(self) -> Any:
        names = self.scheme.groups.set_names
        whole = np.array([float(self.scheme.weight_total(name)) for name in names])
        kept = np.zeros(self.scored.num_rows)
        for code, score in self.scores.items():
            for name, rule in self.scheme.rules(code).items():
                at = rows_of_set(self.scheme, self.staged, name)
                kept[at] += ~np.isnan(score[at]) * float(rule.weight)
        return whole[self.staged.status["_set"]] / np.maximum(kept, 1e-9)
