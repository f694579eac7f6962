"""Long work of carriers: reading and entering lists, and the daily reminders of leases that end. Each is safe to run twice."""

from __future__ import annotations

from typing import Any

from django.db import close_old_connections, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions.imports import enter_leases, keep_reading, read_list
from .actions.reminding import remind
from .models import LeaseImport

TELL_EVERY = 20


@job("carriers.leases.read", label="读取租约清单")
def read_leases(progress: Progress, *, import_id: str) -> str:
    """Read the file in its confines and keep what it says."""
    made = LeaseImport.objects.select_related("stored", "by", "carrier").get(pk=import_id)
    progress(10, "打开文件")
    try:
        read: dict[str, Any] | ProblemsError = read_list(made, today=moment.today())
    except ProblemsError as error:
        read = error
    progress(80, "对照已有的单元和租约")
    keep_reading(import_id, read)
    return reverse("carriers:import", args=[import_id])


@job("carriers.leases.enter", label="导入租约清单")
def enter_list(progress: Progress, *, import_id: str) -> str:
    """Enter the confirmed rows, in one transaction."""
    made = LeaseImport.objects.get(pk=import_id)

    def tell(done: int, of: int) -> None:
        if done % TELL_EVERY == 0 or done == of:
            progress(99 * done // of, f"已导入 {done}/{of} 行")

    enter_leases(made, by=progress.job.created_by or made.by, at=moment.now(), tell=tell)
    return reverse("carriers:import", args=[import_id])


@job("carriers.remind", label="提醒租约到期")
def remind_people(progress: Progress) -> str:
    """Leases that end soon, to those who keep them."""
    sent = remind(on=moment.today(), at=moment.now())
    progress(100, f"提醒 {sent} 份租约")
    return ""


@app.periodic(cron="30 22 * * *", periodic_id="carriers.remind_daily")
@app.task(name="carriers.remind_daily", queue="jobs")
def remind_daily(timestamp: int) -> None:
    """At half past six in the morning in Shanghai (22:30 UTC)."""
    close_old_connections()
    with transaction.atomic():
        jobs.defer("carriers.remind", by=None)
