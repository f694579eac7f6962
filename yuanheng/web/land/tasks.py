"""Background work of land."""

from __future__ import annotations

from django.db import close_old_connections
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.web.base import moment
from yuanheng.web.base.jobs import Progress, job

from .actions.imports import enter_import, keep_reading, read_file
from .models import LandImport
from .timelines import keep_all_spans


@job("land.import.read", label="读取土地数据")
def read_import(progress: Progress, *, import_id: str) -> str:
    """Read the file in its confines, check it, set it beside the register."""
    made = LandImport.objects.select_related("stored", "by").get(pk=import_id)
    progress(5, "打开文件")
    read = read_file(made, tell=progress)
    progress(95, "记下读到的内容")
    keep_reading(import_id, read)
    return reverse("land:import", args=[import_id])


@job("land.import.enter", label="土地数据入库")
def enter(progress: Progress, *, import_id: str) -> str:
    """Enter what was accepted, in one transaction."""
    made = LandImport.objects.select_related("by", "accepted_by").get(pk=import_id)
    progress(10, "入库")
    enter_import(made, by=made.accepted_by or made.by, at=moment.now())
    return reverse("land:import", args=[import_id])


@job("land.states.refresh", label="重新判断宗地状态")
def refresh_states(progress: Progress) -> str:
    """All parcels anew, after the rules or the ledger's figures changed."""
    progress(10, "逐宗判断")
    keep_all_spans(at=moment.now())
    return reverse("land:parcels")


@app.periodic(cron="30 21 * * *", periodic_id="land.states_daily")
@app.task(name="land.states_daily", queue="jobs")
def states_daily(timestamp: int) -> None:
    """Every night, where the rules or the figures are others than those by which the states were made."""
    close_old_connections()
    keep_all_spans(at=moment.now(), only_if_stale=True)
