"""Vacant units offered to leads, and what they answered."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Recorded, User
from yuanheng.web.projects.models import Project

from .carrier import Unit


class Answer(models.TextChoices):
    """What the lead said."""

    WAITING = "waiting", "待答复"
    INTERESTED = "interested", "有意向"
    DECLINED = "declined", "不合适"
    TAKEN = "taken", "已承租"


@pghistory.track()
class UnitOffer(Recorded):
    """A unit offered to a project on a day; the answer comes later and is entered once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offers", verbose_name="单元")
    project = models.ForeignKey(Project, models.PROTECT, related_name="unit_offers", verbose_name="项目")
    offered_on = models.DateField("推介日期")
    note = models.CharField("推介条件", max_length=300, blank=True)
    answer = models.CharField("答复", max_length=12, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer_note = models.CharField("答复说明", max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_known_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-offered_on", "-known_at")
        verbose_name = "载体推介"
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_on__isnull=True, answered_known_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_on__gte=F("offered_on"), answered_known_at__isnull=False)),
                name="offer_answer_dated",
            ),
            models.UniqueConstraint(
                fields=["unit", "project", "offered_on"], condition=Q(withdrawn_at__isnull=True), name="offer_once_a_day"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} → {self.project}"
