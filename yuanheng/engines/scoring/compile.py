"""From a scheme to Ibis expressions: pure description, no connection.

Four stages over the wide table, each usable alone: status (who is in, which set, vetoes, bonus), values, benchmarks
(one row a group), points. `compile_scheme` chains them into the one expression that the SQL snapshots show; `run`
executes them in turn, and looks at the few figures of every group in between.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

import ibis

from .adjustments import AdjustmentItem, Adjustments, AdjustmentTable
from .arithmetic import ColumnAlgebra, ColumnArithmetic, clamp
from .benchmarks import Completion, _OverGroup
from .conditions import Condition
from .formula import Filled, Node, Ref, divisors, evaluate, ratio_parts
from .indicators import IndicatorRule, Policy
from .scheme import Scheme

COLUMNS = ColumnArithmetic()


def compile_scheme(
    scheme: Scheme, table: ibis.Table, *, benchmark_table: ibis.Table | None = None, on: datetime.date | None = None
) -> ibis.Table:
    """The whole numeric core as one expression: a row a subject, with values, benchmarks, points and the raw total.

    Limits and rounding of the total, ranks, cuts, vetoes and shields follow in `ranking`, where exactness is decided.
    Without `benchmark_table` a benchmark of last year is taken from this year's table.
    """
    this = with_values(scheme, with_status(scheme, table, on=on))
    keys = group_keys(scheme, this)
    last = this
    if benchmark_table is not None:
        last = with_values(scheme, with_status(scheme, benchmark_table, on=on))
    groups = _all_groups(scheme, this, last, keys)
    joined = this.left_join(groups, keys, rname="_of_{name}") if keys else this.cross_join(groups)
    own = with_own_points(scheme, joined)
    if fills := fill_aggregates(scheme, own):
        means = own.group_by(keys).aggregate(**fills) if keys else own.aggregate(**fills)
        own = own.left_join(means, keys, rname="_of_{name}") if keys else own.cross_join(means)
    return with_total(scheme, own)


def group_keys(scheme: Scheme, table: ibis.Table) -> list[str]:
    """Columns that tell the groups apart in this table."""
    by = [part.column for part in scheme.groups.by if part.column in table.columns]
    return (["_set"] if scheme.groups.sets else []) + by


# ---- status ---------------------------------------------------------------------------------------


def status_columns(scheme: Scheme, table: ibis.Table, *, on: datetime.date | None) -> dict[str, Any]:
    """Who a row is for the scheme. Columns that would be the same for every row are left out.

    `_set` index of its set (-1 unknown); `_out`, `_t` 1-based index of the first rule that holds, 0 none;
    `_veto`, `_shield` bit masks; `bonus`, `deduction` points.
    """
    found: dict[str, Any] = {}
    if scheme.groups.sets:
        found["_set"] = _first(table, [part.where for part in scheme.groups.sets], on, start=0, none=-1)
    if scheme.exclude:
        found["_out"] = _first(table, [part.where for part in scheme.exclude], on, start=1, none=0)
    if scheme.unclassified.items:
        found["_t"] = _first(table, [part.where for part in scheme.unclassified.items], on, start=1, none=0)
    for name, parts in (("_veto", scheme.vetoes), ("_shield", scheme.shields)):
        if parts:
            found[name] = _mask(table, [part.where for part in parts], on)
    for name, adjustments in (("bonus", scheme.bonus), ("deduction", scheme.deductions)):
        if adjustments.tables:
            found[name] = _adjustment(scheme, table, adjustments, on)
            found[f"_{name}_held"] = _mask(
                table, [item.where for part in adjustments.tables for item in part.items], on
            )
    return found


def with_status(scheme: Scheme, table: ibis.Table, *, on: datetime.date | None = None) -> ibis.Table:
    """The table with all status columns."""
    known = status_columns(scheme, table, on=on)
    if "_set" in known:
        default = scheme.groups.set_names.index(scheme.groups.unknown_set)
        known["_set"] = ibis.ifelse(known["_set"] < 0, default, known["_set"])
    nothing: dict[str, Any] = {"_set": 0, "_out": 0, "_t": 0, "_veto": 0, "_shield": 0, "bonus": 0.0, "deduction": 0.0}
    rest = {name: ibis.literal(value) for name, value in nothing.items() if name not in known}
    return table.mutate(**known, **rest)


def _holds(table: ibis.Table, where: Condition, on: datetime.date | None) -> Any:
    return where.expression(table, on=on).fill_null(False)


def _first(table: ibis.Table, wheres: list[Condition], on: datetime.date | None, *, start: int, none: int) -> Any:
    branches = [(_holds(table, where, on), start + index) for index, where in enumerate(wheres)]
    return ibis.cases(*branches, else_=none).cast("int32")


def _mask(table: ibis.Table, wheres: list[Condition], on: datetime.date | None) -> Any:
    bits = [ibis.ifelse(_holds(table, where, on), 1 << index, 0) for index, where in enumerate(wheres)]
    return _sum(bits).cast("int32")


def _adjustment(scheme: Scheme, table: ibis.Table, adjustments: Adjustments, on: datetime.date | None) -> Any:
    total = _sum([_table_points(scheme, table, part, on) for part in adjustments.tables])
    return clamp(COLUMNS, total, None, adjustments.cap)


def _table_points(scheme: Scheme, table: ibis.Table, part: AdjustmentTable, on: datetime.date | None) -> Any:
    items = [_item_points(scheme, table, item, on) for item in part.items]
    points = items[0]
    for other in items[1:]:
        points = points + other if part.take == "sum" else ibis.ifelse(other > points, other, points)
    return clamp(COLUMNS, points, None, part.cap)


def _item_points(scheme: Scheme, table: ibis.Table, item: AdjustmentItem, on: datetime.date | None) -> Any:
    points = COLUMNS.number(item.points)
    if item.times is not None:
        times = evaluate(scheme.node(item.times), ColumnAlgebra(table))
        points = points * ibis.ifelse(times > 0, times, 0.0)
    return ibis.ifelse(_holds(table, item.where, on), points, 0.0)


# ---- values ---------------------------------------------------------------------------------------


def with_values(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """The table with `X_value` (NULL = missing) and what benchmarks and policies need of the formula's parts."""
    return table.mutate(**value_columns(scheme, table))


