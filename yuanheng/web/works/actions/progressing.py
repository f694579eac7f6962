"""Planned dates, reports and pictures of a work."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.delivery.policy.pictures import read_picture

from ..following import refresh
from ..models import PlannedDate, Report, SitePicture, Work
from ..refusing import WorkError, locked, not_after
from ..standing import labels_of


@transaction.atomic
def plan_step(work: Work, *, step: str, on: date, by: User | None, at: datetime, reason: str = "") -> PlannedDate:
    """The first date is the baseline; every later one needs its reason and leaves the others standing.

    Raises:
        WorkError: no such step; the date that holds; a change without a reason.
    """
    row = locked(work)
    label = labels_of(row).get(step)
    if label is None:
        raise WorkError(where=row.name, found=step, expected="本类工程的步骤", advice="重新选择节点")
    last = PlannedDate.objects.filter(work=row, step=step).order_by("-serial").first()
    if last and (last.planned_on == on or not reason.strip()):
        found = f"与现行计划 {on} 相同" if last.planned_on == on else "没有写调整原因"
        raise WorkError(
            where=f"{row.name} › {label}", found=found, expected="新的日期和调整原因", advice="写明为什么调整"
        )
    made = PlannedDate.objects.create(
        work=row, step=step, serial=last.serial + 1 if last else 1, planned_on=on, reason=reason.strip() if last else "",
        by=by, at=at,
    )  # fmt: skip
    was = {step: str(last.planned_on)} if last else None
    record(by, "works.plan.set", target=row, before=was, after={step: str(on), "reason": made.reason})
    return made


@transaction.atomic
def report(work: Work, *, on: date, percent: Decimal | None, text: str, by: User | None, at: datetime) -> Report:
    """How far the work is; the newest day holds, earlier reports stay.

    Raises:
        WorkError: a day to come; nothing said; no share.
    """
    row = locked(work)
    not_after(at, on, row.name)
    if percent is None and not text.strip():
        raise WorkError(where=row.name, found="空白", expected="形象进度或说明", advice="至少填写一项")
    if percent is not None and not 0 <= percent <= 100:
        raise WorkError(where=row.name, found=f"{percent}%", expected="0 到 100", advice="改正")
    made = Report.objects.create(work=row, on=on, percent=percent, text=text.strip(), by=by, at=at)
    record(by, "works.progress.reported", target=row, after={"on": str(on), "percent": str(percent)})
    refresh(row, at=at)
    return made


@transaction.atomic
def add_picture(
    work: Work, *, given: Any, on: date, place: tuple[Decimal, Decimal] | None, caption: str, by: User | None, at: datetime
) -> SitePicture:  # fmt: skip
    """Keep a clean copy of a picture; its own time and place go before what the browser says.

    Raises:
        PictureError: not a picture we take.
        WorkError: a day to come.
    """
    not_after(at, on, work.name)
    found = read_picture(given.read(), name=given.name)
    own = (found.latitude, found.longitude) if found.latitude is not None else None
    latitude, longitude = own or place or (None, None)
    made = SitePicture.objects.create(
        work=work, on=found.taken_at.date() if found.taken_at else on, width=found.width, height=found.height,
        taken_at=found.taken_at, latitude=latitude, longitude=longitude,
        file=files.store(io.BytesIO(found.content), name=f"{work.number}-{on:%Y%m%d}.jpg", by=by),
        place_basis="exif" if own else ("browser" if place else ""), caption=caption, by=by, at=at,
    )  # fmt: skip
    record(by, "works.picture.added", target=work, after={"on": str(on), "place": made.place_basis})
    return made
