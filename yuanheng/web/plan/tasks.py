"""Work in the background: read a plan, take readings. Both may run twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app as procrastinate

from yuanheng.engines.plans import extract, read_plan_file
from yuanheng.web.base import files, jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions import readings, texts
from .models import Plan, PlanTarget

DAILY = "30 21 * * *"  # 05:30 in Shanghai


@job("plan.text.read", label="解读计划")
def read_plan(progress: Progress, *, plan_id: str) -> str:
    """From file to text to targets; the answer is the page of the text."""
    plan = Plan.objects.select_related("file").get(pk=plan_id)
    try:
        if not plan.text_hash and plan.file is not None:
            progress(20, "读取文件")
            plan = texts.keep_text(plan_id, _text_of(plan))
        progress(50, "识别提纲、目标和承诺事项")
        texts.keep_reading(plan_id, extract(plan.text, year=plan.year))
    except Exception:
        texts.fail_plan(plan_id)
        raise
    return reverse("plan:plan", args=[plan_id])


def _text_of(plan: Plan) -> str:
    """The stored bytes under their first name: the engine goes by the ending, and its messages name the file."""
    import shutil
    import tempfile
    from pathlib import Path

    assert plan.file is not None
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / plan.file.name
        shutil.copyfile(files.path_of(plan.file), named)
        return read_plan_file(named)


@job("plan.reading.take", label="读取目标数据")
def take(
    progress: Progress, *, plan_id: str = "", targets: list[str] | None = None, day: str = "", known_on: str = ""
) -> str:
    """Read the bound targets named, of a plan, or of every plan that still runs."""
    today = moment.today()
    rows = PlanTarget.objects.bound().select_related("plan")
    if targets:
        rows = rows.filter(pk__in=targets)
    elif plan_id:
        rows = rows.filter(plan=plan_id)
    else:
        rows = rows.filter(plan__year__gte=today.year - 1)
    found = list(rows)
    known = date.fromisoformat(known_on) if known_on else today
    by_day: dict[date, list[PlanTarget]] = defaultdict(list)
    for target in found:
        by_day[date.fromisoformat(day) if day else _day_shown(target, today)].append(target)
    done = 0
    for on, some in by_day.items():

        def tell(more: int, before: int = done) -> None:
            progress(5 + 90 * (before + more) // len(found), f"已读 {before + more}/{len(found)} 个目标")

        readings.take_readings(some, day=on, known_on=known, at=moment.now(), tell=tell)
        done += len(some)
    readings.take_season([t for t in found if targets or t.forecast == "season"])
    if not (targets or plan_id or day):
        last_month = today.replace(day=1) - timedelta(days=1)  # figures of a month come late: read its end again
        running = [t for t in found if t.year == last_month.year]
        readings.take_readings(running, day=last_month, known_on=today, at=moment.now())
    return reverse("plan:board")


def _day_shown(target: PlanTarget, today: date) -> date:
    """The day on which the board opens: today, or the end of the plan's year once it is over."""
    return min(today, date(target.year, 12, 31))


@procrastinate.periodic(cron=DAILY)
@procrastinate.task(name="plan.daily_readings", queue="jobs", pass_context=False)
def daily_readings(timestamp: int) -> None:
    """Once a day, before the office opens."""
    with transaction.atomic():
        jobs.defer("plan.reading.take", by=None, label="每日读取目标数据")
