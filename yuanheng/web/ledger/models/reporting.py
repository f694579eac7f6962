"""Who owes which table, and since when."""

from __future__ import annotations

import pghistory
from django.db import models

from yuanheng.web.base.models import Organisation


@pghistory.track()
class SourceOwner(models.Model):
    """The bureau that is responsible for a source."""

    source = models.CharField("来源", max_length=60, primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True, verbose_name="责任部门")
    contact = models.CharField("联系人", max_length=60, blank=True)
    owed = models.BooleanField("本区需要报送", default=True)

    class Meta:
        ordering = ("source",)
        verbose_name = "报送责任"

    def __str__(self) -> str:
        return self.source


@pghistory.track()
class LedgerStart(models.Model):
    """The one row that says from which month tables are owed, and which year is being worked on.

    A zone may start in mid-year with its old ledgers: what lies before `starts_on` is owed to nobody.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    starts_on = models.DateField("启用月份", null=True, blank=True)
    year = models.PositiveSmallIntegerField("工作年度", null=True, blank=True)

    class Meta:
        verbose_name = "启用日期"
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="ledger_start_one_row"),)
