"""Rolling push (高频次滚动推进): leads in talks by the days since their last step, for the leader's meeting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import money_text, stage_label, with_total

from ..rules import follow_rule

STAGES = ("talks", "framework")


def push_rows(projects: QuerySet[Project], *, leads: bool = False) -> QuerySet[Project]:
    """Leads in talks (with `leads`: bare information too), each with its last step and next step; the longest idle first."""
    rows = projects.filter(state="active", stage__in=("lead", *STAGES) if leads else STAGES)
    rows = with_total(rows).annotate(
        last_on=F("follow_up__last_on"), since=Coalesce("follow_up__last_on", "stage_on"),
        next_step=F("follow_up__next_step"), next_on=F("follow_up__next_on"), blocker=F("follow_up__blocker"),
        next_owner=F("follow_up__owner__full_name"), until=F("protection__until"),
    )  # fmt: skip
    return rows.select_related("manager", "organisation", "leader")


def idle(project: Any, on: date) -> int | None:
    """Days since the last step; None where nothing is dated."""
    return (on - project.since).days if project.since else None


def tone_of(days: int | None) -> str:
    """Red when it belongs into the meeting, amber when its promoter is to be asked."""
    rule = follow_rule()
    if days is None or days > rule.push_days:
        return "red"
    return "orange" if days > rule.quiet_days else "green"


def push_columns(on: date) -> tuple[Column, ...]:
    """The table of the meeting."""
    return (
        Column("name", "项目", sort="name_pinyin", link=lambda p: reverse("projects:project", args=[p.pk])),
        Column("idle", "距上一步", kind="badge", sort="since", tone=lambda p: tone_of(idle(p, on)),
               value=lambda p: f"{idle(p, on)} 天" if idle(p, on) is not None else "没有记录"),
        Column("last_on", "上一步", kind="date", sort="last_on", minor=True),
        Column("next_step", "下一步", value=lambda p: p.next_step or "没有下一步", sort="next_on"),
        Column("next_on", "下一步日期", kind="date", sort="next_on", minor=True),
        Column("next_owner", "由谁", value=lambda p: p.next_owner or str(p.manager or ""), minor=True),
        Column("blocker", "卡点", value=lambda p: p.blocker or ""),
        Column("stage", "阶段", value=lambda p: stage_label(p.stage), minor=True),
        Column("total", "总投资", sort="total", value=lambda p: money_text(p.total, p.currency), minor=True),
        Column("cluster", "产业", sort="cluster", minor=True),
        Column("organisation", "责任部门", value=lambda p: str(p.organisation), minor=True),
        Column("leader", "挂钩领导", value=lambda p: str(p.leader or ""), minor=True),
        Column("until", "保护期至", kind="date", sort="until", minor=True),
    )  # fmt: skip


def push_filters(projects: QuerySet[Project], on: date) -> tuple[Any, ...]:
    """By words, stage, bureau, promoter, cluster, days idle, blocked."""
    inside = projects.filter(state="active", stage__in=STAGES)
    clusters = inside.exclude(cluster="").order_by("cluster").values_list("cluster", flat=True).distinct()
    people = User.objects.filter(pk__in=inside.order_by().values("manager")).order_by("full_name")
    bureaus = Organisation.objects.filter(pk__in=inside.order_by().values("organisation")).order_by("name")
    rule = follow_rule()
    days = [(str(n), f"{n} 天没有进展") for n in sorted({rule.quiet_days, rule.push_days, 60})]
    return (
        TextFilter("q", "项目、投资方、编号", apply=lambda r, t: r.matching(t)),
        ChoiceFilter("stage", "阶段", choices=[(s, stage_label(s)) for s in STAGES], apply=lambda r, v: r.filter(stage=v)),
        ChoiceFilter("days", "进展", choices=days, apply=lambda r, v: r.filter(since__lt=on - timedelta(days=int(v)))),
        ChoiceFilter("next", "下一步", choices=[("late", "已过期"), ("none", "没有下一步")], apply=_by_next(on)),
        ChoiceFilter("blocked", "卡点", choices=[("yes", "有卡点")], apply=lambda r, v: r.filter(blocker__gt="")),
        ChoiceFilter("bureau", "部门", choices=[(str(o.pk), o.name) for o in bureaus],
                     apply=lambda r, v: r.filter(organisation=v)),
        ChoiceFilter("manager", "负责人", choices=[(str(u.pk), str(u)) for u in people],
                     apply=lambda r, v: r.filter(manager=v)),
        ChoiceFilter("cluster", "产业", choices=[(c, c) for c in clusters], apply=lambda r, v: r.filter(cluster=v)),
    )  # fmt: skip


def _by_next(on: date) -> Any:
    return lambda rows, value: rows.filter(next_on__lt=on) if value == "late" else rows.filter(next_on__isnull=True)


def push_summary(projects: QuerySet[Project], on: date) -> dict[str, int]:
    """How many are in talks, and of these: quiet, for the meeting, overdue, blocked."""
    from django.db.models import Count, Q

    rule = follow_rule()
    rows = projects.filter(state="active", stage__in=STAGES).annotate(
        since=Coalesce("follow_up__last_on", "stage_on")
    )  # fmt: skip
    quiet, push = on - timedelta(days=rule.quiet_days), on - timedelta(days=rule.push_days)
    return rows.order_by().aggregate(
        talks=Count("pk"), quiet=Count("pk", filter=Q(since__lt=quiet)),
        push=Count("pk", filter=Q(since__lt=push) | Q(since__isnull=True)),
        late=Count("pk", filter=Q(follow_up__next_on__lt=on)),
        blocked=Count("pk", filter=Q(follow_up__blocker__gt="")),
    )  # fmt: skip
