"""A parcel: one row from its first survey; its boundary in versions; which parcels it came from."""

from __future__ import annotations

from typing import Any

import pghistory
import shapely
from django.db import models
from django.db.models import F, Q
from shapely.geometry.base import BaseGeometry

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.enterprises.models import Enterprise

from .imports import LandImport


class ParcelQuerySet(models.QuerySet["Parcel"]):
    """Filters of parcels."""

    def matching(self, text: str) -> ParcelQuerySet:
        """By any part of the number, the name, the holder or the place. Empty text matches all."""
        wanted = folded(text)
        return self.filter(words__contains=wanted) if wanted else self

    def standing(self) -> ParcelQuerySet:
        """Those that have not become other parcels."""
        return self.filter(retired_on__isnull=True)


@pghistory.track(exclude=["words"])
class Parcel(models.Model):
    """One piece of land. Unknown is '' or NULL.

    `area_mu`, `certified_mu`, `supplied_mu` are of the newest boundary, certificate and supply: derived, kept for lists.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("地块号", max_length=80, unique=True)
    name = models.CharField("名称", max_length=200, blank=True)
    place = models.CharField("坐落", max_length=200, blank=True)
    town = models.CharField("街镇", max_length=60, blank=True)
    park = models.CharField("园区片区", max_length=60, blank=True)
    use = models.CharField("用途", max_length=80, blank=True)
    industry_code = models.CharField("行业代码", max_length=20, blank=True)
    cluster = models.CharField("产业", max_length=60, blank=True)
    holder = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="parcels", verbose_name="使用权人(企业)"
    )
    holder_text = models.CharField("使用权人", max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="管理部门")
    area_mu = models.DecimalField("图上面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    certified_mu = models.DecimalField("证载面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    supplied_mu = models.DecimalField("供地面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    area_share = models.DecimalField("面积相差", max_digits=12, decimal_places=6, null=True, blank=True)
    retired_on = models.DateField("注销日期", null=True, blank=True)
    words = models.CharField(max_length=800, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间")

    objects = ParcelQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name = "宗地"
        indexes = (
            models.Index(fields=["town", "park"], name="parcel_place"),
            models.Index(fields=["retired_on"], name="parcel_retired"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(number=""), name="parcel_has_number"),
            models.CheckConstraint(condition=Q(area_mu__isnull=True) | Q(area_mu__gt=0), name="parcel_area_positive"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def best_mu(self) -> Any:
        """The area to reckon with: certified, else supplied, else drawn; None where none is known."""
        return next((v for v in (self.certified_mu, self.supplied_mu, self.area_mu) if v is not None), None)

    @property
    def holder_name(self) -> str:
        """As the register has it, else as the papers write it."""
        return self.holder_text or (self.holder.name if self.holder else "")

    def fill_words(self) -> None:
        """Set what the search looks at; call it before a bulk write."""
        self.words = folded(" ".join((self.number, self.name, self.place, self.holder_text)))[:800]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh words."""
        self.fill_words()
        super().save(*args, **kwargs)


class ParcelGeometry(models.Model):
    """A boundary as it holds from a day, in EPSG:4490 (WKB), with its area on the ellipsoid. Append-only: the newest counts.

    `exact` is False where it came from GCJ-02: good to about a metre, not for comparison with a certificate.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="boundaries")
    wkb = models.BinaryField()
    area_mu = models.DecimalField("面积(亩)", max_digits=14, decimal_places=4)
    exact = models.BooleanField("精确", default=True)
    source = models.ForeignKey(LandImport, models.PROTECT, null=True, blank=True, related_name="+")
    holds_from = models.DateField("自")
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("原因", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-holds_from", "-known_at", "-id")
        verbose_name = "界线"
        indexes = (models.Index(fields=["parcel", "-holds_from", "-known_at", "-id"], name="parcel_boundary_newest"),)

    def __str__(self) -> str:
        return f"{self.parcel} {self.holds_from}"

    @property
    def shape(self) -> BaseGeometry:
        """The boundary as a geometry."""
        return shapely.from_wkb(bytes(self.wkb))


class Descent(models.Model):
    """A part of an old parcel that a new one took over. Append-only; shares of the old one and of the new one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    old = models.ForeignKey(Parcel, models.PROTECT, related_name="successors")
    new = models.ForeignKey(Parcel, models.PROTECT, related_name="ancestors")
    kind = models.CharField(
        "变化",
        max_length=12,
        choices=(("split", "分割"), ("merged", "合并"), ("rearranged", "重新划分"), ("renumbered", "改号")),
    )
    of_old = models.DecimalField("占原宗地", max_digits=7, decimal_places=4)
    of_new = models.DecimalField("占新宗地", max_digits=7, decimal_places=4)
    happened_on = models.DateField("日期")
    sentence = models.CharField("说明", max_length=500, blank=True)
    source = models.ForeignKey(LandImport, models.PROTECT, null=True, blank=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-happened_on", "-known_at")
        verbose_name = "宗地沿革"
        constraints = (
            models.UniqueConstraint(fields=["old", "new"], name="descent_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="descent_two_parcels"),
        )

    def __str__(self) -> str:
        return self.sentence


class Outline(models.Model):
    """A line or area that is no parcel: the zone's boundary, a road, a river. `ended_at` when a newer layer replaced it."""

    KINDS = (("boundary", "园区界线"), ("road", "道路"), ("river", "河流"), ("other", "其他底图"))

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    name = models.CharField("名称", max_length=120, blank=True)
    wkb = models.BinaryField()
    source = models.ForeignKey(LandImport, models.PROTECT, null=True, blank=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "name")
        verbose_name = "底图要素"
        indexes = (models.Index(fields=["kind"], condition=Q(ended_at__isnull=True), name="outline_kind"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def shape(self) -> BaseGeometry:
        """The geometry."""
        return shapely.from_wkb(bytes(self.wkb))
