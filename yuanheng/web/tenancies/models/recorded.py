"""What every record here has; nobody but a person states, confirms or settles."""

from __future__ import annotations

from django.db import models

from yuanheng.web.base import models as base


class Recorded(base.Recorded):
    """A dated record of which it is always known who entered it."""

    by = models.ForeignKey(base.User, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        abstract = True
