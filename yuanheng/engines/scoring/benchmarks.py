"""Kinds of benchmark: what a value is compared with, over which population, and the points that follow.

Every kind states `parameters` (from the aggregates of a group) and `points` (of one value) once, for columns and
for fractions alike, and says itself in Chinese. A benchmark that is missing or not above zero gives 0 points to
whoever has a value, and a warning; never value divided by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from .arithmetic import Arithmetic, clamp
from .conditions import Rule
from .formula import RatioText
from .numbers import Number, plain

Direction = Literal["up", "down"]


class Population(Rule):
    """Which firms enter a benchmark, and how. Firms out of scope never do."""

    unclassified: bool = False
    vetoed: bool = True
    missing: Literal["left_out", "as_zero"] = "left_out"

    def sentence(self) -> str:
        """The population in words."""
        parts = ["含暂不评价企业" if self.unclassified else "不含暂不评价企业"]
        parts.append("含被一票否决企业" if self.vetoed else "不含被一票否决企业")
        parts.append("缺数企业不计入" if self.missing == "left_out" else "缺数企业按 0 计入")
        return "、".join(parts)


class _Kind(Rule):
    """What all kinds share."""

    needs: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[str] = "b"

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        """What the points need, from the group's aggregates."""
        return {}


class _OverGroup(_Kind):
    year: Literal["this", "last"] = "this"
    over: Literal["group", "all"] = "group"
    population: Population = Population()

    def whom(self) -> str:
        """The population in words, year and reach included."""
        reach = "同组企业" if self.over == "group" else "全部参评企业"
        return f"{'上年度' if self.year == 'last' else '本年度'}{reach}({self.population.sentence()})"


class _Ratio(_Kind):
    """Points = full marks × value / benchmark, or for a cost-type indicator × benchmark / value, or × (2 − value / benchmark)."""

    down: Literal["inverse", "complement"] = "inverse"

    def points(
        self, value: Any, parameters: Mapping[str, Any], *, direction: Direction, full: Any, arithmetic: Arithmetic
    ) -> Any:
        """Full marks times the ratio; 0 without a benchmark above zero."""
        base, zero = parameters["b"], arithmetic.number(0)

        def ratio() -> Any:
            if direction == "up":
                return full * (value / base)
            if self.down == "complement":
                return full * (arithmetic.number(2) - value / base)
            return arithmetic.where(arithmetic.above(value, zero), lambda: full * (base / value), lambda: zero)

        return arithmetic.where(arithmetic.above(base, zero), ratio, lambda: zero)

    def rule(self, direction: Direction) -> str:
        """How value and benchmark make the ratio, in words."""
        if direction == "up":
            return "指标值 ÷ 基准值"
        return "基准值 ÷ 指标值" if self.down == "inverse" else "2 − 指标值 ÷ 基准值"


class Published(_Ratio):
    """A figure printed in the notice."""

    kind: Literal["published"]
    value: Number

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        return {"b": arithmetic.number(self.value)}

    def sentence(self, unit: str) -> str:
        return f"基准值为公布值 {plain(self.value)}{unit}"


class MeanOfRatios(_Ratio, _OverGroup):
    """k times the mean of the firms' own ratios."""

    kind: Literal["mean_of_ratios"]
    times: Number = Decimal(1)
    needs: ClassVar[tuple[str, ...]] = ("sum", "n")

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        total, count, zero = aggregates["sum"], aggregates["n"], arithmetic.number(0)
        mean = arithmetic.where(
            arithmetic.above(count, zero), lambda: arithmetic.number(self.times) * (total / count), lambda: zero
        )
        return {"b": mean}

    def sentence(self, unit: str) -> str:
        return f"基准值为{self.whom()}指标值的平均数{_times(self.times)}"


