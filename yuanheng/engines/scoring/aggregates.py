"""Second stage: values of the indicators, and the benchmarks of every group with what bounds their error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, reduce
from typing import Any

import ibis

from .arithmetic import ColumnAlgebra, ColumnArithmetic
from .benchmarks import Completion, Quantile, _OverGroup
from .formula import divisors, evaluate, leaves, ratio_parts
from .indicators import IndicatorRule
from .scheme import Scheme

COLUMNS = ColumnArithmetic()


def with_values(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """The table with `X_value` (NULL = missing) and what benchmarks and policies need of the formula's parts."""
    return table.mutate(**value_columns(scheme, table))


def value_columns(scheme: Scheme, table: ibis.Table, *, finite: bool = False) -> dict[str, Any]:
    """`X_value`; `X_num`, `X_den` for a ratio of sums; `X_target` for completion; `X_dz` where a zero denominator counts.

    `finite` says that NaN and infinities have been taken out of the table already.
    """
    return _Values(scheme, table, finite=finite).columns()


class _Values:
    def __init__(self, scheme: Scheme, table: ibis.Table, *, finite: bool) -> None:
        self.scheme, self.table, self.algebra = scheme, table, ColumnAlgebra(table, finite=finite)

    def columns(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for code in self.scheme.indicators:
            rules = self.scheme.rules(code)
            found[f"{code}_value"] = self._choose(rules, _formula, self._value)
            if any(rule.benchmark.kind == "ratio_of_sums" for rule in rules.values()):
                for part, name in enumerate(("num", "den")):
                    found[f"{code}_{name}"] = self._choose(rules, _formula, partial(self._ratio_part, part=part))
            if any(isinstance(rule.benchmark, Completion) for rule in rules.values()):
                found[f"{code}_target"] = self._choose(rules, _target, self._target_value)
            if any(rule.denominator_zero.kind != "missing" for rule in rules.values()):
                found[f"{code}_dz"] = self._choose(rules, _formula, self._zero_denominator)
        return found

    def _choose(
        self,
        rules: Mapping[str, IndicatorRule],
        same: Callable[[IndicatorRule], Any],
        build: Callable[[IndicatorRule], Any],
    ) -> Any:
        return by_set(self.scheme, self.table, rules, same, build)

    def _value(self, rule: IndicatorRule) -> Any:
        node = self.scheme.node(rule.formula)
        value = evaluate(node, self.algebra)
        under = [evaluate(part, self.algebra) > 0 for part in divisors(node)]
        return ibis.ifelse(all_of(under), value, ibis.null("float64")) if under else value

    def _ratio_part(self, rule: IndicatorRule, *, part: int) -> Any:
        node = ratio_parts(self.scheme.node(rule.formula))[part]
        return ibis.ifelse(self._value(rule).notnull(), evaluate(node, self.algebra), ibis.null("float64"))

    def _target_value(self, rule: IndicatorRule) -> Any:
        text = _target(rule)
        return evaluate(self.scheme.node(text), self.algebra) if text else ibis.null("float64")

    def _zero_denominator(self, rule: IndicatorRule) -> Any:
        node = self.scheme.node(rule.formula)
        under = [evaluate(part, self.algebra) for part in divisors(node)]
        if not under:
            return ibis.literal(False)
        known = all_of([evaluate(leaf, self.algebra).notnull() for leaf in leaves(node)])
        some_zero = reduce(lambda a, b: a | b, [part == 0 for part in under])
        return (known & all_of([part >= 0 for part in under]) & some_zero).fill_null(False)


def _formula(rule: IndicatorRule) -> str:
    return rule.formula


def _target(rule: IndicatorRule) -> str:
    return rule.benchmark.target if isinstance(rule.benchmark, Completion) else ""


def by_set(
    scheme: Scheme,
    table: ibis.Table,
    rules: Mapping[str, IndicatorRule],
    same: Callable[[IndicatorRule], Any],
    build: Callable[[IndicatorRule], Any],
) -> Any:
    """One expression for all sets where they agree, else a choice by `_set`; NULL where the indicator is not used."""
    names = scheme.groups.set_names
    distinct = {repr(same(rule)): rule for rule in rules.values()}
    if len(distinct) == 1 and len(rules) == len(names):
        return build(next(iter(rules.values())))
    return ibis.cases(*((table["_set"] == names.index(name), build(rule)) for name, rule in rules.items()))


def population_mask(kind: _OverGroup, table: ibis.Table) -> Any:
    """Rows that enter a benchmark."""
    mask = table["_out"] == 0
    if not kind.population.unclassified:
        mask = mask & (table["_t"] == 0)
    if not kind.population.vetoed:
        mask = mask & (table["_veto"] == 0)
    return mask


def benchmark_aggregates(
    scheme: Scheme, table: ibis.Table, *, year: str, over: str, compensated: bool = False
) -> dict[str, Any]:
    """Aggregates of every benchmark of that year and reach, named `X_sum`, `X_n`, `X_min`, … .

    Besides what the kinds need, `X_abs`, `X_top` and `X_n` bound the rounding error. `compensated` sums with
    carried remainder (DuckDB's `fsum`), so that the bound does not grow with the number of firms.
    """
    found: dict[str, Any] = {}
    for code in scheme.indicators:
        for kind in {repr(r.benchmark): r.benchmark for r in scheme.rules(code).values()}.values():
            if isinstance(kind, _OverGroup) and (kind.year, kind.over) == (year, over) and kind.needs:
                found |= _kind_aggregates(code, kind, table, compensated)
    return found


@ibis.udf.agg.builtin(name="fsum")  # type: ignore[untyped-decorator,unused-ignore]
def _fsum(value: float) -> float:  # type: ignore[empty-body]
    """DuckDB's compensated sum."""


def _kind_aggregates(code: str, kind: _OverGroup, table: ibis.Table, compensated: bool) -> dict[str, Any]:
    mask, value = population_mask(kind, table), table[f"{code}_value"]
    if kind.population.missing == "as_zero":
        value = value.fill_null(0.0)

    def total(column: Any) -> Any:
        return _fsum(column, where=mask) if compensated else column.sum(where=mask)

    found = {f"{code}_n": value.count(where=mask), f"{code}_top": value.abs().max(where=mask)}
    for need in kind.needs:
        if need == "sum":
            found |= {f"{code}_sum": total(value), f"{code}_abs": value.abs().sum(where=mask)}
        elif need in ("num", "den"):
            part = table[f"{code}_{need}"]
            found |= {f"{code}_{need}": total(part), f"{code}_{need}_abs": part.abs().sum(where=mask)}
        elif need in ("min", "max"):
            found[f"{code}_{need}"] = getattr(value, need)(where=mask)
        elif isinstance(kind, Quantile):
            found[f"{code}_quantile"] = value.quantile(float(kind.q), where=mask)
    return found


def parameter_columns(scheme: Scheme, groups: ibis.Table) -> dict[str, Any]:
    """`X_b`, `X_lo`, `X_hi` of every group from its aggregates."""
    found: dict[str, Any] = {}
    for code in scheme.indicators:
        rules = scheme.rules(code)
        aggregates = {need: groups[f"{code}_{need}"] for need in _NEEDS if f"{code}_{need}" in groups.columns}
        for name in ("b", "lo", "hi"):
            chosen = {key: rule for key, rule in rules.items() if name in parameters_of(rule, aggregates or None)}
            if chosen:
                found[f"{code}_{name}"] = by_set(
                    scheme, groups, chosen, lambda r: r.benchmark,
                    partial(_parameter, known=aggregates, name=name),
                )  # fmt: skip
    return found


def _parameter(rule: IndicatorRule, *, known: Mapping[str, Any], name: str) -> Any:
    return parameters_of(rule, known)[name]


_NEEDS = ("sum", "n", "num", "den", "min", "max", "quantile")


def parameters_of(rule: IndicatorRule, aggregates: Mapping[str, Any] | None) -> dict[str, Any]:
    """The parameters of a rule's benchmark as columns; which there are does not depend on the aggregates' values."""
    if isinstance(rule.benchmark, Completion):
        return {}
    nothing = dict.fromkeys(_NEEDS, ibis.null("float64"))
    return rule.benchmark.parameters(nothing | dict(aggregates or {}), COLUMNS)


def all_of(tests: list[Any]) -> Any:
    """All tests hold."""
    return reduce(lambda a, b: a & b, tests)
