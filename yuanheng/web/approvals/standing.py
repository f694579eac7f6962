"""How each power stands on a day, as known on a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from yuanheng.web.base.moment import SHANGHAI

from .models import PowerEvent


def end_of(day: date) -> datetime:
    """The first moment after a Shanghai day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=SHANGHAI)


def events_that_stand(*, on: date, known_on: date | None = None) -> QuerySet[PowerEvent]:
    """What happened up to a day and was not undone, as known at the end of `known_on`."""
    rows = PowerEvent.objects.filter(on__lte=on, undoes__isnull=True)
    if known_on is None:
        return rows.filter(undone_by__isnull=True)
    moment = end_of(known_on)
    undone = PowerEvent.objects.filter(undoes__isnull=False, known_at__lt=moment).values("undoes")
    return rows.filter(known_at__lt=moment).exclude(pk__in=undone)


def standings(*, on: date, known_on: date | None = None) -> dict[str, PowerEvent]:
    """The event that each power stands at, by code; a power nothing was ever recorded for is not in it."""
    found: dict[str, PowerEvent] = {}
    for event in events_that_stand(on=on, known_on=known_on).order_by("code", "on", "known_at"):
        found[event.code] = event
    return found


def standing_of(code: str, *, on: date) -> PowerEvent | None:
    """How one power stands."""
    return events_that_stand(on=on).filter(code=code).order_by("on", "known_at").last()
