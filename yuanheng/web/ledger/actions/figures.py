"""Asking for the figures to be computed anew."""

from __future__ import annotations

from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job, JobState

KIND = "ledger.figures.refresh"


def request_figures() -> None:
    """Let the worker bring the figures up to date; one waiting request is enough for any number of changes.

    Call it inside the transaction of the change.
    """
    if not Job.objects.filter(kind=KIND, state=JobState.QUEUED).exists():
        jobs.defer(KIND, by=None)
