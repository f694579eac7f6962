"""The service company: its set-up, its staff, and how they were selected."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.cases.models import Case


class CompanyStepKind(models.TextChoices):
    """What the set-up of the company goes through."""

    APPROVED = "approved", "批准设立"
    REGISTERED = "registered", "注册成立"
    MANAGED = "managed", "总经理到任"
    OPERATING = "operating", "实体化运作"


@pghistory.track()
class CompanyStep(models.Model):
    """A step of the company's set-up on a day, with its evidence; a wrong one is withdrawn, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("节点", max_length=12, choices=CompanyStepKind)
    happened_on = models.DateField("日期")
    document = models.CharField("文号或证照编号", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="证据")
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        ordering = ("happened_on", "known_at")
        verbose_name = "公司组建节点"
        constraints = (
            models.UniqueConstraint(
                fields=["kind"], condition=Q(withdrawn_at__isnull=True), name="rewards_company_step_once"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="rewards_company_step_has_document"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


class StaffQuerySet(models.QuerySet["Staff"]):
    """Filters of staff."""

    def working(self, on: Any) -> StaffQuerySet:
        """At work on a day."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), entered_on__lte=on)


@pghistory.track()
class Staff(models.Model):
    """One person of the service company; `left_on` is the last day of work. No figure of pay is kept here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("工号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=40)
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name="登录名"
    )
    post = models.CharField("岗位", max_length=40)
    office = models.CharField("办公地点", max_length=40)
    entered_on = models.DateField("入职日期")
    left_on = models.DateField("最后工作日", null=True, blank=True)
    left_reason = models.CharField("离开原因", max_length=200, blank=True)
    created_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name = "招商人员"
        constraints = (
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")), name="rewards_staff_leaves_after"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | ~Q(left_reason=""), name="rewards_staff_leaves_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@pghistory.track()
class Selection(models.Model):
    """An open selection for a post; its steps are a case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField("选聘", max_length=120)
    post = models.CharField("岗位", max_length=40)
    places = models.PositiveSmallIntegerField("人数")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+", verbose_name="办件")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at",)
        verbose_name = "公开选聘"
        constraints = (models.CheckConstraint(condition=Q(places__gt=0), name="rewards_selection_places"),)

    def __str__(self) -> str:
        return self.title


class CandidateState(models.TextChoices):
    """How far a candidate has come."""

    APPLIED = "applied", "已报名"
    INTERVIEWED = "interviewed", "已面试"
    PROPOSED = "proposed", "拟聘公示"
    APPOINTED = "appointed", "已聘任"
    DECLINED = "declined", "未入选"


@pghistory.track()
class Candidate(models.Model):
    """Somebody who applied; `staff` once appointed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="candidates")
    name = models.CharField("姓名", max_length=40)
    applied_on = models.DateField("报名日期")
    score = models.DecimalField("面试成绩", max_digits=5, decimal_places=2, null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=CandidateState, default=CandidateState.APPLIED)
    appointed_on = models.DateField("聘任日期", null=True)
    known_at = models.DateTimeField("聘任登记时间", null=True)
    staff = models.OneToOneField(Staff, models.PROTECT, null=True, related_name="candidacy")

    class Meta:
        ordering = ("-score", "name")
        verbose_name = "应聘人员"
        constraints = (
            models.UniqueConstraint(fields=["selection", "name"], name="rewards_candidate_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="rewards_candidate_score"
            ),
            models.CheckConstraint(
                condition=~Q(state="appointed") | Q(staff__isnull=False, appointed_on__isnull=False),
                name="rewards_candidate_appointed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.selection.post} {self.name}"
