"""Background work of delivery."""

from __future__ import annotations

from django.db import close_old_connections, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions.escalating import escalate


@job("delivery.difficulties.escalate", label="难点逾期上报")
def escalate_difficulties(progress: Progress) -> str:
    """Every difficulty overdue by its rule goes to the contact leader."""
    progress(10, "核对到期的难点")
    count = escalate(on=moment.today(), at=moment.now())
    progress(100, f"上报 {count} 个")
    return reverse("delivery:difficulties")


@app.periodic(cron="0 22 * * *", periodic_id="delivery.escalate_daily")
@app.task(name="delivery.escalate_daily", queue="jobs")
def escalate_daily(timestamp: int) -> None:
    """At six in the morning in Shanghai (22:00 UTC)."""
    close_old_connections()
    with transaction.atomic():
        jobs.defer("delivery.difficulties.escalate", by=None)
