"""Reading a register sheet in the background."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base.jobs import Progress, job

from .actions.imports import keep_preview, read_sheet
from .models import RegisterImport


@job("enterprises.register.read", label="读取企业名录")
def read_register_sheet(progress: Progress, *, import_id: str) -> str:
    """Read the sheet and keep what it would change; the answer is the page that asks for confirmation."""
    made = RegisterImport.objects.select_related("stored").get(pk=import_id)
    progress(10, f"正在读 {made.name}")
    try:
        read = read_sheet(made, confined=True)
    except ProblemsError as error:
        read = error
    progress(70, "与现有名录对照")
    keep_preview(import_id, read)
    return reverse("enterprises:import", args=[import_id])
