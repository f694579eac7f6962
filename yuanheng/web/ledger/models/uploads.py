"""What was handed in: an upload and its files."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile


class UploadState(models.TextChoices):
    """An upload is read file by file; it may be withdrawn as a whole, never deleted."""

    WAITING = "waiting", "等待读取"
    READING = "reading", "正在读取"
    READ = "read", "已读取"
    WITHDRAWN = "withdrawn", "已撤回"


class FileState(models.TextChoices):
    """What became of a file."""

    WAITING = "waiting", "等待读取"
    READ = "read", "已读取"
    REFUSED = "refused", "不能读取"
    REPEATED = "repeated", "重复文件"


@pghistory.track()
class Upload(models.Model):
    """Several files handed in together, by one person in the name of one bureau."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上报人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    year = models.PositiveSmallIntegerField("默认年度")
    note = models.CharField("说明", max_length=300, blank=True)
    opening = models.BooleanField("启用前的旧台账", default=False)
    state = models.CharField("状态", max_length=10, choices=UploadState, default=UploadState.WAITING)
    created_at = models.DateTimeField("上报时间", auto_now_add=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="撤回人"
    )
    withdrawn_why = models.CharField("撤回原因", max_length=300, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "上报"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) & ~Q(state="withdrawn")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state="withdrawn") & ~Q(withdrawn_why=""),
                name="upload_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.note or f"{self.organisation.name} {self.year} 年报表"


class UploadFile(models.Model):
    """One file of an upload. A file whose bytes are already in another upload changes nothing: `same_as` names it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField("状态", max_length=10, choices=FileState, default=FileState.WAITING)
    sources = models.JSONField("来源", default=list)
    facts = models.PositiveIntegerField("读出的数", default=0)
    problems = models.PositiveIntegerField("问题", default=0)
    periods = models.JSONField("所属期", default=list)
    same_as = models.ForeignKey("self", models.PROTECT, related_name="repeats", null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "上报文件"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="upload_file_state_known"),
            models.UniqueConstraint(fields=["upload", "position"], name="upload_file_position"),
        )

    def __str__(self) -> str:
        return self.name
