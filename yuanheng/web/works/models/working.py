"""What happens to a work: steps passed, planned dates, reports, pictures, where it lies. All append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User

from .work import Work


class StepReached(models.Model):
    """A step of the work's case was passed on a day, known at a moment; `undone` takes it back (returned, other case)."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, models.PROTECT, related_name="reached")
    step = models.CharField(max_length=60)
    happened_on = models.DateField("日期")
    known_at = models.DateTimeField("登记时间")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("work", "id")
        verbose_name = "工程节点"
        indexes = (models.Index(fields=["work", "step", "-known_at"], name="work_step_newest"),)


class PlannedDate(models.Model):
    """When a step is to be done; serial 1 is the baseline, the highest holds, every change has its reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="planned")
    step = models.CharField("节点", max_length=60)
    serial = models.PositiveSmallIntegerField("第几次")
    planned_on = models.DateField("计划日期")
    reason = models.CharField("调整原因", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("work", "step", "serial")
        verbose_name = "工程节点计划"
        constraints = (
            models.UniqueConstraint(fields=["work", "step", "serial"], name="work_plan_serial_once"),
            models.CheckConstraint(condition=Q(serial=1) | ~Q(reason=""), name="work_plan_change_has_reason"),
        )


class Report(models.Model):
    """How far the work is, as somebody saw it: per cent of what its longest step builds. The newest day holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="reports")
    on = models.DateField("日期")
    percent = models.DecimalField("形象进度(%)", max_digits=5, decimal_places=1, null=True)
    text = models.CharField("说明", max_length=600, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("work", "-on", "-at")
        verbose_name = "工程进展"
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100), name="work_report_share"
            ),
            models.CheckConstraint(condition=Q(percent__isnull=False) | ~Q(text=""), name="work_report_says"),
        )


class SitePicture(models.Model):
    """A picture of the site: a clean copy; time and place are kept here, with where they come from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="pictures")
    on = models.DateField("日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField("拍摄时间", null=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)
    place_basis = models.CharField(
        "位置来源", max_length=10, choices=(("exif", "照片自带"), ("browser", "上传时定位"), ("", "无")), blank=True
    )
    caption = models.CharField("说明", max_length=120, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("work", "-on", "-at")
        verbose_name = "工程照片"


class Place(models.Model):
    """Where a work lies: a point, line or polygon in EPSG:4490 as GeoJSON; the newest holds."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, models.PROTECT, related_name="places")
    shape = models.CharField("形状", max_length=10, choices=(("point", "点"), ("line", "线"), ("polygon", "面")))
    geometry = models.JSONField()
    source = models.CharField("来源", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("work", "-id")
        verbose_name = "工程位置"
        constraints = (models.CheckConstraint(condition=Q(shape__in=["point", "line", "polygon"]), name="work_shape"),)
