"""The joint review of a run: a case at work, and the conclusion it came back with."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation
from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import Project

from .checks import CheckRun

USER = settings.AUTH_USER_MODEL


class JointReview(models.Model):
    """A run laid before the bureaus."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="joint_reviews", verbose_name="项目")
    run = models.OneToOneField(CheckRun, models.PROTECT, related_name="review", verbose_name="准入审查")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+", verbose_name="办件")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="发起人")
    at = models.DateTimeField("发起时间")

    class Meta:
        ordering = ("-at",)
        verbose_name = "准入联审"

    def __str__(self) -> str:
        return f"{self.project} 准入联审"


class ReviewConclusion(models.Model):
    """How a joint review ended, taken from its case in the transaction that ended it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.OneToOneField(JointReview, models.PROTECT, related_name="conclusion")
    status = models.CharField("结论", max_length=20)
    words = models.TextField("意见", blank=True)
    at = models.DateTimeField("作出时间")

    class Meta:
        verbose_name = "联审结论"

    def __str__(self) -> str:
        return self.status
