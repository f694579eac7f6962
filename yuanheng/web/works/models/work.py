"""A work: one planning document, road, acquisition, river … with the case that carries it; and its money."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, Post, StoredFile, User
from yuanheng.web.base.moment import end_of
from yuanheng.web.cases.models import Case
from yuanheng.web.enterprises.named import KEYS, Named, found_by_name

DERIVED = ["state", "progress", "progress_said", "started_on", "approved_on", "done_on", "changed_at"]


class WorkState(models.TextChoices):
    """How a work stands; derived from its case."""

    PLANNED = "planned", "未启动"
    PREPARING = "preparing", "前期"
    RUNNING = "running", "实施中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已停止"


class WorkQuerySet(models.QuerySet["Work"]):
    """Filters of works."""

    def matching(self, text: str) -> WorkQuerySet:
        """By any part of the name, number or contractor, pinyin or initials. Empty text matches all."""

        def also(wanted: str, plain: str) -> Q:
            return Q(number__icontains=plain) | Q(contractor__icontains=text.strip())

        return found_by_name(self, text, also=also)


@pghistory.track(exclude=[*KEYS, *DERIVED])
class Work(Named):
    """One work. Everything from `state` to `changed_at` is derived from its case, its reports and its registers.

    `park`, `utility` and `adds` are a utility expansion's: how much it adds to which park from the day it is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField("编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=20)
    topic = models.CharField("计划事项", max_length=40, blank=True)
    summary = models.TextField("内容", blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任部门")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任岗位")
    contractor = models.CharField("实施单位", max_length=200, blank=True)
    park = models.CharField("区中园", max_length=60, blank=True)
    utility = models.CharField("设施", max_length=10, blank=True)
    adds = models.DecimalField("增加能力", max_digits=16, decimal_places=4, null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办件")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间")
    state = models.CharField("状态", max_length=12, choices=WorkState, default=WorkState.PLANNED)
    progress = models.DecimalField("进度(%)", max_digits=5, decimal_places=1, null=True)
    progress_said = models.CharField("进度说明", max_length=200, blank=True)
    started_on = models.DateField("开工(启动)日期", null=True)
    approved_on = models.DateField("批复日期", null=True)
    done_on = models.DateField("完成日期", null=True)
    changed_at = models.DateTimeField("最近变动")

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "number")
        verbose_name = "工程"
        indexes = (
            GinIndex(fields=["grams"], name="work_grams"),
            models.Index(fields=["kind", "state"], name="work_kind_state"),
            models.Index(fields=["topic"], name="work_topic"),
        )
        constraints = (
            models.UniqueConstraint(fields=["year", "serial"], name="work_serial_once"),
            models.CheckConstraint(condition=~Q(name=""), name="work_has_name"),
            models.CheckConstraint(condition=Q(state__in=WorkState.values), name="work_state_known"),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__gte=0, progress__lte=100), name="work_progress_share"
            ),
            models.CheckConstraint(
                condition=(Q(adds__isnull=True) & Q(utility="")) | (Q(adds__gt=0) & ~Q(utility="") & ~Q(park="")),
                name="work_adds_to_a_park",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With fresh keys, unless only other columns are written."""
        if "update_fields" not in kwargs:
            self.set_keys(self.name, codes=[self.number, self.contractor])
        super().save(*args, **kwargs)


class MoneyKind(models.TextChoices):
    """What an amount is."""

    BUDGET = "budget", "预算"
    CONTRACT = "contract", "合同价"
    PAID = "paid", "付款"


class WorkMoneyQuerySet(models.QuerySet["WorkMoney"]):
    """Filters of amounts."""

    def known(self, on: date, known_on: date | None) -> WorkMoneyQuerySet:
        """Those that hold by a day, as known at the end of another."""
        rows = self.filter(holds_from__lte=on)
        moment = end_of(known_on)
        return rows if moment is None else rows.filter(known_at__lte=moment)


class WorkMoney(models.Model):
    """An amount in yuan. Of budget and contract the newest holds; payments add up (a correction is a negative payment).

    `over` marks a payment that brought the sum above the contract; it was let pass for its `reason`. Append-only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="money")
    kind = models.CharField("类别", max_length=10, choices=MoneyKind)
    amount = models.DecimalField("金额(元)", max_digits=18, decimal_places=2)
    holds_from = models.DateField("日期")
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("原因", max_length=200, blank=True)
    document = models.CharField("文件或凭证", max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    over = models.BooleanField("超合同", default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WorkMoneyQuerySet.as_manager()

    class Meta:
        ordering = ("work", "kind", F("holds_from"), "known_at")
        verbose_name = "工程资金"
        indexes = (models.Index(fields=["work", "kind", "-holds_from", "-known_at"], name="work_money_newest"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=MoneyKind.values), name="work_money_kind"),
            models.CheckConstraint(condition=Q(kind="paid") | Q(amount__gte=0), name="work_money_not_negative"),
            models.CheckConstraint(condition=Q(amount__gte=0) | ~Q(reason=""), name="work_correction_has_reason"),
            models.CheckConstraint(condition=Q(over=False) | ~Q(reason=""), name="work_over_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.work} {self.get_kind_display()} {self.amount}"
