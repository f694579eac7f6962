"""A policy with its budgets, and what somebody found out of a subject."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User

from ..matching import Condition, Support

YUAN: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}
GIVEN_TO = (("enterprise", "企业(一企一奖)"), ("project", "项目(一项一奖)"))
THEMES = (
    ("headquarters", "总部经济"), ("industry", "产业发展"), ("innovation", "科技创新"), ("investment", "招商落地"),
    ("upgrade", "技术改造"), ("finance", "金融支持"), ("building", "楼宇经济"), ("talent", "人才用工"),
)  # fmt: skip


class Level(models.TextChoices):
    """Who stands behind it."""

    ZONE = "zone", "区级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Filters of policies."""

    def in_force(self, on: date) -> PolicyQuerySet:
        """Those that hold on a day."""
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))


@pghistory.track()
class Policy(models.Model):
    """One policy: its document, whom it is given to, conditions and support as data, and both in the document's words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField("政策名称", max_length=200)
    document = models.CharField("文号", max_length=120)
    issuer = models.CharField("发文单位", max_length=120)
    level = models.CharField("层级", max_length=10, choices=Level)
    theme = models.CharField("类别", max_length=20, choices=THEMES)
    issued_on = models.DateField("发文日期")
    since = models.DateField("施行日期")
    until = models.DateField("有效期至", null=True, blank=True)
    given_to = models.CharField("兑现对象", max_length=12, choices=GIVEN_TO)
    conditions = models.JSONField("条件", default=list, encoder=DjangoJSONEncoder)
    words = models.TextField("条件原文", blank=True)
    support = models.JSONField("支持", encoder=DjangoJSONEncoder)
    support_words = models.TextField("支持原文")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField("提前废止的依据", max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任部门")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "document")
        verbose_name = "政策"
        constraints = (
            models.UniqueConstraint(fields=["issuer", "document", "title"], name="policy_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="policy_span"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> tuple[Condition, ...]:
        """The conditions as values."""
        return tuple(Condition.model_validate(item) for item in self.conditions)

    @property
    def gives(self) -> Support:
        """The support as a value."""
        return Support.model_validate(self.support)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force."""
        return self.since <= day and (self.until is None or day <= self.until)


class PolicyBudget(models.Model):
    """A policy's budget of a year, by a document; append-only: the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField("年度")
    amount_yuan = models.DecimalField("预算", **YUAN)
    document = models.CharField("依据文件", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-year", "-at", "-id")
        verbose_name = "政策预算"
        indexes = (models.Index(fields=["policy", "year", "-at"], name="policy_budget_newest"),)
        constraints = (models.CheckConstraint(condition=Q(amount_yuan__gte=0), name="policy_budget_not_negative"),)

    def __str__(self) -> str:
        return f"{self.policy} {self.year} 年预算"


class KnownAnswer(models.Model):
    """What somebody found out of a subject, with its basis; append-only: the newest counts; `value` as the field's JSON."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    field = models.CharField("事项", max_length=40)
    value = models.JSONField(encoder=DjangoJSONEncoder)
    basis = models.CharField("依据", max_length=200)
    found_on = models.DateField("日期")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "核实的情况"
        indexes = (models.Index(fields=["subject_kind", "subject_id", "-at"], name="known_answer_subject"),)

    def __str__(self) -> str:
        return f"{self.field} {self.value}"
