"""Figures of targets: what the system read, what was reported upward, and how a target was restated. All append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile

from .targets import AMOUNT, PlanTarget
from .texts import USER


class TargetReading(models.Model):
    """The value of `day` as known at the end of `known_on`. `changed_on` is the day its value last moved.

    `ahead`: what was declared or planned by then and will add to it: `[{"on", "amount", "chance", "label"}, …]`.
    """

    id = models.BigAutoField(primary_key=True)
    target = models.ForeignKey(PlanTarget, models.PROTECT, related_name="readings", verbose_name="目标")
    day = models.DateField("所属日")
    known_on = models.DateField("截至所知")
    taken_at = models.DateTimeField("读取时间")
    value = models.DecimalField("数值", null=True, **AMOUNT)
    unit = models.CharField("单位", max_length=20, blank=True)
    numerator = models.DecimalField("分子", null=True, **AMOUNT)
    denominator = models.DecimalField("分母", null=True, **AMOUNT)
    records = models.PositiveIntegerField("记录数", null=True)
    ahead = models.JSONField("在手", default=list)
    previous = models.DecimalField("上次数值", null=True, **AMOUNT)
    changed_on = models.DateField("上次变动", null=True)
    tally = models.CharField("统计口径", max_length=80)
    filters = models.JSONField("筛选条件", default=dict)
    problem = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        ordering = ("target", "-day", "-known_on", "-pk")
        verbose_name = "目标读数"
        indexes = (
            models.Index(F("target"), F("day").desc(), F("known_on").desc(), F("id").desc(), name="reading_newest"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(known_on__gte=F("day")), name="reading_known_after_day"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.value}"


class SeasonFigure(models.Model):
    """The same tally with the same filters on a day of the year before: the season a forecast goes by. Computed anew at will."""

    target = models.ForeignKey(PlanTarget, models.PROTECT, related_name="season", verbose_name="目标")
    day = models.DateField("所属日")
    value = models.DecimalField("数值", **AMOUNT)

    class Meta:
        ordering = ("target", "day")
        verbose_name = "上年同期数"
        constraints = (models.UniqueConstraint(fields=["target", "day"], name="season_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.value}"


class Restatement(models.Model):
    """A target's value or deadline was changed by a document; the earlier one stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    target = models.ForeignKey(PlanTarget, models.PROTECT, related_name="restatements", verbose_name="目标")
    value = models.DecimalField("调整后", null=True, **AMOUNT)
    before = models.DecimalField("调整前", null=True, **AMOUNT)
    holds_from = models.DateField("起用日")
    document = models.CharField("文件", max_length=200)
    reason = models.CharField("原因", max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="扫描件")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("holds_from", "at")
        verbose_name = "目标调整"

    def __str__(self) -> str:
        return f"{self.holds_from} {self.document}"


class ReportedFigure(models.Model):
    """A figure signed and reported upward. It stands beside the system's; neither overwrites the other."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    target = models.ForeignKey(PlanTarget, models.PROTECT, related_name="reported", verbose_name="目标")
    day = models.DateField("截至日")
    value = models.DecimalField("报送数", **AMOUNT)
    reported_to = models.CharField("报送给", max_length=80)
    document = models.CharField("文号或表名", max_length=200, blank=True)
    signed_by = models.CharField("签发人", max_length=40, blank=True)
    difference = models.CharField("与系统数不同的原因", max_length=300, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-day", "-at")
        verbose_name = "报送数"
        indexes = (models.Index(fields=["target", "-day"]),)

    def __str__(self) -> str:
        return f"{self.day} {self.value}"
