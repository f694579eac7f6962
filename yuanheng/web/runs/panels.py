"""What runs show elsewhere: a firm's grades on its page, what waits on the desk, runs in the search box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.models import Reading, Upload

from .access import visible_results, visible_runs
from .models import Run
from .pages.runs import class_totals

SHOWN = 12
ON_DESK = 4


def grades_of(request: HttpRequest, enterprise: Enterprise) -> dict[str, Any] | None:
    """The firm's grades, newest first; None where no run within reach knows it."""
    results = visible_results(request.user).filter(enterprise=enterprise).select_related("run")
    found = list(
        results.defer("detail", "run__summary", "run__scheme_text").order_by("-run__year", "-run__asked_at")[:SHOWN]
    )
    return {"results": found} if found else None


def latest_classes(request: HttpRequest, _user: User) -> dict[str, Any] | None:
    """For the desk: the newest finished run of each year and scheme, with its classes over all groups."""
    newest: dict[tuple[int, str], Run] = {}
    for run in visible_runs(request.user).finished().defer("scheme_text"):
        newest.setdefault((run.year, run.scheme), run)
    rows = [{"run": run, "classes": class_totals(run)} for run in list(newest.values())[:ON_DESK]]
    return {"rows": rows} if rows else None


def new_figures(user: User) -> Iterable[Todo]:
    """Files read or withdrawn since the newest snapshot that an evaluation stands on."""
    last = Run.objects.exclude(state="failed").order_by("-snapshot__frozen_at").select_related("snapshot").first()
    if last is None:
        waiting = Reading.objects.filter(superseded_at__isnull=True, facts_count__gt=0).exists()
        text = "已有上报数据,还没有开展过评价"
        return [Todo(text=text, url=reverse("runs:new"), icon="chart-bar")] if waiting else []
    since = last.snapshot.frozen_at
    read = Reading.objects.filter(read_at__gt=since, superseded_at__isnull=True, facts_count__gt=0).count()
    withdrawn = Upload.objects.filter(withdrawn_at__gt=since).count()
    text = "有新数据未参加评价" if read else "有数据在上次评价后被撤回"
    return [Todo(text=text, url=reverse("runs:new"), count=read + withdrawn, icon="chart-bar")]


def find_runs(user: User, text: str, limit: int) -> Iterable[Hit]:
    """By scheme, note or year."""
    wanted = Q(scheme_title__icontains=text) | Q(scheme__icontains=text) | Q(note__icontains=text)
    if text.isdecimal() and len(text) == 4:
        wanted |= Q(year=int(text))
    for run in visible_runs(user).filter(wanted)[:limit]:
        yield Hit(title=str(run), url=reverse("runs:run", args=[run.pk]), detail=run.scheme_title)
