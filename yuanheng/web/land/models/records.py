"""Dated, documented records of a parcel, with two times. Append-only: a correction names the record it replaces.

A record holds from `holds_from` and became known at `known_at`. One that is replaced counts only for who asks what was known
before; one that replaces with `void` says that the first was never true.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import end_of
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .imports import LandImport
from .parcel import Parcel


class RecordQuerySet(models.QuerySet[Any]):
    """Filters of records."""

    def known(self, known_on: date | None = None) -> Self:
        """Those that stood as known at the end of a day (None: now): replaced by nothing known then, and not void."""
        at = end_of(known_on)
        later = self.model._default_manager.filter(replaces=OuterRef("pk"))
        rows = self.filter(void=False)
        if at is not None:
            rows, later = rows.filter(known_at__lte=at), later.filter(known_at__lte=at)
        return rows.filter(~Exists(later))


class Recorded(models.Model):
    """What every record has."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holds_from = models.DateField("自")
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("说明", max_length=300, blank=True)
    document = models.CharField("文号或依据", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    source = models.ForeignKey(LandImport, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正"
    )
    void = models.BooleanField("作废", default=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Supply(Recorded):
    """A supply of a parcel to a holder: what the contract or the allocation says. Areas in 亩, money in 元."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="supplies")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="land_supplies", verbose_name="项目"
    )
    contract_no = models.CharField("合同编号", max_length=120, blank=True)
    supervision_no = models.CharField("电子监管号", max_length=80, blank=True)
    way = models.CharField("供地方式", max_length=40, blank=True)
    land_source = models.CharField("土地来源", max_length=60, blank=True)
    use = models.CharField("土地用途", max_length=80, blank=True)
    term_years = ArrayField(models.DecimalField(max_digits=5, decimal_places=1), default=list, verbose_name="年限")
    area_mu = models.DecimalField("供地面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    price = models.DecimalField("价款(元)", max_digits=20, decimal_places=2, null=True, blank=True)
    handed_over_on = models.DateField("交地时间", null=True, blank=True)
    agreed_start_on = models.DateField("约定动工", null=True, blank=True)
    agreed_completion_on = models.DateField("约定竣工", null=True, blank=True)
    ratio_low = models.DecimalField("容积率下限", max_digits=8, decimal_places=4, null=True, blank=True)
    ratio_high = models.DecimalField("容积率上限", max_digits=8, decimal_places=4, null=True, blank=True)
    planned_investment = models.DecimalField("约定投资(元)", max_digits=20, decimal_places=2, null=True, blank=True)
    authority = models.CharField("批准单位", max_length=120, blank=True)
    holder_text = models.CharField("受让人", max_length=200, blank=True)
    holder = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="land_supplies")

    class Meta:
        ordering = ("-holds_from", "-known_at")
        verbose_name = "供地"
        indexes = (models.Index(fields=["parcel", "-holds_from"], name="supply_parcel"),)
        constraints = (
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name="supply_price_not_negative"),
            models.CheckConstraint(condition=Q(area_mu__isnull=True) | Q(area_mu__gt=0), name="supply_area_positive"),
        )

    def __str__(self) -> str:
        return f"供地 {self.contract_no or self.holds_from}"


class FactKind(models.TextChoices):
    """What a fact is about; `DAYS` say that something happened on `holds_from`, `AMOUNTS` that a figure holds from then."""

    APPROVED = "approved", "用地批准"
    STARTED = "started", "动工"
    STOPPED = "stopped", "停工或停产"
    RESUMED = "resumed", "复工或复产"
    COMPLETED = "completed", "竣工"
    DEVELOPED = "developed_area", "已动工开发面积"
    INVESTED = "invested", "已投资额"
    VACANT = "vacant_area", "空置面积"
    RATIO = "plot_ratio", "实际容积率"
    EXTENDED = "extended", "延长动工期限"
    DELAY = "delay", "政府原因延误"
    TAKEN_BACK = "taken_back", "收回"


DAYS = (
    FactKind.APPROVED, FactKind.STARTED, FactKind.STOPPED, FactKind.RESUMED, FactKind.COMPLETED, FactKind.TAKEN_BACK,
)  # fmt: skip
UNITS = {FactKind.DEVELOPED: "亩", FactKind.VACANT: "亩", FactKind.INVESTED: "元", FactKind.RATIO: ""}


class ParcelFact(Recorded):
    """One fact that a state may hang on.

    `until`: the last day of a delay (NULL: it runs), the agreed start that an extension sets; `amount`: mu, yuan or a ratio.
    """

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="facts")
    kind = models.CharField("事项", max_length=16, choices=FactKind)
    amount = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        ordering = ("-holds_from", "-known_at")
        verbose_name = "宗地事实"
        indexes = (models.Index(fields=["parcel", "kind", "-holds_from"], name="parcel_fact_newest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind__in=list(UNITS)) | Q(amount__gte=0), name="parcel_fact_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(void=True) | ~Q(kind="extended") | Q(until__isnull=False), name="parcel_extension_has_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.holds_from}"


class Certificate(Recorded):
    """A title certificate with the area it states, in 亩."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="certificates")
    number = models.CharField("权证号", max_length=160)
    area_mu = models.DecimalField("证载面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    holder_text = models.CharField("权利人", max_length=200, blank=True)

    class Meta:
        ordering = ("-holds_from", "-known_at")
        verbose_name = "权证"
        indexes = (models.Index(fields=["parcel", "-holds_from"], name="certificate_parcel"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(area_mu__isnull=True) | Q(area_mu__gt=0), name="certificate_area_positive"
            ),
        )

    def __str__(self) -> str:
        return self.number


class HoldingKind(models.TextChoices):
    """How somebody or something is on a parcel."""

    HOLDER = "holder", "使用权人"
    TENANT = "tenant", "承租人"
    STANDING = "standing", "地上物"


class Holding(Recorded):
    """Who holds it, who rents it, what stands on it, from `holds_from` to `until` (NULL: still)."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="holdings")
    kind = models.CharField("类别", max_length=10, choices=HoldingKind)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="land_holdings")
    name = models.CharField("名称", max_length=200)
    amount = models.DecimalField("面积", max_digits=14, decimal_places=4, null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        ordering = ("kind", "-holds_from", "-known_at")
        verbose_name = "权属和使用"
        indexes = (models.Index(fields=["parcel", "kind", "-holds_from"], name="land_holding_parcel"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class Offer(Recorded):
    """A parcel offered to a project, by whom and why; a withdrawn offer is void."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="offers")
    project = models.ForeignKey(Project, models.PROTECT, related_name="land_offers")

    class Meta:
        ordering = ("-holds_from", "-known_at")
        verbose_name = "推荐选址"

    def __str__(self) -> str:
        return f"{self.parcel} → {self.project}"
