"""The attribution ledger: who found, introduced, negotiated and landed a project, in sets that add to exactly 100 %.

A set is never changed: a new one stands beside it. Which holds for a day, as known at a moment, is a rule of `attribution`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import Project

from .people import Staff


class ShareSet(models.Model):
    """All shares of a project from a day on; `case` is the dispute that settled it, if one did. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="share_sets")
    holds_from = models.DateField("自")
    known_at = models.DateTimeField("登记时间")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="证据")
    note = models.CharField("依据", max_length=300)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="争议办件")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("project", "-holds_from", "-known_at")
        verbose_name = "贡献份额"
        indexes = (models.Index(fields=["project", "-holds_from", "-known_at"], name="rewards_share_set_newest"),)
        constraints = (
            models.CheckConstraint(condition=~Q(note=""), name="rewards_share_set_has_basis"),
            models.UniqueConstraint(fields=["project", "holds_from", "known_at"], name="rewards_share_set_once"),
        )

    def __str__(self) -> str:
        return f"{self.project} 自 {self.holds_from} 的份额"


class AttributionShare(models.Model):
    """One person's part in one role, in per cent. Append-only; a trigger holds every set to exactly 100."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    set = models.ForeignKey(ShareSet, models.PROTECT, related_name="shares")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="shares")
    role = models.CharField("角色", max_length=20)
    percent = models.DecimalField("份额(%)", max_digits=7, decimal_places=4)

    class Meta:
        ordering = ("set", "role", "staff")
        verbose_name = "份额"
        constraints = (
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="rewards_share_percent"),
            models.UniqueConstraint(fields=["set", "staff", "role"], name="rewards_share_once"),
        )

    def __str__(self) -> str:
        return f"{self.staff} {self.role} {self.percent}%"


class Dispute(models.Model):
    """Somebody holds a set for wrong; the case says how it went. What is claimed stays here, out of the case. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="share_disputes")
    disputed = models.ForeignKey(ShareSet, models.PROTECT, null=True, related_name="disputes")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    claimant = models.ForeignKey(Staff, models.PROTECT, related_name="disputes", verbose_name="提出人")
    claim = models.TextField("主张")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="证据")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "份额争议"

    def __str__(self) -> str:
        return f"{self.project} 份额争议"
