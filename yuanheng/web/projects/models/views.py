"""Saved views of the library, and decisions on pairs that look like one project."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User

from .project import Project


class SavedView(models.Model):
    """Filters of the library under a name: for oneself, or shared with all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("名称", max_length=60)
    page = models.CharField(max_length=20, default="list")
    query = models.CharField(max_length=1000)
    shared = models.BooleanField("共享", default=False)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "常用筛选"
        constraints = (models.UniqueConstraint(fields=["by", "name"], name="saved_view_name_once"),)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DuplicateDecision(models.Model):
    """Two records: one project, or two? `first` is the one that stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first = models.ForeignKey(Project, models.PROTECT, related_name="+")
    second = models.ForeignKey(Project, models.PROTECT, related_name="+")
    same = models.BooleanField("同一项目")
    why = models.CharField("理由", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "查重结论"
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="duplicate_two_projects"),
        )

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
