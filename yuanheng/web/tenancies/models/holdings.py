"""What a firm holds by certificate: the land that its leases and its own use must stay within."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile
from yuanheng.web.enterprises.models import Enterprise

from .recorded import Recorded


@pghistory.track()
class Holding(Recorded):
    """One certificate, or a firm's part of a parcel that several hold. A correction is a new one; the old is taken back.

    `land_mu` 0 with no certificate says that the firm holds nothing. `parcel` is the number of the parcel: web/land knows it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="holdings", verbose_name="企业")
    certificate = models.CharField("权证号", max_length=80, blank=True)
    parcel = models.CharField("宗地号", max_length=80, blank=True)
    address = models.CharField("坐落", max_length=200, blank=True)
    land_mu = models.DecimalField("持证面积(亩)", max_digits=14, decimal_places=6)
    floor_m2 = models.DecimalField("建筑面积(㎡)", max_digits=14, decimal_places=2, null=True, blank=True)
    plot_ratio = models.DecimalField("容积率", max_digits=6, decimal_places=3, null=True, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="登记部门")

    class Meta:
        ordering = ("-since", "-known_at")
        verbose_name = "持证"
        indexes = (models.Index(fields=["parcel"], name="holding_parcel"),)
        constraints = (
            models.CheckConstraint(condition=Q(land_mu__gte=0), name="holding_land"),
            models.CheckConstraint(condition=Q(floor_m2__isnull=True) | Q(floor_m2__gte=0), name="holding_floor"),
            models.CheckConstraint(condition=Q(plot_ratio__isnull=True) | Q(plot_ratio__gt=0), name="holding_ratio"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_span"),
        )

    def __str__(self) -> str:
        return f"{self.enterprise} · {self.certificate or self.parcel or '名下无用地'}"
