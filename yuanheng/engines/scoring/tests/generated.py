"""Random schemes and tables from a seed, full of what breaks scorers: ties, exact fives, negatives, blanks, zeros."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pyarrow as pa

from yuanheng.engines.scoring import Scheme

MEASURES = ("m0", "m1", "m2", "m3", "m4")
SOURCE = {"document": "生成的办法", "sureness": "K"}
FORMULAS = (
    "m0 / m1",
    "m0",
    "m2 / 10000 / m1",
    "(m0 - m2) / m1",
    "m3 / (m1 - m4)",
    "(m0 + filled(m4, 0) - 0.5*m2) / 3",
    "filled(m4, m0) / (m1/1000)",
)
LINEAR = ("m0 / m1", "m2 / m1", "(m0 - m2) / m1", "m3 / m4")


def scheme(r: random.Random) -> Scheme:
    """A scheme that uses a bit of everything."""
    sets = r.random() < 0.3
    codes = [f"x{i}" for i in range(r.randint(1, 4))]
    data: dict[str, Any] = {
        "name": "generated",
        "title": "生成",
        "source": SOURCE,
        "indicators": {code: _indicator(r, sets) for code in codes},
        "groups": {"by": [{"column": "group"}]},
        "total": {"round": r.choice([2, 2, 1, 0, 3, None])},
        "classes": _classes(r),
    }
    if sets:
        data["groups"]["sets"] = [{"name": n, "where": {"column": "scale", "is": n}} for n in ("上", "下")]
        data["groups"]["unknown_set"] = r.choice(["上", "下"])
    if not sets and r.random() < 0.25:
        data["dimensions"] = _tree(r, codes)
    _around(r, data)
    return Scheme.model_validate(data)


def _indicator(r: random.Random, sets: bool) -> dict[str, Any]:
    kind = r.choice(
        [
            "published",
            "mean_of_ratios",
            "mean_of_ratios",
            "ratio_of_sums",
            "maximum",
            "quantile",
            "min_max",
            "efficacy",
            "completion",
            "tiers",
        ]
    )
    found: dict[str, Any] = {
        "label": "项",
        "formula": r.choice(LINEAR if kind == "ratio_of_sums" else FORMULAS),
        "weight": r.choice([10, 20, 45, 12.5, 100, 33.3]),
        "benchmark": _benchmark(r, kind),
        "missing": r.choice(["zero", "zero", "group_mean", {"points": -3}, "reweight", "no_grade"]),
        "zero": r.choice(["score"] * 4 + ["zero", "full", "missing", "group_mean"]),
        "negative": r.choice(["score"] * 3 + ["zero", {"points": -1.5}, "missing"]),
        "denominator_zero": r.choice(["missing", "missing", "full", "zero"]),
    }
    if r.random() < 0.4:
        found["ratio"] = {"floor": 0, "cap": r.choice([1, 1.5, 0.8])}
    if r.random() < 0.2:
        found["points"] = {"cap": r.choice([10, 33.335]), "floor": r.choice([-5, 0])}
    if r.random() < 0.3:
        found["round"] = r.choice([0, 1, 2])
    if (kind not in ("published", "completion", "tiers") and r.random() < 0.3) or (
        kind in ("tiers",) and r.random() < 0.3
    ):
        found["direction"] = "down"
        if kind not in ("min_max", "efficacy", "tiers"):
            found["benchmark"]["down"] = r.choice(["inverse", "complement"])
            found["zero"], found["negative"] = r.choice(["full", "zero"]), "zero"
    if sets and r.random() < 0.5:
        found["sets"] = {"上": {"weight": 30}, "下": {"benchmark": _benchmark(r, "published")}}
        if found.get("direction") == "down":
            del found["sets"]
    return found


def _benchmark(r: random.Random, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": kind}
    if kind == "published":
        return found | {"value": r.choice([100, 24.097, 0.5, 3, 8])}
    if kind == "completion":
        return found | {"target": r.choice(["m1", "m4", "m1 * 2"])}
    if kind == "tiers":
        return found | {
            "steps": [
                {"at_least": 100, "points": 10},
                {"at_least": 1.5, "points": 6},
                {"at_least": 0.2, "points": 2.5},
            ],
            "otherwise": 0,
        }
    if kind in ("mean_of_ratios", "ratio_of_sums", "maximum", "quantile"):
        found["times"] = r.choice([1, 2, 1.5])
    if kind == "quantile":
        found["q"] = r.choice([0.5, 0.9, 0.25])
    if kind == "min_max":
        found |= {"low": r.choice([0, 20]), "high": 100}
    if kind == "efficacy" and r.random() < 0.4:
        return found | {"unacceptable": 0.5, "satisfactory": 4, "clamped": r.random() < 0.5}
    found["year"] = r.choice(["this", "this", "last"])
    found["over"] = r.choice(["group", "group", "all"])
    found["population"] = {
        "unclassified": r.random() < 0.3,
        "vetoed": r.random() < 0.7,
        "missing": r.choice(["left_out", "left_out", "as_zero"]),
    }
    return found


def _classes(r: random.Random) -> dict[str, Any]:
    def rounding() -> str:
        return r.choice(["floor", "ceil", "half_up"])

    def base() -> str:
        return r.choice(["default", "default", "with_t", "without_t"])

    layout = r.choice(["cumulative", "own", "mixed", "five", "score"])
    if layout == "cumulative":
        order = [
            {"code": c, "cumulative": s, "rounding": rounding(), "base": base()}
            for c, s in (("A", 0.2), ("B", 0.6), ("C", 0.95))
        ]
        order.append({"code": "D", "rest": True})
    elif layout == "own":
        order = [
            {"code": "A", "own": 0.2, "rounding": rounding(), "base": base()},
            {"code": "B", "own": 0.35, "rounding": rounding()},
        ]
        order += [{"code": "C", "rest": True}, {"code": "D", "tail": 0.05, "rounding": rounding(), "base": base()}]
    elif layout == "mixed":
        order = [{"code": "A", "own_count": 2}, {"code": "B", "cumulative": 0.6, "rounding": rounding()}]
        order += [{"code": "C", "rest": True}, {"code": "D", "tail_count": 1}]
    elif layout == "five":
        order = [
            {"code": c, "cumulative": s, "rounding": rounding()}
            for c, s in (("A", 0.2), ("B", 0.5), ("C", 0.8), ("C-", 0.9))
        ]
        order.append({"code": "D", "rest": True})
    else:
        order = [{"code": c, "at_least": s} for c, s in (("A", 80), ("B", 40.5), ("C", 10))] + [
            {"code": "D", "rest": True}
        ]
    ties = r.choice([{"by": ["m0", "m3"]}, {"by": ["m3"]}, {}, {"share": "best"}, {"share": "worst"}])
    return {"order": order, "ties": ties}


def _tree(r: random.Random, codes: list[str]) -> dict[str, Any]:
    half = max(1, len(codes) // 2)
    nodes = {"P": {"label": "甲", "of": {c: r.choice([1, 2]) for c in codes[:half]}}}
    top: dict[str, Any] = {"P": 1}
    if codes[half:]:
        nodes["Q"] = {"label": "乙", "of": {c: 1 for c in codes[half:]}}
        top["Q"] = r.choice([1, 3])
    return {"index": "I", "nodes": {**nodes, "I": {"label": "总", "of": top}}}


def _around(r: random.Random, data: dict[str, Any]) -> None:
    codes = [rule["code"] for rule in data["classes"]["order"]]
    if r.random() < 0.4:
        data["unclassified"] = {
            "inside_count": r.random() < 0.5,
            "scored": r.random() < 0.5,
            "items": [{"label": "公用", "where": {"column": "flag_t", "listed": True}}],
        }
    if r.random() < 0.3:
        data["exclude"] = [
            {"label": "小", "where": {"all": [{"column": "m1", "less_than": 1}, {"column": "m0", "at_most": 8}]}}
        ]
    refill = (
        r.random() < 0.4 and "at_least" not in data["classes"]["order"][0] and "share" not in data["classes"]["ties"]
    )
    if r.random() < 0.4:
        data["vetoes"] = [
            {"label": "事故", "where": {"column": "flag_v", "listed": True}, "bar": codes[:2], "refill": refill},
            {
                "label": "环境",
                "where": {"column": "flag_w", "is": 1},
                "force": r.choice(["last", codes[-2]]),
                "refill": refill,
            },
        ]
    if r.random() < 0.4:
        data["shields"] = [
            {"label": "新", "where": {"column": "flag_s", "listed": True}, "unless_vetoed": r.random() < 0.7}
        ]
    if r.random() < 0.4:
        items = [
            {"label": "一", "where": {"column": "flag_s", "listed": True}, "points": 0.1},
            {"label": "二", "where": {"column": "m0", "at_least": 3}, "points": 0.2},
        ]
        items.append({"label": "三", "where": {"column": "flag_w", "listed": True}, "points": 0.305, "times": "m4"})
        data["bonus"] = {
            "cap": r.choice([None, 5]),
            "tables": [{"label": "加", "items": items, "take": r.choice(["sum", "best"]), "cap": 3}],
        }
    if r.random() < 0.3:
        data["deductions"] = {
            "tables": [
                {
                    "label": "减",
                    "items": [{"label": "四", "where": {"column": "flag_v", "listed": True}, "points": 7.005}],
                }
            ]
        }
    if r.random() < 0.3:
        data["total"] |= {"floor": r.choice([0, -2.345]), "cap": r.choice([100, 60.005])}


def rows(r: random.Random, groups: int, *, prefix: str = "") -> list[dict[str, Any]]:
    """Rows of many small groups; some groups are copies, multiples or a single firm."""
    found = []
    for g in range(groups):
        style = r.choice(["lattice", "lattice", "money", "wild", "equal"])
        base = _row(r, style)
        for i in range(r.choice([1, 2, 3, 5, 9, 20])):
            row = (
                _row(r, style)
                if style != "equal"
                else {k: None if v is None else v * 3 ** (i % 3) for k, v in base.items()}
            )
            row |= {
                "subject_id": f"{prefix}{g:03d}-{i:02d}",
                "group": f"g{g:03d}",
                "scale": r.choice(["上", "下", "上", None]),
            }
            row |= {flag: r.choice([None, None, None, 1, 0]) for flag in ("flag_t", "flag_v", "flag_w", "flag_s")}
            found.append(row)
    return found


def _row(r: random.Random, style: str) -> dict[str, Any]:
    def cell() -> Decimal | None:
        x = r.random()
        if x < 0.07:
            return None
        if x < 0.14:
            return Decimal(0)
        if style in ("lattice", "equal"):
            return Decimal(r.randint(-2, 24)) / r.choice([1, 2, 4, 8, 10])
        if style == "money":
            return Decimal(r.randint(1, 10**9)) / 100
        return Decimal(r.choice([-1, 1, 1, 1]) * r.randint(1, 10**6)) / 10 ** r.randint(0, 6)

    return {name: cell() for name in MEASURES}


def as_table(r: random.Random, rows: list[dict[str, Any]], *, shuffled: bool = False, floats: bool = False) -> pa.Table:
    """The rows as Arrow: decimals, or floats whose shortest text is the same figure."""
    rows = r.sample(rows, len(rows)) if shuffled else rows
    columns: dict[str, Any] = {
        key: pa.array([row[key] for row in rows], pa.string()) for key in ("subject_id", "group", "scale")
    }
    for flag in ("flag_t", "flag_v", "flag_w", "flag_s"):
        columns[flag] = pa.array([row[flag] for row in rows], pa.int64())
    for name in MEASURES:
        cells = [row[name] for row in rows]
        columns[name] = (
            pa.array([None if c is None else float(c) for c in cells], pa.float64())
            if floats
            else pa.array(cells, pa.decimal128(38, 12))
        )
    return pa.table(columns)
