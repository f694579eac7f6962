"""Support asked of the city, and its answers."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .policies import YUAN


class RequestOutcome(models.TextChoices):
    """What was answered."""

    GRANTED = "granted", "同意"
    PARTLY = "partly", "部分同意"
    REFUSED = "refused", "不同意"
    INTERIM = "interim", "阶段性回复"


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Filters of requests."""

    def waiting(self) -> SupportRequestQuerySet:
        """Without a final answer."""
        final = SupportAnswer.objects.exclude(outcome=RequestOutcome.INTERIM).values("request")
        return self.exclude(pk__in=final)

    def overdue(self, on: date) -> SupportRequestQuerySet:
        """Waiting past the day the answer was due."""
        return self.waiting().filter(due_on__lt=on)


@pghistory.track()
class SupportRequest(models.Model):
    """Support asked of the city: number, date and scan of the letter; the city answers or does not by the deadline."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("文号", max_length=120)
    title = models.CharField("事项", max_length=200)
    text = models.TextField("请求内容")
    asked_of = models.CharField("请示单位", max_length=120)
    asked_on = models.DateField("请示日期")
    due_on = models.DateField("答复期限", null=True, blank=True)
    amount_yuan = models.DecimalField("请求金额", null=True, blank=True, **YUAN)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="呈报部门")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_on", "-at")
        verbose_name = "争取上级支持"
        constraints = (
            models.UniqueConstraint(fields=["number"], name="support_request_number"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")), name="support_request_due"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SupportAnswer(models.Model):
    """An answer of the city, with its number, date and scan. Append-only; one final answer a request."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="answers")
    outcome = models.CharField("结果", max_length=10, choices=RequestOutcome)
    answered_on = models.DateField("答复日期")
    number = models.CharField("答复文号", max_length=120, blank=True)
    text = models.TextField("答复内容")
    granted_yuan = models.DecimalField("同意金额", null=True, blank=True, **YUAN)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("answered_on", "at")
        verbose_name = "上级答复"
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=~Q(outcome="interim"), name="support_request_one_final_answer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.answered_on}"
