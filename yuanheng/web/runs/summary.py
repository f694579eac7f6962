"""What a run keeps besides its rows: its indicators and whose figures they show, and the picture of each group."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from yuanheng.engines.measures import load_measures
from yuanheng.engines.scoring import Scheme, ScoreRun


def indicators_of(scheme: Scheme) -> list[dict[str, Any]]:
    """Code, label, unit, full weight and field groups of every indicator, in the order of the scheme."""
    return [_indicator(scheme, code) for code in scheme.indicators]


def _indicator(scheme: Scheme, code: str) -> dict[str, Any]:
    rules = list(scheme.rules(code).values())
    weights = sorted({rule.weight for rule in rules})
    return {
        "code": code,
        "label": scheme.indicators[code].label,
        "unit": rules[0].unit,
        "weight": "~".join(format(weight.normalize(), "f") for weight in weights),
        "groups": sorted({group for rule in rules for group in _field_groups(scheme, rule.formula)}),
    }


def _field_groups(scheme: Scheme, formula: str) -> Iterator[str]:
    """The groups of figures a formula shows: those of the measures that remain when its terms are written out."""
    measures = load_measures()
    for name in _names(scheme.node(formula)):
        if name in measures:
            yield measures[name].field_group


def _names(node: Any) -> Iterator[str]:
    if not dataclasses.is_dataclass(node):
        return
    if "name" in (f.name for f in dataclasses.fields(node)):
        yield node.name
    for field in dataclasses.fields(node):
        yield from _names(getattr(node, field.name))


def summary_of(run: ScoreRun, *, towns: list[str], clusters: list[str]) -> dict[str, Any]:
    """Firms in and out, and by group: places, cut-off lines, benchmarks, classes."""
    classes = run.scheme.classes
    rows = run.results.select(["group", "grade", "rank", "bonus", "deduction", "reason"]).to_pylist()
    unclassified = run.scheme.unclassified.code
    return {
        "classes": [rule.code for rule in classes.order],
        "labels": {rule.code: rule.label for rule in classes.order} | {unclassified: run.scheme.unclassified.label},
        "unclassified": unclassified,
        "firms": len(rows),
        "ranked": sum(row["rank"] is not None for row in rows),
        "waiting": sum(row["grade"] == unclassified for row in rows),
        "ungraded": sum(row["grade"] is None for row in rows),
        "extras": [name for name in ("bonus", "deduction", "reason") if any(row[name] for row in rows)],
        "groups": _groups(run, rows),
        "towns": towns,
        "clusters": clusters,
    }


def _groups(run: ScoreRun, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["group"] is None:
            continue
        group = found.setdefault(
            row["group"], {"name": row["group"], "counts": {}, "cuts": [], "benchmarks": {}, "firms": 0, "none": 0}
        )
        group["firms"] += 1
        if row["grade"]:
            group["counts"][row["grade"]] = group["counts"].get(row["grade"], 0) + 1
        else:
            group["none"] += 1
    for cut in run.cuts:
        if cut.group in found:
            found[cut.group]["cuts"].append(
                {
                    "code": cut.code,
                    "last_place": cut.last_place,
                    "places": cut.places,
                    "count": cut.count,
                    "lowest": cut.lowest_total,
                }
            )
    for mark in run.benchmarks:
        if mark.group in found:
            found[mark.group]["benchmarks"][mark.indicator] = {
                "value": mark.value,
                "low": mark.low,
                "high": mark.high,
                "n": mark.n,
            }
    return list(found.values())
