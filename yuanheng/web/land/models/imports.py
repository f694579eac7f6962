"""A land file brought in: a layer of parcels, the land bureau's ledger, or lines for the map's ground."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User


class ImportKind(models.TextChoices):
    """What is brought in."""

    LAYER = "layer", "宗地图层"
    LEDGER = "ledger", "土地台账"
    GROUND = "ground", "底图(界线、道路、河流)"


class ImportState(models.TextChoices):
    """How far it has come."""

    READING = "reading", "读取中"
    ASKING = "asking", "等待回答"
    PREVIEW = "preview", "待确认"
    REFUSED = "refused", "未能读取"
    ENTERING = "entering", "入库中"
    ACCEPTED = "accepted", "已入库"
    DISCARDED = "discarded", "已放弃"


class LandImport(models.Model):
    """One file, looked at before it is entered; what is entered is what was looked at.

    `told` is the person's answer on the coordinate system, `units` {header: unit}, `repairs` the places whose repair was taken,
    `holds_from` the day as of which the file holds; `prepared` what was read, in the form in which it is entered.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("内容", max_length=8, choices=ImportKind)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件", max_length=200)
    state = models.CharField("状态", max_length=10, choices=ImportState, default=ImportState.READING)
    holds_from = models.DateField("截至日期")
    whole = models.BooleanField("整张图", default=False)
    prepared = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    only = models.CharField("只导入行政区", max_length=60, blank=True)
    told = models.CharField("坐标系", max_length=80, blank=True)
    units = models.JSONField(default=dict)
    repairs = models.JSONField(default=list)
    question = models.JSONField(default=dict)
    system = models.CharField("识别的坐标系", max_length=160, blank=True)
    found = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    faults = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("上传时间")
    accepted_at = models.DateTimeField("入库时间", null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "土地数据导入"

    def __str__(self) -> str:
        return self.name
