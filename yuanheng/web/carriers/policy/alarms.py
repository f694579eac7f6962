"""When a building rings: its occupancy, its let area or its taxes have fallen by more than the rule allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Thresholds(Protocol):
    """What the rule says (`rules/carriers/economy.yaml`)."""

    @property
    def compare_months(self) -> int: ...
    @property
    def occupancy_fall_points(self) -> Decimal: ...
    @property
    def let_area_fall_percent(self) -> Decimal: ...
    @property
    def occupancy_floor_percent(self) -> Decimal: ...
    @property
    def tax_fall_percent(self) -> Decimal: ...
    @property
    def tax_months(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Course:
    """Now and before; None where it is not known: what is not known does not ring."""

    rate: Decimal | None
    rate_before: Decimal | None
    let_m2: Decimal
    let_m2_before: Decimal | None
    tax: Decimal | None = None
    tax_before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """What rings, and why; `secret` where the words tell of taxes."""

    code: str
    sentence: str
    plain: str
    secret: bool = False


def alarms_of(course: Course, rule: Thresholds) -> tuple[Alarm, ...]:
    """All that ring, in the order of the rule. A fall of exactly the threshold rings."""
    found = [_rate(course, rule), _area(course, rule), _floor(course, rule), _tax(course, rule)]
    return tuple(alarm for alarm in found if alarm is not None)


def _rate(c: Course, rule: Thresholds) -> Alarm | None:
    if c.rate is None or c.rate_before is None or c.rate_before - c.rate < rule.occupancy_fall_points:
        return None
    fall = c.rate_before - c.rate
    words = f"入驻率 {c.rate:.1f}%,比 {rule.compare_months} 个月前({c.rate_before:.1f}%)下降 {fall:.1f} 个百分点"
    return Alarm("occupancy_fall", words, "入驻率下降")


def _area(c: Course, rule: Thresholds) -> Alarm | None:
    if not c.let_m2_before or (c.let_m2_before - c.let_m2) * 100 < rule.let_area_fall_percent * c.let_m2_before:
        return None
    fall = (c.let_m2_before - c.let_m2) * 100 / c.let_m2_before
    words = f"出租面积 {c.let_m2:,.0f} ㎡,比 {rule.compare_months} 个月前({c.let_m2_before:,.0f} ㎡)下降 {fall:.1f}%"
    return Alarm("area_fall", words, "出租面积下降")


def _floor(c: Course, rule: Thresholds) -> Alarm | None:
    if c.rate is None or c.rate >= rule.occupancy_floor_percent:
        return None
    return Alarm("occupancy_low", f"入驻率 {c.rate:.1f}%,低于 {rule.occupancy_floor_percent:g}%", "入驻率偏低")


def _tax(c: Course, rule: Thresholds) -> Alarm | None:
    if c.tax is None or not c.tax_before or c.tax_before <= 0:
        return None
    if (c.tax_before - c.tax) * 100 < rule.tax_fall_percent * c.tax_before:
        return None
    fall = (c.tax_before - c.tax) * 100 / c.tax_before
    now, then = c.tax / 10_000, c.tax_before / 10_000
    words = f"近 {rule.tax_months} 个月税收 {now:,.1f} 万元,比上年同期({then:,.1f} 万元)下降 {fall:.1f}%"
    return Alarm("tax_fall", words, "税收下降", secret=True)
