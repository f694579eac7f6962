"""Background work of the register."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import moment
from yuanheng.web.base.jobs import Progress, job

from .actions.imports import keep_reading, read_list
from .models import RegisterList


@job("tenancies.list.read", label="读取租赁或分表清单")
def read_register_list(progress: Progress, *, list_id: str) -> str:
    """Read the file in its confines and keep what it says."""
    made = RegisterList.objects.select_related("stored", "by").get(pk=list_id)
    progress(10, "打开文件")
    try:
        read: dict[str, Any] | ProblemsError = read_list(made, today=moment.today())
    except ProblemsError as error:
        read = error
    progress(80, "认企业名称")
    keep_reading(list_id, read)
    return reverse("tenancies:list", args=[list_id])
