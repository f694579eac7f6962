"""Background work of investment promotion."""

from __future__ import annotations

from typing import Any

from django.db import close_old_connections, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions.fit import compute_fit
from .actions.imports import enter_companies, keep_reading, read_list
from .actions.protection import escalate_lapsed
from .models import CompanyImport

TELL_EVERY = 50


@job("investment.fit.compute", label="计算目标对象匹配度")
def compute_fits(progress: Progress, *, company_ids: list[str] | None = None) -> str:
    """Score these companies, or all."""
    count = compute_fit(
        on=moment.today(), ids=company_ids,
        tell=lambda done, of: progress(99 * done // max(of, 1), f"已评 {done}/{of} 家"),
    )  # fmt: skip
    progress(100, f"已评 {count} 家")
    return reverse("investment:companies")


@job("investment.companies.read", label="读取目标对象名单")
def read_companies(progress: Progress, *, import_id: str) -> str:
    """Read the file in its confines and keep what it says."""
    made = CompanyImport.objects.select_related("stored", "by").get(pk=import_id)
    progress(10, "打开文件")
    try:
        read: dict[str, Any] | ProblemsError = read_list(made, today=moment.today())
    except ProblemsError as error:
        read = error
    progress(80, "对照目标对象库")
    keep_reading(import_id, read)
    return reverse("investment:import", args=[import_id])


@job("investment.companies.enter", label="导入目标对象名单")
def enter_list(progress: Progress, *, import_id: str) -> str:
    """Enter the confirmed companies, in one transaction."""
    made = CompanyImport.objects.get(pk=import_id)

    def tell(done: int, of: int) -> None:
        if done % TELL_EVERY == 0 or done == of:
            progress(99 * done // of, f"已导入 {done}/{of} 行")

    enter_companies(made, by=progress.job.created_by or made.by, at=moment.now(), tell=tell)
    return reverse("investment:import", args=[import_id])


@job("investment.protection.escalate", label="首报首谈保护到期上报")
def escalate(progress: Progress) -> str:
    """Every protection that lapsed goes to the leader in charge."""
    progress(10, "核对到期的保护")
    count = escalate_lapsed(on=moment.today(), at=moment.now())
    progress(100, f"上报 {count} 个")
    return reverse("investment:lapsed")


@app.periodic(cron="15 22 * * *", periodic_id="investment.daily")
@app.task(name="investment.daily", queue="jobs")
def daily(timestamp: int) -> None:
    """At a quarter past six in the morning in Shanghai: lapsed protections; the fit, whose news has aged by a day."""
    close_old_connections()
    with transaction.atomic():
        jobs.defer("investment.protection.escalate", by=None)
        jobs.defer("investment.fit.compute", by=None)
