"""A list of units and leases brought in."""

from __future__ import annotations

from django.db import models

from yuanheng.web.projects.models import ImportState, SheetImport

from .carrier import Carrier

__all__ = ["ImportState", "LeaseImport"]


class LeaseImport(SheetImport):
    """One list of one carrier. `bases` is {sheet: basis}: what a rent is per, where a person had to say."""

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="imports", verbose_name="载体")
    bases = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta(SheetImport.Meta):
        verbose_name = "租约导入"