def value_columns(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`X_value`; `X_num`, `X_den` for a ratio of sums; `X_target` for completion; `X_dz` where a zero denominator counts."""
    found: dict[str, Any] = {}
    for code in scheme.indicators:
        rules = scheme.rules(code)
        found[f"{code}_value"] = _by_set(scheme, table, rules, lambda r: r.formula, lambda r: _value(scheme, table, r))
        if any(rule.benchmark.kind == "ratio_of_sums" for rule in rules.values()):
            for part, name in enumerate(("num", "den")):
                found[f"{code}_{name}"] = _by_set(
                    scheme, table, rules, lambda r: r.formula, lambda r, part=part: _ratio_part(scheme, table, r, part)
                )
        if any(isinstance(rule.benchmark, Completion) for rule in rules.values()):
            found[f"{code}_target"] = _by_set(scheme, table, rules, _target, lambda r: _target_value(scheme, table, r))
        if any(rule.denominator_zero.kind != "missing" for rule in rules.values()):
            found[f"{code}_dz"] = _by_set(
                scheme, table, rules, lambda r: r.formula, lambda r: _zero_den(scheme, table, r)
            )
    return found


def _by_set(
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


def _value(scheme: Scheme, table: ibis.Table, rule: IndicatorRule) -> Any:
    node, algebra = scheme.node(rule.formula), ColumnAlgebra(table)
    value = evaluate(node, algebra)
    under = [evaluate(part, algebra) > 0 for part in divisors(node)]
    return ibis.ifelse(_and(under), value, ibis.null("float64")) if under else value


def _ratio_part(scheme: Scheme, table: ibis.Table, rule: IndicatorRule, part: int) -> Any:
    node = ratio_parts(scheme.node(rule.formula))[part]
    value = _value(scheme, table, rule)
    return ibis.ifelse(value.notnull(), evaluate(node, ColumnAlgebra(table)), ibis.null("float64"))


def _target(rule: IndicatorRule) -> str:
    return rule.benchmark.target if isinstance(rule.benchmark, Completion) else ""


def _target_value(scheme: Scheme, table: ibis.Table, rule: IndicatorRule) -> Any:
    text = _target(rule)
    return evaluate(scheme.node(text), ColumnAlgebra(table)) if text else ibis.null("float64")


def _zero_den(scheme: Scheme, table: ibis.Table, rule: IndicatorRule) -> Any:
    node, algebra = scheme.node(rule.formula), ColumnAlgebra(table)
    under = [evaluate(part, algebra) for part in divisors(node)]
    if not under:
        return ibis.literal(False)
    known = [evaluate(leaf, algebra).notnull() for leaf in leaves(node)]
    none_negative, some_zero = _and([d >= 0 for d in under]), reduce(lambda a, b: a | b, [d == 0 for d in under])
    return (_and(known) & none_negative & some_zero).fill_null(False)


def leaves(node: Node) -> Iterable[Node]:
    """Measures and filled measures: what must be known for a formula to have a value."""
    if isinstance(node, Ref | Filled):
        yield node
    elif hasattr(node, "left"):
        yield from leaves(node.left)
        yield from leaves(node.right)


# ---- benchmarks -----------------------------------------------------------------------------------


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


@ibis.udf.agg.builtin(name="fsum")
def _fsum(value: float) -> float:
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
        elif need == "quantile":
            found[f"{code}_quantile"] = value.quantile(float(kind.q), where=mask)  # type: ignore[attr-defined]
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
                found[f"{code}_{name}"] = _by_set(
                    scheme, groups, chosen, lambda r: r.benchmark,
                    lambda r, name=name, known=aggregates: parameters_of(r, known)[name],
                )  # fmt: skip
    return found


_NEEDS = ("sum", "n", "num", "den", "min", "max", "quantile")


def parameters_of(rule: IndicatorRule, aggregates: Mapping[str, Any] | None) -> dict[str, Any]:
    """The parameters of a rule's benchmark as columns; which there are does not depend on the aggregates' values."""
    if isinstance(rule.benchmark, Completion):
        return {}
    nothing = dict.fromkeys(_NEEDS, ibis.null("float64"))
    return rule.benchmark.parameters(nothing | dict(aggregates or {}), COLUMNS)


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


# ---- points ---------------------------------------------------------------------------------------


def with_own_points(scheme: Scheme, table: ibis.Table) -> ibis.Table:
    """The table with `X_own`: points of those whose value is scored as it is (limits and item rounding applied).

    Where a rule rounds the item, `X_plain` keeps the points before rounding, to see how near to a half they lie.
    """
    found = {}
    for code in scheme.indicators:
        found[f"{code}_own"] = _by_rule(scheme, table, code, _own)
        if rounds(scheme, code):
            found[f"{code}_plain"] = _by_rule(scheme, table, code, _plain_points)
    return table.mutate(**found)


def rounds(scheme: Scheme, code: str) -> bool:
    """True where some rule of the indicator rounds its points."""
    return any(rule.round is not None for rule in scheme.rules(code).values())


def _by_rule(scheme: Scheme, table: ibis.Table, code: str, build: Callable[..., Any]) -> Any:
    return _by_set(scheme, table, scheme.rules(code), lambda r: r, lambda r: build(scheme, table, code, r))


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
        if uses_policy(scheme, code, "group_mean")
    }


def uses_policy(scheme: Scheme, code: str, kind: str) -> bool:
    """True where some rule of the indicator has this policy."""
    return any(policy.kind == kind for rule in scheme.rules(code).values() for policy in policies(rule))


def policies(rule: IndicatorRule) -> tuple[Policy, ...]:
    """The four policies of a rule."""
    return rule.missing, rule.zero, rule.negative, rule.denominator_zero


def score_columns(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`X_score`: own points, else what the policy says (NULL = left out)."""
    return {f"{code}_score": _by_rule(scheme, table, code, _score) for code in scheme.indicators}


def _score(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    value, branches = table[f"{code}_value"], []
    full = COLUMNS.number(rule.best_points(in_tree=scheme.dimensions is not None))
    fill = table[f"{code}_fill"] if f"{code}_fill" in table.columns else ibis.null("float64")

    def given(policy: Policy) -> Any:
        chosen = rule.missing if policy.kind == "missing" else policy
        match chosen.kind:
            case "zero":
                return COLUMNS.number(0)
            case "points":
                return COLUMNS.number(chosen.points)
            case "full":
                return full
            case "group_mean":
                return ibis.coalesce(fill, 0.0)
        return ibis.null("float64")

    if rule.denominator_zero.kind != "missing":
        branches.append((value.isnull() & table[f"{code}_dz"], given(rule.denominator_zero)))
    branches.append((value.isnull(), given(rule.missing)))
    if rule.zero.kind != "score":
        branches.append((value == 0, given(rule.zero)))
    if rule.negative.kind != "score":
        branches.append((value < 0, given(rule.negative)))
    if len(branches) == 1 and rule.missing.kind in ("zero", "points", "group_mean"):
        return ibis.coalesce(table[f"{code}_own"], branches[0][1])
    return ibis.cases(*branches, else_=table[f"{code}_own"])


def no_grade_column(scheme: Scheme, table: ibis.Table) -> dict[str, Any]:
    """`_no_grade`: 1-based index of the first indicator whose state means no grade; no column where no rule says so."""
    branches = []
    for index, code in enumerate(scheme.indicators):
        if uses_policy(scheme, code, "no_grade"):
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
    total = _sum([ibis.coalesce(score * weight, 0.0) for score, weight in scores])
    weights = _sum([ibis.ifelse(score.notnull(), weight, 0.0) for score, weight in scores])
    return ibis.ifelse(weights > 0, total / weights, ibis.null("float64"))


def _weighted_sum(scheme: Scheme, table: ibis.Table) -> Any:
    total = _sum([ibis.coalesce(table[f"{code}_score"], 0.0) for code in scheme.indicators])
    if not any(uses_policy(scheme, code, "reweight") for code in scheme.indicators):
        return total
    names = scheme.groups.set_names
    whole = ibis.cases(*((table["_set"] == i, float(scheme.weight_total(name))) for i, name in enumerate(names)))
    kept = _sum([_by_rule(scheme, table, code, _kept_weight).fill_null(0.0) for code in scheme.indicators])
    return ibis.ifelse(kept > 0, total * (whole / kept), 0.0)


def _kept_weight(scheme: Scheme, table: ibis.Table, code: str, rule: IndicatorRule) -> Any:
    return ibis.ifelse(table[f"{code}_score"].notnull(), float(rule.weight), 0.0)


def _sum(parts: list[Any]) -> Any:
    return reduce(lambda a, b: a + b, parts)


def _and(parts: list[Any]) -> Any:
    return reduce(lambda a, b: a & b, parts)