class RatioOfSums(_Ratio, _OverGroup):
    """k times the ratio of the sums: the zone's own figure."""

    kind: Literal["ratio_of_sums"]
    times: Number = Decimal(1)
    needs: ClassVar[tuple[str, ...]] = ("num", "den")

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        top, under, zero = aggregates["num"], aggregates["den"], arithmetic.number(0)
        return {
            "b": arithmetic.where(
                arithmetic.above(under, zero), lambda: arithmetic.number(self.times) * (top / under), lambda: zero
            )
        }

    def sentence(self, unit: str) -> str:
        return f"基准值为{self.whom()}分子合计与分母合计之比{_times(self.times)}"


class Maximum(_Ratio, _OverGroup):
    """k times the best value: the largest, or for a cost-type indicator the smallest."""

    kind: Literal["maximum"]
    times: Number = Decimal(1)
    best: Literal["largest", "smallest"] = "largest"
    needs: ClassVar[tuple[str, ...]] = ("min", "max")

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        best = aggregates["max" if self.best == "largest" else "min"]
        return {
            "b": arithmetic.where(
                arithmetic.known(best), lambda: arithmetic.number(self.times) * best, lambda: arithmetic.number(0)
            )
        }

    def sentence(self, unit: str) -> str:
        return f"基准值为{self.whom()}中的{'最大' if self.best == 'largest' else '最小'}值{_times(self.times)}"


class Quantile(_Ratio, _OverGroup):
    """k times a quantile of the values, interpolated between neighbours."""

    kind: Literal["quantile"]
    q: Number = Field(ge=0, le=1)
    times: Number = Decimal(1)
    needs: ClassVar[tuple[str, ...]] = ("quantile", "min", "max")

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        found = aggregates["quantile"]
        return {
            "b": arithmetic.where(
                arithmetic.known(found), lambda: arithmetic.number(self.times) * found, lambda: arithmetic.number(0)
            )
        }

    def sentence(self, unit: str) -> str:
        return f"基准值为{self.whom()}指标值的 {plain(self.q * 100)}% 分位数(相邻值间线性内插){_times(self.times)}"


class Completion(_Ratio):
    """The rate at which a firm's own target is met."""

    kind: Literal["completion"]
    target: RatioText

    def sentence(self, unit: str) -> str:
        return "基准值为本单位目标值,按完成率计分"


class _Range(_OverGroup):
    """Points = full marks × (base + span × place between the lowest and the highest value). Equal ends: full marks."""

    clamped: bool = True
    needs: ClassVar[tuple[str, ...]] = ("min", "max")
    shown: ClassVar[str] = "hi"

    def ends(self) -> tuple[Decimal, Decimal]:
        """Share of full marks at the worst and at the best end."""
        raise NotImplementedError

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        return {"lo": aggregates["min"], "hi": aggregates["max"]}

    def points(
        self, value: Any, parameters: Mapping[str, Any], *, direction: Direction, full: Any, arithmetic: Arithmetic
    ) -> Any:
        """The place between both ends, mapped to the range; full marks where both ends are equal."""
        low, high = parameters["lo"], parameters["hi"]
        worst, best = self.ends()

        def place() -> Any:
            share = (value - low) / (high - low) if direction == "up" else (high - value) / (high - low)
            if self.clamped:
                share = clamp(arithmetic, share, Decimal(0), Decimal(1))
            return full * (arithmetic.number(worst) + arithmetic.number(best - worst) * share)

        def at_one_point() -> Any:
            return arithmetic.where(
                arithmetic.known(high), lambda: full * arithmetic.number(best), lambda: arithmetic.number(0)
            )

        return arithmetic.where(arithmetic.above(high, low), place, at_one_point)

    def rule(self, direction: Direction) -> str:
        worst, best = self.ends()
        place = "(指标值 − 最小值)" if direction == "up" else "(最大值 − 指标值)"
        return f"{plain(worst)} + {plain(best - worst)} × {place} ÷ (最大值 − 最小值),最大最小相等时得满分"


