"""What a person does with jobs."""

from __future__ import annotations

from django.db import transaction

from .. import jobs
from ..audit import record
from ..models import Job, User


@transaction.atomic
def retry_job(row: Job, *, by: User) -> bool:
    """Let a failed job run again; False where it has not failed."""
    retried = jobs.retry(row)
    record(by, "base.job.retried", target=row, before={"state": row.state}, after={"retried": retried})
    return retried
