"""Plan, report, picture, and the case: each a row that is added, and one line in the log."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import Project

from ..access import OPEN
from ..models import Picture, PlanDate, Progress
from ..policy.pictures import read_picture

PROCEDURE = "project-delivery"


class DeliveryError(YuanhengError):
    """What delivery refuses."""

    kind = "delivery"


def _locked(project: Project) -> Project:
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


@transaction.atomic
def open_delivery(
    project: Project, *, by: User, at: datetime, title: str = "", organisation: Any = None,
    data: dict[str, Any] | None = None,
) -> Case:  # fmt: skip
    """Open the delivery of a signed project as a case; `data` names signers and steps that are not needed.

    Raises:
        DeliveryError: not signed, or a delivery is running.
    """
    row = _locked(project)
    if not row.stages.filter(stage="signed", withdrawn_at__isnull=True).exists():
        raise DeliveryError(
            where=row.name, found="尚未登记正式签约", expected="已签约的项目", advice="先登记“正式签约”阶段"
        )
    running = Case.objects.of_subject("projects.project", row.pk).running().filter(procedure=PROCEDURE)
    if running.exists():
        raise DeliveryError(
            where=row.name, found="推进办件已在办理", expected="一个项目一件", advice="打开正在办理的推进办件"
        )
    made = open_case(
        procedure=PROCEDURE, title=(title or f"{row.name} 落地推进")[:200], subject_kind="projects.project", subject_id=row.pk,
        subject_label=row.name, organisation=organisation or bureau_of(by, OPEN), by=by, at=at, data=data,
    )  # fmt: skip
    record(by, "delivery.case.opened", target=row, after={"case": str(made)})
    return made


@transaction.atomic
def set_plan(project: Project, *, milestone: str, on: date, reason: str, by: User | None, at: datetime) -> PlanDate:
    """The first date is the baseline; every later one needs its reason and leaves the others standing.

    Raises:
        DeliveryError: the date is the one that holds, or a change without a reason.
    """
    row = _locked(project)
    last = PlanDate.objects.filter(project=row, milestone=milestone).order_by("-serial").first()
    if last and (last.planned_on == on or not reason.strip()):
        found = f"与现行计划 {on} 相同" if last.planned_on == on else "没有写调整原因"
        raise DeliveryError(where=row.name, found=found, expected="新的日期和调整原因", advice="写明为什么调整")
    made = PlanDate.objects.create(
        project=row, milestone=milestone, serial=last.serial + 1 if last else 1, planned_on=on,
        reason=reason.strip() if last else "", by=by, at=at,
    )  # fmt: skip
    record(
        by, "delivery.plan.set", target=row, before={milestone: str(last.planned_on)} if last else None,
        after={milestone: str(on), "reason": made.reason},
    )  # fmt: skip
    return made


@transaction.atomic
def report_month(
    project: Project, *, month: date, done: Decimal | None, cumulative: Decimal | None, text: str, by: User | None,
    at: datetime,
) -> Progress:  # fmt: skip
    """Report a month in yuan; a further report of the same month corrects it. A falling cumulative is kept and flagged.

    Raises:
        DeliveryError: a month to come, or nothing is said.
    """
    if month > at.astimezone(SHANGHAI).date():
        raise DeliveryError(where=project.name, found=f"{month:%Y-%m}", expected="已经开始的月份", advice="核对月份")
    if done is None and cumulative is None and not text.strip():
        raise DeliveryError(where=project.name, found="空白", expected="投资数或形象进度", advice="至少填写一项")
    made = Progress.objects.create(
        project=project, month=month.replace(day=1), done=done, cumulative=cumulative, text=text.strip(), by=by, at=at
    )
    record(
        by, "delivery.progress.reported", target=project,
        after={"month": f"{month:%Y-%m}", "done": str(done), "cumulative": str(cumulative)},
    )  # fmt: skip
    return made


@transaction.atomic
def add_picture(
    project: Project, *, given: Any, month: date, place: tuple[Decimal, Decimal] | None, caption: str, by: User,
    at: datetime,
) -> Picture:  # fmt: skip
    """Keep a clean copy of a picture; its own place goes before the browser's.

    Raises:
        PictureError: not a picture we take.
    """
    found = read_picture(given.read(), name=given.name)
    own = (found.latitude, found.longitude) if found.latitude is not None else None
    latitude, longitude = own or place or (None, None)
    made = Picture.objects.create(
        project=project, month=month.replace(day=1), width=found.width, height=found.height, taken_at=found.taken_at,
        file=files.store(io.BytesIO(found.content), name=f"{project.number}-{month:%Y%m}.jpg", by=by),
        latitude=latitude, longitude=longitude, place_basis="exif" if own else ("browser" if place else ""),
        caption=caption, by=by, at=at,
    )  # fmt: skip
    record(by, "delivery.picture.added", target=project, after={"month": f"{month:%Y-%m}", "place": made.place_basis})
    return made
