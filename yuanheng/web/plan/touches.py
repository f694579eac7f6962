"""Targets whose figure was read before something was corrected, and would be read otherwise now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.touches import Restated, Touched

from .access import VIEW
from .measuring import measure
from .models import PlanTarget, TargetReading
from .offers import MANUAL
from .wording import amount

MOST = 60


def targets_touched(user: User, change: Restated) -> Iterable[Touched]:
    """The last reading of each target that could not know of the change, where the same day reads otherwise now.

    What differs is everything that became known since; targets reported by hand do not move.
    """
    day = change.at.astimezone(SHANGHAI).date()
    targets = visible(user, VIEW, PlanTarget.objects.bound().exclude(tally=MANUAL)).select_related("plan")
    for target in targets[:MOST]:
        reading = _last_before(target, day, change)
        if reading is None:
            continue
        now = measure(target, day=reading.day, known_on=None).reading.value
        if now != reading.value:
            yield Touched(
                what=str(target),
                href=reverse("plan:target", args=[target.pk]),
                at=reading.taken_at,
                stated=amount(reading.value, reading.unit),
                now=amount(now, reading.unit),
                note=f"{reading.day} 的数,截至 {reading.known_on} 所知;现在的数含那以后的全部变动",
            )


def _last_before(target: PlanTarget, day: date, change: Restated) -> TargetReading | None:
    rows = TargetReading.objects.filter(target=target, known_on__lt=day)
    if change.years:
        rows = rows.filter(day__year__in=change.years)
    return rows.order_by("-day", "-known_on", "-pk").first()
