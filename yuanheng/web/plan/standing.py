"""How targets stand on a day, from kept readings alone: a handful of queries however many targets there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from yuanheng.engines.plans import Expected, Figure, Forecast, Goal, Status, forecast, status

from .models import PlanTarget, Restatement, SeasonFigure
from .wording import MONEY, TONES, amount, bar_width, percent, target_value, tidy

LOOK_BACK = (0, 30, 60, 90)
NEWEST = """
select t.id, d.day, r.day, r.known_on, r.value, r.previous, r.changed_on, r.problem, r.records,
  case when d.day = %(newest)s then r.ahead end
from unnest(%(targets)s::uuid[]) as t(id)
cross join unnest(%(days)s::date[]) as d(day)
cross join lateral (
  select * from plan_targetreading r
  where r.target_id = t.id and r.day <= d.day and r.known_on <= %(known)s
  order by r.day desc, r.known_on desc, r.id desc limit 1
) r
"""


@dataclass(frozen=True, slots=True)
class Point:
    """The newest reading of a target up to the day asked for."""

    day: date
    known_on: date
    value: Decimal | None
    previous: Decimal | None = None
    changed_on: date | None = None
    problem: str = ""
    records: int | None = None
    ahead: tuple[Expected, ...] = ()


Points = dict[Any, dict[date, Point]]


def newest(targets: Sequence[PlanTarget], days: Sequence[date], *, known_on: date | None) -> Points:
    """For every target and day the newest reading known by then; one query, one index entry a cell."""
    if not targets:
        return {}
    ordered = sorted(set(days))
    asked = {"targets": [t.pk for t in targets], "days": ordered, "newest": ordered[-1], "known": known_on or date.max}
    found: Points = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, asked)
        for pk, asked_day, day, known, value, previous, *rest, coming in cursor.fetchall():
            found[pk][asked_day] = Point(day, known, tidy(value), tidy(previous), *rest, _expected(coming))
    return found


def _expected(coming: str | None) -> tuple[Expected, ...]:
    """What is ahead and dated, as kept with the reading."""
    return tuple(
        Expected(date.fromisoformat(a["on"]), Decimal(a["amount"]), Decimal(a["chance"]))
        for a in json.loads(coming or "[]")
        if a["on"]
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A target on a day: the value to reach, the figure, the state with its sentence, where it leads."""

    target: PlanTarget
    goal: Goal
    point: Point | None
    status: Status
    forecast: Forecast
    restated: bool

    @property
    def tone(self) -> str:
        """The colour of the state."""
        return TONES[self.status.code]

    @property
    def actual(self) -> str:
        """The figure in words."""
        if self.target.kind == "milestone" and self.point and self.point.value is not None:
            return "已办成" if self.point.value > 0 else "未办成"
        return amount(self.point.value if self.point else None, self.target.unit)

    @property
    def wanted(self) -> str:
        """The value to reach in words."""
        limit = None if self.restated else self.target.value_max
        return target_value(self.target.comparator, self.goal.value, limit, self.target.unit)

    @property
    def share(self) -> Fraction | None:
        """Of the value to reach: for sums what the engine says, for levels figure over goal."""
        if self.status.progress is not None:
            return self.status.progress
        value = self.point.value if self.point else None
        if value is None or not self.goal.value or self.goal.value <= 0 or self.target.kind == "rank":
            return None
        return Fraction(value) / Fraction(self.goal.value)

    @property
    def done_width(self) -> str:
        """For the bar."""
        return bar_width(self.share)

    @property
    def elapsed_at(self) -> str:
        """Where the mark of the time gone stands on the bar."""
        return bar_width(self.status.elapsed)

    @property
    def progress_said(self) -> str:
        """The share in words."""
        return percent(self.share)

    @property
    def elapsed_said(self) -> str:
        """The time gone in words."""
        return percent(self.status.elapsed)

    @property
    def forecast_said(self) -> str:
        """`17 个(14–19)`."""
        f, unit = self.forecast, self.target.unit
        if f.value is None or self.target.kind == "milestone":
            return ""
        places = Decimal(1) if self.target.kind == "count" else Decimal("0.01")
        value, low, high = (None if v is None else v.quantize(places, ROUND_HALF_UP) for v in (f.value, f.low, f.high))
        if low is None or high is None or low == high:
            return amount(value, unit)
        return f"{amount(value, unit)}({amount(low, unit)} – {amount(high, unit)})"

    @property
    def why(self) -> str:
        """The sentence of the state, with what hindered the reading."""
        problem = self.point.problem if self.point else ""
        said = self.status.sentence
        if self.target.unit in MONEY:
            for value in (self.point.value if self.point else None, self.goal.value):
                said = said if value is None else said.replace(str(value), amount(value, self.target.unit))
        return f"{said};{problem}" if problem else said

    @property
    def moved(self) -> str:
        """The last change: `06-30 5 个 → 7 个`."""
        p = self.point
        if p is None or p.changed_on is None:
            return ""
        if p.previous is None or p.value is None:
            return f"{p.changed_on:%m-%d} 首次读数" if p.value is not None else ""
        return f"{p.changed_on:%m-%d} {amount(p.previous, self.target.unit)} → {self.actual}"


def standings(targets: Sequence[PlanTarget], *, day: date, known_on: date | None) -> list[Standing]:
    """Each target on `day`, as known at the end of `known_on` (None: as known now)."""
    days = [day - timedelta(days=n) for n in LOOK_BACK]
    points = newest(targets, days, known_on=known_on)
    restated = _restated(targets, day)
    seasons = _last_year([t for t in targets if t.forecast == "season" and t.bound])
    return [_standing(t, day, points.get(t.pk, {}), restated.get(t.pk), seasons.get(t.pk, ())) for t in targets]


def _restated(targets: Sequence[PlanTarget], day: date) -> dict[Any, Decimal | None]:
    rows = Restatement.objects.filter(target__in=[t.pk for t in targets], holds_from__lte=day)
    return dict(rows.order_by("holds_from", "at").values_list("target_id", "value"))


def _last_year(targets: Sequence[PlanTarget]) -> dict[Any, list[Figure]]:
    """The season each goes by: its own tally over the year before, kept when the target was read."""
    rows = SeasonFigure.objects.filter(target__in=[t.pk for t in targets]) if targets else SeasonFigure.objects.none()
    found: dict[Any, list[Figure]] = defaultdict(list)
    for pk, day, value in rows.order_by("day").values_list("target", "day", "value"):
        found[pk].append(Figure(day, value))
    return found


def _standing(
    target: PlanTarget, day: date, points: dict[date, Point], restated: Decimal | None, season: Sequence[Figure]
) -> Standing:
    goal = target.goal(value=tidy(target.value if restated is None else restated))
    point = points.get(day) if target.bound else None
    figures = {p.day: Figure(p.day, p.value) for p in points.values() if p.value is not None}
    newest_figure = figures.get(point.day) if point else None
    state = status(goal, newest_figure, on=day, bound=target.bound)
    method = target.forecast if target.forecast in ("season", "pipeline") else "pace"
    kept = list(figures.values()) if target.bound else []
    coming = point.ahead if point else ()
    ahead = forecast(kept, goal, on=day, method=method, last_year=season, pipeline=coming)  # type: ignore[arg-type]
    return Standing(target, goal, point, state, ahead, restated is not None)
