"""What a project has reached, and what the city recognised of it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User

from .project import Project


@pghistory.track()
class StageEntry(models.Model):
    """A stage reached on a day, with its evidence; wrong ones are withdrawn, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="stages")
    stage = models.CharField("阶段", max_length=20)
    happened_on = models.DateField("日期")
    known_at = models.DateTimeField("登记时间")
    evidence_kind = models.CharField("证据", max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("说明", max_length=300, blank=True)
    order_reason = models.CharField("次序异常的原因", max_length=300, blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("happened_on", "known_at")
        verbose_name = "阶段记录"
        indexes = (models.Index(fields=["stage", "happened_on"], name="stage_entry_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=["project", "stage", "happened_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="stage_entry_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} · {self.stage}"


class RecognisedThing(models.TextChoices):
    """What is recognised."""

    SIGNED = "signed", "签约"
    REGISTERED = "registered", "注册"
    START = "started", "开工"
    COMPLETION = "completed", "竣工"
    PRODUCTION = "in_production", "投产"
    FULL_OUTPUT = "full_output", "达产"


@pghistory.track()
class Recognition(models.Model):
    """The city counts a start, a completion … for a year; apart from what the zone reports."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="recognitions")
    what = models.CharField("认定事项", max_length=20, choices=RecognisedThing)
    year = models.PositiveSmallIntegerField("计入年度")
    recognised_by = models.CharField("认定单位", max_length=120)
    document = models.CharField("文号", max_length=120)
    dated = models.DateField("认定日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        ordering = ("-dated",)
        verbose_name = "上级认定"
        constraints = (
            models.UniqueConstraint(
                fields=["project", "what"], condition=Q(withdrawn_at__isnull=True), name="recognised_once_a_project"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} · {self.get_what_display()} {self.year}"
