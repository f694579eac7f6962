"""A channel: an organisation or an office that brings leads; one row each, whatever it is called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.moment import end_of
from yuanheng.web.enterprises.keys import folded, initials_of, pinyin_of
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name

SHANGHAI = "上海"


class ChannelKind(models.TextChoices):
    """What it is."""

    AGENCY = "agency", "招商中介机构"
    CONSULTANCY = "consultancy", "咨询顾问机构"
    FUND = "fund", "专业投资基金"
    ASSOCIATION = "association", "行业协会"
    UNIVERSITY = "university", "高校院所"
    ZONE = "zone", "合作园区"
    CARRIER = "carrier", "科创载体"
    OFFICE = "office", "招商联络办公室"


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Filters of channels."""

    def matching(self, text: str) -> ChannelQuerySet:
        """By any part of the name or another name, pinyin or initials. Empty text matches all."""

        def also(wanted: str, plain: str) -> Q:
            return Q(others_folded__contains=wanted) | Q(others_folded__contains=plain)

        return found_by_name(self, text, also=also)

    def standing(self, on: date, known_on: date | None) -> ChannelQuerySet:
        """Registered and not ended by the day, as known at the end of another."""
        moment = end_of(known_on)
        if moment is None:
            return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
        ended = Q(ended_on__isnull=True) | Q(ended_on__gt=on) | Q(ended_known_at__gt=moment)
        return self.filter(ended, created_at__lte=moment)

    def of_region(self, region: str) -> ChannelQuerySet:
        """Of a region, or of a city by that name (浦东)."""
        return self.filter(Q(region=region) | Q(city__icontains=region))


@pghistory.track(exclude=[*KEYS, "others_folded"])
class Channel(Named):
    """One channel. `organisation` keeps the record; `staffed_by` is the bureau that an office is in the site's list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=ChannelKind)
    other_names = ArrayField(models.CharField(max_length=200), verbose_name="其他名称", default=list, blank=True)
    region = models.CharField("地区", max_length=40)
    city = models.CharField("城市", max_length=60, blank=True)
    person = models.CharField("联系人", max_length=80, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    note = models.TextField("说明", blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="维护部门")
    staffed_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对应机构"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间")
    ended_on = models.DateField("终止日期", null=True, blank=True)
    ended_known_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField("终止原因", max_length=200, blank=True)

    name_folded = models.CharField(max_length=200, editable=False, unique=True)
    others_folded = models.TextField(editable=False, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ("name_pinyin", "id")
        verbose_name = "招商渠道"
        indexes = (
            GinIndex(fields=["grams"], name="channel_grams"),
            models.Index(fields=["kind", "region"], name="channel_kind_region"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="channel_has_name"),
            models.CheckConstraint(condition=~Q(region=""), name="channel_has_region"),
            models.CheckConstraint(condition=Q(kind__in=ChannelKind.values), name="channel_kind_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_known_at__isnull=False), name="channel_end_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shanghai(self) -> bool:
        """Of Shanghai."""
        return self.region == SHANGHAI

    def fill_keys(self) -> None:
        """Set the stored keys."""
        self.set_keys(self.name, others=self.other_names)
        self.others_folded = "|".join(
            f"{folded(name)}|{initials_of(name)}|{pinyin_of(name).replace(' ', '')}" for name in self.other_names
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys."""
        self.fill_keys()
        super().save(*args, **kwargs)
