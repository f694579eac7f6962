"""Who rents: tenants, the firm each one is, their leases, and the reminders that were sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Recorded, RecordedQuerySet, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name

from .carrier import Unit


class Matching(models.TextChoices):
    """Whether it is settled which firm of the register a tenant is."""

    WAITING = "waiting", "待核"
    LINKED = "linked", "已对应"
    OUTSIDE = "outside", "名录中没有"


class TenantQuerySet(models.QuerySet["Tenant"]):
    """Filters of tenants."""

    def matching(self, text: str) -> TenantQuerySet:
        """By any part of the name, pinyin or initials. Empty text matches all."""
        return found_by_name(self, text)


@pghistory.track(exclude=KEYS)
class Tenant(Named):
    """Who rents, as the leases write it. `enterprise` and `state` repeat the newest `TenantMatch`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("承租单位", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="tenants", verbose_name="名录企业"
    )
    state = models.CharField("对应", max_length=10, choices=Matching, default=Matching.WAITING)
    created_at = models.DateTimeField("登记时间")

    name_folded = models.CharField(max_length=200, editable=False, unique=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        ordering = ("name_pinyin", "id")
        verbose_name = "承租单位"
        indexes = (GinIndex(fields=["grams"], name="tenant_grams"),)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="tenant_has_name"),
            models.CheckConstraint(
                condition=Q(state="linked", enterprise__isnull=False)
                | (~Q(state="linked") & Q(enterprise__isnull=True)),
                name="tenant_linked_has_firm",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys."""
        self.set_keys(self.name, codes=(self.uscc,))
        super().save(*args, **kwargs)


class TenantMatch(models.Model):
    """A person's word: this tenant is that firm, or is in no register of ours; append-only, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="matches")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField("依据", max_length=300, blank=True)
    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="确认人")

    class Meta:
        ordering = ("known_at", "id")
        verbose_name = "承租单位对应"
        indexes = (models.Index(fields=["tenant", "known_at"], name="tenant_match_newest"),)

    def __str__(self) -> str:
        return f"{self.tenant} → {self.enterprise or '名录中没有'}"


class RentBasis(models.TextChoices):
    """What a rent is per."""

    M2_DAY = "m2_day", "元/㎡/天"
    M2_MONTH = "m2_month", "元/㎡/月"
    MONTH = "month", "元/月"
    YEAR = "year", "元/年"


LAST_DAY = Least("ends_on", "ended_on")
"""The last day of a lease: PostgreSQL's `least` passes over NULL."""


class LeaseQuerySet(RecordedQuerySet):
    """Filters of leases."""

    def on(self, day: date) -> LeaseQuerySet:
        """Those that run on a day, whenever that became known."""
        running = self.filter(starts_on__lte=day, ends_on__gte=day)
        return running.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))

    def with_last(self) -> LeaseQuerySet:
        """With `last_on`, the day it truly ends by."""
        return self.annotate(last_on=LAST_DAY)


@pghistory.track()
class Lease(Recorded):
    """One unit let to one tenant from a day to a day, both counted. Its terms never change (a trigger refuses).

    A mistake is corrected by a new row that `replaces` it; a new term after it `renews` it; an early end sets `ended_on`.
    `steps`: `[{"from": "2022-01-01", "kind": "percent"|"rent", "value": "5"}]`, `free`: `[{"from": …, "until": …}]`.
    Two leases never overlap on one unit: the action refuses it in words, a trigger refuses it whatever happens.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leases", verbose_name="单元")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="leases", verbose_name="承租单位")
    number = models.CharField("合同编号", max_length=60, blank=True)
    kind = models.CharField("业态", max_length=20, blank=True)
    starts_on = models.DateField("起租日")
    ends_on = models.DateField("到期日")
    area_m2 = models.DecimalField("承租面积(㎡)", max_digits=10, decimal_places=2, null=True, blank=True)
    rent = models.DecimalField("租金", max_digits=14, decimal_places=4, null=True, blank=True)
    basis = models.CharField("计租方式", max_length=10, choices=RentBasis, blank=True)
    deposit_yuan = models.DecimalField("押金(元)", max_digits=14, decimal_places=2, null=True, blank=True)
    steps = models.JSONField("递增", default=list, blank=True)
    free = models.JSONField("免租期", default=list, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正"
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name="续租"
    )
    ended_on = models.DateField("提前终止,最后一天", null=True, blank=True)
    ended_known_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField("终止原因", max_length=200, blank=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-known_at")
        verbose_name = "租约"
        indexes = (
            models.Index(fields=["unit", "starts_on"], name="lease_unit_start"),
            models.Index(fields=["ends_on"], name="lease_end"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="lease_span"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_known_at__isnull=True)
                | Q(ended_on__gte=F("starts_on"), ended_on__lt=F("ends_on"), ended_known_at__isnull=False),
                name="lease_ends_early_within",
            ),
            models.CheckConstraint(
                condition=Q(rent__isnull=True) | (Q(rent__gte=0) & Q(basis__in=RentBasis.values)), name="lease_rent_has_basis"
            ),
            models.CheckConstraint(
                condition=(Q(area_m2__isnull=True) | Q(area_m2__gt=0))
                & (Q(deposit_yuan__isnull=True) | Q(deposit_yuan__gte=0)),
                name="lease_amounts",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} · {self.tenant}"

    @property
    def last(self) -> date:
        """The day it truly ends by, as known now."""
        return self.ends_on if self.ended_on is None else min(self.ends_on, self.ended_on)


class LeaseReminder(models.Model):
    """A reminder that was sent, so that none is sent twice; append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField("提前天数")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "到期提醒"
        constraints = (models.UniqueConstraint(fields=["lease", "days"], name="lease_reminder_once"),)

    def __str__(self) -> str:
        return f"{self.lease} {self.days} 天"
