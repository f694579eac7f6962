"""Grades that were published, and lists of them handed out, before something was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from yuanheng.web.base.audit import action_label
from yuanheng.web.base.models import AuditEntry, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.shown import number
from yuanheng.web.enterprises.touches import Restated, Touched

from .access import visible_results
from .models import Result

MOST = 200
HANDED_OUT = ("base.table.exported", "runs.file.downloaded")


def _before(change: Restated) -> Q:
    """Runs that could not know of the change, of its firms and years."""
    day = change.at.astimezone(SHANGHAI).date()
    old = Q(run__snapshot__frozen_at__lt=change.at) | Q(run__snapshot__known_on__lt=day)
    years = Q(run__year__in=[*change.years, *(y + 1 for y in change.years)]) if change.years else Q()
    return old & years & Q(enterprise__in=change.enterprises)


def grades_touched(user: User, change: Restated) -> Iterable[Touched]:
    """Each published grade of the firms, beside that of the newest run of the same scheme that knows of the change."""
    rows = visible_results(user).filter(_before(change)).select_related("run__snapshot")
    rows = rows.defer("detail", "run__summary", "run__scheme_text").order_by("-run__asked_at", "group", "rank")
    after = _after(user, change)
    for row in rows[:MOST]:
        yield Touched(
            what=f"{row.run} › {row.subject_name}",
            href=reverse("runs:firm", args=[row.run_id, row.enterprise_id]),
            at=row.run.finished_at or row.run.asked_at,
            stated=said(row),
            now=after.get((row.enterprise_id, row.run.year, row.run.scheme_hash), ""),
            note=f"数据截至 {row.run.snapshot.known_on} 终" if row.run.snapshot.known_on else "",
        )


def _after(user: User, change: Restated) -> dict[tuple[Any, int, str], str]:
    rows = visible_results(user).filter(
        enterprise__in=change.enterprises, run__snapshot__frozen_at__gte=change.at, run__snapshot__known_on__isnull=True
    )
    rows = rows.select_related("run").defer("detail", "run__summary", "run__scheme_text").order_by("run__asked_at")
    return {(row.enterprise_id, row.run.year, row.run.scheme_hash): said(row) for row in rows}


def said(row: Result) -> str:
    """A 类,90.5 分,第 3 名."""
    parts = [f"{row.grade} 类" if row.grade else row.reason or "未定级"]
    if row.total is not None:
        parts.append(f"{number(row.total)} 分")
    if row.rank is not None:
        parts.append(f"第 {row.rank} 名")
    return ",".join(parts)


def lists_touched(user: User, change: Restated) -> Iterable[Touched]:
    """Lists and files of those runs that somebody took out before the change: they still say what they said."""
    runs = visible_results(user).filter(_before(change)).values_list("run_id", flat=True).distinct()
    ids = {str(pk) for pk in runs}
    rows = AuditEntry.objects.filter(
        action__in=HANDED_OUT, target_type="runs.run", target_id__in=ids, at__lt=change.at
    ).select_related("content")
    for row in rows.order_by("-at")[:MOST]:
        after = row.content.after or {}
        count = f"{after['rows']} 行" if "rows" in after else after.get("file", "文件")
        yield Touched(
            what=f"{action_label(row.action)}:{row.content.target_label}",
            href=reverse("runs:run", args=[row.target_id]),
            at=row.at,
            stated=f"{row.content.actor_name},{count}",
            now="导出时的内容不变",
        )
