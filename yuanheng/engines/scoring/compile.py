"""From a scheme to Ibis expressions: pure description, no connection.

Four stages over the wide table, each usable alone: status (who is in, which set, vetoes, bonus), values, benchmarks
(one row a group), points. `compile_scheme` chains them into the one expression that the SQL snapshots show; `run`
executes them in turn, and looks at the few figures of every group in between.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import ibis

from .aggregates import benchmark_aggregates, by_set, parameter_columns, with_values
from .arithmetic import ColumnArithmetic, clamp
from .benchmarks import Completion
from .indicators import IndicatorRule, Policy
from .scheme import Scheme
from .status import total_of, with_status

COLUMNS = ColumnArithmetic()


def compile_scheme(
    scheme: Scheme, table: ibis.Table, *, benchmark_table: ibis.Table | None = None, on: datetime.date | None = None
) -> ibis.Table:
    """The whole numeric core as one expression: a row a subject, with values, benchmarks, points and the raw total.

    Limits and rounding of the total, ranks, cuts, vetoes and shields follow in `ranking`, where exactness is decided.
    Without `benchmark_table` a benchmark of last year is taken from this year's table.
    """
    this = with_values(scheme, with_status(scheme, _named_groups(scheme, table), on=on))
    keys = group_keys(scheme, this)
    last = this
    if benchmark_table is not None:
        last = with_values(scheme, with_status(scheme, _named_groups(scheme, benchmark_table), on=on))
    groups = _all_groups(scheme, this, last, keys)
    joined = this.left_join(groups, keys, rname="_of_{name}") if keys else this.cross_join(groups)
    own = with_own_points(scheme, joined)
    if fills := fill_aggregates(scheme, own):
        means = own.group_by(keys).aggregate(**fills) if keys else own.aggregate(**fills)
        own = own.left_join(means, keys, rname="_fill_{name}") if keys else own.cross_join(means)
    return with_total(scheme, own)


def _named_groups(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """Blank group cells carry the scheme's word for it: NULL would join to nothing."""
    blank = {
        part.column: table[part.column].cast("string").fill_null(part.unknown)
        for part in scheme.groups.by
        if part.column in table.columns
    }
    return table.mutate(**blank) if blank else table


def group_keys(scheme: Scheme, table: ibis.Table) -> list[str]:
    """Columns that tell the groups apart in this table."""
    by = [part.column for part in scheme.groups.by if part.column in table.columns]
    return (["_set"] if scheme.groups.sets else []) + by


def _all_groups(scheme: Scheme, this: ibis.Table, last: ibis.Table, keys: list[str]) -> ibis.Table:
    mine = benchmark_aggregates(scheme, this, year="this", over="group")
    groups = this.group_by(keys).aggregate(**mine) if keys else this.aggregate(**mine, _rows=this.count())
    if before := benchmark_aggregates(scheme, last, year="last", over="group"):
        old = last.group_by(keys).aggregate(**before) if keys else last.aggregate(**before)
        groups = groups.left_join(old, keys, rname="_last_{name}") if keys else groups.cross_join(old)
    for year, table in (("this", this), ("last", last)):
        if everyone := benchmark_aggregates(scheme, table, year=year, over="all"):
            groups = groups.cross_join(table.aggregate(**everyone))
    names = [name for name in groups.columns if not name.startswith("_last_")]
    groups = groups.select(*names)
    return groups.select(*keys, **parameter_columns(scheme, groups))


