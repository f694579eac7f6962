"""Leases that end soon and that nobody has renewed or let again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from .models import Lease
from .models.leases import LeaseQuerySet
from .rules import lease_rules


def ending(*, on: date, within: int | None = None) -> LeaseQuerySet:
    """Leases running on `on` whose last day lies within so many days (the rule's longest), with no lease of the unit after."""
    most = max(lease_rules().remind_days) if within is None else within
    after = Lease.objects.known(None).filter(unit=OuterRef("unit"), starts_on__gt=OuterRef("starts_on"))
    rows = Lease.objects.known(None).with_last().filter(starts_on__lte=on, ended_on__isnull=True)
    found: LeaseQuerySet = rows.filter(last_on__range=(on, on + timedelta(days=most))).exclude(Exists(after))
    return found
