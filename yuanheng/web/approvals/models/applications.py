"""An application: an item or a chain asked for by somebody. Its clock and steps are its case's, never its own."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.cases.models import RUNNING, Case
from yuanheng.web.projects.models import Project

from .applicants import Applicant, HeldPaper

SUBJECT = "approvals.application"


class Channel(models.TextChoices):
    """Where an application came in."""

    COUNTER = "counter", "窗口"
    ONLINE = "online", "网上"
    UPPER = "upper", "上级平台"


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Filters of applications."""

    def running(self) -> ApplicationQuerySet:
        """Not closed."""
        return self.filter(case__status__in=RUNNING)

    def for_list(self) -> ApplicationQuerySet:
        """With what a line shows, and no more."""
        return self.select_related("case", "applicant", "organisation").only(
            "id", "label", "channel", "upper_number", "received_on", "applicant__name", "applicant__kind",
            "organisation__name", "case__number", "case__title", "case__status", "case__outcome", "case__due_on",
            "case__due_provisional", "case__next_label", "case__accepted_on", "case__closed_on",
        )  # fmt: skip


class Application(models.Model):
    """One application. `code` is a power's code or a chain's name; `since` the version of the terms it is under."""

    POWER, MATTER = "power", "matter"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=6, choices=((POWER, "事项"), (MATTER, "一件事")))
    code = models.CharField("事项代码", max_length=60)
    label = models.CharField("事项", max_length=200)
    since = models.DateField("版本")
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="applications", verbose_name="申请人")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    case = models.OneToOneField(Case, models.PROTECT, related_name="application")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="受理部门")
    channel = models.CharField("来源", max_length=8, choices=Channel, default=Channel.COUNTER)
    platform = models.CharField("上级平台", max_length=60, blank=True)
    upper_number = models.CharField("上级办件编号", max_length=80, blank=True)
    received_on = models.DateField("收件日期")
    by_word = models.BooleanField("告知承诺", default=False)
    promise_due = models.DateField("容缺补交期限", null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="收件人")
    created_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-created_at")
        verbose_name = "审批办件"
        indexes = (
            models.Index(fields=["applicant", "code"], name="application_applicant"),
            models.Index(fields=["code", "received_on"], name="application_code_day"),
            models.Index(fields=["promise_due"], name="application_promise", condition=Q(promise_due__isnull=False)),
            models.Index(fields=["received_on", "id"], name="application_received"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["platform", "upper_number"], condition=~Q(upper_number=""), name="application_upper_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=["power", "matter"]), name="application_kind_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="application_channel_known"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.applicant}"

    @property
    def number(self) -> str:
        """One number: the case's."""
        return self.case.number


@pghistory.track()
class ApplicationPaper(models.Model):
    """A paper used in an application: of the applicant's store, so that it is handed in once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    label = models.CharField("材料", max_length=120)
    paper = models.ForeignKey(HeldPaper, models.PROTECT, related_name="used_in")
    reused = models.BooleanField("沿用", default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("application", "id")
        verbose_name = "办件材料"
        constraints = (models.UniqueConstraint(fields=["application", "kind"], name="application_paper_once"),)

    def __str__(self) -> str:
        return self.label


class IssuedKind(models.TextChoices):
    """Documents we issue."""

    RECEIPT = "receipt", "受理通知书"
    SUPPLEMENT = "supplement", "一次性补正告知书"
    PROMISE = "promise", "容缺受理(告知承诺)书"
    DECISION = "decision", "审批决定书"
    TERMINATION = "termination", "终止办理通知书"


@pghistory.track()
class Issued(models.Model):
    """A document with its number and its file; `told` is what the public page shows. Revoked, never deleted."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="issued")
    kind = models.CharField("文书", max_length=12, choices=IssuedKind)
    step = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField("文号", max_length=80, unique=True)
    on = models.DateField("日期")
    valid_until = models.DateField("有效期至", null=True)
    told = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("application", "id")
        verbose_name = "审批文书"
        constraints = (models.UniqueConstraint(fields=["kind", "year", "serial"], name="issued_serial_once"),)

    def __str__(self) -> str:
        return self.number

    @property
    def token(self) -> str:
        """What stands in its QR code."""
        from ..verifying import token_of

        return token_of(self)


@pghistory.track()
class Review(models.Model):
    """What the applicant thought of it (好差评), once; a bad one is answered."""

    BAD = 2

    application = models.OneToOneField(Application, models.PROTECT, related_name="review", primary_key=True)
    stars = models.PositiveSmallIntegerField("评分")
    words = models.CharField("意见", max_length=500, blank=True)
    at = models.DateTimeField("评价时间")
    due_on = models.DateField("应回复日", null=True)
    answer = models.CharField("回复", max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)
        verbose_name = "好差评"
        constraints = (models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="review_stars_range"),)

    def __str__(self) -> str:
        return f"{self.stars} 星"

    @property
    def bad(self) -> bool:
        """One or two stars."""
        return self.stars <= self.BAD


class DocumentTemplate(models.Model):
    """The office's own Word template of a kind of document. Append-only; the newest counts."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField("文书", max_length=12, choices=IssuedKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "-id")
        verbose_name = "文书模板"

    def __str__(self) -> str:
        return self.get_kind_display()


def application_of(case: Any) -> Application | None:
    """The application behind a case; None where the case is about something else."""
    if case.subject_kind != SUBJECT:
        return None
    return Application.objects.select_related("applicant", "case").filter(case_id=case.pk).first()
