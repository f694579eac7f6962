"""The one task the workers know: run a job by its number."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from . import jobs


@app.task(name="base.run_job", queue="jobs")
def run_job(job_id: str) -> None:
    """Run the job; its own row carries the outcome, so the task itself always ends well."""
    close_old_connections()
    try:
        jobs.run(job_id)
    finally:
        close_old_connections()
