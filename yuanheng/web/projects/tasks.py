"""Background work of projects."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import moment
from yuanheng.web.base.jobs import Progress, job

from .actions.imports import enter_records, keep_reading, read_file
from .models import LibraryImport


@job("projects.library.read", label="读取项目库")
def read_library(progress: Progress, *, import_id: str) -> str:
    """Read the file in its confines and keep what it says."""
    made = LibraryImport.objects.select_related("stored", "by").get(pk=import_id)
    progress(10, "打开文件")
    try:
        read: dict[str, Any] | ProblemsError = read_file(made, today=moment.today())
    except ProblemsError as error:
        read = error
    progress(80, "对照项目库")
    keep_reading(import_id, read)
    return reverse("projects:import", args=[import_id])


TELL_EVERY = 20


@job("projects.library.enter", label="导入项目库")
def enter_library(progress: Progress, *, import_id: str) -> str:
    """Enter the confirmed records, in one transaction."""
    made = LibraryImport.objects.get(pk=import_id)

    def tell(done: int, of: int) -> None:
        if done % TELL_EVERY == 0 or done == of:
            progress(99 * done // of, f"已导入 {done}/{of} 行")

    enter_records(made, by=progress.job.created_by or made.by, at=moment.now(), tell=tell)
    return reverse("projects:import", args=[import_id])
