"""Ask for all running cases to be dated again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Redating


@transaction.atomic
def ask_redating(*, by: User | None, at: datetime) -> Redating:
    """Defer the job under the calendar as it is now."""
    calendar = load_calendar()
    made = Redating.objects.create(
        calendar=calendar.label,
        calendar_hash=calendar.hash,
        known_through=calendar.known_through,
        asked_by=by,
        asked_at=at,
    )
    record(
        by, "cases.redating.asked", target=made, after={"calendar": calendar.hash, "through": calendar.known_through}
    )
    jobs.defer("cases.redate", by=by, target=made, redating_id=str(made.pk))
    return made
