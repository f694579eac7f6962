"""What was done with a lead or a company, and what comes next. Activities only grow; `FollowUp` is derived from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.projects.models import Project

from .companies import TargetCompany


class ActivityKind(models.TextChoices):
    """What was done; `handover` is no contact: somebody else goes on."""

    VISIT = "visit", "走访"
    RECEPTION = "reception", "接待"
    CALL = "call", "电话"
    MEETING = "meeting", "洽谈"
    EVENT = "event", "活动"
    HANDOVER = "handover", "交接"


CONTACTS = tuple(kind for kind in ActivityKind if kind != ActivityKind.HANDOVER)


class Activity(models.Model):
    """One visit, call or meeting, of a project or a company, with the next step. Append-only.

    A wrong one is corrected by a newer one (`corrects`), which then speaks in its place; an empty correction with
    `void` takes it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="activities")
    company = models.ForeignKey(TargetCompany, models.PROTECT, null=True, related_name="activities")
    kind = models.CharField("方式", max_length=10, choices=ActivityKind)
    on = models.DateField("日期")
    with_whom = models.CharField("对方", max_length=160, blank=True)
    note = models.TextField("情况", blank=True)
    next_step = models.CharField("下一步", max_length=200, blank=True)
    next_on = models.DateField("下一步日期", null=True)
    next_owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="下一步由谁")
    blocker = models.CharField("卡点", max_length=200, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    void = models.BooleanField("撤回", default=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="记录人")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "招商活动记录"
        indexes = (
            models.Index(fields=["project", "-on", "-known_at"], name="activity_of_project"),
            models.Index(fields=["company", "-on", "-known_at"], name="activity_of_company"),
            models.Index(fields=["by", "-on"], name="activity_of_person"),
            models.Index(fields=["kind", "on"], name="activity_kind_day"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(project__isnull=False) | Q(company__isnull=False), name="activity_has_subject"
            ),
            models.CheckConstraint(condition=Q(next_on__isnull=True) | ~Q(next_step=""), name="activity_next_said"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class ActivityPicture(models.Model):
    """A picture of an activity: a clean copy without its data; when and where it was taken are kept here. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField("拍摄时间", null=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)
    place_basis = models.CharField(
        "位置来源", max_length=10, choices=(("exif", "照片自带"), ("browser", "上传时定位"), ("", "无")), blank=True
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = "活动照片"


class FollowUp(models.Model):
    """Where a lead or a company stands: the last contact and the next step. One row each, settled with every activity."""

    project = models.OneToOneField(Project, models.PROTECT, null=True, related_name="follow_up")
    company = models.OneToOneField(TargetCompany, models.PROTECT, null=True, related_name="follow_up")
    last = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    last_on = models.DateField("最近一步", null=True)
    next_step = models.CharField("下一步", max_length=200, blank=True)
    next_on = models.DateField("下一步日期", null=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="下一步由谁")
    blocker = models.CharField("卡点", max_length=200, blank=True)
    contacts = models.PositiveIntegerField("接触次数", default=0)

    class Meta:
        verbose_name = "跟进"
        indexes = (
            models.Index(fields=["owner", "next_on"], name="follow_up_due"),
            models.Index(fields=["last_on"], name="follow_up_last"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(project__isnull=False, company__isnull=True)
                | Q(project__isnull=True, company__isnull=False),
                name="follow_up_one_subject",
            ),
        )
