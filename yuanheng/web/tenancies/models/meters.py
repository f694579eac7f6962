"""An account of the power company that several firms share: who is behind it, what was read, what a person settled."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise

from .recorded import Recorded


@pghistory.track()
class SharedAccount(Recorded):
    """One account (户号) with more than one user behind it. Who holds it pays the bill."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.CharField("户号", max_length=40)
    holder = models.ForeignKey(Enterprise, models.PROTECT, related_name="shared_accounts", verbose_name="户主")
    address = models.CharField("用电地址", max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="登记部门")

    class Meta:
        ordering = ("account",)
        verbose_name = "共用户号"
        constraints = (
            models.UniqueConstraint(
                fields=["account"], condition=Q(withdrawn_at__isnull=True), name="shared_account_once"
            ),
            models.CheckConstraint(condition=~Q(account=""), name="shared_account_named"),
        )

    def __str__(self) -> str:
        return self.account


@pghistory.track()
class MeterUser(Recorded):
    """A firm behind an account, by a sub-meter with its multiplier or by an agreed share, over a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(SharedAccount, models.PROTECT, related_name="users")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="meter_uses", verbose_name="用电企业")
    number = models.CharField("分表号", max_length=40, blank=True)
    multiplier = models.DecimalField("倍率", max_digits=10, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField("约定比例(%)", max_digits=7, decimal_places=4, null=True, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("number", "since")
        verbose_name = "用电户"
        constraints = (
            models.CheckConstraint(
                condition=(~Q(number="") & Q(multiplier__gt=0, percent__isnull=True))
                | Q(number="", multiplier__isnull=True, percent__gt=0, percent__lte=100),
                name="meter_user_by_one_way",
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="meter_user_span"),
            models.UniqueConstraint(
                fields=["account", "number", "since"], condition=~Q(number="") & Q(withdrawn_at__isnull=True),
                name="sub_meter_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.enterprise} {self.number or f'{self.percent}%'}"


class MeterReading(models.Model):
    """kWh of a month: of a sub-meter after its multiplier, or (`user` empty) of the account's bill. The newest row counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(SharedAccount, models.PROTECT, related_name="readings")
    user = models.ForeignKey(MeterUser, models.PROTECT, null=True, blank=True, related_name="readings")
    month = models.DateField("月份")
    kwh = models.DecimalField("电量(度)", max_digits=16, decimal_places=2)
    said = models.CharField("原表", max_length=120, blank=True)
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("更正原因", max_length=200, blank=True)
    origin = models.CharField("来源", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("month", "known_at", "id")
        verbose_name = "抄表"
        constraints = (
            models.CheckConstraint(condition=Q(kwh__gte=0), name="meter_reading_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="meter_reading_of_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kwh}"


@pghistory.track()
class MeterSettlement(Recorded):
    """A person lets a difference of a month stand as the meter's loss; it covers these two figures and no others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(SharedAccount, models.PROTECT, related_name="settlements")
    month = models.DateField("月份")
    bill_kwh = models.DecimalField("账单", max_digits=16, decimal_places=2)
    read_kwh = models.DecimalField("分表合计", max_digits=16, decimal_places=2)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        ordering = ("-month", "-known_at")
        verbose_name = "电量核定"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="meter_settlement_has_reason"),
            models.UniqueConstraint(
                fields=["account", "month"], condition=Q(withdrawn_at__isnull=True), name="meter_settled_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"
