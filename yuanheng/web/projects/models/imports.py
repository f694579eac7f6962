"""A workbook brought in as a list: what was read, how its columns were taken, what was asked."""

from __future__ import annotations

from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User


class ImportState(models.TextChoices):
    """How far it has come."""

    READING = "reading", "读取中"
    PREVIEW = "preview", "待确认"
    REFUSED = "refused", "未能读取"
    ENTERING = "entering", "导入中"
    CONFIRMED = "confirmed", "已导入"
    DISCARDED = "discarded", "已放弃"


class SheetImport(models.Model):
    """One file; `mapping` is {sheet: {column index: field}} where a person changed what the words said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件", max_length=200)
    state = models.CharField("状态", max_length=12, choices=ImportState, default=ImportState.READING)
    mapping = models.JSONField(default=dict)
    sheets = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    new = models.PositiveIntegerField("将新增", default=0)
    known = models.PositiveIntegerField("已在库", default=0)
    blocked = models.PositiveIntegerField("待核", default=0)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("上传时间")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name


class LibraryImport(SheetImport):
    """An Excel library of projects."""

    class Meta(SheetImport.Meta):
        verbose_name = "项目库导入"
