"""Promotion events: where, what it cost, who came, and which projects came of it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, Recorded, StoredFile
from yuanheng.web.projects.models import Project

from .channel import Channel


class EventKind(models.TextChoices):
    """What it was."""

    PROMOTION = "promotion", "专题招商活动"
    ADVISORY = "advisory", "产业咨询活动"
    SIGNING = "signing", "签约活动"
    FORUM = "forum", "论坛会展"
    EXCHANGE = "exchange", "交流对接"


@pghistory.track()
class PromotionEvent(Recorded):
    """One event; `channel` is the office, association or other channel that held it with us."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("活动名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=EventKind)
    on = models.DateField("日期")
    region = models.CharField("地区", max_length=40)
    city = models.CharField("城市", max_length=60, blank=True)
    place = models.CharField("地点", max_length=200, blank=True)
    host = models.CharField("主办单位", max_length=200, blank=True)
    channel = models.ForeignKey(
        Channel, models.PROTECT, null=True, blank=True, related_name="held_events", verbose_name="承办渠道"
    )
    cost_yuan = models.DecimalField("费用(元)", max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField("情况", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="登记部门")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "招商活动"
        indexes = (models.Index(fields=["on"], name="promotion_event_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(cost_yuan__isnull=True) | Q(cost_yuan__gte=0), name="event_cost"),
            models.CheckConstraint(condition=~Q(region=""), name="event_has_region"),
            models.UniqueConstraint(
                fields=["name", "on"], condition=Q(withdrawn_at__isnull=True), name="event_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class EventGuest(Recorded):
    """Who came."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(PromotionEvent, models.PROTECT, related_name="guests")
    name = models.CharField("姓名", max_length=60)
    company = models.CharField("单位", max_length=200, blank=True)
    title = models.CharField("职务", max_length=60, blank=True)

    class Meta:
        ordering = ("company", "name")
        verbose_name = "来宾"
        constraints = (
            models.UniqueConstraint(
                fields=["event", "name", "company"], condition=Q(withdrawn_at__isnull=True), name="guest_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.company} {self.name}".strip()


@pghistory.track()
class EventLead(Recorded):
    """A project that came of an event; `on` is the day it was heard of, not before the event."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(PromotionEvent, models.PROTECT, related_name="leads")
    project = models.ForeignKey(Project, models.PROTECT, related_name="event_leads")
    on = models.DateField("日期")

    class Meta:
        ordering = ("on",)
        verbose_name = "活动线索"
        constraints = (
            models.UniqueConstraint(
                fields=["event", "project"], condition=Q(withdrawn_at__isnull=True), name="event_lead_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.event} · {self.project}"
