"""First reported, first in talks (首报首谈): who found a lead is protected for a stated time; others may claim."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.projects.models import Project


@pghistory.track()
class Protection(models.Model):
    """The protection of one lead. Who reported first and who talked first never changes; who is protected is the
    project's manager, until `until`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.OneToOneField(Project, models.PROTECT, related_name="protection")
    first_reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="首报人")
    first_reported_at = models.DateTimeField("首报时间")
    first_talks_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="首谈人")
    first_talks_on = models.DateField("首谈日期", null=True)
    until = models.DateField("保护期至")
    provisional = models.BooleanField("暂定", default=False)
    extended_reason = models.CharField("延期原因", max_length=200, blank=True)
    escalated_on = models.DateField("报领导日期", null=True)
    released_on = models.DateField("放开日期", null=True)
    released_reason = models.CharField("放开原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "首报首谈保护"
        indexes = (models.Index(fields=["until"], name="protection_until", condition=Q(released_on__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.project} 保护期至 {self.until}"


class ClaimKind(models.TextChoices):
    """What somebody asks of a lead that is another's."""

    JOIN = "join", "加入"
    OBJECTION = "objection", "提出异议"
    COOPERATION = "cooperation", "转为协作"


class ClaimState(models.TextChoices):
    """How it was settled."""

    OPEN = "open", "待处理"
    JOINED = "joined", "已加入"
    COOPERATES = "cooperates", "协作中"
    MOVED = "moved", "已移交"
    SEPARATE = "separate", "另一项目"
    REFUSED = "refused", "不同意"


@pghistory.track()
class Claim(models.Model):
    """A colleague met a lead that is somebody else's: what they say, and how it was settled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="claims")
    kind = models.CharField("请求", max_length=12, choices=ClaimKind)
    text = models.CharField("说明", max_length=400)
    state = models.CharField("状态", max_length=12, choices=ClaimState, default=ClaimState.OPEN)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("提出时间")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.CharField("处理意见", max_length=400, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="处理人")
    answered_at = models.DateTimeField("处理时间", null=True)

    class Meta:
        ordering = ("-at",)
        verbose_name = "首报首谈请求"
        indexes = (models.Index(fields=["state", "-at"], name="claim_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["project", "by"], condition=Q(state="open"), name="claim_one_open_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.by} · {self.get_kind_display()} · {self.project}"


class HandOver(models.Model):
    """What went from one person to another in one step. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="移交人")
    to_user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="接手人")
    reason = models.CharField("原因", max_length=200)
    projects = models.PositiveIntegerField("项目")
    companies = models.PositiveIntegerField("目标对象")
    steps = models.PositiveIntegerField("下一步")
    moved = models.JSONField("清单", default=list)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "招商交接"
