"""Supervised items (督办): a promise without a number, a decision of the dispatch meeting, a leader's remark."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, Post, StoredFile

from .targets import Commitment, PlanTarget
from .texts import USER, Plan


class ItemOrigin(models.TextChoices):
    """Where it came from."""

    PLAN = "plan", "计划"
    DISPATCH = "dispatch", "调度会"
    REMARK = "remark", "领导批示"


class ItemState(models.TextChoices):
    """Open until it is closed with a result."""

    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"


@pghistory.track()
class SupervisedItem(models.Model):
    """Owned by posts, so that it moves with a hand-over of the post. `case` is its case of `supervised-item`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="items", verbose_name="计划")
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, null=True, related_name="item", verbose_name="承诺事项"
    )
    target = models.ForeignKey(PlanTarget, models.PROTECT, null=True, related_name="items", verbose_name="目标")
    origin = models.CharField("来源", max_length=10, choices=ItemOrigin, default=ItemOrigin.PLAN)
    title = models.CharField("事项", max_length=300)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="牵头部门")
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="牵头岗位")
    supports = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name="配合部门")
    contact = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="挂钩领导")
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=10, choices=ItemState, default=ItemState.OPEN)
    case = models.UUIDField("办件", null=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="交办人")
    opened_at = models.DateTimeField("交办时间")
    closed_on = models.DateField("办结日", null=True)

    class Meta:
        ordering = ("state", "due_on", "pk")
        verbose_name = "督办事项"
        indexes = (models.Index(fields=["lead", "state"]), models.Index(fields=["due_on"]))
        triggers = (pgtrigger.Protect(name="item_never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.title if len(self.title) <= 40 else self.title[:39] + "…"

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.state == ItemState.OPEN


class ItemEntry(models.Model):
    """Progress, a remark, an urging, the closing: one line each. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="entries", verbose_name="事项")
    kind = models.CharField(
        "类别",
        max_length=10,
        choices=[("progress", "进展"), ("remark", "批示"), ("urged", "催办"), ("moved", "改期"), ("closed", "办结")],
    )
    text = models.CharField("内容", max_length=1000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="附件")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("at", "pk")
        verbose_name = "办理记录"

    def __str__(self) -> str:
        return self.text[:40]
