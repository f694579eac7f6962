"""Bureaus' scores from readings: exact fractions, every point explained. No query, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .policy import AppraisalRules
from .standing import Standing
from .wording import percent, plain


@dataclass(frozen=True, slots=True)
class Line:
    """A target's part in the score."""

    standing: Standing
    weight: Decimal
    completion: Fraction
    points: Fraction
    said: str


@dataclass(frozen=True, slots=True)
class Score:
    """A bureau's score: completion (of 100), bonus, deduction, and the lines that make it."""

    bureau: str
    base: Fraction
    bonus: Decimal
    deduction: Decimal
    lines: tuple[Line, ...]
    late: int

    @property
    def total(self) -> Decimal:
        """Two decimals, rounded half up, never below zero."""
        exact = self.base + Fraction(self.bonus) - Fraction(self.deduction)
        return max(_two(exact), Decimal(0))

    @property
    def base_said(self) -> str:
        """The completion in points."""
        return plain(self.base)


def _two(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def score(bureau: str, found: Sequence[Standing], *, late: int, rules: AppraisalRules) -> Score:
    """Σ weight × completion ÷ Σ weight × 100, plus what went beyond, less what is late."""
    weights = [rules.weights.get(s.target.strength, rules.weights[""]) for s in found]
    whole = Fraction(sum(weights, Decimal(0)))
    lines = []
    for s, weight in zip(found, weights, strict=True):
        done = completion(s, rules)
        points = Fraction(weight) * done * 100 / whole
        said = f"{_why(s)} × 权重 {plain(weight)} ÷ 权重合计 {plain(whole)} × 100 = {plain(points)} 分"
        lines.append(Line(s, weight, done, points, said))
    beyond = sum(1 for s in found if s.share is not None and s.share >= 1 + Fraction(rules.bonus.over))
    return Score(
        bureau=bureau, base=sum((line.points for line in lines), Fraction(0)), lines=tuple(lines), late=late,
        bonus=min(rules.bonus.points * beyond, rules.bonus.most),
        deduction=min(rules.deduction.points * late, rules.deduction.most),
    )  # fmt: skip


def completion(s: Standing, rules: AppraisalRules) -> Fraction:
    """A target that is done counts whole; else figure over goal between nothing and the cap."""
    if s.status.code == "done":
        return Fraction(rules.cap)
    if s.point is None or s.point.value is None:
        return Fraction(rules.missing)
    if s.share is None:
        return Fraction(0)
    return min(max(s.share, Fraction(0)), Fraction(rules.cap))


def _why(s: Standing) -> str:
    if s.status.code == "done":
        return "已完成,计满"
    if s.point is None or s.point.value is None:
        return "没有读数"
    return f"完成 {percent(s.share)}" if s.share is not None else "未达到"
