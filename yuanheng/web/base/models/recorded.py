"""What a dated record has: when it became known, by whom, and whether it was taken back."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from ..moment import end_of
from .organisations import User


class RecordedQuerySet(models.QuerySet[Any]):
    """Filters of records."""

    def known(self, known_on: date | None) -> Self:
        """Those that stood as known at the end of a day; None: that stand now."""
        moment = end_of(known_on)
        if moment is None:
            return self.filter(withdrawn_at__isnull=True)
        return self.filter(known_at__lte=moment).filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment))


class Recorded(models.Model):
    """A dated record: never changed and never deleted; a wrong one is withdrawn, with the reason, and another entered."""

    known_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