def with_own_points(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """The table with `X_own`: points of those whose value is scored as it is (limits and item rounding applied).

    Where a rule rounds the item, `X_plain` keeps the points before rounding, to see how near to a half they lie.
    """
    found = {}
    for code in scheme.indicators:
        found[f"{code}_own"] = _by_rule(scheme, table, code, _own)
        if scheme.rounds(code):
            found[f"{code}_plain"] = _by_rule(scheme, table, code, _plain_points)
    return table.mutate(**found)


def _by_rule(scheme: Scheme, table: ibis.Table, code: str, build: Callable[..., Any]) -> Any:
    return by_set(scheme, table, scheme.rules(code), lambda r: r, lambda r: build(scheme, table, code, r))


def _own(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    points = _plain_points(scheme, table, code, rule)
    if rule.round is not None:
        points = points.round(rule.round)
    return ibis.ifelse(_scored(table[f"{code}_value"], rule), points, ibis.null("float64"))


def _plain_points(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    value = table[f"{code}_value"]
    full = rule.full_marks(in_tree=scheme.dimensions is not None)
    parameters = {name: table[f"{code}_{name}"] for name in ("b", "lo", "hi") if f"{code}_{name}" in table.columns}
    if isinstance(rule.benchmark, Completion):
        parameters = {"b": table[f"{code}_target"]}
    points = rule.benchmark.points(
        value, parameters, direction=rule.direction, full=COLUMNS.number(full), arithmetic=COLUMNS
    )
    floor, cap = (None if limit is None else limit * full for limit in (rule.ratio.floor, rule.ratio.cap))
    return clamp(COLUMNS, clamp(COLUMNS, points, floor, cap), rule.points.floor, rule.points.cap)


def _scored(value: Any, rule: IndicatorRule) -> Any:
    scored = value.notnull()
    if rule.zero.kind != "score":
        scored = scored & (value != 0)
    if rule.negative.kind != "score":
        scored = scored & (value >= 0)
    return scored


def fill_aggregates(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`X_fill`: the group's mean points of an indicator, where a policy asks for it (class T left aside)."""
    return {
        f"{code}_fill": table[f"{code}_own"].mean(where=(table["_out"] == 0) & (table["_t"] == 0))
        for code in scheme.indicators
        if scheme.uses_policy(code, "group_mean")
    }


def score_columns(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`X_score`: own points, else what the policy says (NULL = left out)."""
    return {f"{code}_score": _by_rule(scheme, table, code, _score) for code in scheme.indicators}


def _score(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    value, own = table[f"{code}_value"], table[f"{code}_own"]
    states = [(rule.missing, value.isnull()), (rule.zero, value == 0), (rule.negative, value < 0)]
    if rule.denominator_zero.kind != "missing":
        states.insert(0, (rule.denominator_zero, value.isnull() & table[f"{code}_dz"]))
    branches = [(test, _given(scheme, table, code, rule, policy)) for policy, test in states if policy.kind != "score"]
    if len(branches) == 1 and rule.missing.kind in ("zero", "points", "group_mean"):
        return ibis.coalesce(own, branches[0][1])
    return ibis.cases(*branches, else_=own)


def _given(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule, policy: Policy) -> Any:
    """What a policy gives in place of points; NULL where the indicator is left out."""
    chosen = rule.missing if policy.kind == "missing" else policy
    match chosen.kind:
        case "zero":
            return COLUMNS.number(0)
        case "points":
            return COLUMNS.number(chosen.points)
        case "full":
            return COLUMNS.number(rule.best_points(in_tree=scheme.dimensions is not None))
        case "group_mean":
            return ibis.coalesce(table[f"{code}_fill"], 0.0)
    return ibis.null("float64")


def no_grade_column(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`_no_grade`: 1-based index of the first indicator whose state means no grade; no column where no rule says so."""
    branches = []
    for index, code in enumerate(scheme.indicators):
        if scheme.uses_policy(code, "no_grade"):
            branches.append((_by_rule(scheme, table, code, _no_grade).fill_null(False), index + 1))
    return {"_no_grade": ibis.cases(*branches, else_=0).cast("int32")} if branches else {}


def _no_grade(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    value, tests = table[f"{code}_value"], [ibis.literal(False)]
    gone = value.isnull()
    if rule.denominator_zero.kind != "missing":
        gone = gone & ~table[f"{code}_dz"]
    states = [(rule.missing, gone), (rule.zero, value == 0), (rule.negative, value < 0)]
    if rule.denominator_zero.kind != "missing":
        states.append((rule.denominator_zero, value.isnull() & table[f"{code}_dz"]))
    for policy, test in states:
        if (rule.missing if policy.kind == "missing" else policy).kind == "no_grade":
            tests.append(test)
    return reduce(lambda a, b: a | b, tests)


def with_total(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """The table with `X_score`, the dimensions' means, `_no_grade` and `raw_total`: items plus bonus less deduction."""
    table = table.mutate(**score_columns(scheme, table), **no_grade_column(scheme, table))
    if scheme.dimensions is not None:
        for code in scheme.dimensions.bottom_up():
            table = table.mutate(**{f"{code}_score": _mean(table, scheme.dimensions.nodes[code].of)})
        items = ibis.coalesce(table[f"{scheme.dimensions.index}_score"], 0.0)
    else:
        items = _weighted_sum(scheme, table)
    return table.mutate(raw_total=items + table["bonus"] - table["deduction"])


def _mean(table: ibis.Table, parts: Mapping[str, Any]) -> Any:
    scores = [(table[f"{code}_score"], float(weight)) for code, weight in parts.items()]
    total = total_of([ibis.coalesce(score * weight, 0.0) for score, weight in scores])
    weights = total_of([ibis.ifelse(score.notnull(), weight, 0.0) for score, weight in scores])
    return ibis.ifelse(weights > 0, total / weights, ibis.null("float64"))


def _weighted_sum(scheme: Scheme, table: ibis.Table) -> Any:
    total = total_of([ibis.coalesce(table[f"{code}_score"], 0.0) for code in scheme.indicators])
    if not any(scheme.uses_policy(code, "reweight") for code in scheme.indicators):
        return total
    names = scheme.groups.set_names
    whole = ibis.cases(*((table["_set"] == i, float(scheme.weight_total(name))) for i, name in enumerate(names)))
    kept = total_of([_by_rule(scheme, table, code, _kept_weight).fill_null(0.0) for code in scheme.indicators])
    return ibis.ifelse(kept > 0, total * (whole / kept), 0.0)


def _kept_weight(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    return ibis.ifelse(table[f"{code}_score"].notnull(), float(rule.weight), 0.0)
