"""Snapshots, runs and results: kept for ever. A run that has ended well is never changed, a result never at all."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.site import paths

USER = settings.AUTH_USER_MODEL
POINTS = {"max_digits": 18, "decimal_places": 8}


class ExactDecoder(json.JSONDecoder):
    """Numbers of a JSON column come back as the decimals that were written, never as binary floats."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Decimal})


class Snapshot(models.Model):
    """What was known on a day, frozen: facts and links as Parquet, the register as it stood that day. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_hash = models.CharField("快照指纹", max_length=64, db_index=True)
    facts_file = models.CharField("数据文件", max_length=200)
    links_file = models.CharField("关联文件", max_length=200)
    register = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="企业名录")
    counts = models.JSONField("数量", default=dict)
    known_on = models.DateField("数据截至", null=True)
    frozen_at = models.DateTimeField("冻结时间")
    frozen_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="冻结人")

    class Meta:
        ordering = ("-frozen_at",)
        verbose_name = "数据快照"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="snapshot_hash_is_sha256"
            ),
        )

    def __str__(self) -> str:
        return f"快照 {self.content_hash[:12]}"

    @property
    def facts_path(self) -> Path:
        """The Parquet file of facts."""
        return paths.var_folder() / self.facts_file

    @property
    def links_path(self) -> Path:
        """The Parquet file of links."""
        return paths.var_folder() / self.links_file


class RunState(models.TextChoices):
    """A run is computed, then stands for ever; one that failed may be tried again."""

    PENDING = "pending", "计算中"
    FINISHED = "finished", "已完成"
    FAILED = "failed", "未完成"


class RunQuerySet(models.QuerySet["Run"]):
    """Filters of runs."""

    def finished(self) -> RunQuerySet:
        """Those with results."""
        return self.filter(state=RunState.FINISHED)


@pghistory.track(exclude=["scheme_text", "summary"])
class Run(models.Model):
    """One evaluation: a snapshot, a scheme, a year. Another try is another run, with the next serial number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField("评价年度")
    scheme = models.CharField("办法代码", max_length=80)
    scheme_title = models.CharField("评价办法", max_length=200)
    scheme_hash = models.CharField("办法指纹", max_length=64)
    scheme_text = models.TextField("办法原文")
    assumption = models.BooleanField("含假设", default=False)
    serial = models.PositiveIntegerField("次")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="runs", verbose_name="数据快照")
    engine = models.CharField("计算引擎", max_length=80, default="duckdb")
    state = models.CharField("状态", max_length=10, choices=RunState, default=RunState.PENDING)
    note = models.CharField("说明", max_length=200, blank=True)
    ran_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="评价人")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    asked_at = models.DateTimeField("提交时间")
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("完成时间", null=True)
    class_counts = models.JSONField("各类企业数", default=dict)
    warnings = models.JSONField("提示", default=list)
    indicators = models.JSONField("指标", default=list)
    summary = models.JSONField("各组情况", default=dict, decoder=ExactDecoder)
    files = models.JSONField("文件指纹", default=dict)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = "评价批次"
        indexes = (models.Index(fields=["year", "scheme"]),)
        constraints = (
            models.UniqueConstraint(fields=["year", "scheme", "serial"], name="run_serial_once"),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="finished") | models.Q(finished_at__isnull=False),
                name="run_finished_has_time",
            ),
            models.CheckConstraint(condition=models.Q(year__range=(1978, 2100)), name="run_year_sane"),
        )
        triggers = (
            pgtrigger.Protect(name="run_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="run_finished_stands", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="finished")
            ),
            pgtrigger.ReadOnly(
                name="run_identity_stands",
                fields=["year", "scheme", "scheme_hash", "scheme_text", "serial", "snapshot", "ran_by", "asked_at"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} 年 {self.scheme} 第 {self.serial} 次"

    @property
    def finished(self) -> bool:
        """True when its results stand."""
        return self.state == RunState.FINISHED

    @property
    def folder(self) -> Path:
        """Where the files of this run lie; it exists once the run has ended well."""
        return paths.var_folder() / "runs" / str(self.pk)

    @property
    def classes(self) -> list[str]:
        """Codes of the classes from best to worst, without that of firms not ranked."""
        return list(self.summary.get("classes", ()))


class Result(models.Model):
    """What a run said of one firm, in the words of that day. Append-only, written by COPY."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="results", verbose_name="评价批次")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="results", verbose_name="企业")
    subject_name = models.CharField("企业名称", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    town = models.CharField("镇街", max_length=80, blank=True)
    cluster = models.CharField("产业集群", max_length=80, blank=True)
    group = models.CharField("分组", max_length=200, blank=True)
    total = models.DecimalField("总分", null=True, **POINTS)
    rank = models.PositiveIntegerField("组内排名", null=True)
    grade = models.CharField("类别", max_length=20, blank=True)
    reason = models.CharField("说明", max_length=500, blank=True)
    bonus = models.DecimalField("加分", null=True, **POINTS)
    deduction = models.DecimalField("扣分", null=True, **POINTS)
    detail = models.JSONField("各指标", default=dict, decoder=ExactDecoder)

    class Meta:
        ordering = ("group", "rank", "uscc", "pk")
        verbose_name = "评价结果"
        indexes = (
            models.Index(fields=["run", "group", "rank"]),
            models.Index(fields=["run", "grade"]),
            models.Index(fields=["enterprise", "run"]),
        )
        constraints = (
            models.UniqueConstraint(fields=["run", "enterprise"], name="result_once_a_run"),
            models.CheckConstraint(
                condition=models.Q(rank__isnull=True) | models.Q(rank__gte=1), name="result_rank_from_1"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_name}({self.grade or '无类别'})"
