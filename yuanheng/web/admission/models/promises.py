"""What an agreement promises, and what each year's check found."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile
from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import Project

from ..policy import Promised, PromiseKind, Verdict, load_promise_kinds

USER = settings.AUTH_USER_MODEL
VERDICTS = [
    (Verdict.KEPT.value, "已兑现"),
    (Verdict.NOT_KEPT.value, "未兑现"),
    (Verdict.NOT_DUE.value, "未到期"),
    (Verdict.UNKNOWN.value, "不能判断"),
]


class Agreement(models.Model):
    """An agreement signed with a project's investor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="agreements", verbose_name="项目")
    document = models.CharField("协议名称", max_length=200)
    number = models.CharField("协议编号", max_length=80, blank=True)
    signed_on = models.DateField("签订日期")
    land_mu = models.DecimalField("协议用地(亩)", max_digits=12, decimal_places=4, null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="扫描件")
    note = models.CharField("说明", max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-signed_on", "-at")
        verbose_name = "投资协议"
        constraints = (
            models.CheckConstraint(condition=Q(land_mu__isnull=True) | Q(land_mu__gt=0), name="agreement_land_is_land"),
        )

    def __str__(self) -> str:
        return self.document


class LandBasis(models.TextChoices):
    """Which land a promise per mu is divided by."""

    AGREEMENT = "agreement", "协议用地面积"
    LEDGER = "ledger", "台账用地面积"


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Filters of promises."""

    def standing(self) -> PromiseQuerySet:
        """Those no later entry replaced."""
        return self.filter(replaced_by__isnull=True)

    def checked_in(self, year: int) -> PromiseQuerySet:
        """Those whose years of checking include the year."""
        return self.filter(Q(last_year__isnull=True) | Q(last_year__gte=year), first_year__lte=year)

    def with_newest(self, year: int) -> PromiseQuerySet:
        """With `newest_id` and `newest_verdict`: the newest check of the year."""
        newest = PromiseCheck.objects.filter(promise=OuterRef("pk"), year=year).order_by("-at", "-pk")
        return self.annotate(
            newest_id=Subquery(newest.values("pk")[:1]), newest_verdict=Subquery(newest.values("verdict")[:1])
        )


class Promise(models.Model):
    """One promise; when it changes, another entry replaces it and says why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="promises", verbose_name="协议")
    kind = models.CharField("承诺事项", max_length=40)
    value = models.DecimalField("承诺值", max_digits=20, decimal_places=4, null=True)
    due_on = models.DateField("约定日期", null=True)
    first_year = models.PositiveSmallIntegerField("首个核对年度")
    last_year = models.PositiveSmallIntegerField("最后核对年度", null=True)
    land_basis = models.CharField("用地口径", max_length=10, choices=LandBasis, blank=True)
    basis = models.CharField("条款", max_length=200, blank=True)
    consequence = models.TextField("违约后果")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="替换的承诺"
    )
    reason = models.TextField("变更理由", blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ("agreement", "kind", "at")
        verbose_name = "协议承诺"
        constraints = (
            models.CheckConstraint(
                condition=Q(value__isnull=True, due_on__isnull=False) | Q(value__isnull=False, due_on__isnull=True),
                name="promise_value_or_day",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="promise_change_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=models.F("first_year")), name="promise_years"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule.label} {self.shown}"

    @property
    def rule(self) -> PromiseKind:
        """The kind's rule."""
        return load_promise_kinds()[self.kind]

    @property
    def shown(self) -> str:
        """What was promised, in the unit people use."""
        if self.value is None:
            return f"{self.due_on:%Y-%m-%d} 前"
        return f"{(self.value / self.rule.factor).normalize():,f} {self.rule.typed}"

    def to_policy(self) -> Promised:
        """The policy's value."""
        agreed = self.agreement
        return Promised(
            kind=self.rule,
            value=self.value,
            due_on=self.due_on,
            signed_on=agreed.signed_on,
            land_mu=agreed.land_mu if self.land_basis == LandBasis.AGREEMENT else None,
        )

    def as_of(self, year: int, today: date) -> date:
        """The day a year's check looks from: its last, or today while it lasts."""
        return min(date(year, 12, 31), today)


class PromiseCheck(models.Model):
    """A promise looked at for a year. `plain` names no figure, for those who may not see the figures' groups."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="checks")
    year = models.PositiveSmallIntegerField("年度")
    verdict = models.CharField("结论", max_length=10, choices=VERDICTS)
    sentence = models.TextField("说明")
    plain = models.TextField("说明(不含数据)")
    groups = ArrayField(models.CharField(max_length=60), default=list)
    figures = models.JSONField("所用数据", default=list)
    on = models.DateField("核对日期")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="核对人")
    at = models.DateTimeField("核对时间")

    class Meta:
        ordering = ("-year", "-at", "-pk")
        verbose_name = "承诺核对"
        indexes = (models.Index(fields=["promise", "year", "-at"], name="promise_check_newest"),)

    def __str__(self) -> str:
        return f"{self.promise} {self.year} 年:{self.get_verdict_display()}"


class FollowUp(models.Model):
    """The supervised case that a broken promise led to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    check_of = models.OneToOneField(PromiseCheck, models.PROTECT, related_name="follow_up")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+", verbose_name="办件")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="发起人")
    at = models.DateTimeField("发起时间")

    class Meta:
        verbose_name = "违约处理"

    def __str__(self) -> str:
        return f"{self.check_of} 处理"
