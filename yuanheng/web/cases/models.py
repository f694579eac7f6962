"""Tables of cases. `CaseEvent` is the truth and only grows; `Case`, `CaseStep` and their dates are derived from it.

A case keeps the procedure it was opened under (`ProcedureVersion`), so that a changed rule never rewrites its history.
`clock` is the engine's clock as canonical JSON: cases with the same clock have the same due date, which is how a change
of the calendar re-dates them in bulk.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User

RUNNING = ("draft", "open", "suspended")
AT_WORK = ("active", "suspended")


class CaseStatus(models.TextChoices):
    """How a case stands, in the engine's words."""

    DRAFT = "draft", "待受理"
    OPEN = "open", "办理中"
    SUSPENDED = "suspended", "暂停计时"
    DONE = "done", "已办结"
    REVOKED = "revoked", "已撤回"
    TERMINATED = "terminated", "已终止"


class StepStatus(models.TextChoices):
    """How a step stands."""

    WAITING = "waiting", "未开始"
    ACTIVE = "active", "办理中"
    SUSPENDED = "suspended", "暂停计时"
    DONE = "done", "已完成"
    RETURNED = "returned", "已退回"


class ProcedureVersion(models.Model):
    """A procedure as it was when a case was opened under it. Append-only."""

    hash = models.CharField(max_length=64, primary_key=True)
    name = models.CharField("流程代码", max_length=80, db_index=True)
    label = models.CharField("流程", max_length=200)
    definition = models.JSONField(encoder=DjangoJSONEncoder)
    kept_at = models.DateTimeField("首次使用")

    class Meta:
        ordering = ("name", "-kept_at")
        verbose_name = "办理流程"

    def __str__(self) -> str:
        return self.label


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters of cases."""

    def of_subject(self, kind: str, pk: Any) -> CaseQuerySet:
        """Cases about one thing, newest first."""
        return self.filter(subject_kind=kind, subject_id=str(pk)).order_by("-opened_on", "-number")

    def running(self) -> CaseQuerySet:
        """Not closed."""
        return self.filter(status__in=RUNNING)

    def by_due(self) -> CaseQuerySet:
        """First what is due first; what has no date last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class Case(models.Model):
    """A procedure at work on a subject. Everything from `status` on is derived from the events."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField("编号", max_length=40, unique=True)
    procedure = models.CharField("流程", max_length=80)
    procedure_hash = models.CharField(max_length=64)
    procedure_label = models.CharField("流程名称", max_length=200)
    title = models.CharField("事项", max_length=200)
    subject_kind = models.CharField("对象类别", max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    subject_label = models.CharField("对象", max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="牵头部门")
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    opened_on = models.DateField("登记日期")
    status = models.CharField("状态", max_length=12, choices=CaseStatus, default=CaseStatus.DRAFT)
    outcome = models.CharField("结果", max_length=20, blank=True)
    accepted_on = models.DateField("受理日期", null=True)
    due_on = models.DateField("应办结日", null=True)
    due_provisional = models.BooleanField("暂定", default=False)
    closed_on = models.DateField("办结日期", null=True)
    next_label = models.CharField("当前步骤", max_length=200, blank=True)
    clock = models.TextField(blank=True)
    parties = ArrayField(models.CharField(max_length=160), default=list)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField("最近变动")

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_on", "-number")
        verbose_name = "办件"
        constraints = (
            models.UniqueConstraint(fields=["year", "serial"], name="case_serial_once"),
            models.CheckConstraint(condition=Q(status__in=CaseStatus.values), name="case_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=RUNNING) | Q(closed_on__isnull=False), name="case_closed_has_day"
            ),
        )
        indexes = (
            models.Index(fields=["status", "due_on"], name="case_status_due"),
            models.Index(F("due_on").asc(nulls_last=True), F("id"), name="case_by_due"),
            models.Index(fields=["subject_kind", "subject_id"], name="case_subject"),
            models.Index(fields=["procedure", "status"], name="case_procedure_status"),
            models.Index(fields=["organisation", "status", "due_on"], name="case_bureau_status_due"),
            GinIndex(fields=["parties"], name="case_parties", fastupdate=False),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def closed(self) -> bool:
        """True when nothing more can be decided."""
        return self.status not in RUNNING


class CaseEvent(models.Model):
    """One thing that happened to a case, as the engine takes it. Append-only; `serial` is the case's version after it."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    serial = models.PositiveIntegerField()
    at = models.DateTimeField("时间")
    kind = models.CharField("动作", max_length=20)
    step = models.CharField("步骤", max_length=60, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="代表")
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("case", "serial")
        verbose_name = "办件经过"
        constraints = (models.UniqueConstraint(fields=["case", "serial"], name="case_event_serial_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.serial} {self.kind}"


class CaseStep(models.Model):
    """One step of a case as it stands: derived. `assignees` are the seats (people, posts, bureaus) it waits for."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    code = models.CharField(max_length=60)
    label = models.CharField("步骤", max_length=200)
    order = models.PositiveSmallIntegerField()
    group = models.CharField("服务组", max_length=60, blank=True)
    external = models.BooleanField("上级办理", default=False)
    status = models.CharField("状态", max_length=12, choices=StepStatus, default=StepStatus.WAITING)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="承办部门")
    assignees = ArrayField(models.CharField(max_length=160), default=list)
    since = models.DateField("开始", null=True)
    due_on = models.DateField("应完成日", null=True)
    due_provisional = models.BooleanField("暂定", default=False)
    done_on = models.DateField("完成日期", null=True)
    clock = models.TextField(blank=True)
    remind_days = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ("case", "order")
        verbose_name = "办件步骤"
        constraints = (
            models.UniqueConstraint(fields=["case", "code"], name="case_step_once"),
            models.CheckConstraint(condition=Q(status__in=StepStatus.values), name="case_step_status_known"),
        )
        indexes = (
            models.Index(fields=["status", "due_on"], name="case_step_status_due"),
            models.Index(fields=["organisation", "status", "due_on"], name="case_step_bureau"),
            GinIndex(
                fields=["assignees"], name="case_step_assignees", condition=Q(status__in=AT_WORK), fastupdate=False
            ),
        )

    def __str__(self) -> str:
        return self.label


class CasePaper(models.Model):
    """A paper of a case: its scan, number and date. Append-only."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="papers")
    step = models.CharField(max_length=60, blank=True)
    kind = models.CharField("材料", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    number = models.CharField("文号", max_length=120, blank=True)
    dated = models.DateField("日期", null=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "办件材料"

    def __str__(self) -> str:
        return self.kind


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Filters of delegations."""

    def holding(self, day: Any) -> DelegationQuerySet:
        """Those that hold on a day."""
        return self.filter(since__lte=day, until__gte=day, ended_at__isnull=True)


class Delegation(models.Model):
    """While `who` is away, `to` acts for them in every case; ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    who = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="委托人")
    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="代办人")
    since = models.DateField("自")
    until = models.DateField("至")
    reason = models.CharField("原因", max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)
        verbose_name = "委托代办"
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_span"),
            models.CheckConstraint(condition=~Q(who=F("to")), name="delegation_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.who} 委托 {self.to}"


class Redating(models.Model):
    """One re-dating of all running cases under a calendar; `moves` list what changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    calendar = models.CharField("工作日历", max_length=80)
    calendar_hash = models.CharField(max_length=64)
    known_through = models.DateField("公布至")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="发起人")
    asked_at = models.DateTimeField("发起时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    looked_at = models.PositiveIntegerField("核对办件", default=0)
    moved = models.PositiveIntegerField("变动", default=0)

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = "重新推算"

    def __str__(self) -> str:
        return f"{self.calendar} 公布至 {self.known_through}"


class RedatingMove(models.Model):
    """A due date that a re-dating moved or made firm, and why. Append-only."""

    id = models.BigAutoField(primary_key=True)
    redating = models.ForeignKey(Redating, models.PROTECT, related_name="moves")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    before = models.DateField("原应办结日", null=True)
    after = models.DateField("新应办结日", null=True)
    was_provisional = models.BooleanField(default=False)
    provisional = models.BooleanField("暂定", default=False)
    why = models.TextField("原因", blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "变动的办结日"


class Reminder(models.Model):
    """One reminder told: once a day, case, step and person, whatever happens to the step in between. Append-only."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    step = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    to = models.ForeignKey(User, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        verbose_name = "提醒"
        constraints = (
            models.UniqueConstraint(fields=["to", "day", "case", "step", "kind"], name="reminder_once_a_day"),
        )
