"""Papers of a planning document: its versions, reviews and approvals. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import StoredFile, User

from .work import Work


class PlanningPaper(models.Model):
    """A version, a review of a version, or an approval with the years it holds for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="papers")
    what = models.CharField(
        "类别", max_length=10, choices=(("version", "版本"), ("review", "评审"), ("approval", "批复"))
    )
    version = models.CharField("版本", max_length=60)
    on = models.DateField("日期")
    body = models.CharField("单位", max_length=120, blank=True)
    number = models.CharField("文号", max_length=120, blank=True)
    opinion = models.CharField("意见", max_length=600, blank=True)
    valid_from = models.DateField("规划期自", null=True)
    valid_until = models.DateField("规划期至", null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("work", "on", "at")
        verbose_name = "规划文本、评审和批复"
        constraints = (
            models.CheckConstraint(
                condition=~Q(what="approval")
                | (~Q(number="") & Q(valid_from__isnull=False, valid_until__isnull=False)),
                name="approval_has_number_and_span",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="approval_span"
            ),
        )

    def __str__(self) -> str:
        return f"{self.work} {self.version}"
