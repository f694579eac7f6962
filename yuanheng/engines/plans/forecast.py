"""Where a target will be at its deadline, with a range: by pace, by last year's season, or by the dated pipeline."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from .goals import Figure, Goal, StatusRules, status_rules

Method = Literal["pace", "season", "pipeline"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One dated thing in the pipeline: it adds `amount` on `on` with the `chance` 0..1."""

    on: datetime.date
    amount: Decimal
    chance: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`low` ≤ `value` ≤ `high`, at the deadline; all None where the method lacks what it needs, and the sentence says what."""

    method: Method
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    sentence: str
    met: bool | None = None


def forecast(
    figures: Sequence[Figure],
    goal: Goal,
    *,
    on: datetime.date,
    method: Method = "pace",
    last_year: Sequence[Figure] = (),
    pipeline: Sequence[Expected] = (),
    rules: StatusRules | None = None,
) -> Forecast:
    """The figure expected at the goal's deadline, seen from the day `on`.

    Figures later than `on` are not looked at. `last_year` are last year's figures of the same tally; `pipeline` what is dated
    after the newest figure. Results are rounded to two decimals.
    """
    rules = rules or status_rules()
    known = sorted((f for f in figures if goal.starts <= f.on <= on), key=lambda f: f.on)
    if not known:
        return Forecast(method, None, None, None, "还没有读数,不能预测")
    if method == "pipeline":
        low, value, high, said = _pipeline(known[-1], goal, pipeline, rules)
    elif not goal.adds_up:
        low, value, high, said = _level(known)
    elif method == "season":
        if (seasonal := _season(known[-1], goal, last_year, rules)) is None:
            return Forecast(method, None, None, None, "没有上年同期的读数,不能按季节预测")
        low, value, high, said = seasonal
    else:
        low, value, high, said = _pace(known, goal, rules)
    return Forecast(
        method, _rounded(value), _rounded(low), _rounded(high), said, goal.met(_rounded(value), about=rules.about_slack)
    )


Result = tuple[Fraction, Fraction, Fraction, str]


def _pace(known: Sequence[Figure], goal: Goal, rules: StatusRules) -> Result:
    """The average of all days so far goes on; the range is that of the recent paces."""
    last = known[-1]
    left = max((goal.deadline - last.on).days, 0)
    now = Fraction(last.value)
    whole = now / ((last.on - goal.starts).days + 1)
    paces = [whole]
    for days in rules.recent_days:
        earlier = [f for f in known if (last.on - f.on).days >= days]
        if earlier:
            paces.append((now - Fraction(earlier[-1].value)) / (last.on - earlier[-1].on).days)
    ends = [now + pace * left for pace in paces]
    return min(ends), ends[0], max(ends), f"按{last.on.isoformat()}前的平均进度推算,区间取近期进度的快慢"


def _level(known: Sequence[Figure]) -> Result:
    """A level stays where it is; the range is that of its last three figures."""
    recent = [Fraction(f.value) for f in known[-3:]]
    return min(recent), recent[-1], max(recent), "率、增幅、位次按现值,区间取最近三次读数"


def _season(last: Figure, goal: Goal, last_year: Sequence[Figure], rules: StatusRules) -> Result | None:
    """Last year this share of the year's total had come by the same day; the range reads it some days earlier and later."""
    ordered = sorted(last_year, key=lambda f: f.on)
    final = [f for f in ordered if f.on <= _year_before(goal.deadline)]
    if not final or final[-1].value <= 0:
        return None
    day = _year_before(last.on)
    ends = []
    for shift in (0, -rules.season_days, rules.season_days):
        reached = [f for f in final if f.on <= day + datetime.timedelta(days=shift)]
        if reached and reached[-1].value > 0:
            ends.append(Fraction(last.value) * Fraction(final[-1].value) / Fraction(reached[-1].value))
        elif shift == 0:
            return None
    return min(ends), ends[0], max(ends), f"按上年同期进度推算,区间为前后各 {rules.season_days} 天的上年进度"


def _pipeline(last: Figure, goal: Goal, pipeline: Sequence[Expected], rules: StatusRules) -> Result:
    """What is dated before the deadline comes with its chance; the low end counts the sure ones, the high end all."""
    due = [e for e in pipeline if last.on < e.on <= goal.deadline]
    now = Fraction(last.value)
    likely = sum((Fraction(e.amount) * Fraction(e.chance) for e in due), Fraction(0))
    sure = sum((Fraction(e.amount) * Fraction(e.chance) for e in due if e.chance >= rules.sure_chance), Fraction(0))
    whole = sum((Fraction(e.amount) for e in due), Fraction(0))
    return now + sure, now + likely, now + whole, f"现值加上期限前在手的 {len(due)} 项,按把握折算"


def _year_before(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
