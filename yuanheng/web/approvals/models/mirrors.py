"""What comes from and goes to others: exports of platforms read in, messages to applicants, urging of laggards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User

from .applications import Application


class MirrorImport(models.Model):
    """One export file of a platform, read by a job; counts and problems say what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    platform = models.CharField("平台", max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="导出表")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间")
    finished_at = models.DateTimeField("读完时间", null=True)
    rows = models.PositiveIntegerField("行数", default=0)
    fresh = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变动", default=0)
    same = models.PositiveIntegerField("未变", default=0)
    gone = models.PositiveIntegerField("在办而未见", default=0)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ("-at",)
        verbose_name = "上级平台导入"

    def __str__(self) -> str:
        return f"{self.platform} {self.at:%Y-%m-%d}"


class MessageState(models.TextChoices):
    """How a message stands."""

    WAITING = "waiting", "待发"
    SENT = "sent", "已发"
    FAILED = "failed", "未发出"
    OFF = "off", "没有配置通道"


class Message(models.Model):
    """One message to an applicant, by text message or e-mail; tried again while it waits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="messages")
    channel = models.CharField("方式", max_length=5, choices=(("sms", "短信"), ("mail", "邮件")))
    to = models.CharField("发给", max_length=120)
    text = models.CharField("内容", max_length=500)
    made_at = models.DateTimeField("时间")
    state = models.CharField("状态", max_length=8, choices=MessageState, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        ordering = ("-made_at",)
        verbose_name = "告知消息"
        indexes = (models.Index(fields=["made_at"], name="message_waiting", condition=Q(state="waiting")),)
        constraints = (models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_known"),)

    def __str__(self) -> str:
        return self.text


class Urging(models.Model):
    """One urging of a step that is late, once a day. Append-only."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="urgings")
    step = models.CharField(max_length=60)
    label = models.CharField("步骤", max_length=200)
    bureau = models.CharField("部门", max_length=120)
    on = models.DateField("日期")
    days_late = models.IntegerField("超期工作日")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "催办"
        constraints = (models.UniqueConstraint(fields=["application", "step", "on"], name="urging_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.label} {self.on}"