class MinMax(_Range):
    """Min-max to a range such as 20 to 100 of full marks."""

    kind: Literal["min_max"]
    low: Number = Decimal(0)
    high: Number = Decimal(100)

    def ends(self) -> tuple[Decimal, Decimal]:
        return self.low / 100, self.high / 100

    def sentence(self, unit: str) -> str:
        return f"按{self.whom()}的最小值与最大值做极差标准化,映射到 {plain(self.low)}–{plain(self.high)} 分"


class Efficacy(_Range):
    """The efficacy coefficient 0.6 + 0.4, between observed ends or between published ones."""

    kind: Literal["efficacy"]
    base: Number = Decimal("0.6")
    span: Number = Decimal("0.4")
    unacceptable: Number | None = None
    satisfactory: Number | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Efficacy:
        if (self.unacceptable is None) != (self.satisfactory is None):
            raise ValueError("不允许值 unacceptable 与满意值 satisfactory 要么都写,要么都不写")
        if self.unacceptable is not None and self.satisfactory is not None and self.unacceptable > self.satisfactory:
            raise ValueError("unacceptable 不能大于 satisfactory;逆向指标请用 direction: down")
        return self

    def ends(self) -> tuple[Decimal, Decimal]:
        return self.base, self.base + self.span

    def parameters(self, aggregates: Mapping[str, Any], arithmetic: Arithmetic) -> dict[str, Any]:
        if self.unacceptable is None or self.satisfactory is None:
            return super().parameters(aggregates, arithmetic)
        return {"lo": arithmetic.number(self.unacceptable), "hi": arithmetic.number(self.satisfactory)}

    def sentence(self, unit: str) -> str:
        if self.unacceptable is None or self.satisfactory is None:
            return f"功效系数法,上下限取{self.whom()}的最大值与最小值"
        return f"功效系数法,不允许值 {plain(self.unacceptable)}{unit},满意值 {plain(self.satisfactory)}{unit}"


class Tier(Rule):
    """From this value on, these points."""

    at_least: Number
    points: Number


class Tiers(_Kind):
    """Points by steps of the value, best step first; for a cost-type indicator a step reads 'at most'."""

    kind: Literal["tiers"]
    steps: tuple[Tier, ...] = Field(min_length=1)
    otherwise: Number = Decimal(0)
    shown: ClassVar[str] = ""

    @model_validator(mode="after")
    def _ordered(self) -> Tiers:
        edges = [step.at_least for step in self.steps]
        if edges not in (sorted(edges), sorted(edges, reverse=True)) or len(set(edges)) != len(edges):
            raise ValueError("分档 steps 应按界值依次排列、不重复")
        return self

    def points(
        self, value: Any, parameters: Mapping[str, Any], *, direction: Direction, full: Any, arithmetic: Arithmetic
    ) -> Any:
        """The points of the best step reached."""
        result = arithmetic.number(self.otherwise)
        for step in sorted(self.steps, key=lambda step: step.at_least, reverse=direction == "down"):
            edge, points, lower = arithmetic.number(step.at_least), arithmetic.number(step.points), result
            missed = arithmetic.above(edge, value) if direction == "up" else arithmetic.above(value, edge)
            result = _pick(arithmetic, missed, lower, points)
        return result

    def rule(self, direction: Direction) -> str:
        word = "不低于" if direction == "up" else "不高于"
        steps = ";".join(f"{word} {plain(s.at_least)} 得 {plain(s.points)} 分" for s in self.steps)
        return f"{steps};其余得 {plain(self.otherwise)} 分"

    def sentence(self, unit: str) -> str:
        return "按指标值分档计分"


Benchmark = Annotated[
    Published | MeanOfRatios | RatioOfSums | Maximum | Quantile | Completion | MinMax | Efficacy | Tiers,
    Field(discriminator="kind"),
]


def _pick(arithmetic: Arithmetic, test: Any, then: Any, otherwise: Any) -> Any:
    return arithmetic.where(test, lambda: then, lambda: otherwise)


def _times(times: Decimal) -> str:
    return "" if times == 1 else f"的 {plain(times)} 倍"
