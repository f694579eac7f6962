"""Target companies (招商目标对象): who might come, why, who courts them, and what is known of them."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.shown import CURRENCIES
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name

from .imports import CompanyImport


class CompanyKind(models.TextChoices):
    """What it is to us."""

    COMPANY = "company", "产业企业"
    INVESTOR = "investor", "投资机构"


class CompanyState(models.TextChoices):
    """How far the courting has come."""

    LISTED = "listed", "在库"
    CONTACTED = "contacted", "已接触"
    LEAD = "lead", "已转项目"
    LANDED = "landed", "已落地"
    DROPPED = "dropped", "不再跟踪"


class TargetCompanyQuerySet(models.QuerySet["TargetCompany"]):
    """Filters of target companies."""

    def matching(self, text: str) -> TargetCompanyQuerySet:
        """By any part of the name, the code, pinyin or initials. Empty text matches all."""
        return found_by_name(self, text, also=lambda wanted, plain: Q(uscc__icontains=plain))

    def in_library(self) -> TargetCompanyQuerySet:
        """Those still followed."""
        return self.exclude(state=CompanyState.DROPPED)


@pghistory.track(exclude=[*KEYS, "fit", "fit_known"])
class TargetCompany(Named):
    """One company that might come. Unknown is '' or NULL. `fit` is derived from `FitScore`, kept here to sort by."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("企业名称", max_length=200)
    kind = models.CharField("类别", max_length=10, choices=CompanyKind, default=CompanyKind.COMPANY)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    country = models.CharField("国别地区", max_length=60, blank=True)
    city = models.CharField("所在城市", max_length=60, blank=True)
    chain = models.SlugField("产业链", max_length=40, blank=True)
    segment = models.SlugField("环节", max_length=40, blank=True)
    products = models.CharField("主要产品", max_length=300, blank=True)
    capital_text = models.CharField("注册资本(原文)", max_length=80, blank=True)
    capital = models.DecimalField("注册资本", max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField("币种", max_length=10, choices=tuple(CURRENCIES.items()), blank=True)
    growth = models.DecimalField("营收增速(%)", max_digits=8, decimal_places=2, null=True, blank=True)
    contact = models.CharField("联系人", max_length=120, blank=True)
    note = models.TextField("备注", blank=True)
    state = models.CharField("状态", max_length=10, choices=CompanyState, default=CompanyState.LISTED)
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="跟踪人"
    )
    locked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="锁定人")
    locked_until = models.DateField("锁定至", null=True, blank=True)
    visited_on = models.DateField("最近走访", null=True, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="落地企业"
    )
    source = models.CharField("来源", max_length=120, blank=True)
    entered_by_import = models.ForeignKey(
        CompanyImport, models.PROTECT, null=True, blank=True, related_name="companies", verbose_name="导入批次"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任部门")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("入库时间")
    version = models.PositiveIntegerField(default=1, editable=False)
    fit = models.DecimalField("匹配度", max_digits=6, decimal_places=2, null=True, blank=True)
    fit_known = models.DecimalField("已知项权重", max_digits=6, decimal_places=2, null=True, blank=True)

    objects = TargetCompanyQuerySet.as_manager()

    class Meta:
        ordering = ("name_pinyin", "id")
        verbose_name = "招商目标对象"
        indexes = (
            GinIndex(fields=["grams"], name="target_company_grams"),
            models.Index(fields=["chain", "segment", "-fit"], name="target_company_chain"),
            models.Index(fields=["name_pinyin", "id"], name="target_company_pinyin"),
            models.Index(fields=["assigned_to", "state"], name="target_company_assigned"),
        )
        constraints = (
            models.UniqueConstraint(fields=["name_folded"], name="target_company_once"),
            models.CheckConstraint(condition=~Q(name=""), name="target_company_has_name"),
            models.CheckConstraint(
                condition=Q(capital__isnull=True) | (Q(capital__gte=0) & ~Q(currency="")),
                name="target_company_capital_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(locked_until__isnull=True, locked_by__isnull=True)
                | Q(locked_until__isnull=False, locked_by__isnull=False),
                name="target_company_lock_has_holder",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def fill_keys(self) -> None:
        """Set the stored keys; call it before a bulk write."""
        self.set_keys(self.name, codes=(self.uscc,))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys, unless only other columns are written."""
        if kwargs.get("update_fields") is None:
            self.fill_keys()
        super().save(*args, **kwargs)


class CompanyNews(models.Model):
    """What was heard of a company: an expansion, money raised. Append-only; `amount` only where the text says it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    company = models.ForeignKey(TargetCompany, models.PROTECT, related_name="news")
    on = models.DateField("日期", null=True)
    kind = models.CharField(
        "类别", max_length=10, choices=(("expansion", "扩产"), ("financing", "融资"), ("other", "其他"))
    )
    text = models.CharField("内容", max_length=400)
    amount_text = models.CharField("金额(原文)", max_length=80, blank=True)
    amount = models.DecimalField("金额", max_digits=20, decimal_places=2, null=True)
    currency = models.CharField("币种", max_length=10, choices=tuple(CURRENCIES.items()), blank=True)
    investors = ArrayField(models.CharField(max_length=200), verbose_name="投资方", default=list)
    source = models.CharField("出处", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "企业动态"
        indexes = (models.Index(fields=["company", "-on"], name="company_news_newest"),)

    def __str__(self) -> str:
        return self.text


class FitScore(models.Model):
    """How a company fits by the scheme, with the whole explanation. Derived: made anew when anything it rests on changes."""

    company = models.OneToOneField(TargetCompany, models.CASCADE, primary_key=True, related_name="score")
    total = models.DecimalField("匹配度", max_digits=6, decimal_places=2, null=True)
    known = models.DecimalField("已知项权重", max_digits=6, decimal_places=2)
    scheme = models.CharField("办法", max_length=80)
    scheme_hash = models.CharField(max_length=64)
    on = models.DateField("评分日")
    tree = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)

    class Meta:
        verbose_name = "匹配度"
