"""The demo zone's delivery: plans, months, difficulties and targets of the year for the projects that exist."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.projects.models import Project, StageEntry

from .actions.projects import open_delivery
from .models import Difficulty, Happening, PlanDate, Progress, YearPlan, YearTarget
from .policy.series import months

LAST = date(2021, 12, 31)
OPENED = 12
SPANS = {"filed": 60, "land_supplied": 150, "started": 210, "completed": 640, "in_production": 760}
TITLES = (
    ("电力增容方案未定", "serious"), ("地块内杆线未迁改", "ordinary"), ("环评文本需补充", "ordinary"),
    ("施工单位资金周转", "serious"), ("征地余留两户", "critical"),
)  # fmt: skip
TARGETS = (
    ("新开工亿元以上项目", "started", 17, 10**8, 10**7, "全年新开工亿元以上项目不少于17个"),
    ("其中10亿元以上", "started", 8, 10**9, 10**8, "其中10亿元以上重大项目不少于8个"),
    ("新竣工产业项目", "completed", 11, None, None, "确保新竣工产业项目11个"),
)  # fmt: skip


def load_demo_delivery(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """For every project from signing on. Nothing where there are plans already."""
    if PlanDate.objects.exists() or not Project.objects.exists():
        return
    chance = random.Random(2021)  # noqa: S311 — an invented zone, the same every time
    by = cast["builder"]
    for order, (label, stage, value, yuan, usd, source) in enumerate(TARGETS):
        YearTarget.objects.create(
            year=2021,
            label=label,
            stage=stage,
            value=value,
            min_yuan=yuan,
            min_usd=usd,
            source=source,
            order=order,
            by=by,
        )
    reached: dict[object, dict[str, date]] = {}
    for entry in StageEntry.objects.filter(withdrawn_at__isnull=True).order_by("-happened_on"):
        reached.setdefault(entry.project_id, {})[entry.stage] = entry.happened_on
    signed = [p for p in Project.objects.active().order_by("number") if "signed" in reached.get(p.pk, {})]
    for project in signed:
        _plan(project, reached[project.pk], by, chance)
        _months(project, reached[project.pk], by, chance)
    waiting = [p for p in signed if "started" not in reached[p.pk]][:OPENED]
    for place, project in enumerate(waiting):
        day = max(reached[project.pk]["signed"] + timedelta(days=5), date(2021, 9, 1 + place))
        open_delivery(project, by=by, at=_at(min(day, LAST)))
    _difficulties([p for p in signed if "completed" not in reached[p.pk]], cast, chance)
    say(f"项目推进:{len(signed)} 个项目的计划、进展和难点")


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI)


def _plan(project: Project, reached: dict[str, date], by: User, chance: random.Random) -> None:
    signed, rows = reached["signed"], []
    for milestone, days in SPANS.items():
        base = reached.get(milestone, signed + timedelta(days=days)) - timedelta(days=chance.choice((0, 0, 10, 25)))
        at = _at(min(signed + timedelta(days=3), LAST))
        rows.append(PlanDate(project=project, milestone=milestone, serial=1, planned_on=base, by=by, at=at))
        if milestone not in reached and chance.random() < 0.2:
            later = base + timedelta(days=chance.choice((20, 45, 90)))
            rows.append(
                PlanDate(
                    project=project,
                    milestone=milestone,
                    serial=2,
                    planned_on=later,
                    reason="设计方案调整",
                    by=by,
                    at=at,
                )
            )
    PlanDate.objects.bulk_create(rows)


def _months(project: Project, reached: dict[str, date], by: User, chance: random.Random) -> None:
    if "started" not in reached:
        return
    total = project.amounts.filter(kind="total").order_by("-holds_from").values_list("amount", flat=True).first()
    if total is None:
        return
    end = min(reached.get("completed", LAST), LAST)
    span = months(reached["started"], end)
    each, sum_so_far, rows = (total * Decimal("0.8") / max(len(span), 12)).quantize(Decimal(1)), Decimal(0), []
    for month in span:
        if chance.random() < 0.06:
            continue
        done = (each * Decimal(chance.randint(60, 130)) / 100).quantize(Decimal(1))
        sum_so_far += done
        day = date.fromordinal(month.toordinal() + 34)
        rows.append(
            Progress(
                project=project, month=month, done=done, cumulative=sum_so_far, by=by, at=_at(day),
                text=chance.choice(("桩基施工", "主体结构施工", "屋面和围护", "设备进场", "室外配套")),
            )
        )  # fmt: skip
    Progress.objects.bulk_create(rows)
    YearPlan.objects.create(project=project, year=2021, amount=each * 12, by=by, at=_at(date(2021, 1, 10)))


def _difficulties(projects: list[Project], cast: dict[str, User], chance: random.Random) -> None:
    chosen = chance.sample(projects, min(len(projects), 14))
    for number, project in enumerate(chosen):
        title, severity = TITLES[number % len(TITLES)]
        who = cast[("approver", "neighbour", "builder")[number % 3]]
        raised = date(2021, 4 + number % 8, 12)
        done = number % 3 == 0
        made = Difficulty.objects.create(
            project=project, title=title, severity=severity, organisation=who.posts.get().organisation, person=who,
            raised_on=raised, due_on=raised + timedelta(days=20), raised_by=cast["builder"], at=_at(raised),
            state="resolved" if done else "open", ended_on=raised + timedelta(days=15) if done else None,
        )  # fmt: skip
        Happening.objects.create(difficulty=made, kind="raised", text=title, by=cast["builder"], at=_at(raised))
        if done:
            day = raised + timedelta(days=15)
            Happening.objects.create(difficulty=made, kind="resolved", text="已协调解决", by=who, at=_at(day))
