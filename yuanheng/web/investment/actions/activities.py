"""A visit, a call, a meeting: recorded with its pictures and the next step; corrected by a further one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.delivery.policy.pictures import read_picture
from yuanheng.web.projects.models import Project

from ..access import RECORD
from ..models import CONTACTS, Activity, ActivityPicture, TargetCompany
from .errors import InvestmentError, day_has_come
from .following import settle

MOST_PICTURES = 9


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of one contact. `next_owner` None: who tells it goes on."""

    kind: str
    on: date
    with_whom: str = ""
    note: str = ""
    next_step: str = ""
    next_on: date | None = None
    next_owner: User | None = None
    blocker: str = ""
    place: tuple[Decimal, Decimal] | None = None


@transaction.atomic
def record_activity(
    *, told: Told, by: User, at: datetime, project: Project | None = None, company: TargetCompany | None = None,
    pictures: Sequence[Any] = (), organisation: Any = None,
) -> Activity:  # fmt: skip
    """Keep what was done and what comes next; the subject's follow-up is settled with it.

    Raises:
        InvestmentError: nothing it is about, a day to come, a next step before the day itself or without words, an
            ended project, too many pictures.
        PictureError: a picture that is none.
    """
    subject = _locked(project, company)
    _sound(told, subject, today=at.astimezone(SHANGHAI).date(), pictures=len(pictures))
    made = _keep(told, by=by, at=at, project=project, company=company, organisation=organisation)
    for given in pictures:
        _keep_picture(made, given, place=told.place, by=by, at=at)
    record(by, "investment.activity.recorded", target=made, target_label=str(subject), after=_said(made))
    _settle(made)
    if made.next_owner_id not in (None, by.pk) and made.next_on is not None:
        notify(made.next_owner, f"{by}请您 {made.next_on} 前:{made.next_step}({subject})", url=url_of(made))
    return made


@transaction.atomic
def correct_activity(
    activity: Activity, *, told: Told | None, reason: str, by: User, at: datetime, pictures: Sequence[Any] = ()
) -> Activity:
    """A further row speaks in the place of a wrong one (`told` None takes it back); the wrong one stays to be seen.

    Raises:
        InvestmentError: corrected already, no reason, or what `record_activity` refuses.
    """
    subject = _locked(activity.project, activity.company)
    row = Activity.objects.select_related("project", "company").get(pk=activity.pk)
    if Activity.objects.filter(corrects=row).exists() or row.void or row.kind not in CONTACTS or not reason.strip():
        raise InvestmentError(
            where=f"{subject} › {row}", found="已更正过、是交接记录,或没有写更正原因", expected="现行的活动记录和更正原因",
            advice="打开最新的一条再更正",
        )  # fmt: skip
    if told is None:
        again = Told(kind=row.kind, on=row.on, note=f"撤回:{reason}")
    else:
        _sound(told, subject, today=at.astimezone(SHANGHAI).date(), pictures=len(pictures))
        again = told
    made = _keep(again, by=by, at=at, project=row.project, company=row.company, corrects=row, void=told is None)
    for given in pictures:
        _keep_picture(made, given, place=again.place, by=by, at=at)
    after = _said(made) | {"reason": reason, "void": made.void}
    record(by, "investment.activity.corrected", target=row, target_label=str(subject), before=_said(row), after=after)
    _settle(made)
    return made


def url_of(activity: Activity) -> str:
    """The page where it stands."""
    from django.urls import reverse

    if activity.project_id is not None:
        return reverse("projects:project", args=[activity.project_id])
    return reverse("investment:company", args=[activity.company_id])


def _locked(project: Project | None, company: TargetCompany | None) -> Project | TargetCompany:
    """The subject, locked, so that two at once settle one after the other."""
    if project is not None:
        return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if company is not None:
        return TargetCompany.objects.select_for_update(of=("self",)).get(pk=company.pk)
    raise InvestmentError(where="活动记录", found="没有对象", expected="一个项目或目标企业", advice="选择项目或企业")


def _sound(told: Told, subject: Project | TargetCompany, *, today: date, pictures: int) -> None:
    where = f"{subject} › {told.kind}"
    day_has_come(told.on, today=today, where=str(subject))
    if isinstance(subject, Project) and subject.state == "ended":
        raise InvestmentError(where=where, found="项目已终止", expected="推进中的项目", advice="先恢复项目再记录")
    if told.next_on is not None and not told.next_step.strip():
        raise InvestmentError(where=where, found="下一步只有日期", expected="做什么", advice="写明下一步做什么")
    if told.next_step.strip() and told.next_on is None:
        raise InvestmentError(where=where, found="下一步没有日期", expected="哪天前做", advice="填下一步日期")
    if told.next_on is not None and told.next_on < told.on:
        raise InvestmentError(
            where=where,
            found=f"下一步 {told.next_on} 早于本次 {told.on}",
            expected="不早于本次的日期",
            advice="改正日期",
        )
    if not told.note.strip() and not told.next_step.strip() and not pictures:
        raise InvestmentError(where=where, found="空白", expected="情况、下一步或照片", advice="至少写一项")
    if pictures > MOST_PICTURES:
        raise InvestmentError(
            where=where, found=f"{pictures} 张照片", expected=f"不超过 {MOST_PICTURES} 张", advice="挑几张上传"
        )


def _keep(
    told: Told, *, by: User, at: datetime, project: Project | None, company: TargetCompany | None,
    organisation: Any = None, corrects: Activity | None = None, void: bool = False,
) -> Activity:  # fmt: skip
    latitude, longitude = told.place or (None, None)
    owner = (told.next_owner or by) if told.next_step.strip() else None
    return Activity.objects.create(
        project=project, company=company, kind=told.kind, on=told.on, with_whom=told.with_whom, note=told.note.strip(),
        next_step=told.next_step.strip(), next_on=told.next_on, next_owner=owner, blocker=told.blocker.strip(),
        latitude=latitude, longitude=longitude, corrects=corrects, void=void, by=by, known_at=at,
        organisation=organisation or bureau_of(by, RECORD) or bureau_of(by),
    )  # fmt: skip


def _keep_picture(
    activity: Activity, given: Any, *, place: tuple[Decimal, Decimal] | None, by: User, at: datetime
) -> None:
    """A clean copy, drawn anew; the picture's own place goes before the browser's."""
    found = read_picture(given.read(), name=given.name)
    own = (found.latitude, found.longitude) if found.latitude is not None else None
    latitude, longitude = own or place or (None, None)
    ActivityPicture.objects.create(
        activity=activity, file=files.store(io.BytesIO(found.content), name=f"{activity.on:%Y%m%d}.jpg", by=by),
        width=found.width, height=found.height, taken_at=found.taken_at, latitude=latitude, longitude=longitude,
        place_basis="exif" if own else ("browser" if place else ""), at=at,
    )  # fmt: skip


def _settle(made: Activity) -> None:
    if made.project is not None:
        settle(made.project)
    if made.company is not None:
        settle(TargetCompany.objects.get(pk=made.company_id))


def _said(row: Activity) -> dict[str, Any]:
    return {
        "kind": row.kind, "on": str(row.on), "next_step": row.next_step, "next_on": str(row.next_on or ""),
    }  # fmt: skip
