"""Contracts with their goals, and what the yearly review found. Base pay is secret: it stands in no log and no label."""

from __future__ import annotations

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User

from .people import Staff


class EndKind(models.TextChoices):
    """Why a contract ended before its day."""

    RENEWED = "renewed", "续签"
    RESIGNED = "resigned", "辞职"
    DISMISSED = "dismissed", "解聘"
    AGREED = "agreed", "协商解除"


@pghistory.track(exclude=["base_pay"])
class EmploymentContract(models.Model):
    """A contract from a day to a day; ended earlier with a kind, a day and a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="contracts")
    number = models.CharField("合同编号", max_length=40, unique=True)
    signed_on = models.DateField("签订日期")
    since = models.DateField("自")
    until = models.DateField("至")
    base_pay = models.DecimalField("月基本工资(元)", max_digits=12, decimal_places=2)
    renews = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewed_by")
    ended_on = models.DateField("提前终止日", null=True)
    end_kind = models.CharField("终止方式", max_length=12, choices=EndKind, blank=True)
    end_reason = models.CharField("终止原因", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="合同文本")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("staff", "since")
        verbose_name = "聘用合同"
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="rewards_contract_span"),
            models.CheckConstraint(condition=Q(base_pay__gt=0), name="rewards_contract_pays"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_kind="")
                | (Q(ended_on__gte=F("since"), ended_on__lte=F("until")) & ~Q(end_kind="") & ~Q(end_reason="")),
                name="rewards_contract_ends_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.staff.name}"

    @property
    def last_day(self) -> object:
        """The last day it truly holds."""
        return self.ended_on or self.until


class Goal(models.Model):
    """A goal of a contract for a year: own attributed projects that reached a stage, or a figure of the zone. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(EmploymentContract, models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField("年度")
    label = models.CharField("目标", max_length=120)
    measure = models.CharField("计数方式", max_length=80)
    value = models.DecimalField("目标值", max_digits=16, decimal_places=2)
    unit = models.CharField("单位", max_length=10)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("year", "label")
        verbose_name = "年度目标"
        constraints = (
            models.UniqueConstraint(fields=["contract", "year", "label"], name="rewards_goal_once"),
            models.CheckConstraint(condition=Q(value__gt=Decimal(0)), name="rewards_goal_value"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.label}"


class ReviewGrade(models.TextChoices):
    """What a yearly review says."""

    EXCELLENT = "excellent", "优秀"
    COMPETENT = "competent", "称职"
    BASIC = "basic", "基本称职"
    FAILED = "failed", "不称职"


class GoalReview(models.Model):
    """The yearly review of a contract: the goals' figures as they stood, a grade, a word. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(EmploymentContract, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField("年度")
    reviewed_on = models.DateField("考核日期")
    grade = models.CharField("等次", max_length=12, choices=ReviewGrade)
    readings = models.JSONField(default=list)
    note = models.CharField("评语", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-at")
        verbose_name = "年度考核"

    def __str__(self) -> str:
        return f"{self.year} 年度考核"
