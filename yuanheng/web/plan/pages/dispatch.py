"""The weekly meeting: one table in the office's own layout, what is late and why; and the year's scores."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..appraisal import Score, score
from ..models import ItemState, Plan, PlanTarget, SeasonFigure, SupervisedItem
from ..policy import appraisal_rules, dispatch_rules
from ..standing import Standing, standings
from ..wording import amount, percent, tidy
from .board import StateCount, elapsed_of, state_counts
from .target import back_cast


@dataclass(frozen=True, slots=True)
class DispatchPage:
    """The pack."""

    plan: Plan
    day: date
    title: str
    headings: list[str]
    lines: list[tuple[Standing, list[str]]]
    states: list[StateCount]
    elapsed: str
    items: list[SupervisedItem]


def dispatch_page(plan: Plan, day: date, *, today: date) -> DispatchPage:
    """Worst first, by the order of states that the office gives."""
    rules = dispatch_rules()
    targets = list(plan.targets.live().select_related("owner_bureau", "owner_post__holder", "plan"))
    found = standings(targets, day=day, known_on=None)
    place = {code: i for i, code in enumerate(rules.states)}
    shown = sorted((s for s in found if s.status.code in place), key=lambda s: (place[s.status.code], s.target.start))
    before = _last_year(targets, day)
    lines = [
        (s, [_cell(c.key, i, s, day, before.get(s.target.pk)) for c in rules.columns])
        for i, s in enumerate(shown, start=1)
    ]
    items = SupervisedItem.objects.filter(state=ItemState.OPEN, due_on__lt=today).select_related(
        "lead", "lead_post__holder"
    )
    return DispatchPage(
        plan=plan, day=day, title=rules.title, headings=[c.label for c in rules.columns], lines=lines,
        states=state_counts(found), elapsed=percent(elapsed_of(plan, day)), items=list(items),
    )  # fmt: skip


def _last_year(targets: list[PlanTarget], day: date) -> dict[Any, Decimal]:
    """The newest figure up to the same day a year before, of each target's own tally and filters."""
    then = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    rows = SeasonFigure.objects.filter(target__in=[t.pk for t in targets], day__lte=then).order_by("day")
    return dict(rows.values_list("target", "value"))


def _cell(key: str, number: int, s: Standing, day: date, before: Decimal | None) -> str:
    t = s.target
    made = {
        "number": str(number), "subject": t.named, "quote": " ".join(t.quote.split()), "wanted": s.wanted,
        "actual": s.actual, "progress": s.progress_said, "elapsed": s.elapsed_said,
        "last_year": amount(tidy(before), t.unit), "state": s.status.label, "why": s.why,
        "forecast": s.forecast_said, "bureau": str(t.owner_bureau or "未定"),
        "post": f"{t.owner_post.title} {t.owner_post.holder or '空缺'}" if t.owner_post else "",
        "deadline": str(t.deadline or ""),
    }  # fmt: skip
    return ";".join(back_cast(s, day=day)) if key == "back_cast" else made[key]


@dataclass(frozen=True, slots=True)
class AppraisalPage:
    """Every bureau's score, best first."""

    plan: Plan
    day: date
    scores: list[Score]
    rule: list[str]


def appraisal_page(plan: Plan, day: date, *, today: date) -> AppraisalPage:
    """From the readings up to `day` and the items that are late."""
    rules = appraisal_rules()
    targets = list(plan.targets.live().select_related("owner_bureau", "plan").exclude(owner_bureau=None))
    by_bureau: dict[str, list[Standing]] = defaultdict(list)
    for s in standings(targets, day=day, known_on=None):
        by_bureau[str(s.target.owner_bureau)].append(s)
    late: dict[str, int] = defaultdict(int)
    for item in SupervisedItem.objects.filter(state=ItemState.OPEN, due_on__lt=today).select_related("lead"):
        late[str(item.lead)] += 1
    scores = [score(b, found, late=late[b], rules=rules) for b, found in by_bureau.items()]
    said = [
        "每个目标的完成比例(最多计 " + percent_of(rules.cap) + ")按力度加权平均,乘以 100",
        "权重:" + "、".join(f"{k or '未写明'} {v}" for k, v in rules.weights.items()),
        f"超过目标 {percent_of(rules.bonus.over)} 及以上的,每项加 {rules.bonus.points} 分,最多 {rules.bonus.most} 分",
        f"牵头的督办事项超期的,每项减 {rules.deduction.points} 分,最多 {rules.deduction.most} 分",
        f"依据:{rules.source.document}",
    ]
    return AppraisalPage(plan, day, sorted(scores, key=lambda s: (-s.total, s.bureau)), said)


def percent_of(share: object) -> str:
    """A decimal share in percent."""
    from fractions import Fraction

    return percent(Fraction(str(share)))
