"""Indicators: a formula with unit, weight, direction, benchmark, limits, and what missing, zero and negative mean."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from yuanheng.engines.rules import Citation

from .benchmarks import Benchmark, Completion, Direction, Tiers, _Ratio
from .conditions import Rule
from .formula import FormulaText, parse_formula, ratio_parts
from .numbers import Number, plain

PolicyKind = Literal["score", "zero", "full", "group_mean", "points", "reweight", "no_grade", "missing"]

POLICY_WORDS: dict[str, str] = {
    "score": "照常计分",
    "zero": "计 0 分",
    "full": "得满分",
    "group_mean": "取同组该项平均得分",
    "reweight": "不计该项,其余项按权重放大",
    "no_grade": "不予定级",
    "missing": "视为缺失",
}


class Policy(Rule):
    """What one state of a value means; `points` gives fixed points (a penalty when negative)."""

    kind: PolicyKind
    points: Number = Decimal(0)

    def sentence(self) -> str:
        """The policy in words."""
        return f"计 {plain(self.points)} 分" if self.kind == "points" else POLICY_WORDS[self.kind]


def _policy(value: Any) -> Any:
    """A policy is written as one word, or as `{points: -3}`."""
    if isinstance(value, str):
        return {"kind": value}
    if isinstance(value, dict) and set(value) == {"points"}:
        return {"kind": "points", "points": value["points"]}
    return value


PolicyField = Annotated[Policy, BeforeValidator(_policy)]


class Limits(Rule):
    """Floor and cap, in shares of full marks (`ratio`) or in points."""

    floor: Number | None = None
    cap: Number | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            raise ValueError("下限不能高于上限")
        return self

    def sentence(self, unit: str) -> str:
        """The limits in words; '' where there are none."""
        parts = []
        if self.cap is not None:
            parts.append(f"最高 {plain(self.cap)}{unit}")
        if self.floor is not None:
            parts.append(f"最低 {plain(self.floor)}{unit}")
        return "、".join(parts)


class IndicatorRule(Rule):
    """How one indicator is scored in one set of firms."""

    formula: FormulaText
    unit: str = ""
    weight: Number = Field(gt=0)
    full: Number | None = None
    direction: Direction = "up"
    benchmark: Benchmark
    ratio: Limits = Limits()
    points: Limits = Limits()
    round: int | None = Field(default=None, ge=0, le=12)
    missing: PolicyField = Policy(kind="zero")
    zero: PolicyField = Policy(kind="score")
    negative: PolicyField = Policy(kind="score")
    denominator_zero: PolicyField = Policy(kind="missing")
    source: Citation | None = None
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.missing.kind in ("score", "missing", "full"):
            raise ValueError("missing 应为 zero、group_mean、{points: …}、reweight、no_grade 之一:缺失从不照常计分")
        if self.denominator_zero.kind == "score":
            raise ValueError("denominator_zero 不能照常计分:分母为 0 时没有指标值")
        if self.benchmark.kind == "ratio_of_sums":
            ratio_parts(parse_formula(self.formula))
        inverse = isinstance(self.benchmark, _Ratio) and self.direction == "down" and self.benchmark.down == "inverse"
        if inverse and "score" in (self.zero.kind, self.negative.kind):
            raise ValueError("逆向指标按 基准值÷指标值 计分时,zero 与 negative 必须写明(不能照常计分)")
        return self

    @property
    def policies(self) -> tuple[Policy, ...]:
        """What missing, zero, negative and a zero denominator mean."""
        return self.missing, self.zero, self.negative, self.denominator_zero

    def full_marks(self, *, in_tree: bool) -> Decimal:
        """Points at ratio 1: the weight, or 100 where a dimension tree does the weighting."""
        if self.full is not None:
            return self.full
        return Decimal(100) if in_tree else self.weight

    def best_points(self, *, in_tree: bool) -> Decimal:
        """What the policy `full` gives: full marks at the cap, within the cap on points."""
        best = self.full_marks(in_tree=in_tree)
        if isinstance(self.benchmark, Tiers):
            best = max(step.points for step in self.benchmark.steps)
        elif self.ratio.cap is not None and self.ratio.cap < 1:
            best *= self.ratio.cap
        return best if self.points.cap is None else min(best, self.points.cap)

    def sentence(self, *, in_tree: bool) -> str:
        """The whole rule in Chinese, after the formula."""
        parts = [self.benchmark.sentence(self.unit)]
        if isinstance(self.benchmark, Tiers):
            parts.append(self.benchmark.rule(self.direction))
        else:
            full = plain(self.full_marks(in_tree=in_tree))
            parts.append(f"得分 = {full} 分 ×({self.benchmark.rule(self.direction)})")
        if limits := self.ratio.sentence(" 倍满分"):
            parts.append(limits)
        if limits := self.points.sentence(" 分"):
            parts.append(limits)
        if self.round is not None:
            parts.append(f"单项得分四舍五入到 {self.round} 位小数")
        parts.append(f"缺数{self.missing.sentence()}")
        for policy, words in ((self.zero, "值为 0 时"), (self.negative, "值为负时")):
            if policy.kind != "score":
                parts.append(words + policy.sentence())
        if self.denominator_zero.kind != "missing":
            parts.append("分母为 0 时" + self.denominator_zero.sentence())
        return ";".join(parts)


class IndicatorOverride(Rule):
    """What differs in one set of firms; what is not written is as above."""

    formula: FormulaText | None = None
    unit: str | None = None
    weight: Number | None = None
    full: Number | None = None
    direction: Direction | None = None
    benchmark: Benchmark | None = None
    ratio: Limits | None = None
    points: Limits | None = None
    round: int | None = None
    missing: PolicyField | None = None
    zero: PolicyField | None = None
    negative: PolicyField | None = None
    denominator_zero: PolicyField | None = None
    source: Citation | None = None
    note: str | None = None


class Indicator(IndicatorOverride):
    """An indicator of a scheme. Without `sets` it holds for every set; with `sets`, for those named there alone."""

    label: str
    sets: dict[str, IndicatorOverride] = Field(default_factory=dict)
    _rules: dict[str, IndicatorRule] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _every_rule_is_whole(self) -> Self:
        for name in tuple(self.sets) or ("",):
            self._rules[name] = self._whole(name)
        return self

    def rule(self, set_name: str) -> IndicatorRule | None:
        """The rule in a set, or None where the indicator is not used there."""
        return self._rules.get(set_name) if self.sets else self._rules[""]

    def _whole(self, set_name: str) -> IndicatorRule:
        written = _written(self) | (_written(self.sets[set_name]) if self.sets else {})
        written.pop("label", None)
        written.pop("sets", None)
        for key in ("formula", "weight", "benchmark"):
            if key not in written:
                raise ValueError(f"指标 {self.label}{'(' + set_name + ')' if set_name else ''} 缺少 {key}")
        return IndicatorRule(**written)

    @property
    def completion_targets(self) -> tuple[str, ...]:
        """Formulas of targets, where the benchmark is a completion rate."""
        kinds = [self.benchmark, *(part.benchmark for part in self.sets.values())]
        return tuple(kind.target for kind in kinds if isinstance(kind, Completion))


def _written(part: IndicatorOverride) -> dict[str, Any]:
    return {key: getattr(part, key) for key in part.model_fields_set if getattr(part, key) is not None}
