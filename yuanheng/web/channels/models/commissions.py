"""Commission contracts: what is paid for, when it falls due, and what was paid."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Recorded, StoredFile
from yuanheng.web.base.moment import end_of
from yuanheng.web.base.shown import CURRENCIES
from yuanheng.web.projects.models import Project

from .channel import Channel


class Trigger(models.TextChoices):
    """What makes a fee due."""

    SIGNED = "signed", "签约"
    REGISTERED = "registered", "注册"
    STARTED = "started", "开工"
    ARRIVED = "arrived", "资金到位"


@pghistory.track()
class Commission(Recorded):
    """A contract: for projects brought within its span, a fixed fee or a share of the capital arrived, up to a cap."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="commissions")
    number = models.CharField("合同编号", max_length=60)
    scope = models.CharField("委托范围", max_length=300)
    trigger = models.CharField("付费条件", max_length=12, choices=Trigger)
    currency = models.CharField("币种", max_length=10, choices=tuple(CURRENCIES.items()), default="yuan")
    fixed = models.DecimalField("每个项目固定费用", max_digits=16, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField("按到位资金的比例(%)", max_digits=7, decimal_places=4, null=True, blank=True)
    cap = models.DecimalField("每个项目最多", max_digits=16, decimal_places=2, null=True, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    ended_on = models.DateField("提前终止", null=True, blank=True)
    ended_known_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField("终止原因", max_length=200, blank=True)

    class Meta:
        ordering = ("-since", "-known_at")
        verbose_name = "委托招商合同"
        constraints = (
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="commission_span"),
            models.CheckConstraint(
                condition=Q(fixed__isnull=True, percent__gt=0, percent__lte=100) | Q(percent__isnull=True, fixed__gt=0),
                name="commission_one_fee_rule",
            ),
            models.CheckConstraint(condition=Q(cap__isnull=True) | Q(cap__gt=0), name="commission_cap"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since"), ended_known_at__isnull=False),
                name="commission_end",
            ),
            models.CheckConstraint(condition=Q(currency__in=list(CURRENCIES)), name="commission_currency_known"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(withdrawn_at__isnull=True), name="commission_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} · {self.number}"

    def last_day(self, known_on: date | None) -> date:
        """The last day on which a project brought falls under it, as known at the end of a day."""
        moment = end_of(known_on)
        known = self.ended_known_at is not None and (moment is None or self.ended_known_at <= moment)
        return min(self.until or date.max, (self.ended_on if known else None) or date.max)


@pghistory.track()
class CommissionPayment(Recorded):
    """Paid for one project under one contract; a voucher pays once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="payments")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    amount = models.DecimalField("金额", max_digits=16, decimal_places=2)
    currency = models.CharField("币种", max_length=10, choices=tuple(CURRENCIES.items()))
    paid_on = models.DateField("付款日期")
    voucher = models.CharField("凭证号", max_length=60)

    class Meta:
        ordering = ("-paid_on", "-known_at")
        verbose_name = "佣金支付"
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(condition=Q(currency__in=list(CURRENCIES)), name="payment_currency_known"),
            models.UniqueConstraint(fields=["voucher"], condition=Q(withdrawn_at__isnull=True), name="voucher_once"),
        )

    def __str__(self) -> str:
        return f"{self.commission} · {self.amount}"
