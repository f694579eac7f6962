"""Utilities of the parks: what a supplier says of a year, and what is promised to projects."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.admission.models import UtilityKind
from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.projects.models import Project

__all__ = ["CapacityFact", "Reservation", "UtilityKind"]


class CapacityFact(models.Model):
    """What a park can give of a utility: capacity, contracted, used, as of a day, as its supplier said. Append-only.

    Of a year the newest day holds, of a day the row known last; `used` may be unknown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    park = models.CharField("区中园", max_length=60)
    kind = models.CharField("设施", max_length=10, choices=UtilityKind)
    as_of = models.DateField("截至日期")
    capacity = models.DecimalField("能力", max_digits=16, decimal_places=4)
    contracted = models.DecimalField("已签约", max_digits=16, decimal_places=4)
    used = models.DecimalField("最大使用", max_digits=16, decimal_places=4, null=True)
    told_by = models.CharField("提供单位", max_length=100)
    document = models.CharField("依据文件", max_length=200)
    reason = models.CharField("更正原因", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("park", "kind", "-as_of", "-known_at")
        verbose_name = "配套容量"
        indexes = (models.Index(fields=["park", "kind", "-as_of", "-known_at"], name="capacity_newest"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=UtilityKind.values), name="capacity_kind"),
            models.CheckConstraint(
                condition=Q(capacity__gte=0, contracted__gte=0) & (Q(used__isnull=True) | Q(used__gte=0)),
                name="capacity_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.park} {self.get_kind_display()} {self.as_of}"


@pghistory.track()
class Reservation(models.Model):
    """So much of a park's utility is promised to a project from a day until a day, unless released before.

    `contracted_on`: the project signed with the supplier; the promise counts until a fact of that day or later holds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    park = models.CharField("区中园", max_length=60)
    kind = models.CharField("设施", max_length=10, choices=UtilityKind)
    amount = models.DecimalField("数量", max_digits=16, decimal_places=4)
    promised_on = models.DateField("承诺日期")
    until = models.DateField("保留至")
    contracted_on = models.DateField("签约日期", null=True)
    released_on = models.DateField("释放日期", null=True)
    released_reason = models.CharField("释放原因", max_length=200, blank=True)
    document = models.CharField("依据文件", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("park", "kind", "promised_on", "known_at")
        verbose_name = "配套容量承诺"
        indexes = (models.Index(fields=["park", "kind", "until"], name="reservation_of_park"),)
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="reservation_positive"),
            models.CheckConstraint(condition=Q(kind__in=UtilityKind.values), name="reservation_kind"),
            models.CheckConstraint(condition=Q(until__gte=F("promised_on")), name="reservation_span"),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | ~Q(released_reason=""), name="reservation_release_reason"
            ),
            models.UniqueConstraint(
                fields=["project", "park", "kind"], condition=Q(released_on__isnull=True), name="reservation_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.get_kind_display()} {self.amount}"
