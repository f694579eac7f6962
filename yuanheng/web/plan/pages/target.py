"""The page of one target: its sentence, its figure and the records behind it, its history, what must still happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

from yuanheng.web.base.audit import action_label
from yuanheng.web.base.models import AuditEntry

from ..models import PlanTarget, ReportedFigure, Restatement, SupervisedItem, TargetReading
from ..offers import filters_said, tally_label
from ..standing import Standing, standings
from ..wording import MONEY, amount, percent

AROUND = 90


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A reported figure beside the system's of the same day."""

    row: ReportedFigure
    said: str
    system: str
    gap: str


@dataclass(frozen=True, slots=True)
class ComingRow:
    """One declared or planned thing; `counted` where it is dated between the reading and the deadline."""

    label: str
    on: date | None
    chance: str
    counted: bool


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Everything the page shows."""

    target: PlanTarget
    standing: Standing
    before: str
    after: str
    tally: str
    said: list[str]
    chart: dict[str, Any]
    readings: list[tuple[TargetReading, str]]
    reported: list[ReportedRow]
    restatements: list[Restatement]
    steps: list[str]
    parts: list[PlanTarget]
    items: list[SupervisedItem]
    coming: list[ComingRow]
    undated: int
    history: list[tuple[AuditEntry, str]]


def target_page(target: PlanTarget, *, day: date) -> TargetPage:
    """As known now, on `day`."""
    standing = standings([target], day=day, known_on=None)[0]
    rows = list(target.readings.filter(day__lte=day).order_by("day", "known_on", "pk"))
    latest = {r.day: r for r in rows}
    text = target.plan.text
    tally = target.tally or target.proposal.get("tally", "")
    return TargetPage(
        target=target, standing=standing, before=text[max(target.start - AROUND, 0) : target.start].lstrip(),
        after=text[target.end : target.end + AROUND].rstrip(), tally=tally_label(tally),
        said=filters_said(tally, target.filters), chart=_chart(target, list(latest.values()), standing),
        readings=[(r, amount(r.value, r.unit)) for r in rows[::-1][:60]], reported=_reported(target, rows),
        restatements=list(target.restatements.all()),
        steps=back_cast(standing, day=day), parts=list(target.parts.all()),
        items=list(target.items.select_related("lead")), coming=(coming := _coming(target, rows, standing)),
        undated=sum(c.on is None for c in coming), history=_history(target),
    )  # fmt: skip


def _coming(target: PlanTarget, rows: list[TargetReading], standing: Standing) -> list[ComingRow]:
    """What the newest reading had ahead; only what is dated between the reading and the deadline counts in the forecast."""
    newest = max(rows, key=lambda r: (r.day, r.known_on, r.pk), default=None)
    if newest is None or target.forecast != "pipeline":
        return []
    made = []
    for a in newest.ahead:
        on = date.fromisoformat(a["on"]) if a["on"] else None
        counted = on is not None and newest.day < on <= standing.goal.deadline
        made.append(ComingRow(a["label"], on, percent(Fraction(a["chance"])), counted))
    return made


def _history(target: PlanTarget) -> list[tuple[AuditEntry, str]]:
    rows = AuditEntry.objects.filter(target_type="plan.plantarget", target_id=str(target.pk)).select_related("actor")
    return [(entry, action_label(entry.action)) for entry in rows.order_by("-at")[:20]]


def _chart(target: PlanTarget, rows: list[TargetReading], standing: Standing) -> dict[str, Any]:
    """Actual, and the even pace to the goal; amounts in 亿 or 万 as the goal is read."""
    size, unit = _scale(target, standing.goal.value)
    goal = standing.goal
    pace = [
        float(goal.value * goal.elapsed(r.day).numerator / goal.elapsed(r.day).denominator / size)
        if goal.value is not None and goal.adds_up else (None if goal.value is None else float(goal.value / size))
        for r in rows
    ]  # fmt: skip
    return {
        "categories": [r.day.isoformat() for r in rows], "unit": unit,
        "series": [
            {"name": "实际", "values": [None if r.value is None else float(r.value / size) for r in rows]},
            {"name": "均匀进度" if goal.adds_up else "目标", "values": pace},
        ],
    }  # fmt: skip


def _scale(target: PlanTarget, value: Decimal | None) -> tuple[Decimal, str]:
    if target.unit in MONEY and value is not None:
        for size, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
            if abs(value) >= size:
                return size, word + target.unit
    return Decimal(1), target.unit


def _reported(target: PlanTarget, rows: list[TargetReading]) -> list[ReportedRow]:
    made = []
    for item in target.reported.select_related("by"):
        system = next((r.value for r in reversed(rows) if r.day <= item.day and r.value is not None), None)
        gap = "" if system is None else ("一致" if system == item.value else amount(item.value - system, target.unit))
        made.append(ReportedRow(item, amount(item.value, target.unit), amount(system, target.unit), gap))
    return made


def back_cast(standing: Standing, *, day: date) -> list[str]:
    """What must still happen, by when: the gap over the time left, month by month."""
    goal, target = standing.goal, standing.target
    value = standing.point.value if standing.point else None
    left = (goal.deadline - day).days
    if target.kind == "milestone":
        done = value is not None and value > 0
        return [] if done else [f"须在 {goal.deadline} 前办成,还有 {max(left, 0)} 天" if left >= 0 else "期限已过"]
    if not goal.adds_up or goal.value is None or value is None or goal.comparator == "<=" or value >= goal.value:
        return []
    gap = goal.value - value
    if left <= 0:
        return [f"期限已过,差 {amount(gap, target.unit)}"]
    months = Decimal(left) / Decimal(30)
    each = gap / months if months > 1 else gap
    each = each.to_integral_value(ROUND_CEILING) if target.kind == "count" else each
    said = [
        f"还差 {amount(gap, target.unit)},距期限 {goal.deadline} 还有 {left} 天",
        f"此后平均每月须新增 {amount(each, target.unit)}" if months > 1 else "须在期限前全部新增",
    ]
    gone = (day - goal.starts).days + 1
    if gone > 0 and value > 0:
        pace = value / Decimal(gone) * 30
        said.append(f"到目前平均每月 {amount(pace, target.unit)}" + (",须加快" if pace < each else ",保持即可"))
    return said
