"""Events in a firm's life. Append-only: an event that was wrong is withdrawn by a row of its own, with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile

from ..life.kinds import KINDS, Kind, kind_of
from .enterprise import Enterprise

CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


class LifeEventQuerySet(models.QuerySet["LifeEvent"]):
    """Filters of events."""

    def standing(self, at: datetime | None = None) -> LifeEventQuerySet:
        """Known and not withdrawn: now, or at a moment."""
        if at is None:
            return self.filter(withdrawal__isnull=True)
        return self.filter(Q(withdrawal__isnull=True) | Q(withdrawal__at__gt=at), known_at__lte=at)


class LifeEvent(models.Model):
    """Something that happened to a firm on `happened_on`, by a document, known to the zone since `known_at`.

    `before` is what stood before it and is restored when it is withdrawn: `name`, `status` (the register's own word, carried
    from event to event), `former_until` where the old name was a former name already.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="life", verbose_name="企业")
    kind = models.CharField("类型", max_length=20, choices=CHOICES)
    happened_on = models.DateField("变更日期")
    known_at = models.DateTimeField("登记时间")
    document = models.CharField("文号", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    old_name = models.CharField("原名称", max_length=200, blank=True)
    new_name = models.CharField("现名称", max_length=200, blank=True)
    dissolved = models.BooleanField("原企业注销", default=False)
    figures_note = models.CharField("以前数据的去处", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    before = models.JSONField("此前", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")

    objects = LifeEventQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-known_at")
        verbose_name = "变更事件"
        indexes = (models.Index(fields=["enterprise", "happened_on"], name="life_of_firm"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="life_kind_known"),
            models.CheckConstraint(condition=~Q(document=""), name="life_has_document"),
            models.CheckConstraint(
                condition=~Q(kind="renamed") | (~Q(old_name="") & ~Q(new_name="")), name="life_rename_has_names"
            ),
        )

    def __str__(self) -> str:
        return f"{self.of_kind.label} {self.happened_on}"

    @property
    def of_kind(self) -> Kind:
        """What this kind of event does."""
        return kind_of(self.kind)

    @property
    def own_status(self) -> str:
        """The word of status that the firm itself has from that day on."""
        return "注销" if self.kind == "split" and self.dissolved else self.of_kind.status


class LifeParty(models.Model):
    """Another firm of an event: what came of a split, what was merged into the firm, a branch that it opened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(LifeEvent, models.PROTECT, related_name="parties")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="life_parts", verbose_name="企业")
    status_before = models.CharField("此前状态", max_length=30, blank=True)

    class Meta:
        ordering = ("event", "enterprise__name_pinyin")
        verbose_name = "事件中的其他企业"
        constraints = (models.UniqueConstraint(fields=["event", "enterprise"], name="life_party_once"),)

    def __str__(self) -> str:
        return str(self.enterprise)


class LifeWithdrawal(models.Model):
    """The event was wrong or was undone: from `at` on it counts no more. The event itself stays to be read."""

    event = models.OneToOneField(LifeEvent, models.PROTECT, primary_key=True, related_name="withdrawal")
    at = models.DateTimeField("撤销时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="撤销人")
    why = models.CharField("撤销原因", max_length=300)
    document = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "撤销"
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="life_withdrawn_with_reason"),)

    def __str__(self) -> str:
        return f"撤销 {self.event}"


def life_of(ids: QuerySet[Any] | list[Any]) -> LifeEventQuerySet:
    """The events that concern these firms, as the one they happened to or as another firm of them."""
    return LifeEvent.objects.filter(Q(enterprise__in=ids) | Q(parties__enterprise__in=ids)).distinct()
