"""An application for support and what was done about it. `state` is derived from the case; the rest only grows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.cases.models import Case
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .policies import YUAN, Policy


class FulfilmentState(models.TextChoices):
    """How an application stands; derived from its case."""

    OPEN = "open", "办理中"
    FULFILLED = "fulfilled", "已兑现"
    REFUSED = "refused", "不予兑现"
    WITHDRAWN = "withdrawn", "已撤回"


class FulfilmentQuerySet(models.QuerySet["Fulfilment"]):
    """Filters of applications."""

    def with_money(self) -> FulfilmentQuerySet:
        """With `approved` (the newest) and `paid`."""
        newest = Approval.objects.filter(fulfilment=OuterRef("pk")).order_by("-at", "-pk")
        paid = (
            Payment.objects.filter(fulfilment=OuterRef("pk"))
            .order_by()
            .values("fulfilment")
            .annotate(total=Sum("amount_yuan"))
            .values("total")
        )
        return self.annotate(
            approved=Subquery(newest.values("amount_yuan")[:1]),
            paid=Coalesce(Subquery(paid), Value(Decimal(0)), output_field=models.DecimalField(**YUAN)),
        )


@pghistory.track()
class Fulfilment(models.Model):
    """An application for a policy's support of a year by one subject; `findings` are the match as it stood that day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="fulfilments", verbose_name="政策")
    year = models.PositiveSmallIntegerField("年度")
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="fulfilments", verbose_name="企业"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="fulfilments", verbose_name="项目"
    )
    case = models.OneToOneField(Case, models.PROTECT, related_name="policy_fulfilment")
    state = models.CharField("状态", max_length=12, choices=FulfilmentState, default=FulfilmentState.OPEN)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    asked_yuan = models.DecimalField("申请金额", **YUAN)
    verdict = models.CharField(max_length=8)
    findings = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    worth_words = models.TextField("金额依据", blank=True)
    worth_group = models.CharField(max_length=40, blank=True)
    reason = models.TextField("说明", blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="受理部门")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "政策兑现"
        indexes = (models.Index(fields=["state", "year"], name="fulfilment_state_year"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False, project__isnull=True)
                | Q(enterprise__isnull=True, project__isnull=False),
                name="fulfilment_one_subject",
            ),
            models.UniqueConstraint(
                fields=["policy", "year", "enterprise"],
                condition=Q(enterprise__isnull=False, state__in=["open", "fulfilled"]),
                name="fulfilment_once_a_firm",
            ),
            models.UniqueConstraint(
                fields=["policy", "year", "project"],
                condition=Q(project__isnull=False, state__in=["open", "fulfilled"]),
                name="fulfilment_once_a_project",
            ),
            models.CheckConstraint(condition=Q(asked_yuan__gt=0), name="fulfilment_asks_for_something"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.year} 年“{self.policy}”"

    @property
    def subject(self) -> Any:
        """The firm or the project."""
        return self.enterprise or self.project


class Approval(models.Model):
    """The amount approved; append-only: the newest counts, a later one says why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, related_name="approvals")
    amount_yuan = models.DecimalField("审定金额", **YUAN)
    opinion = models.CharField("意见", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("审定时间")

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "审定金额"
        constraints = (models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="approval_positive"),)

    def __str__(self) -> str:
        return f"{self.fulfilment} 审定 {self.amount_yuan} 元"


class PublicNotice(models.Model):
    """A public notice: where, from when, until which working day. Append-only; another is another notice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, related_name="notices")
    place = models.CharField("公示位置", max_length=200)
    since = models.DateField("公示开始")
    until = models.DateField("公示截止")
    days = models.PositiveSmallIntegerField("工作日")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "公示"
        constraints = (models.CheckConstraint(condition=Q(until__gte=F("since")), name="public_notice_span"),)

    def __str__(self) -> str:
        return f"{self.since} 至 {self.until}"


@pghistory.track()
class NoticeObjection(models.Model):
    """An objection to a public notice; settled with its answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    received_on = models.DateField("收到日期")
    text = models.TextField("异议")
    answer = models.TextField("核查结果", blank=True)
    settled_on = models.DateField("核查日期", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("at",)
        verbose_name = "公示异议"

    def __str__(self) -> str:
        return self.text[:40]


class Payment(models.Model):
    """Money paid on an application; a reversal is a row of the negative amount. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, related_name="payments")
    amount_yuan = models.DecimalField("金额", **YUAN)
    paid_on = models.DateField("拨付日期")
    voucher = models.CharField("凭证号", max_length=80)
    note = models.CharField("说明", max_length=200, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("paid_on", "at", "id")
        verbose_name = "拨付"
        constraints = (
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount_yuan__gt=0) | Q(reverses__isnull=False, amount_yuan__lt=0),
                name="payment_sign",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount_yuan} 元"
