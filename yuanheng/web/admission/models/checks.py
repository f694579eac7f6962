"""Runs of the checks with what each said on which figures; exemptions; the utilities in reserve."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile
from yuanheng.web.projects.models import Project

from ..policy import Gate, Outcome

USER = settings.AUTH_USER_MODEL
GATES = [(gate.value, gate.label) for gate in Gate]
OUTCOMES = [
    (Outcome.PASSED.value, "通过"),
    (Outcome.FAILED.value, "不通过"),
    (Outcome.UNKNOWN.value, "缺数"),
    (Outcome.NOT_APPLICABLE.value, "不适用"),
]


class RunOutcome(models.TextChoices):
    """The run as a whole: one failure fails it, one missing figure leaves it open."""

    PASSED = "passed", "通过"
    FAILED = "failed", "不通过"
    UNKNOWN = "unknown", "缺数"


class CheckRun(models.Model):
    """The checks of one gate run once on a project's figures of a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="admission_runs", verbose_name="项目")
    gate = models.CharField("环节", max_length=10, choices=GATES)
    on = models.DateField("审查日期")
    park = models.CharField("区中园", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    outcome = models.CharField("结论", max_length=10, choices=RunOutcome)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="审查人")
    at = models.DateTimeField("审查时间")

    class Meta:
        ordering = ("-on", "-at", "-pk")
        verbose_name = "准入审查"
        indexes = (models.Index(fields=["project", "gate", "-on", "-at"], name="admission_run_newest"),)

    def __str__(self) -> str:
        return f"{self.project} {self.get_gate_display()}准入审查 {self.on:%Y-%m-%d}"


class CheckResult(models.Model):
    """What one check said, with the rule's fingerprint and the figures as they were."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(CheckRun, models.PROTECT, related_name="results")
    check_name = models.CharField("规则", max_length=80)
    label = models.CharField("名称", max_length=80)
    position = models.PositiveSmallIntegerField()
    rule_hash = models.CharField("规则指纹", max_length=64)
    fingerprint = models.CharField("规则与数据指纹", max_length=64, db_index=True)
    outcome = models.CharField("结论", max_length=20, choices=OUTCOMES)
    sentence = models.TextField("说明")
    inputs = models.JSONField("数据", default=list)
    missing = ArrayField(models.CharField(max_length=120), default=list)
    assumption = models.BooleanField("假设")
    source = models.TextField("出处")

    class Meta:
        ordering = ("run", "position")
        verbose_name = "准入审查项"
        constraints = (models.UniqueConstraint(fields=["run", "check_name"], name="admission_check_once_a_run"),)

    def __str__(self) -> str:
        return f"{self.label}:{self.get_outcome_display()}"


class Exemption(models.Model):
    """A failed check let pass with reason and paper; it stands while rule and figures are those it was given for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    result = models.OneToOneField(CheckResult, models.PROTECT, related_name="exemption", verbose_name="审查项")
    project = models.ForeignKey(Project, models.PROTECT, related_name="admission_exemptions")
    fingerprint = models.CharField(max_length=64, db_index=True)
    reason = models.TextField("理由")
    document = models.CharField("依据文件", max_length=200)
    dated = models.DateField("文件日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="扫描件")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="批准人")
    at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "准入豁免"
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="exemption_has_reason"),
            models.CheckConstraint(condition=~models.Q(document=""), name="exemption_has_paper"),
        )

    def __str__(self) -> str:
        return f"豁免 {self.result.label}"


class UtilityKind(models.TextChoices):
    """What a park can run out of."""

    POWER = "power", "供电(千伏安)"
    WATER = "water", "供水(吨/日)"
    HEAT = "heat", "供热(吨/时)"
    SEWAGE = "sewage", "污水处理(吨/日)"


class Reserve(models.Model):
    """What a park had left of a utility on a day, as its supplier told; the newest day counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    park = models.CharField("区中园", max_length=60)
    kind = models.CharField("设施", max_length=10, choices=UtilityKind)
    amount = models.DecimalField("余量", max_digits=16, decimal_places=4)
    as_of = models.DateField("截至日期")
    told_by = models.CharField("提供单位", max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("park", "kind", "-as_of", "-at")
        verbose_name = "公用设施余量"
        indexes = (models.Index(fields=["park", "kind", "-as_of", "-at"], name="admission_reserve_newest"),)
        constraints = (models.CheckConstraint(condition=models.Q(amount__gte=0), name="reserve_not_negative"),)

    def __str__(self) -> str:
        return f"{self.park} {self.get_kind_display()}"
