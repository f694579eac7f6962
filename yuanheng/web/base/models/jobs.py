"""Long work and how far it is."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ..ids import uuid7
from .organisations import Organisation


class JobState(models.TextChoices):
    """A job goes from waiting to running to one of the ends; a retry makes it wait again."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    SUCCEEDED = "succeeded", "已完成"
    FAILED = "failed", "未完成"


class JobQuerySet(models.QuerySet["Job"]):
    """Filters of jobs."""

    def for_target(self, target: models.Model) -> JobQuerySet:
        """Jobs about one object, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("-created_at")

    def unfinished(self) -> JobQuerySet:
        """Waiting or running."""
        return self.filter(state__in=(JobState.QUEUED, JobState.RUNNING))


class Job(models.Model):
    """One piece of background work: what a progress bar shows and a retry repeats."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类别", max_length=80)
    label = models.CharField("名称", max_length=120)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField("状态", max_length=10, choices=JobState, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField("进度", default=0)
    sentence = models.CharField("说明", max_length=300, blank=True)
    problem = models.TextField("未完成的原因", blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "后台任务"
        constraints = (
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="job_percent_at_most_100"),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
        )
        indexes = (models.Index(fields=["target_type", "target_id"]), models.Index(fields=["state"]))

    def __str__(self) -> str:
        return self.label

    @property
    def ended(self) -> bool:
        """True when there is nothing more to wait for."""
        return self.state in (JobState.SUCCEEDED, JobState.FAILED)
