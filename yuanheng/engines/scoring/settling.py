"""The few figures of every group: benchmark parameters, how far they can be off, and the doubtful ones made exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .benchmarks import _OverGroup, _Range
from .bounds import group_error, value_error
from .edges import Figures
from .exact import ExactScorer
from .indicators import IndicatorRule
from .numbers import UNIT
from .scheme import Scheme

Arrays = dict[str, Any]


def settle(
    scheme: Scheme,
    aggregates: Arrays,
    parameters: Arrays,
    sets: Sequence[int],
    scorer: ExactScorer,
    *,
    compensated: bool,
) -> Figures:
    """Errors of all benchmarks; those whose sign or spread is in doubt are recomputed exactly and put in place."""
    figures = Figures(parameters=parameters, errors={}, forced=np.zeros(len(sets), dtype=bool))
    numbers = np.array(sets)
    for code in scheme.indicators:
        for name, rule in scheme.rules(code).items():
            at = np.flatnonzero(numbers == scheme.groups.set_names.index(name))
            known = _of(code, parameters, ("b", "lo", "hi"), at)
            if not known:
                continue
            here = _of(code, aggregates, _AGGREGATES, at)
            bound = group_error(rule, here, known, value_error(scheme, rule), compensated=compensated)
            for key, value in bound.items():
                figures.errors.setdefault(f"{code}_{key}", np.zeros(len(sets)))[at] = value
            if isinstance(rule.benchmark, _OverGroup):
                for group in _doubtful(code, rule, at, figures):
                    _make_exact(code, group, figures, scorer)
    return figures


_AGGREGATES = ("sum", "n", "abs", "top", "num", "den", "num_abs", "den_abs", "min", "max", "quantile")


def _of(code: str, arrays: Mapping[str, Any], names: Sequence[str], at: Any) -> Arrays:
    return {name: arrays[f"{code}_{name}"][at] for name in names if f"{code}_{name}" in arrays}


def _doubtful(code: str, rule: IndicatorRule, at: Any, figures: Figures) -> list[int]:
    with np.errstate(invalid="ignore"):
        if isinstance(rule.benchmark, _Range):
            low, high = figures.parameters[f"{code}_lo"][at], figures.parameters[f"{code}_hi"][at]
            gap = 4 * (figures.errors[f"{code}_lo"][at] + figures.errors[f"{code}_hi"][at])
            return [int(group) for group in at[(gap > 0) & (high - low <= gap)]]
        base, error = figures.parameters[f"{code}_b"][at], figures.errors[f"{code}_b"][at]
        return [int(group) for group in at[(error > 0) & (np.abs(base) <= 2 * error)]]


def _make_exact(code: str, group: int, figures: Figures, scorer: ExactScorer) -> None:
    exact = scorer.parameters(code, group, full=True)[0]
    for key, value in exact.items():
        if f"{code}_{key}" in figures.parameters and value is not None:
            number = float(value)
            figures.parameters[f"{code}_{key}"][group] = number
            figures.errors[f"{code}_{key}"][group] = 0.0 if value == 0 else abs(number) * 2 * UNIT
    if exact.get("lo") is not None and exact["lo"] != exact["hi"]:
        # The ends differ by less than binary can tell: every row of the group is recomputed exactly.
        figures.forced[group] = True


def benchmark_warnings(
    scheme: Scheme, parameters: Arrays, sets: Sequence[int], labels: Sequence[str], present: Any
) -> list[str]:
    """One warning for each indicator whose benchmark is missing or not above zero in some group."""
    warnings = []
    for code, indicator in scheme.indicators.items():
        bad = [
            labels[group]
            for group in range(len(labels))
            if present[group] and _unusable(scheme, code, group, sets, parameters)
        ]
        if bad:
            shown = "、".join(bad[:5]) + (f"等 {len(bad)} 组" if len(bad) > 5 else "")
            warnings.append(f"{indicator.label}的基准值缺失或不大于 0({shown}):该项有数的企业一律计 0 分")
    return warnings


def _unusable(scheme: Scheme, code: str, group: int, sets: Sequence[int], parameters: Arrays) -> bool:
    rule = scheme.indicators[code].rule(scheme.groups.set_names[sets[group]])
    if rule is None or not isinstance(rule.benchmark, _OverGroup):
        return False
    value = parameters[f"{code}_{rule.benchmark.shown}"][group]
    return bool(np.isnan(value) or (rule.benchmark.shown == "b" and value <= 0))
