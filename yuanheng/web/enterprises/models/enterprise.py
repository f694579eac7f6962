"""The register: one row a firm, a stable id, the names it has had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.engines import identities
from yuanheng.web.base.ids import uuid7

from ..keys import folded
from ..named import KEYS, Named, found_by_name

SCALES = (("规上", "规上"), ("规下", "规下"))


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Filters of enterprises, and the way to the engines."""

    def matching(self, text: str) -> EnterpriseQuerySet:
        """By any part of a name (former ones too), a code, pinyin or initials. Empty text matches all."""

        def also(wanted: str, plain: str) -> Q:
            former = FormerName.objects.filter(folded__contains=wanted).values("enterprise_id")
            codes = Q(code__icontains=plain) | Q(uscc__icontains=plain) | Q(old_registration__icontains=plain)
            return codes | Q(pk__in=former)

        return found_by_name(self, text, also=also)

    def to_register(self) -> identities.Register:
        """The engines' register of these firms; `id` is the primary key as text. Two queries."""
        rows = self.prefetch_related("former_names")
        return identities.Register.of([row.to_engine() for row in rows])


@pghistory.track(exclude=KEYS)
class Enterprise(Named):
    """One firm. An unknown attribute is '' or NULL, never a default that looks like knowledge."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField("企业编号", max_length=60, unique=True)
    name = models.CharField("企业名称", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True, null=True, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    old_registration = models.CharField("原注册号", max_length=60, blank=True)
    scale = models.CharField("规模", max_length=10, blank=True)
    industry_code = models.CharField("行业代码", max_length=20, blank=True)
    industry = models.CharField("行业", max_length=100, blank=True)
    cluster = models.CharField("主导产业", max_length=60, blank=True)
    town = models.CharField("街镇", max_length=60, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    production_on = models.DateField("投产日期", null=True, blank=True)
    status = models.CharField("状态", max_length=30, blank=True)
    utility = models.BooleanField("公用事业", null=True, blank=True)
    capital = models.DecimalField("注册资本", max_digits=20, decimal_places=2, null=True, blank=True)
    capital_currency = models.CharField("币种", max_length=10, blank=True)
    business_scope = models.TextField("经营范围", blank=True)
    created_at = models.DateTimeField("入库时间", auto_now_add=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ("name_pinyin", "code")
        verbose_name = "企业"
        indexes = (
            GinIndex(fields=["grams"], name="enterprise_grams"),
            models.Index(fields=["name_pinyin", "id"], name="enterprise_pinyin"),
            models.Index(fields=["town"], name="enterprise_town"),
            models.Index(fields=["cluster"], name="enterprise_cluster"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(uscc=""), name="enterprise_uscc_null_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="enterprise_has_name"),
            models.CheckConstraint(condition=Q(scale__in=["", "规上", "规下"]), name="enterprise_scale_known"),
        )

    def __str__(self) -> str:
        return self.name

    def fill_keys(self, former_names: Iterable[str] = ()) -> None:
        """Set the stored keys; call it before every save that may have changed a name or a code."""
        self.set_keys(self.name, others=former_names, codes=(self.code, self.uscc or "", self.old_registration))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys."""
        former = [] if self._state.adding else list(self.former_names.values_list("name", flat=True))
        self.fill_keys(former)
        super().save(*args, **kwargs)

    def to_engine(self) -> identities.Enterprise:
        """The engines' value of this firm."""
        return identities.Enterprise(
            id=str(self.pk),
            name=self.name,
            uscc=self.uscc or "",
            address=self.address,
            former_names=tuple(f.name for f in self.former_names.all()),
            old_registration=self.old_registration,
            scale=self.scale,
            industry_code=self.industry_code,
            industry=self.industry,
            cluster=self.cluster,
            town=self.town,
            founded_on=self.founded_on,
            production_on=self.production_on,
            status=self.status,
            utility=self.utility,
            capital=self.capital,
            capital_currency=self.capital_currency,
            business_scope=self.business_scope,
        )


@pghistory.track()
class FormerName(models.Model):
    """A name the firm had, and until when where that is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="former_names")
    name = models.CharField("曾用名", max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    used_from = models.DateField("启用日期", null=True, blank=True)
    used_until = models.DateField("停用日期", null=True, blank=True)
    recorded_at = models.DateTimeField("记入时间", auto_now_add=True)

    class Meta:
        ordering = ("-used_until", "name")
        verbose_name = "曾用名"
        constraints = (models.UniqueConstraint(fields=["enterprise", "name"], name="former_name_once"),)

    def __str__(self) -> str:
        return self.name

    def fill_key(self) -> None:
        """Set the folded form, by which it is found; call it before a bulk write."""
        self.folded = folded(self.name)[:200]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its folded form."""
        self.fill_key()
        super().save(*args, **kwargs)
