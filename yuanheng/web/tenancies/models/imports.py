"""A list of tenancies or of sub-meters brought in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yuanheng.web.projects.models import ImportState, SheetImport

__all__ = ["ImportKind", "ImportState", "RegisterList"]


class ImportKind(models.TextChoices):
    """What the list is of."""

    TENANCIES = "tenancies", "租赁台账"
    METERS = "meters", "分表清单"


class RegisterList(SheetImport):
    """One list; `chosen` is {name as written: enterprise id or ''} where a person said whom a name means."""

    kind = models.CharField("种类", max_length=10, choices=ImportKind)
    chosen = models.JSONField(default=dict)
    said_by = models.CharField("谁填报的", max_length=6, default="both")

    class Meta(SheetImport.Meta):
        verbose_name = "租赁和电表导入"
        constraints = (models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="register_list_kind"),)
