"""The state of every parcel through time, made from its records and the rules: derived, never a source."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from .parcel import Parcel

STATES = {
    "not_approved": "未批准", "approved_not_supplied": "批而未供", "supplied_not_used": "供而未用", "idle": "闲置",
    "building": "建设中", "unfinished": "用而未尽", "underused": "用而不足", "inefficient": "低效", "in_use": "正常使用",
}  # fmt: skip
TONES = {
    "not_approved": "secondary", "approved_not_supplied": "blue", "supplied_not_used": "yellow", "idle": "red",
    "building": "teal", "unfinished": "orange", "underused": "purple", "inefficient": "pink", "in_use": "green",
}  # fmt: skip
STOCK = ("approved_not_supplied", "supplied_not_used", "idle", "unfinished", "underused", "inefficient")
"""What could be brought to use: 存量."""


class StateSpan(models.Model):
    """A parcel is in state `code` from `first` to the day before `until` (NULL: for good, as far as is known now)."""

    id = models.BigAutoField(primary_key=True)
    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="spans")
    code = models.CharField("状态", max_length=24)
    first = models.DateField("自")
    until = models.DateField("至", null=True)

    class Meta:
        ordering = ("parcel", "first")
        verbose_name = "宗地状态"
        constraints = (models.UniqueConstraint(fields=["parcel", "first"], name="state_span_once"),)
        indexes = (models.Index(fields=["code", "first", "until"], name="state_span_code"),)

    def __str__(self) -> str:
        return f"{STATES.get(self.code, self.code)} {self.first}"


def on_day(day: Any) -> Q:
    """The spans that hold on a day."""
    return Q(first__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def with_state(rows: QuerySet[Any], day: Any) -> QuerySet[Any]:
    """Parcels with `state` and `state_first` as of a day, by what is known now."""
    span = StateSpan.objects.filter(on_day(day), parcel=OuterRef("pk")).order_by("-first")
    return rows.annotate(state=Subquery(span.values("code")[:1]), state_first=Subquery(span.values("first")[:1]))


class StateBasis(models.Model):
    """The one row that says by which rules and which figures the spans were made."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    basis = models.CharField(max_length=140, blank=True)
    made_at = models.DateTimeField("计算时间", null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="state_basis_one_row"),)
