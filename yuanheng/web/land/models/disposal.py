"""A disposal: the case that brings a parcel from idle back to use."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.cases.models import Case

from .parcel import Parcel


class Cause(models.TextChoices):
    """Whose cause it is that the land lies idle; the investigation finds it."""

    UNKNOWN = "", "待查"
    HOLDER = "holder", "使用权人原因"
    GOVERNMENT = "government", "政府原因"


class Way(models.TextChoices):
    """How it is disposed of; codes are steps of the procedure."""

    UNKNOWN = "", "待定"
    FEE = "fee", "征缴土地闲置费"
    TAKE_BACK = "take_back", "无偿收回"
    EXTEND = "extend", "延长动工期限"
    PURCHASE = "purchase", "协议有偿收回"
    SWAP = "swap", "置换土地"
    TEMPORARY = "temporary", "安排临时使用"


WAYS = {
    Cause.HOLDER: (Way.FEE, Way.TAKE_BACK),
    Cause.GOVERNMENT: (Way.EXTEND, Way.PURCHASE, Way.SWAP, Way.TEMPORARY),
}
CLEARS = (Way.TAKE_BACK, Way.PURCHASE, Way.SWAP)
"""After these the land is the state's again."""


@pghistory.track()
class Disposal(models.Model):
    """One case about one parcel; money in 元, area in 亩. `idle_since` and `price` are as they stood when it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="disposals")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    opened_on = models.DateField("立案日期")
    idle_since = models.DateField("闲置起始", null=True, blank=True)
    grounds = models.TextField("认定依据")
    cause = models.CharField("原因", max_length=12, choices=Cause, blank=True)
    cause_note = models.CharField("原因说明", max_length=300, blank=True)
    way = models.CharField("处置方式", max_length=12, choices=Way, blank=True)
    fee = models.DecimalField("土地闲置费(元)", max_digits=20, decimal_places=2, null=True, blank=True)
    fee_paid_on = models.DateField("闲置费缴清", null=True, blank=True)
    area_mu = models.DecimalField("面积(亩)", max_digits=14, decimal_places=4, null=True, blank=True)
    carried_out_on = models.DateField("处置落实", null=True, blank=True)
    reused_on = models.DateField("重新利用", null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="经办部门")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-opened_on",)
        verbose_name = "土地处置"
        indexes = (models.Index(fields=["parcel", "-opened_on"], name="disposal_parcel"),)
        constraints = (
            models.CheckConstraint(condition=Q(fee__isnull=True) | Q(fee__gte=0), name="disposal_fee_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.parcel} {self.case.number}"
