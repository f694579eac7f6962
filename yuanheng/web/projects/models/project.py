"""A project: one row from first lead to full production, with its investors and its amounts."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.base.shown import CURRENCIES
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name

ORIGINS = (("domestic", "内资"), ("foreign", "外资"))
SOURCES = (
    ("office", "驻外办事处"), ("agency", "中介机构"), ("fund", "基金"), ("event", "招商活动"), ("person", "个人推荐"),
    ("firm", "以商引商"), ("other", "其他"),
)  # fmt: skip


class ProjectQuerySet(models.QuerySet["Project"]):
    """Filters of projects."""

    def matching(self, text: str) -> ProjectQuerySet:
        """By any part of the name or an investor's name, a number or code, pinyin or initials. Empty text matches all."""

        def also(wanted: str, plain: str) -> Q:
            invested = Investor.objects.filter(name_folded__contains=wanted).values("project_id")
            return Q(number__icontains=plain) | Q(national_code__icontains=plain) | Q(pk__in=invested)

        return found_by_name(self, text, also=also)

    def active(self) -> ProjectQuerySet:
        """Those that go on."""
        return self.filter(state=ProjectState.ACTIVE)


class ProjectState(models.TextChoices):
    """Whether it goes on."""

    ACTIVE = "active", "推进"
    SHELVED = "shelved", "搁置"
    ENDED = "ended", "终止"


@pghistory.track(exclude=KEYS)
class Project(Named):
    """One investment project. Unknown is '' or NULL; `stage` is derived: the furthest reached, with its day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("项目编号", max_length=40, unique=True)
    national_code = models.CharField("项目代码", max_length=40, blank=True)
    name = models.CharField("项目名称", max_length=200)
    origin = models.CharField("内外资", max_length=10, choices=ORIGINS, blank=True)
    manufacturing = models.BooleanField("制造业", null=True, blank=True)
    industry_code = models.CharField("行业代码", max_length=20, blank=True)
    cluster = models.CharField("产业", max_length=60, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="落地企业"
    )
    source_kind = models.CharField("信息来源", max_length=12, choices=SOURCES, blank=True)
    source_name = models.CharField("来源名称", max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任部门")
    manager = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责人")
    leader = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="挂钩领导")
    town = models.CharField("落地片区", max_length=60, blank=True)
    land_mu = models.DecimalField("用地(亩)", max_digits=12, decimal_places=4, null=True, blank=True)
    plant_m2 = models.DecimalField("厂房(㎡)", max_digits=14, decimal_places=2, null=True, blank=True)
    power_kva = models.DecimalField("用电(千伏安)", max_digits=14, decimal_places=2, null=True, blank=True)
    water_t_day = models.DecimalField("用水(吨/日)", max_digits=14, decimal_places=2, null=True, blank=True)
    summary = models.TextField("建设内容", blank=True)
    stage = models.CharField("阶段", max_length=20, default="lead")
    stage_on = models.DateField("阶段日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=ProjectState, default=ProjectState.ACTIVE)
    version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "项目"
        indexes = (
            GinIndex(fields=["grams"], name="project_grams"),
            models.Index(fields=["state", "stage", "-stage_on"], name="project_state_stage"),
            models.Index(fields=["organisation", "state"], name="project_organisation"),
            models.Index(fields=["-created_at", "id"], name="project_newest"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="project_has_name"),
            models.CheckConstraint(
                condition=Q(land_mu__isnull=True) | Q(land_mu__gte=0), name="project_land_not_negative"
            ),
            models.UniqueConstraint(fields=["national_code"], condition=~Q(national_code=""), name="project_code_once"),
        )

    def __str__(self) -> str:
        return self.name

    def fill_keys(self, investors: tuple[str, ...] = ()) -> None:
        """Set the stored keys."""
        self.set_keys(self.name, others=investors, codes=(self.number, self.national_code))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys, unless only other columns are written."""
        if kwargs.get("update_fields") is None:
            names = () if self._state.adding else tuple(self.investors.values_list("name", flat=True))
            self.fill_keys(names)
        super().save(*args, **kwargs)


@pghistory.track()
class Investor(models.Model):
    """One of the project's investors; `share` in per cent where it is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="investors")
    name = models.CharField("投资方", max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    country = models.CharField("国别地区", max_length=60, blank=True)
    foreign = models.BooleanField("境外", null=True, blank=True)
    share = models.DecimalField("占比(%)", max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "投资方"
        indexes = (models.Index(fields=["name_folded"], name="investor_name"),)
        constraints = (
            models.UniqueConstraint(fields=["project", "name"], name="investor_once"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(share__gt=0) & Q(share__lte=100)), name="investor_share"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its key."""
        self.name_folded = folded(self.name)[:200]
        super().save(*args, **kwargs)


class AmountKind(models.TextChoices):
    """What an amount is of; each is stated apart."""

    TOTAL = "total", "总投资"
    CONTRACT_FOREIGN = "contract_foreign", "合同外资"
    REGISTERED = "registered", "注册资本"
    ARRIVED = "arrived", "到位资金"


class ProjectAmount(models.Model):
    """An amount in its currency from a day on, as it became known; append-only: the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="amounts")
    kind = models.CharField("类别", max_length=20, choices=AmountKind)
    amount = models.DecimalField("金额", max_digits=20, decimal_places=2)
    currency = models.CharField("币种", max_length=10, choices=tuple(CURRENCIES.items()))
    holds_from = models.DateField("自")
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("变更原因", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("kind", "-holds_from", "-known_at")
        verbose_name = "项目金额"
        indexes = (models.Index(fields=["project", "kind", "-holds_from", "-known_at"], name="project_amount_newest"),)
        constraints = (models.CheckConstraint(condition=Q(amount__gte=0), name="project_amount_not_negative"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} {self.get_currency_display()}"
