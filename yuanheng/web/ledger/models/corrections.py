"""A figure put right by a person: a new fact with reason and document; the old one stays to be read."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile

from .facts import Fact


@pghistory.track()
class Correction(models.Model):
    """`made` counts in the place of `fact` from `at` on, until it is undone. `verdict` and `group`: the word on `fact` before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="corrections", verbose_name="原数")
    made = models.OneToOneField(Fact, models.PROTECT, related_name="correction_of", verbose_name="更正后")
    why = models.CharField("原因", max_length=300)
    document = models.CharField("文号", max_length=200)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    verdict = models.CharField(max_length=10, blank=True)
    group = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="更正人")
    at = models.DateTimeField("更正时间")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    undone_why = models.CharField("撤销原因", max_length=300, blank=True)

    class Meta:
        ordering = ("-at",)
        verbose_name = "更正"
        constraints = (
            models.UniqueConstraint(
                fields=["fact"], condition=Q(undone_at__isnull=True), name="fact_corrected_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(why="") & ~Q(document=""), name="correction_with_reason_and_document"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | (Q(undone_by__isnull=False) & ~Q(undone_why="")),
                name="correction_undone_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fact} 更正"
