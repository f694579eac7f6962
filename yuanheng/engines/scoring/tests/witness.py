"""An independent scorer in plain Python and exact fractions: slow, short, and written apart from the fast path."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

from yuanheng.engines.scoring import Scheme


def number(cell: Any) -> F | None:
    if cell is None or cell != cell:
        return None
    return F(repr(cell)) if isinstance(cell, float) else F(cell)


def half_away(x: F, digits: int) -> F:
    quantum = F(1, 10**digits)
    steps = int(abs(x) / quantum + F(1, 2))
    return (steps if x >= 0 else -steps) * quantum


def compute(text: str, row: dict[str, Any]) -> F | str | None:
    """The value of a formula: a fraction, None for missing, 'zero' for a zero denominator."""
    text = text.strip()
    text = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)", r"F('\1')", text)
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)} - {"F", "filled"}
    scope = {name: number(row.get(name)) for name in names}
    scope |= {"F": F, "filled": lambda a, b: b if a is None else a}
    divisors = [
        ast.unparse(n.right)
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)
    ]
    try:
        under = [eval(part, dict(scope)) for part in divisors]
        if any(d is None or d < 0 for d in under):
            return None
        if any(d == 0 for d in under):
            eval(text.replace("/", "*"), dict(scope))
            return "zero"
        return eval(text, dict(scope))  # type: ignore[no-any-return]
    except TypeError:
        return None
    except ZeroDivisionError:
        return None


def holds(c: Any, row: dict[str, Any]) -> bool | None:
    if c.all or c.any:
        found = [holds(part, row) for part in (c.all or c.any)]
        stop = not c.all
        return stop if stop in found else None if None in found else not stop
    if c.negated is not None:
        inner = holds(c.negated, row)
        return None if inner is None else not inner
    cell = row.get(c.column)
    if c.listed is not None:
        return bool(cell) == c.listed
    if cell is None:
        return None
    if c.is_ is not None:
        return str(cell) == str(c.is_)
    x = number(cell)
    tests = [
        (c.at_least, lambda e: x >= e),
        (c.more_than, lambda e: x > e),
        (c.at_most, lambda e: x <= e),
        (c.less_than, lambda e: x < e),
    ]
    return all(test(F(edge)) for edge, test in tests if edge is not None)


def between(x: F, low: Decimal | None, high: Decimal | None, unit: F = F(1)) -> F:
    x = min(x, F(high) * unit) if high is not None else x
    return max(x, F(low) * unit) if low is not None else x


class Witness:
    """Scores rows (dicts); `score()` gives {subject_id: (total, grade)}."""

    def __init__(self, scheme: Scheme, rows: list[dict[str, Any]], last: list[dict[str, Any]] | None = None) -> None:
        self.s = scheme
        self.rows = [self.classify(dict(row)) for row in rows]
        self.last = [self.classify(dict(row)) for row in last] if last is not None else self.rows

    def classify(self, row: dict[str, Any]) -> dict[str, Any]:
        s = self.s
        named = [part.name for part in s.groups.sets if holds(part.where, row)]
        row["_set"] = named[0] if named else (s.groups.unknown_set if s.groups.sets else "")
        row["_group"] = (row["_set"], *(row.get(by.column) or by.unknown for by in s.groups.by if by.column in row))
        row["_out"] = any(holds(part.where, row) for part in s.exclude)
        row["_t"] = any(holds(part.where, row) for part in s.unclassified.items)
        row["_veto"] = [part for part in s.vetoes if holds(part.where, row)]
        row["_shield"] = [part for part in s.shields if holds(part.where, row)]
        row["_v"] = {}
        for code, indicator in s.indicators.items():
            if (rule := indicator.rule(row["_set"])) is not None:
                row["_v"][code] = compute(self.inline(rule.formula), row)
        return row

    def inline(self, formula: str) -> str:
        for code, term in reversed(self.s.terms.items()):
            formula = re.sub(rf"\b{code}\b", f"({term.formula})", formula)
        return formula

    def points(self, code: str, row: dict[str, Any]) -> F | None:
        """Own points, or None where a policy decides."""
        rule, value = self.s.indicators[code].rule(row["_set"]), row["_v"].get(code)
        if rule is None or not isinstance(value, F):
            return None
        if (value == 0 and rule.zero.kind != "score") or (value < 0 and rule.negative.kind != "score"):
            return None
        full, b = F(rule.full_marks(in_tree=self.s.dimensions is not None)), rule.benchmark
        up = rule.direction == "up"
        if b.kind == "tiers":
            ok = [
                F(t.points)
                for t in sorted(b.steps, key=lambda t: t.at_least, reverse=up)
                if (value >= t.at_least if up else value <= t.at_least)
            ]
            x = ok[0] if ok else F(b.otherwise)
        elif b.kind in ("min_max", "efficacy"):
            x = self.ranged(code, row, b, value, up, full)
        else:
            base = self.base(code, row, b)
            if base is None or base <= 0:
                x = F(0)
            elif up:
                x = full * value / base
            else:
                x = (
                    full * (2 - value / base)
                    if b.down == "complement"
                    else (full * base / value if value > 0 else F(0))
                )
        x = between(between(x, rule.ratio.floor, rule.ratio.cap, full), rule.points.floor, rule.points.cap)
        return x if rule.round is None else half_away(x, rule.round)

    def population(self, code: str, row: dict[str, Any], b: Any) -> list[dict[str, Any]]:
        rows = self.last if b.year == "last" else self.rows
        rows = [
            r for r in rows if not r["_out"] and code in r["_v"] and (b.over == "all" or r["_group"] == row["_group"])
        ]
        rows = [
            r for r in rows if (b.population.unclassified or not r["_t"]) and (b.population.vetoed or not r["_veto"])
        ]
        return rows

    def values(self, code: str, row: dict[str, Any], b: Any) -> list[F]:
        found = [r["_v"][code] for r in self.population(code, row, b)]
        if b.population.missing == "as_zero":
            return [v if isinstance(v, F) else F(0) for v in found]
        return [v for v in found if isinstance(v, F)]

    def base(self, code: str, row: dict[str, Any], b: Any) -> F | None:
        if b.kind == "published":
            return F(b.value)
        if b.kind == "completion":
            found = compute(self.inline(b.target), row)
            return found if isinstance(found, F) else None
        key = ("base", code, row["_group"])
        cache = self.__dict__.setdefault("cache", {})
        if key not in cache:
            cache[key] = self._base(code, row, b)
        return cache[key]  # type: ignore[no-any-return]

    def _base(self, code: str, row: dict[str, Any], b: Any) -> F | None:
        values = self.values(code, row, b)
        if b.kind == "ratio_of_sums":
            top, under = self.inline(self.s.indicators[code].rule(row["_set"]).formula).split("/")  # type: ignore[union-attr]
            rows = [r for r in self.population(code, row, b) if isinstance(r["_v"][code], F)]
            bottom = sum((compute(under, r) for r in rows), F(0))
            return None if bottom <= 0 else F(b.times) * sum((compute(top, r) for r in rows), F(0)) / bottom
        if not values:
            return None
        if b.kind == "mean_of_ratios":
            return F(b.times) * sum(values) / len(values)
        if b.kind == "maximum":
            return F(b.times) * (max(values) if b.best == "largest" else min(values))
        values.sort()
        at = F(b.q) * (len(values) - 1)
        i = int(at)
        return F(b.times) * (values[i] + (values[min(i + 1, len(values) - 1)] - values[i]) * (at - i))

    def ranged(self, code: str, row: dict[str, Any], b: Any, value: F, up: bool, full: F) -> F:
        if b.kind == "efficacy" and b.unacceptable is not None:
            low, high = F(b.unacceptable), F(b.satisfactory)
        else:
            values = self.values(code, row, b)
            if not values:
                return F(0)
            low, high = min(values), max(values)
        worst, best = (F(b.low) / 100, F(b.high) / 100) if b.kind == "min_max" else (F(b.base), F(b.base) + F(b.span))
        if low == high:
            return full * best
        place = (value - low if up else high - value) / (high - low)
        place = min(max(place, F(0)), F(1)) if b.clamped else place
        return full * (worst + (best - worst) * place)

    def item(self, code: str, row: dict[str, Any]) -> F | str | None:
        """Points of an indicator: a fraction, None where left out, 'none' where it means no grade."""
        rule, value = self.s.indicators[code].rule(row["_set"]), row["_v"].get(code)
        own = self.points(code, row)
        if own is not None or rule is None:
            return own
        policy = (
            rule.missing
            if value is None
            else rule.denominator_zero
            if value == "zero"
            else rule.zero
            if value == 0
            else rule.negative
        )
        policy = rule.missing if policy.kind == "missing" else policy
        if policy.kind == "group_mean":
            peers = [r for r in self.rows if r["_group"] == row["_group"] and not r["_out"] and not r["_t"]]
            known = [p for r in peers if (p := self.points(code, r)) is not None]
            return sum(known) / len(known) if known else F(0)
        best = F(rule.best_points(in_tree=self.s.dimensions is not None))
        return {"zero": F(0), "points": F(policy.points), "full": best, "reweight": None, "no_grade": "none"}[
            policy.kind
        ]

    def extra(self, row: dict[str, Any], adjustments: Any) -> F:
        total = F(0)
        for table in adjustments.tables:
            given = [
                F(item.points) * (F(1) if item.times is None else max(compute(item.times, row) or F(0), F(0)))
                for item in table.items
                if holds(item.where, row)
            ]
            total += between((sum(given) if table.take == "sum" else max(given)) if given else F(0), None, table.cap)
        return between(total, None, adjustments.cap)

    def total(self, row: dict[str, Any]) -> F | None:
        items = {code: self.item(code, row) for code in row["_v"]}
        if "none" in items.values() or all(x is None for x in items.values()):
            return None
        if self.s.dimensions is not None:
            score = self.node(self.s.dimensions.index, items)
        else:
            weight = {code: F(self.s.indicators[code].rule(row["_set"]).weight) for code in items}  # type: ignore[union-attr]
            kept = {code: x for code, x in items.items() if x is not None}
            score = sum(kept.values()) * sum(weight.values()) / sum(weight[code] for code in kept)
        x = score + self.extra(row, self.s.bonus) - self.extra(row, self.s.deductions)
        x = between(x, self.s.total.floor, self.s.total.cap)
        return x if self.s.total.round is None else half_away(x, self.s.total.round)

    def node(self, code: str, items: dict[str, Any]) -> Any:
        if code not in self.s.dimensions.nodes:  # type: ignore[union-attr]
            return items.get(code)
        parts = [(self.node(part, items), F(w)) for part, w in self.s.dimensions.nodes[code].of.items()]  # type: ignore[union-attr]
        parts = [(x, w) for x, w in parts if x is not None]
        return sum(x * w for x, w in parts) / sum(w for _, w in parts) if parts else None

    def score(self) -> dict[str, tuple[F | None, str | None]]:
        out: dict[str, tuple[F | None, str | None]] = {}
        groups: dict[Any, list[dict[str, Any]]] = {}
        for row in self.rows:
            scored = not row["_out"] and (not row["_t"] or self.s.unclassified.scored)
            row["_total"] = self.total(row) if scored else None
            out[row["subject_id"]] = (
                row["_total"],
                self.s.unclassified.code if row["_t"] and not row["_out"] else None,
            )
            if not row["_out"]:
                groups.setdefault(row["_group"], []).append(row)
        for rows in groups.values():
            out |= self.grade(rows)
        return out

    def grade(self, rows: list[dict[str, Any]]) -> dict[str, tuple[F | None, str | None]]:
        c, codes = self.s.classes, list(self.s.classes.codes)
        ranked = [r for r in rows if not r["_t"] and r["_total"] is not None]

        def key(r: dict[str, Any]) -> Any:
            ties = [(r.get(m) is None, -(number(r.get(m)) or 0)) for m in c.ties.by]
            return (-r["_total"], *ties, r["subject_id"])

        ranked.sort(key=key)
        ends = self.ends(len(ranked), sum(r["_t"] for r in rows))
        for i, r in enumerate(ranked, start=1):
            place = i
            if c.ties.share is not None:
                same = [j for j, other in enumerate(ranked, start=1) if other["_total"] == r["_total"]]
                place = same[0] if c.ties.share == "best" else same[-1]
            if c.order[0].at_least is not None:
                r["_class"] = next(
                    (k for k, rule in enumerate(c.order) if rule.at_least is None or r["_total"] >= rule.at_least),
                    len(codes) - 1,
                )
            else:
                r["_class"] = next(k for k, end in enumerate(ends) if place <= end)
        self.refill(ranked, ends, codes)
        return {r["subject_id"]: (r["_total"], codes[self.moved(r, codes)]) for r in ranked}

    def ends(self, n: int, t: int) -> list[int]:
        """Last place of each class, by walking down for shares from the top and up for shares from the bottom."""
        c, k = self.s.classes, len(self.s.classes.order)

        def count(rule: Any, share: Decimal) -> int:
            with_t = self.s.unclassified.inside_count if rule.base == "default" else rule.base == "with_t"
            x = F(share) * (n + t if with_t else n)
            down = x.numerator // x.denominator
            return {"floor": down, "ceil": down + (x != down), "half_up": int(x + F(1, 2))}[rule.rounding]

        start, bottom = [n] * k, n
        for i in range(k - 1, 0, -1):
            rule = c.order[i]
            if rule.tail is None and rule.tail_count is None:
                break
            bottom = max(0, bottom - (rule.tail_count if rule.tail is None else count(rule, rule.tail)))
            start[i] = bottom
        ends, last = [], 0
        for i, rule in enumerate(c.order):
            below = (
                start[i + 1]
                if i + 1 < k and (c.order[i + 1].tail is not None or c.order[i + 1].tail_count is not None)
                else None
            )
            if rule.cumulative is not None:
                end = count(rule, rule.cumulative)
            elif rule.own is not None or rule.own_count is not None:
                end = last + (rule.own_count if rule.own is None else count(rule, rule.own))
            else:
                end = n if below is None else below
            end = max(end, below) if below is not None else end
            last = max(last, min(end, n))
            ends.append(last)
        ends[-1] = n
        return ends

    def refill(self, ranked: list[dict[str, Any]], ends: list[int], codes: list[str]) -> None:
        if not any(v.refill for r in ranked for v in r["_veto"]):
            return
        room = [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]
        effect = {}
        for r in ranked:
            force = [
                len(codes) - 1 if v.force == "last" else codes.index(v.force)
                for v in r["_veto"]
                if v.refill and v.force
            ]
            effect[r["subject_id"]] = (
                max(force) if force else None,
                {codes.index(b) for v in r["_veto"] if v.refill for b in v.bar},
            )
            if force:
                room[max(force)] -= 1
        for r in ranked:
            force, bars = effect[r["subject_id"]]
            allowed = [k for k in range(len(codes)) if k not in bars]
            r["_class"] = force if force is not None else next((k for k in allowed if room[k] > 0), allowed[-1])
            if force is None:
                room[r["_class"]] -= 1

    def moved(self, r: dict[str, Any], codes: list[str]) -> int:
        k, last = r["_class"], len(codes) - 1
        forces = [last if v.force == "last" else codes.index(v.force) for v in r["_veto"] if v.force]
        bars = {codes.index(b) for v in r["_veto"] for b in v.bar}
        if forces:
            k = max(k, *forces)
        elif bars:
            allowed = [x for x in range(last + 1) if x not in bars]
            k = next((x for x in allowed if x >= k), allowed[-1])
        if k == last and last > 0 and any(not s.unless_vetoed or not r["_veto"] for s in r["_shield"]):
            k -= 1
        return int(k)
