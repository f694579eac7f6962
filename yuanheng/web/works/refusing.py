"""What works refuse, and the checks that several acts share."""

from __future__ import annotations

from datetime import date, datetime

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.moment import SHANGHAI

from .models import Work


class WorkError(YuanhengError):
    """An act on a work that a rule refuses."""

    kind = "works"


def locked(work: Work) -> Work:
    """The work's row, locked for the length of the transaction."""
    return Work.objects.select_for_update(of=("self",)).get(pk=work.pk)


def not_after(at: datetime, on: date | None, where: str) -> None:
    """Raises:
    WorkError: the day has not come.
    """
    today = at.astimezone(SHANGHAI).date()
    if on is not None and on > today:
        raise WorkError(
            where=where, found=f"{on} 还没有到", expected=f"不晚于今天 {today}", advice="还没有发生的事等发生后再登记"
        )
