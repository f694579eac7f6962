"""Research groups of the leading industries (产业研究小组), who is in them, and what they reported.

The chains themselves are data (`rules/chains/`); a row here names one by its code.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User


@pghistory.track()
class ResearchGroup(models.Model):
    """A group formed on a day for one chain; it counts from then until it ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.SlugField("产业链", max_length=40)
    label = models.CharField("小组名称", max_length=80)
    formed_on = models.DateField("组建日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    document = models.CharField("组建文号", max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="牵头部门")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("chain", "formed_on")
        verbose_name = "产业研究小组"
        constraints = (
            models.UniqueConstraint(fields=["label"], condition=Q(ended_on__isnull=True), name="research_group_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("formed_on")), name="research_group_ends_after"
            ),
        )

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class GroupMember(models.Model):
    """Somebody of a research group: a user of the site, or an outside expert by name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(ResearchGroup, models.PROTECT, related_name="members")
    name = models.CharField("姓名", max_length=40)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    leads = models.BooleanField("组长", default=False)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ("-leads", "since", "id")
        verbose_name = "小组成员"
        constraints = (
            models.UniqueConstraint(
                fields=["group", "name"], condition=Q(until__isnull=True), name="group_member_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ResearchReport(models.Model):
    """What a group found, as a file. Append-only: a better report is a further one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.SlugField("产业链", max_length=40)
    group = models.ForeignKey(ResearchGroup, models.PROTECT, null=True, blank=True, related_name="reports")
    title = models.CharField("题目", max_length=160)
    on = models.DateField("日期")
    finding = models.CharField("主要结论", max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "产业研究报告"

    def __str__(self) -> str:
        return self.title
