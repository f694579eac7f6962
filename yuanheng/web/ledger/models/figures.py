"""The figures of each enterprise and year as the measures' engine computes them: derived, rebuilt, never a source."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanheng.web.enterprises.models import Enterprise


class Figure(models.Model):
    """One measure of one enterprise in one year, with the facts that made it or the reason why it is missing."""

    id = models.BigAutoField(primary_key=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=38, decimal_places=12, null=True)
    missing = models.BooleanField()
    conflict = models.BooleanField()
    reason = models.TextField()
    source = models.CharField(max_length=60, blank=True)
    used_measure = models.CharField(max_length=60, blank=True)
    fact_ids = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = "指标数"
        constraints = (models.UniqueConstraint(fields=["enterprise", "year", "measure"], name="figure_once"),)
        indexes = (
            models.Index(fields=["measure", "year"], name="figure_measure_year"),
            models.Index(fields=["enterprise"], condition=models.Q(conflict=True), name="figure_conflict"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.year}"


class FiguresState(models.Model):
    """The one row that says of which state of the ledger the figures are."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    refreshed_at = models.DateTimeField(null=True)
    facts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="figures_state_one_row"),)
