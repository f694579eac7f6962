"""The plan's text, as it was issued, and the office's template of the brief."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile

USER = settings.AUTH_USER_MODEL


class PlanState(models.TextChoices):
    """A plan is read once; what could not be read says why and may be read again."""

    READING = "reading", "解读中"
    READY = "ready", "已解读"
    FAILED = "failed", "未读出"


@pghistory.track(exclude=["text", "outline"])
class Plan(models.Model):
    """One text. Once its hash is set the text never changes: spans of targets are offsets into it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("计划年度", null=True, blank=True)
    year_given = models.BooleanField("年度由人指定", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="原文件")
    text = models.TextField("正文", blank=True)
    text_hash = models.CharField("正文指纹", max_length=64, blank=True)
    outline = models.JSONField("提纲", default=list)
    warnings = models.JSONField("提示", default=list)
    state = models.CharField("状态", max_length=10, choices=PlanState, default=PlanState.READING)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    uploaded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        ordering = ("-year", "-uploaded_at")
        verbose_name = "计划"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(text_hash="") | models.Q(text_hash__regex=r"^[0-9a-f]{64}$"),
                name="plan_hash_is_sha256",
            ),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(1978, 2100)), name="plan_year_sane"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(text_hash=""), name="plan_ready_has_text"
            ),
        )
        triggers = (
            pgtrigger.Protect(name="plan_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="plan_text_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.text_hash <> '' and (OLD.text, OLD.text_hash) is distinct from (NEW.text, NEW.text_hash)"
                ),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def ready(self) -> bool:
        """True when its text has been read."""
        return self.state == PlanState.READY


class BriefTemplate(models.Model):
    """The office's own Word template of the monthly brief; the newest is used. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="模板文件")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间")

    class Meta:
        ordering = ("-at",)
        verbose_name = "简报模板"

    def __str__(self) -> str:
        return self.file.name
