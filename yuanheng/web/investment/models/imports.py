"""A list of target companies brought in."""

from __future__ import annotations

from django.db import models

from yuanheng.web.projects.models import ImportState, SheetImport

__all__ = ["CompanyImport", "ImportState"]


class CompanyImport(SheetImport):
    """One list; `counts` says how many amounts were understood, asked about, and not disclosed."""

    counts = models.JSONField(default=dict)

    class Meta(SheetImport.Meta):
        verbose_name = "目标对象导入"
