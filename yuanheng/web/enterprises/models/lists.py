"""Handed in with the register: lists of changes, and rows of a register that contradict what is known."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile

from .enterprise import Enterprise
from .imports import RegisterImport

USER = settings.AUTH_USER_MODEL


@pghistory.track(exclude=["rows", "problems"])
class ChangeList(models.Model):
    """A list of changes: read and held against the register when it is handed in, recorded as a whole when confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="上传人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    there = models.PositiveIntegerField("已登记过", default=0)
    recorded = models.PositiveIntegerField("已登记", default=0)
    created_at = models.DateTimeField("上传时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="确认人"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "变更名单"

    def __str__(self) -> str:
        return self.name


class DoubtKind(models.TextChoices):
    """What a row of a register contradicts."""

    DOUBLED = "doubled", "同一文件里重复"
    CODE_TAKEN = "code_taken", "两家企业一个代码"
    TWO_CODES = "two_codes", "一家企业两个代码"


class Verdict(models.TextChoices):
    """A person's word on such a row."""

    SAME = "same", "同一家,保留名录中的代码"
    SAME_NEW_CODE = "same_new_code", "同一家,改用这一行的代码"
    OTHER = "other", "另一家企业,登记入名录"
    UNUSED = "unused", "这一行有误,不采用"


@pghistory.track()
class RegisterDoubt(models.Model):
    """A row of a register that was not merged, because it contradicts another row or firm. Nothing is merged without a word."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made = models.ForeignKey(RegisterImport, models.PROTECT, related_name="doubts")
    kind = models.CharField("疑点", max_length=12, choices=DoubtKind)
    row = models.JSONField("表中一行", encoder=DjangoJSONEncoder)
    name = models.CharField("表中名称", max_length=200)
    where = models.TextField("位置", blank=True)
    found = models.TextField("发现")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+", verbose_name="名录中的企业")
    verdict = models.CharField("处理", max_length=15, choices=Verdict, blank=True)
    why = models.CharField("理由", max_length=300, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="处理人")

    class Meta:
        ordering = ("settled_at", "name")
        verbose_name = "名录疑点"
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict="", settled_at__isnull=True)
                | (~Q(verdict="") & ~Q(why="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="register_doubt_settled_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}:{self.name}"

    def said(self, field: str) -> Any:
        """A field of the row."""
        return self.row.get(field) or ""
