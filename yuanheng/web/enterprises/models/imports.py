"""Bringing a register in: read first, shown, then confirmed as a whole."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile


class ImportState(models.TextChoices):
    """Waiting to be read, read and shown, then one of the ends."""

    READING = "reading", "正在读取"
    PREVIEW = "preview", "待确认"
    REFUSED = "refused", "不能读取"
    CONFIRMED = "confirmed", "已并入名录"
    DISCARDED = "discarded", "已放弃"


@pghistory.track(exclude=["differences", "problems"])
class RegisterImport(models.Model):
    """One register sheet handed in. Nothing reaches the register before a person confirms what it changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    state = models.CharField("状态", max_length=10, choices=ImportState, default=ImportState.READING)
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变更", default=0)
    same = models.PositiveIntegerField("不变", default=0)
    differences = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="确认人"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "名录导入"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values), name="register_import_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
