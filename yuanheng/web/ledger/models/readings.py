"""What was understood of a file: readings, problems, columns, remembered layouts."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7

from .uploads import UploadFile


class Reading(models.Model):
    """One reading of one workbook (a file, or a member of an archive).

    Reading again makes a new one and ends the old in the same transaction; the one that is not superseded counts.
    `repeats` is set where the same bytes were already read elsewhere: then it has no facts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(UploadFile, models.PROTECT, related_name="readings")
    name = models.CharField("文件名", max_length=300)
    file_hash = models.CharField(max_length=64)
    source = models.CharField("来源", max_length=60, blank=True)
    facts_count = models.PositiveIntegerField("读出的数", default=0)
    problems_count = models.PositiveIntegerField("问题", default=0)
    sheets = models.JSONField("工作表", default=list)
    periods = models.JSONField("所属期", default=list)
    skipped = models.JSONField("未取用的行列", default=list)
    refused = models.BooleanField("不能读取", default=False)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField("读取时间")
    superseded_at = models.DateTimeField("被新读取取代的时间", null=True, blank=True)

    class Meta:
        ordering = ("file", "name")
        verbose_name = "读取结果"
        constraints = (
            models.UniqueConstraint(
                fields=["file", "name"], condition=Q(superseded_at__isnull=True), name="reading_one_current"
            ),
        )
        indexes = (
            models.Index(fields=["file_hash"], name="reading_file_hash"),
            models.Index(fields=["source"], name="reading_source"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def member(self) -> str:
        """The workbook's own name, without that of the archive it came in."""
        return self.name.rsplit(" › ", 1)[-1]


class ProblemRow(models.Model):
    """One thing that was not understood: where, what was found, what was expected, what to do."""

    id = models.BigAutoField(primary_key=True)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="problems")
    kind = models.CharField(max_length=60)
    where = models.TextField("位置")
    found = models.TextField("发现")
    expected = models.TextField("应为")
    advice = models.TextField("处理")
    sheet = models.TextField("工作表", blank=True)
    cell = models.CharField("单元格", max_length=40, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="处理人"
    )
    settled_note = models.CharField("处理说明", max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "读取问题"
        indexes = (models.Index(fields=["kind"], name="problem_kind"),)

    def __str__(self) -> str:
        return f"{self.where}:{self.found}"


class ColumnNote(models.Model):
    """What a column of a sheet was taken for, or why nothing was taken from it."""

    id = models.BigAutoField(primary_key=True)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="columns")
    sheet = models.TextField(blank=True)
    table = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=8)
    header = models.TextField("表头")
    role = models.CharField(max_length=40, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    unknown = models.BooleanField(default=False)
    signature = models.CharField(max_length=64, blank=True, db_index=True)
    samples = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)
        verbose_name = "列的读法"
        indexes = (models.Index(fields=["unknown"], condition=Q(unknown=True), name="column_unknown"),)

    def __str__(self) -> str:
        return f"{self.column} {self.header}"


@pghistory.track()
class Layout(models.Model):
    """How a layout is to be read, told once by a person and remembered by the signature of its header."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    signature = models.CharField(max_length=64, unique=True)
    label = models.CharField("表式", max_length=200)
    source = models.CharField("来源", max_length=60, blank=True)
    mapping = models.JSONField("各列的读法", default=dict)
    note = models.CharField("说明", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="设定人")
    made_at = models.DateTimeField("设定时间")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        verbose_name = "表式"

    def __str__(self) -> str:
        return self.label
