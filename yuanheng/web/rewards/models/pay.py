"""Runs of a month's pay and their slips. A slip is never changed; a recomputation is a further run beside the first."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import User

from .people import Staff


@pghistory.track()
class PayDeduction(models.Model):
    """Units of a deduction of the scheme against a person in a month; a wrong one is withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="deductions")
    code = models.CharField("项目", max_length=20)
    quantity = models.DecimalField("数量", max_digits=8, decimal_places=2)
    reason = models.CharField("原因", max_length=200)
    on = models.DateField("日期")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "id")
        verbose_name = "绩效扣减"
        constraints = (models.CheckConstraint(condition=Q(quantity__gt=0), name="rewards_deduction_positive"),)

    def __str__(self) -> str:
        return f"{self.staff} {self.on}"


class RunState(models.TextChoices):
    """How far a run has come; it only goes forward."""

    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已批准"
    PAID = "paid", "已发放"


@pghistory.track()
class PayRun(models.Model):
    """The pay of a month as computed at a moment under a scheme. `total` and `difference` (against `previous`) are sums.

    `previous` is the paid run of the month before it; `events_counted` are the keys of the events it pays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    month = models.DateField("月份")
    serial = models.PositiveSmallIntegerField("次")
    state = models.CharField("状态", max_length=10, choices=RunState, default=RunState.DRAFT)
    scheme = models.CharField("办法", max_length=80)
    scheme_label = models.CharField("办法名称", max_length=200)
    scheme_hash = models.CharField(max_length=64)
    known_at = models.DateTimeField("数据截至")
    reason = models.CharField("重算原因", max_length=200, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    people = models.PositiveIntegerField("人数", default=0)
    total = models.DecimalField("应发合计", max_digits=16, decimal_places=2, default=0)
    difference = models.DecimalField("与上次相差", max_digits=16, decimal_places=2, default=0)
    questions = models.JSONField("待核", default=list)
    events_counted = ArrayField(models.CharField(max_length=80), default=list)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField("批准时间", null=True)
    paid_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    paid_at = models.DateTimeField("发放时间", null=True)

    class Meta:
        ordering = ("-month", "-serial")
        verbose_name = "工资批次"
        constraints = (
            models.UniqueConstraint(fields=["month", "serial"], name="rewards_run_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="rewards_run_first_of_month"),
            models.CheckConstraint(condition=Q(serial=1) | ~Q(reason=""), name="rewards_run_again_has_reason"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")), name="rewards_run_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 第 {self.serial} 次"


class PaySlip(models.Model):
    """One person's pay in a run: lines with their sentences, and what differs from the run before. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(PayRun, models.PROTECT, related_name="slips")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="slips")
    base = models.DecimalField("基本工资", max_digits=12, decimal_places=2)
    performance = models.DecimalField("绩效工资", max_digits=12, decimal_places=2)
    deducted = models.DecimalField("扣减", max_digits=12, decimal_places=2)
    total = models.DecimalField("应发", max_digits=12, decimal_places=2)
    difference = models.DecimalField("与上次相差", max_digits=12, decimal_places=2, default=0)
    lines = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    questions = models.JSONField(default=list)

    class Meta:
        ordering = ("run", "staff")
        verbose_name = "工资条"
        constraints = (models.UniqueConstraint(fields=["run", "staff"], name="rewards_slip_once"),)

    def __str__(self) -> str:
        return f"{self.run.month:%Y-%m} 工资条"
