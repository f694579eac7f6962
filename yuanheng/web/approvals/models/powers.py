"""The life of a power: asked for, delegated, taken over, in use, withdrawn. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.cases.models import Case


class PowerState(models.TextChoices):
    """What may happen to a power, in order."""

    ASKED = "asked", "申请下放"
    DELEGATED = "delegated", "已下放"
    TAKEN_OVER = "taken_over", "已承接"
    IN_USE = "in_use", "已启用"
    WITHDRAWN = "withdrawn", "已收回"


HELD = (PowerState.TAKEN_OVER, PowerState.IN_USE)


class PowerEvent(models.Model):
    """One step in a power's life: on which day, by which document. `undoes` names the row that was wrong."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField("事项代码", max_length=60)
    name = models.CharField("事项", max_length=200)
    state = models.CharField("变化", max_length=12, choices=PowerState)
    on = models.DateField("日期")
    document = models.CharField("文件", max_length=200, blank=True)
    number = models.CharField("文号", max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件扫描件")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="办件")
    reason = models.CharField("说明", max_length=300, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("code", "on", "known_at")
        verbose_name = "审批权限变化"
        indexes = (models.Index(fields=["code", "on", "known_at"], name="power_event_code"),)
        constraints = (models.CheckConstraint(condition=Q(state__in=PowerState.values), name="power_state_known"),)

    def __str__(self) -> str:
        return f"{self.name} {self.get_state_display()}"
