"""The one exact recomputation: values, benchmarks, points and totals of chosen rows in fractions. Its answer stands.

Every engine computes in binary64 with a stated bound; whatever lies within the bound of a decision comes here. A
mean over many firms is first enclosed between two fractions of short length (2**-320 apart for each firm); only what
that cannot decide is added up in full.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from .arithmetic import ExactAlgebra
from .benchmarks import Completion, Quantile, _OverGroup
from .formula import evaluate, names, ratio_parts
from .fractions_of_rows import (
    EXACT,
    ZERO,
    Frame,
    between,
    enclose_sum,
    exact_adjustment,
    exact_own_points,
    exact_quantile,
    exact_value,
    fraction,
    policy_for,
    sum_exactly,
)
from .indicators import IndicatorRule
from .numbers import round_half_away
from .scheme import Scheme


@dataclass
class ExactScorer:
    """Recomputes rows of one run; figures of groups are computed once, when first asked for."""

    scheme: Scheme
    this: Frame
    last: Frame | None
    set_of_group: Sequence[int]
    _cache: dict[Any, Any] = field(default_factory=dict)
    _latest: tuple[int, bool, dict[str, Any]] = (-1, False, {})

    def rule(self, code: str, group: int) -> IndicatorRule | None:
        """The rule of an indicator in the set of a group."""
        return self.scheme.indicators[code].rule(self.scheme.groups.set_names[self.set_of_group[group]])

    # ---- figures of a group ------------------------------------------------------------------

    def parameters(self, code: str, group: int, *, full: bool) -> tuple[dict[str, Any], dict[str, Any]]:
        """Benchmark parameters as a lower and an upper fraction; the same ones where `full`."""
        key = ("parameters", code, group, full)
        if key not in self._cache:
            self._cache[key] = self._parameters(code, group, full)
        return self._cache[key]  # type: ignore[no-any-return]

    def _parameters(self, code: str, group: int, full: bool) -> tuple[dict[str, Any], dict[str, Any]]:
        rule = self.rule(code, group)
        assert rule is not None
        kind = rule.benchmark
        if not isinstance(kind, _OverGroup):
            found = kind.parameters({}, EXACT)
            return found, found
        low, high = self._aggregates(code, group, rule, kind, full)
        return kind.parameters(low, EXACT), kind.parameters(high, EXACT)

    def _aggregates(
        self, code: str, group: int, rule: IndicatorRule, kind: _OverGroup, full: bool
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        frame = self.last if kind.year == "last" and self.last is not None else self.this
        values, tops, unders = [], [], []
        for index in frame.members(None if kind.over == "all" else group, kind):
            here = rule if frame is not self.this else self.rule(code, int(frame.group[index]))
            if here is None:
                continue
            row = frame.row(int(index))
            value = exact_value(self.scheme, here, row).value
            if value is None and kind.population.missing == "as_zero":
                value = ZERO
            elif value is not None and "num" in kind.needs:
                algebra = ExactAlgebra(row)
                top, under = ratio_parts(self.scheme.node(here.formula))
                tops.append(evaluate(top, algebra) or ZERO)
                unders.append(evaluate(under, algebra) or ZERO)
            if value is not None:
                values.append(value)
        low = {"n": len(values), "num": sum_exactly(tops), "den": sum_exactly(unders)}
        low |= {"min": min(values, default=None), "max": max(values, default=None)}
        if isinstance(kind, Quantile):
            low["quantile"] = exact_quantile(values, Fraction(kind.q))
        high = dict(low)
        low["sum"], high["sum"] = enclose_sum(values, full)
        return low, high

    def fill(self, code: str, group: int, *, full: bool) -> tuple[Fraction, Fraction]:
        """Mean points of the group's firms whose value is scored, enclosed."""
        key = ("fill", code, group, full)
        if key not in self._cache:
            lows, highs = [], []
            rows = np.flatnonzero((self.this.group == group) & (self.this.out == 0) & (self.this.unclassified == 0))
            for index in rows:
                if (points := self._own(code, group, int(index), full)) is not None:
                    lows.append(min(points))
                    highs.append(max(points))
            count = max(len(lows), 1)
            self._cache[key] = (enclose_sum(lows, full)[0] / count, enclose_sum(highs, full)[1] / count)
        return self._cache[key]  # type: ignore[no-any-return]

    # ---- one row -----------------------------------------------------------------------------

    def _own(self, code: str, group: int, index: int, full: bool) -> tuple[Fraction, Fraction] | None:
        rule = self.rule(code, group)
        assert rule is not None
        value = exact_value(self.scheme, rule, self.this.row(index)).value
        return None if value is None else self._points_of(code, rule, index, value, full=full)

    def _points_of(
        self, code: str, rule: IndicatorRule, index: int, value: Fraction, *, full: bool
    ) -> tuple[Fraction, Fraction] | None:
        group = int(self.this.group[index])
        if isinstance(rule.benchmark, Completion):
            target = evaluate(self.scheme.node(rule.benchmark.target), ExactAlgebra(self.this.row(index)))
            low = high = {"b": target}
        else:
            low, high = self.parameters(code, group, full=full)
            if not full and _sign(low.get("b")) != _sign(high.get("b")):
                low, high = self.parameters(code, group, full=True)
        first = exact_own_points(self.scheme, rule, value, low)
        if first is None:
            return None
        second = first if low is high or low == high else exact_own_points(self.scheme, rule, value, high)
        assert second is not None
        return first, second

    def score(self, code: str, index: int, *, full: bool) -> tuple[Fraction, Fraction] | None:
        """An indicator's points of a row, enclosed; None where it is left out."""
        group = int(self.this.group[index])
        rule = self.rule(code, group)
        if rule is None:
            return None
        value = exact_value(self.scheme, rule, self.this.row(index))
        policy = policy_for(rule, value)
        if policy is None:
            assert value.value is not None
            own = self._points_of(code, rule, index, value.value, full=full)
            assert own is not None
            return min(own), max(own)
        if policy.kind == "group_mean":
            return self.fill(code, group, full=full)
        best = Fraction(rule.best_points(in_tree=self.scheme.dimensions is not None))
        given = {"zero": ZERO, "points": Fraction(policy.points), "full": best}.get(policy.kind)
        return None if given is None else (given, given)

    def scores(self, index: int, *, full: bool) -> dict[str, tuple[Fraction, Fraction] | None]:
        """Points of all indicators and dimensions of a row, enclosed."""
        if self._latest[:2] == (index, full):
            return self._latest[2]
        found = {code: self.score(code, index, full=full) for code in self.scheme.indicators}
        if self.scheme.dimensions is not None:
            for code in self.scheme.dimensions.bottom_up():
                found[code] = _mean(found, self.scheme.dimensions.nodes[code].of)
        self._latest = (index, full, found)
        return found

    def total(self, index: int, *, full: bool) -> tuple[Fraction, Fraction]:
        """The total of a row within its limits, before rounding, enclosed."""
        scores = self.scores(index, full=full)
        if self.scheme.dimensions is not None:
            low, high = scores[self.scheme.dimensions.index] or (ZERO, ZERO)
        else:
            low, high = self._weighted(index, scores)
        row = self.this.row(index)
        extra, _ = exact_adjustment(self.scheme, self.scheme.bonus, int(self.this.bonus_held[index]), row)
        less, _ = exact_adjustment(self.scheme, self.scheme.deductions, int(self.this.deduction_held[index]), row)
        rule = self.scheme.total
        floor, cap = fraction(rule.floor), fraction(rule.cap)
        return between(low + extra - less, floor, cap), between(high + extra - less, floor, cap)

    def _weighted(
        self, index: int, scores: Mapping[str, tuple[Fraction, Fraction] | None]
    ) -> tuple[Fraction, Fraction]:
        group = int(self.this.group[index])
        kept, low, high = ZERO, ZERO, ZERO
        for code, score in scores.items():
            rule = self.rule(code, group)
            if score is not None and rule is not None:
                kept, low, high = kept + Fraction(rule.weight), low + score[0], high + score[1]
        whole = Fraction(self.scheme.weight_total(self.scheme.groups.set_names[self.set_of_group[group]]))
        if kept == 0:
            return ZERO, ZERO
        return low * whole / kept, high * whole / kept

    def rounded_total(self, index: int, digits: int) -> Fraction:
        """The total, rounded half away from zero: the answer that stands."""
        low, high = self.total(index, full=False)
        if low != high and round_half_away(low, digits) != round_half_away(high, digits):
            low, high = self.total(index, full=True)
        return round_half_away(low, digits)

    def signature(self, index: int) -> Any:
        """What the total of a row depends on: rows of a group with equal signatures have equal totals."""
        row, group = self.this.row(index), int(self.this.group[index])
        parts: list[Any] = [group, int(self.this.bonus_held[index]), int(self.this.deduction_held[index])]
        for code in self.scheme.indicators:
            rule = self.rule(code, group)
            if rule is not None:
                parts.append(exact_value(self.scheme, rule, row))
                if isinstance(rule.benchmark, Completion):
                    parts.append(evaluate(self.scheme.node(rule.benchmark.target), ExactAlgebra(row)))
        for adjustments in (self.scheme.bonus, self.scheme.deductions):
            for item in (item for table in adjustments.tables for item in table.items if item.times):
                parts += [row.get(name) for name in names(self.scheme.node(item.times or ""))]
        return tuple(parts)

    def compare(self, left: int, right: int) -> int:
        """-1, 0 or 1 as the total of `left` is below, equal to or above that of `right`, decided exactly."""
        a, b = self._enclosed(left), self._enclosed(right)
        if a[1] < b[0]:
            return -1
        if a[0] > b[1]:
            return 1
        if (a[0] == a[1] == b[0] == b[1]) or self.signature(left) == self.signature(right):
            return 0
        one, two = self.total(left, full=True)[0], self.total(right, full=True)[0]
        return (one > two) - (one < two)

    def compare_with(self, index: int, edge: Fraction) -> int:
        """-1, 0 or 1 as the total of a row is below, at or above `edge`."""
        low, high = self._enclosed(index)
        if low != high and low <= edge <= high:
            low = high = self.total(index, full=True)[0]
        return (low > edge) - (low < edge) if low == high else (1 if low > edge else -1)

    def _enclosed(self, index: int) -> tuple[Fraction, Fraction]:
        key = ("total", index)
        if key not in self._cache:
            self._cache[key] = self.total(index, full=False)
        return self._cache[key]  # type: ignore[no-any-return]


def _mean(
    scores: Mapping[str, tuple[Fraction, Fraction] | None], parts: Mapping[str, Decimal]
) -> tuple[Fraction, Fraction] | None:
    known = [(found, Fraction(weight)) for code, weight in parts.items() if (found := scores.get(code)) is not None]
    if not known:
        return None
    weights = sum((weight for _, weight in known), ZERO)
    sides: list[Callable[[tuple[Fraction, Fraction]], Fraction]] = [lambda s: s[0], lambda s: s[1]]
    low, high = (sum((side(score) * weight for score, weight in known), ZERO) / weights for side in sides)
    return low, high


def _sign(value: Fraction | None) -> int:
    return 0 if value is None or value <= 0 else 1
