"""What is let: a carrier, its buildings, their floors, the units on them, and what each unit was from a day on."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name


class CarrierKind(models.TextChoices):
    """What it is."""

    SCIENCE = "science", "科创载体"
    OFFICE = "office", "商务楼宇"
    PARK = "park", "园中园"
    INCUBATOR = "incubator", "孵化器"
    PLANT = "plant", "标准厂房"


class Tenure(models.TextChoices):
    """By what right the operator lets it."""

    OWN = "own", "自有产权"
    RENTED = "rented", "整体承租"
    ENTRUSTED = "entrusted", "委托运营"


class UnitUse(models.TextChoices):
    """What a unit is made for."""

    OFFICE = "office", "办公"
    RESEARCH = "research", "研发"
    SHOP = "shop", "商业"
    PLANT = "plant", "厂房"
    STORAGE = "storage", "仓储"
    OTHER = "other", "其他"


class UnitCondition(models.TextChoices):
    """Whether a unit can be let; whether it *is* let follows from its leases."""

    LETTABLE = "lettable", "可出租"
    OWN = "own", "运营方自用"
    CLOSED = "closed", "停用"


class Located(models.Model):
    """Where it lies, EPSG:4490; `footprint` is a GeoJSON polygon where the outline is known."""

    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    footprint = models.JSONField("轮廓", null=True, blank=True)

    class Meta:
        abstract = True


def _whole_place(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(longitude__isnull=True, latitude__isnull=True)
        | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
        name=name,
    )


class CarrierQuerySet(models.QuerySet["Carrier"]):
    """Filters of carriers."""

    def matching(self, text: str) -> CarrierQuerySet:
        """By any part of the name, pinyin or initials, or the address. Empty text matches all."""
        return found_by_name(self, text)


@pghistory.track(exclude=KEYS)
class Carrier(Named, Located):
    """One carrier. `organisation` operates it and keeps its records; `operator` is the company's name where it differs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("载体名称", max_length=200, unique=True)
    kind = models.CharField("类别", max_length=12, choices=CarrierKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="运营机构")
    operator = models.CharField("运营公司", max_length=200, blank=True)
    owner = models.CharField("产权方", max_length=200, blank=True)
    tenure = models.CharField("权属", max_length=12, choices=Tenure, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    town = models.CharField("片区", max_length=60, blank=True)
    opened_on = models.DateField("启用日期", null=True, blank=True)
    closed_on = models.DateField("停用日期", null=True, blank=True)
    note = models.TextField("说明", blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间")

    objects = CarrierQuerySet.as_manager()

    class Meta:
        ordering = ("name_pinyin", "id")
        verbose_name = "载体"
        indexes = (GinIndex(fields=["grams"], name="carrier_grams"),)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="carrier_has_name"),
            models.CheckConstraint(condition=Q(kind__in=CarrierKind.values), name="carrier_kind_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="carrier_span",
            ),
            _whole_place("carrier_place_whole"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys."""
        self.set_keys(self.name)
        super().save(*args, **kwargs)


@pghistory.track()
class Building(Located):
    """One building of a carrier; its gross area as the papers say, whatever its units add up to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="buildings", verbose_name="载体")
    name = models.CharField("楼栋", max_length=80)
    gross_m2 = models.DecimalField("建筑面积(㎡)", max_digits=12, decimal_places=2, null=True, blank=True)
    completed_on = models.DateField("竣工日期", null=True, blank=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("carrier", "name")
        verbose_name = "楼栋"
        constraints = (
            models.UniqueConstraint(fields=["carrier", "name"], name="building_once"),
            models.CheckConstraint(condition=~Q(name=""), name="building_has_name"),
            models.CheckConstraint(condition=Q(gross_m2__isnull=True) | Q(gross_m2__gt=0), name="building_gross"),
            _whole_place("building_place_whole"),
        )

    def __str__(self) -> str:
        return f"{self.carrier} {self.name}"


@pghistory.track()
class Floor(models.Model):
    """One floor; `level` orders it (-1 is the first below ground, there is no 0)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    building = models.ForeignKey(Building, models.PROTECT, related_name="floors", verbose_name="楼栋")
    level = models.SmallIntegerField("层")
    label = models.CharField("层名", max_length=20)

    class Meta:
        ordering = ("building", "-level")
        verbose_name = "楼层"
        constraints = (
            models.UniqueConstraint(fields=["building", "level"], name="floor_once"),
            models.CheckConstraint(condition=~Q(level=0) & Q(level__range=(-9, 200)), name="floor_level"),
        )

    def __str__(self) -> str:
        return f"{self.building} {self.label}"


@pghistory.track()
class Unit(models.Model):
    """One unit that can be let by itself; what it measures and is made for stands in `UnitState`, by day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    building = models.ForeignKey(Building, models.PROTECT, related_name="units", verbose_name="楼栋")
    floor = models.ForeignKey(Floor, models.PROTECT, related_name="units", verbose_name="楼层")
    number = models.CharField("房号", max_length=40)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("floor", "number")
        verbose_name = "单元"
        constraints = (
            models.UniqueConstraint(fields=["building", "number"], name="unit_once"),
            models.CheckConstraint(condition=~Q(number=""), name="unit_has_number"),
        )

    def __str__(self) -> str:
        return f"{self.building} {self.number}"


class UnitState(models.Model):
    """What a unit was from a day on, as it became known; append-only: of a day's entries the one known last counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="states")
    holds_from = models.DateField("自")
    gross_m2 = models.DecimalField("建筑面积(㎡)", max_digits=10, decimal_places=2, null=True, blank=True)
    lettable_m2 = models.DecimalField("可出租面积(㎡)", max_digits=10, decimal_places=2, null=True, blank=True)
    use = models.CharField("用途", max_length=12, choices=UnitUse, blank=True)
    condition = models.CharField("状态", max_length=12, choices=UnitCondition, default=UnitCondition.LETTABLE)
    reason = models.CharField("变更原因", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    class Meta:
        ordering = ("holds_from", "known_at", "id")
        verbose_name = "单元情况"
        indexes = (models.Index(fields=["unit", "holds_from", "known_at"], name="unit_state_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=(Q(gross_m2__isnull=True) | Q(gross_m2__gt=0))
                & (Q(lettable_m2__isnull=True) | Q(lettable_m2__gt=0)),
                name="unit_areas_above_zero",
            ),
            models.CheckConstraint(condition=Q(condition__in=UnitCondition.values), name="unit_condition_known"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.holds_from} {self.get_condition_display()}"
