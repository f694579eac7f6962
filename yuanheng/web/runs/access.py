"""The only way to a run and to what it said of a firm."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from yuanheng.web.base.access import access_one, visible

from .models import Result, Run

VIEW = "runs.run.view"
CREATE = "runs.run.create"
DOWNLOAD = "runs.file.download"
SCHEMES = "runs.scheme.view"


def access_run(user: Any, pk: Any, *, needed: str = VIEW) -> Run:
    """One run with its snapshot and who ran it.

    Raises:
        PermissionDenied, Http404: not permitted; no such run, or out of reach.
    """
    rows = Run.objects.select_related("snapshot", "ran_by", "organisation")
    return access_one(user, needed, rows, pk=pk)


def visible_runs(user: Any) -> QuerySet[Run]:
    """Runs within reach, newest first."""
    return visible(user, VIEW, Run.objects.all()).select_related("ran_by").order_by("-asked_at")


def visible_results(user: Any) -> QuerySet[Result]:
    """Results of finished runs within reach."""
    return visible(user, VIEW, Result.objects.filter(run__state="finished"))
