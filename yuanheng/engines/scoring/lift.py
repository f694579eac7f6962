"""The least change of one indicator alone that would reach the next class at the present cut line and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .benchmarks import _Range, _Ratio
from .indicators import IndicatorRule
from .numbers import exact, shown
from .results import ScoreRun


@dataclass(frozen=True)
class Lift:
    """What one indicator's value would have to be; `value` None where it cannot do it alone."""

    code: str
    label: str
    value: float | None
    unit: str
    sentence: str


@dataclass(frozen=True)
class Lifts:
    """Points to the next class, and what each indicator alone would need."""

    target: str
    points: float
    sentence: str
    lifts: tuple[Lift, ...]


def lifts(run: ScoreRun, row: dict[str, Any], set_name: str) -> Lifts | None:
    """What would lift a graded row one class; None for the best class or where nothing is known of the cut."""
    cuts = [cut for cut in run.cuts if cut.group == row["group"]]
    codes = [cut.code for cut in cuts]
    if row["grade"] not in codes or row["total"] is None or codes.index(row["grade"]) == 0:
        return None
    target = cuts[codes.index(row["grade"]) - 1]
    edge, total = exact(target.lowest_total), exact(row["total"])
    if edge is None or total is None or total >= edge:
        return None
    gap = edge - total
    found = [
        _lift(run, code, rule, row, gap)
        for code, indicator in run.scheme.indicators.items()
        if (rule := indicator.rule(set_name)) is not None and run.scheme.dimensions is None
    ]
    text = f"还差 {shown(gap)} 分;以下各项为其他各项和分档线都不变时,单靠该项需要达到的值"
    return Lifts(target.code, float(gap), text, tuple(found))


def _lift(run: ScoreRun, code: str, rule: IndicatorRule, row: dict[str, Any], gap: Fraction) -> Lift:
    label = run.scheme.indicators[code].label
    score = exact(row[f"{code}_score"]) or Fraction(0)
    needed = _needed_value(run, code, rule, row, score + gap)
    if needed is None:
        return Lift(code, label, None, "", "单靠该项到不了(封顶、缺基准值,或没有指标值)")
    now = row[f"{code}_value"]
    word = "提高" if rule.direction == "up" else "降低"
    return Lift(code, label, float(needed), rule.unit, f"由 {shown(now)} {word}到 {shown(needed)} {rule.unit}")


def _needed_value(
    run: ScoreRun, code: str, rule: IndicatorRule, row: dict[str, Any], points: Fraction
) -> Fraction | None:
    full = Fraction(rule.full_marks(in_tree=False))
    caps = [Fraction(cap) for cap in (rule.points.cap,) if cap is not None]
    caps += [Fraction(rule.ratio.cap) * full] if rule.ratio.cap is not None else []
    if any(points > cap for cap in caps) or row[f"{code}_value"] is None:
        return None
    if isinstance(rule.benchmark, _Range):
        return _on_range(run, code, rule, row, points / full)
    base = exact(row[f"{code}_benchmark"])
    if not isinstance(rule.benchmark, _Ratio) or base is None or base <= 0:
        return None
    if rule.direction == "up":
        return points / full * base
    if rule.benchmark.down == "complement":
        needed = (2 - points / full) * base
        return needed if needed >= 0 else None
    return full * base / points if points > 0 else None


def _on_range(run: ScoreRun, code: str, rule: IndicatorRule, row: dict[str, Any], share: Fraction) -> Fraction | None:
    found = next((b for b in run.benchmarks if b.group == row["group"] and b.indicator == code), None)
    if found is None or found.low is None or found.high is None or not isinstance(rule.benchmark, _Range):
        return None
    worst, best = (Fraction(end) for end in rule.benchmark.ends())
    if share > best or best == worst:
        return None
    low, high = Fraction(repr(found.low)), Fraction(repr(found.high))
    place = (share - worst) / (best - worst)
    return low + place * (high - low) if rule.direction == "up" else high - place * (high - low)
