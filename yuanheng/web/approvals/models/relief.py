"""Civil affairs: who asks for relief, what was found at home, what is paid. Secret: no other table holds a name of these."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.cases.models import Case

SUBJECT = "approvals.relief"


@pghistory.track()
class Relief(models.Model):
    """One application for relief. Its case carries the number and the category, never the name or the family."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    category = models.CharField("类别", max_length=20)
    name = models.CharField("姓名", max_length=40)
    identity = models.CharField("身份证号", max_length=18)
    address = models.CharField("住址", max_length=200)
    phone = models.CharField("电话", max_length=20, blank=True)
    members = models.PositiveSmallIntegerField("共同生活人数", default=1)
    income = models.DecimalField("家庭月收入(元)", max_digits=12, decimal_places=2, null=True)
    assets = models.DecimalField("家庭财产(元)", max_digits=14, decimal_places=2, null=True)
    vehicles = models.PositiveSmallIntegerField("机动车(辆)", null=True)
    houses = models.PositiveSmallIntegerField("住房(套)", null=True)
    hardship = models.TextField("困难情况", blank=True)
    consent = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="核对授权书")
    village = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="村居")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="经办部门")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    applied_on = models.DateField("申请日期")
    notice_from = models.DateField("公示自", null=True)
    notice_until = models.DateField("公示至", null=True)
    objection = models.TextField("公示异议", blank=True)
    granted = models.BooleanField("批准", null=True)
    monthly = models.DecimalField("每月金额(元)", max_digits=10, decimal_places=2, null=True)
    pays_from = models.DateField("发放起月", null=True)
    ends_on = models.DateField("停发日期", null=True)
    ended_why = models.CharField("停发原因", max_length=200, blank=True)
    recheck_on = models.DateField("下次复核", null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-applied_on", "-created_at")
        verbose_name = "救助申请"
        indexes = (
            models.Index(fields=["identity", "category"], name="relief_identity"),
            models.Index(fields=["recheck_on"], name="relief_recheck", condition=Q(recheck_on__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(notice_until__isnull=True) | Q(notice_until__gte=F("notice_from")),
                name="relief_notice_span",
            ),
            models.CheckConstraint(
                condition=~Q(granted=True) | Q(monthly__isnull=False, pays_from__isnull=False),
                name="relief_granted_paid",
            ),
        )

    def __str__(self) -> str:
        return self.case.number

    @property
    def per_head(self) -> object:
        """Monthly income a head; None where it is not known."""
        return None if self.income is None else self.income / max(self.members, 1)


class ReliefVisit(models.Model):
    """A visit at home: who went, what they found. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    relief = models.ForeignKey(Relief, models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    visitors = models.CharField("核查人", max_length=100)
    found = models.TextField("核查情况")
    housing = models.CharField("居住情况", max_length=200, blank=True)
    fits = models.BooleanField("与申报一致")
    recheck = models.BooleanField("定期复核", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-at")
        verbose_name = "入户核查"

    def __str__(self) -> str:
        return f"{self.on}"


class PaymentList(models.Model):
    """The payments of a month, frozen when made. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    month = models.DateField("月份")
    total = models.DecimalField("合计(元)", max_digits=14, decimal_places=2)
    count = models.PositiveIntegerField("人(户)数")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-month",)
        verbose_name = "发放名单"
        constraints = (models.UniqueConstraint(fields=["organisation", "month"], name="payment_list_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PaymentLine(models.Model):
    """One payment of a month. Append-only."""

    id = models.BigAutoField(primary_key=True)
    listed = models.ForeignKey(PaymentList, models.PROTECT, related_name="lines")
    relief = models.ForeignKey(Relief, models.PROTECT, related_name="payments")
    amount = models.DecimalField("金额(元)", max_digits=10, decimal_places=2)

    class Meta:
        ordering = ("id",)
        verbose_name = "发放"
        constraints = (models.UniqueConstraint(fields=["listed", "relief"], name="payment_line_once"),)

    def __str__(self) -> str:
        return f"{self.amount}"
