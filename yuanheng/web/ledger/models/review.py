"""Reviewing links: who has a record before them, which firms were ruled out, what was accepted in bulk."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.enterprises.models import Enterprise

from .records import Record


class ReviewClaim(models.Model):
    """A record lies before one person until a moment; the others get the next one."""

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="核对人")
    until = models.DateTimeField("保留到")

    class Meta:
        verbose_name = "正在核对"
        indexes = (models.Index(fields=["by", "until"], name="claim_by"),)

    def __str__(self) -> str:
        return f"{self.record}({self.by})"


@pghistory.track()
class Rejection(models.Model):
    """A person said that a record is not this firm. It is not proposed for that account or key again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="rejections")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核定人")
    at = models.DateTimeField("核定时间")
    why = models.CharField("理由", max_length=300, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "排除"
        constraints = (
            models.UniqueConstraint(
                fields=["record", "enterprise"], condition=Q(undone_at__isnull=True), name="rejected_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record} ≠ {self.enterprise}"


class FirmEntry(models.Model):
    """A firm entered because a record means it. Undoing that decision takes the firm away again, if nothing hangs on it."""

    enterprise = models.OneToOneField(Enterprise, models.CASCADE, primary_key=True, related_name="entered_for")
    record = models.ForeignKey(Record, models.PROTECT, related_name="entered", verbose_name="归户记录")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "核对时登记的企业"

    def __str__(self) -> str:
        return f"{self.enterprise}({self.record})"


class BulkState(models.TextChoices):
    """A batch is checked by its sample, then accepted whole or refused whole; an accepted one can be undone."""

    CHECKING = "checking", "抽查中"
    ACCEPTED = "accepted", "已接受"
    REFUSED = "refused", "不接受"
    UNDONE = "undone", "已撤销"


@pghistory.track()
class BulkAcceptance(models.Model):
    """All waiting records whose first candidate reaches a probability, accepted after a drawn sample was checked.

    `proposals` maps each record to the firm proposed when the batch was drawn; `verdicts` the sample's records to true (right)
    or false.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核定人")
    made_at = models.DateTimeField("抽样时间")
    threshold = models.DecimalField("概率下限", max_digits=6, decimal_places=5)
    proposals = models.JSONField("待接受", default=dict)
    sample = ArrayField(models.UUIDField(), default=list, verbose_name="抽查")
    verdicts = models.JSONField("抽查结果", default=dict)
    state = models.CharField("状态", max_length=10, choices=BulkState, default=BulkState.CHECKING)
    accepted = models.PositiveIntegerField("接受条数", default=0)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        verbose_name = "批量接受"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BulkState.values), name="bulk_state_known"),
            models.CheckConstraint(condition=Q(threshold__gt=0, threshold__lte=1), name="bulk_threshold_share"),
        )

    def __str__(self) -> str:
        return f"概率不低于 {self.threshold.normalize():f} 的 {len(self.proposals)} 条"
