"""What a plan promises: targets with their confirmed binding, commitments with the work that keeps them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from yuanheng.engines.plans import Goal, Target
from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, Post

from ..wording import compact
from .texts import USER, Plan

AMOUNT: dict[str, Any] = {"max_digits": 26, "decimal_places": 6}


class TargetState(models.TextChoices):
    """Read or added, then confirmed by a person, or set aside as no target."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DISMISSED = "dismissed", "不是目标"


class Rhythm(models.TextChoices):
    """How often its figure moves."""

    DAILY = "daily", "每日"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季"
    YEARLY = "yearly", "每年"
    EVENT = "event", "办成时"


class PlanTargetQuerySet(models.QuerySet["PlanTarget"]):
    """Filters of targets."""

    def live(self) -> PlanTargetQuerySet:
        """Those that the board counts: confirmed or still to be confirmed."""
        return self.exclude(state=TargetState.DISMISSED)

    def bound(self) -> PlanTargetQuerySet:
        """Those with a confirmed tally."""
        return self.filter(state=TargetState.CONFIRMED).exclude(tally="")


@pghistory.track()
class PlanTarget(models.Model):
    """A span of the text with a number or a date, and what a person confirmed of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets", verbose_name="计划")
    order = models.PositiveIntegerField("次序")
    section = models.PositiveSmallIntegerField("章节", null=True)
    section_title = models.CharField("章节名称", max_length=120, blank=True)
    quote = models.TextField("原文")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    subject = models.CharField("指标", max_length=300)
    comparator = models.CharField("比较", max_length=2, blank=True)
    value = models.DecimalField("目标值", null=True, **AMOUNT)
    value_max = models.DecimalField("目标值上限", null=True, **AMOUNT)
    unit = models.CharField("单位", max_length=20, blank=True)
    kind = models.CharField("类型", max_length=10)
    filter = models.JSONField("原文条件", default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name="其中")
    deadline = models.DateField("期限", null=True)
    deadline_basis = models.CharField("期限依据", max_length=10, blank=True)
    strength = models.CharField("力度", max_length=10, blank=True)
    by_hand = models.BooleanField("人工添加", default=False)
    state = models.CharField("状态", max_length=10, choices=TargetState, default=TargetState.PROPOSED)
    proposal = models.JSONField("建议", default=dict)
    tally = models.CharField("统计口径", max_length=80, blank=True)
    filters = models.JSONField("筛选条件", default=dict)
    adds_up = models.BooleanField("逐步累计", default=True)
    measured_year = models.PositiveSmallIntegerField("计量年度", null=True)
    boundary = models.CharField("统计范围", max_length=120, blank=True)
    forecast = models.CharField("预测方法", max_length=10, default="pace")
    owner_bureau = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="责任部门")
    owner_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="责任岗位")
    rhythm = models.CharField("更新频率", max_length=10, choices=Rhythm, default=Rhythm.MONTHLY)
    settled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    settled_at = models.DateTimeField("确认时间", null=True)
    reason = models.CharField("说明", max_length=300, blank=True)

    objects = PlanTargetQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "start", "order")
        verbose_name = "目标"
        indexes = (models.Index(fields=["plan", "start"]), models.Index(fields=["owner_bureau"]))
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="target_span_holds_text"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["count", "amount", "growth", "share", "rank", "milestone"]),
                name="target_kind_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(settled_by__isnull=False),
                name="target_confirmed_by_somebody",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="target_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="target_span_stands", fields=["plan", "quote", "start", "end", "order"]),
        )

    def __str__(self) -> str:
        return self.named or self.quote

    @property
    def named(self) -> str:
        """What is counted, with the tier its sentence gives: `签约项目(20亿元或2亿美元以上)`."""
        tiers = [
            f"{compact(Decimal(str(self.filter[name])))}{unit}"
            for name, unit in (("amount_min_yuan", "元"), ("amount_min_usd", "美元"))
            if self.filter.get(name)
        ]
        return f"{self.subject}({'或'.join(tiers)}以上)" if tiers and "以上" not in self.subject else self.subject

    @property
    def bound(self) -> bool:
        """True with a confirmed tally."""
        return self.state == TargetState.CONFIRMED and bool(self.tally)

    @property
    def year(self) -> int:
        """The year it belongs to: the plan's, else that of its deadline."""
        return self.plan.year or (self.deadline.year if self.deadline else 1978)

    def to_target(self) -> Target:
        """The engine's value."""
        return Target(
            quote=self.quote, start=self.start, subject=self.subject, comparator=self.comparator or None,  # type: ignore[arg-type]
            value=self.value, value_max=self.value_max, unit=self.unit or None, kind=self.kind,  # type: ignore[arg-type]
            filter={k: Decimal(str(v)) if k.startswith("amount_m") else v for k, v in self.filter.items()},
            deadline=self.deadline, strength=self.strength or None,
        )  # fmt: skip

    def goal(self, *, value: Any = None) -> Goal:
        """What is judged: with the restated `value` where one is given."""
        deadline = self.deadline or date(self.year, 12, 31)
        return Goal(
            kind=self.kind, comparator=self.comparator or None,  # type: ignore[arg-type]
            value=self.value if value is None else value, starts=date(min(self.year, deadline.year), 1, 1),
            deadline=deadline, adds_up=self.adds_up, unit=self.unit,
        )  # fmt: skip


@pghistory.track()
class Commitment(models.Model):
    """A sentence that promises something. Without a target it is kept by a supervised item."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="commitments", verbose_name="计划")
    order = models.PositiveIntegerField("次序")
    section = models.PositiveSmallIntegerField("章节", null=True)
    section_title = models.CharField("章节名称", max_length=120, blank=True)
    quote = models.TextField("原文")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    targets = models.ManyToManyField(PlanTarget, related_name="commitments", verbose_name="目标")
    dismissed = models.BooleanField("不需督办", default=False)

    class Meta:
        ordering = ("plan", "start")
        verbose_name = "承诺事项"
        constraints = (models.UniqueConstraint(fields=["plan", "order"], name="commitment_once"),)
        triggers = (pgtrigger.ReadOnly(name="commitment_span_stands", fields=["plan", "quote", "start", "end"]),)

    def __str__(self) -> str:
        return self.quote if len(self.quote) <= 40 else self.quote[:39] + "…"


def holders(bureau: Organisation | None) -> models.QuerySet[Post]:
    """Posts of a bureau that somebody holds."""
    rows = Post.objects.filter(ended_on__isnull=True, holder__isnull=False).select_related("organisation", "holder")
    return rows if bureau is None else rows.filter(organisation=bureau)
