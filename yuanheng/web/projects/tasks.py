"""Background work of projects."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import moment
from yuanheng.web.base.jobs import job

from .actions.imports import keep_reading, read_file
from .models import LibraryImport


@job("projects.library.read", label="读取项目库")
def read_library(progress: Any, *, import_id: str) -> str:
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
