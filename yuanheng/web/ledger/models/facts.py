"""The facts themselves, append-only, and a person's word on those that contradict each other."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7

from .readings import Reading


class Fact(models.Model):
    """One figure of one source cell. Never changed, never deleted (a trigger refuses both); written by COPY.

    Whether it counts is not in the row: see `snapshots.active_facts`.
    """

    id = models.BigAutoField(primary_key=True)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="facts")
    record_key = models.CharField(max_length=24)
    subject_key = models.TextField()
    subject_name = models.TextField()
    subject_address = models.TextField()
    measure = models.TextField()
    period = models.TextField()
    value = models.FloatField(null=True)
    unit = models.TextField()
    source = models.TextField()
    file = models.TextField()
    sheet = models.TextField()
    cell = models.TextField()
    raw = models.TextField()
    amount = models.DecimalField(max_digits=38, decimal_places=12)
    derived = models.BooleanField()
    conflict = models.BooleanField()
    account = models.TextField()
    file_hash = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = "数"
        indexes = (
            models.Index(fields=["record_key", "measure"], name="fact_record_measure"),
            models.Index(fields=["measure", "period"], name="fact_measure_period"),
        )

    def __str__(self) -> str:
        return f"{self.subject_name} {self.measure} {self.period}"


class Verdict(models.TextChoices):
    """A person's word on a fact that others contradict."""

    COUNTS = "counts", "采用"
    LEFT_OUT = "left_out", "不采用"
    SUMMED = "summed", "合并相加"


@pghistory.track()
class FactDecision(models.Model):
    """This figure counts, does not, or is to be summed with the others of its `group`; with why, and undoable."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="decisions")
    group = models.UUIDField(db_index=True)
    verdict = models.CharField("决定", max_length=10, choices=Verdict)
    why = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核定人")
    at = models.DateTimeField("核定时间")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("-at",)
        verbose_name = "核定"
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="fact_decision_verdict_known"),
            models.UniqueConstraint(fields=["fact"], condition=Q(undone_at__isnull=True), name="fact_one_decision"),
        )
