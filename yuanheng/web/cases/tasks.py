"""Long work of cases: date all again, remind once a day. Both are safe to run twice."""

from __future__ import annotations

from django.db import close_old_connections, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions.reminding import remind
from .models import Redating
from .redating import redate_all


@job("cases.redate", label="重新推算在办件的办结日")
def redate(progress: Progress, *, redating_id: str) -> str:
    """Under the calendar as it is now; the answer lists what moved."""
    redating = redate_all(Redating.objects.get(pk=redating_id), load_calendar(), at=moment.now(), progress=progress)
    return reverse("cases:redating", args=[redating.pk])


@job("cases.remind", label="办件提醒")
def remind_people(progress: Progress) -> str:
    """What is due soon, late, or stands too long, to those it waits for."""
    remind(on=moment.today(), at=moment.now(), progress=progress)
    return ""


@app.periodic(cron="0 23 * * *", periodic_id="cases.remind_daily")
@app.task(name="cases.remind_daily", queue="jobs")
def remind_daily(timestamp: int) -> None:
    """At seven in the morning in Shanghai (23:00 UTC)."""
    close_old_connections()
    with transaction.atomic():
        jobs.defer("cases.remind", by=None)
