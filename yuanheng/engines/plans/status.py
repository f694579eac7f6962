"""Done, on pace, behind, lost, not bound, no data: the state of a target on a day, with the sentence that says why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .goals import Figure, Goal, State, StatusRules, status_rules


@dataclass(frozen=True, slots=True)
class Status:
    """`progress` and `elapsed` are shares (0.5 is half; progress may pass 1), None where they mean nothing."""

    code: State
    label: str
    sentence: str
    progress: Fraction | None = None
    elapsed: Fraction | None = None


def status(
    goal: Goal, figure: Figure | None, *, on: datetime.date, bound: bool = True, rules: StatusRules | None = None
) -> Status:
    """How `goal` stands on the day `on`, given the newest figure known that day (None: there is none)."""
    rules = rules or status_rules()
    gone = goal.elapsed(on)
    if not bound:
        return _made("not_bound", rules, "还没有对应到统计口径,不能判断", elapsed=gone)
    if goal.kind == "milestone":
        return _milestone(goal, figure, on, gone, rules)
    if figure is None or goal.value is None:
        return _made("no_data", rules, "还没有读数" if figure is None else "目标没有数值,不能判断", elapsed=gone)
    if goal.comparator == "<=" and goal.kind != "rank" and goal.adds_up:
        return _ceiling(goal, figure, on, gone, rules)
    return _sum(goal, figure, on, gone, rules) if goal.adds_up else _level(goal, figure, on, gone, rules)


def _made(
    code: State, rules: StatusRules, sentence: str, *, progress: Fraction | None = None, elapsed: Fraction | None = None
) -> Status:
    return Status(code, rules.states[code].label, sentence, progress, elapsed)


def _milestone(goal: Goal, figure: Figure | None, on: datetime.date, gone: Fraction, rules: StatusRules) -> Status:
    if figure is not None and figure.value > 0:
        return _made("done", rules, f"{figure.on.isoformat()} 已办成", progress=Fraction(1), elapsed=gone)
    left = (goal.deadline - on).days
    if left < 0:
        return _made("lost", rules, f"期限 {goal.deadline.isoformat()} 已过 {-left} 天,尚未办成", elapsed=gone)
    if left < rules.milestone_days:
        return _made("behind", rules, f"距期限 {left} 天,不足 {rules.milestone_days} 天,尚未办成", elapsed=gone)
    return _made("on_pace", rules, f"距期限还有 {left} 天", elapsed=gone)


def _ceiling(goal: Goal, figure: Figure, on: datetime.date, gone: Fraction, rules: StatusRules) -> Status:
    mark = goal.value or Decimal(0)
    used = Fraction(figure.value) / Fraction(mark) if mark else None
    if figure.value > mark:
        return _made("lost", rules, f"已达 {figure.value},超过上限 {mark}", progress=used, elapsed=gone)
    if on >= goal.deadline:
        return _made("done", rules, f"到期 {figure.value},未超过上限 {mark}", progress=used, elapsed=gone)
    if used is not None and used > gone + Fraction(rules.pace_slack):
        return _made(
            "behind", rules, f"已用上限的 {percent(used)},时间过去 {percent(gone)}", progress=used, elapsed=gone
        )
    return _made("on_pace", rules, f"现为 {figure.value},上限 {mark}", progress=used, elapsed=gone)


def _sum(goal: Goal, figure: Figure, on: datetime.date, gone: Fraction, rules: StatusRules) -> Status:
    mark = goal.value or Decimal(0)
    progress = Fraction(figure.value) / Fraction(mark) if mark else Fraction(1)
    said = f"完成 {percent(progress)},时间过去 {percent(gone)}"
    if goal.met(figure.value, about=rules.about_slack):
        return _made("done", rules, f"已达 {figure.value},目标 {mark}", progress=progress, elapsed=gone)
    if on > goal.deadline:
        return _made("lost", rules, f"期限已过,完成 {percent(progress)}", progress=progress, elapsed=gone)
    if progress >= gone - Fraction(rules.pace_slack):
        return _made("on_pace", rules, said, progress=progress, elapsed=gone)
    return _made(
        "behind", rules, f"{said},滞后超过 {percent(Fraction(rules.pace_slack))}", progress=progress, elapsed=gone
    )


def _level(goal: Goal, figure: Figure, on: datetime.date, gone: Fraction, rules: StatusRules) -> Status:
    mark = goal.value or Decimal(0)
    met = goal.met(figure.value, about=rules.about_slack)
    said = f"现值 {figure.value},目标 {mark}"
    if on >= goal.deadline:
        return _made("done" if met else "lost", rules, f"到期{said}", elapsed=gone)
    near = abs(figure.value - mark) <= abs(mark) * rules.level_slack
    return _made("on_pace" if met or near else "behind", rules, said, elapsed=gone)


def percent(share: Fraction) -> str:
    """`36.4%`, rounded half up to one decimal."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
