"""Tables of delivery. Plans, monthly reports, pictures and words only grow; difficulties and targets change with history."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.projects.models import Project

MILESTONES = (
    ("filed", "备案"), ("land_supplied", "供地"), ("started", "开工"), ("completed", "竣工"), ("in_production", "投产"),
)  # fmt: skip


class PlanDate(models.Model):
    """When a milestone is to be reached; serial 1 is the baseline, the highest holds. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="plan_dates")
    milestone = models.CharField("节点", max_length=20, choices=MILESTONES)
    serial = models.PositiveSmallIntegerField("第几次")
    planned_on = models.DateField("计划日期")
    reason = models.CharField("调整原因", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("project", "milestone", "serial")
        verbose_name = "节点计划"
        constraints = (
            models.UniqueConstraint(fields=["project", "milestone", "serial"], name="plan_date_serial_once"),
            models.CheckConstraint(condition=Q(serial=1) | ~Q(reason=""), name="plan_date_change_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.get_milestone_display()} {self.planned_on}"


class YearPlan(models.Model):
    """The investment planned for a year, in yuan; the newest holds. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="year_plans")
    year = models.PositiveSmallIntegerField("年度")
    amount = models.DecimalField("计划投资(元)", max_digits=20, decimal_places=2)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("project", "year", "-at")
        verbose_name = "年度投资计划"
        constraints = (models.CheckConstraint(condition=Q(amount__gte=0), name="year_plan_not_negative"),)


class Progress(models.Model):
    """What a project reports for a month, in yuan; a correction is a further row, the newest holds. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="progress")
    month = models.DateField("月份")
    done = models.DecimalField("本月完成投资(元)", max_digits=20, decimal_places=2, null=True)
    cumulative = models.DecimalField("累计完成投资(元)", max_digits=20, decimal_places=2, null=True)
    text = models.CharField("形象进度", max_length=600, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("project", "month", "at")
        verbose_name = "月度进展"
        indexes = (models.Index(fields=["project", "month", "-at"], name="progress_newest"),)
        constraints = (
            models.CheckConstraint(condition=Q(month__day=1), name="progress_first_of_month"),
            models.CheckConstraint(condition=Q(done__isnull=True) | Q(done__gte=0), name="progress_done_not_negative"),
            models.CheckConstraint(
                condition=Q(cumulative__isnull=True) | Q(cumulative__gte=0), name="progress_sum_not_negative"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.month:%Y-%m}"


class Picture(models.Model):
    """A picture of the site: the file is a clean copy; time and place are kept here, with where they come from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="pictures")
    month = models.DateField("月份")
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
        ordering = ("-at",)
        verbose_name = "现场照片"

    def __str__(self) -> str:
        return f"{self.project} {self.month:%Y-%m} 照片"


class DifficultyState(models.TextChoices):
    """How a difficulty stands."""

    OPEN = "open", "待解决"
    RESOLVED = "resolved", "已解决"
    CLOSED = "closed", "已销号"


@pghistory.track()
class Difficulty(models.Model):
    """What stands in a project's way: who solves it by when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="difficulties")
    title = models.CharField("难点", max_length=120)
    description = models.TextField("具体情况", blank=True)
    severity = models.CharField("程度", max_length=20)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任部门")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人")
    raised_on = models.DateField("提出日期")
    due_on = models.DateField("要求解决日")
    state = models.CharField("状态", max_length=10, choices=DifficultyState, default=DifficultyState.OPEN)
    escalated_on = models.DateField("报挂钩领导", null=True)
    ended_on = models.DateField("解决日期", null=True)
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("due_on",)
        verbose_name = "项目难点"
        indexes = (models.Index(fields=["state", "due_on"], name="difficulty_state_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(due_on__gte=models.F("raised_on")), name="difficulty_due_after_raised"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(ended_on__isnull=False), name="difficulty_ended_has_day"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Happening(models.Model):
    """One thing that happened to a difficulty. Append-only."""

    id = models.BigAutoField(primary_key=True)
    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="happenings")
    kind = models.CharField(
        max_length=12,
        choices=(
            ("raised", "提出"), ("updated", "进展"), ("postponed", "延期"), ("escalated", "报挂钩领导"),
            ("resolved", "解决"), ("closed", "销号"), ("reopened", "重开"),
        ),
    )  # fmt: skip
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        verbose_name = "难点经过"


class Instruction(models.Model):
    """What a leader says of a project: a remark, or an instruction to its manager. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="instructions")
    text = models.CharField("批示", max_length=400)
    due_on = models.DateField("要求办结", null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "领导批示"


@pghistory.track()
class YearTarget(models.Model):
    """A target of the year over projects: a stage, thresholds in each currency, how many, and whose sentence it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField("年度")
    label = models.CharField("目标", max_length=80)
    stage = models.CharField("计数阶段", max_length=20, choices=MILESTONES)
    value = models.PositiveIntegerField("目标数(个)")
    min_yuan = models.DecimalField("人民币项目不低于(元)", max_digits=20, decimal_places=2, null=True, blank=True)
    min_usd = models.DecimalField("美元项目不低于(美元)", max_digits=20, decimal_places=2, null=True, blank=True)
    source = models.CharField("计划原文", max_length=300)
    order = models.PositiveSmallIntegerField("次序", default=0)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("year", "order", "label")
        verbose_name = "年度项目目标"
        constraints = (models.UniqueConstraint(fields=["year", "label"], name="year_target_once"),)

    def __str__(self) -> str:
        return f"{self.year} {self.label}"
