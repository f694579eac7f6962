"""A parcel offered to a project, and taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.projects.models import Project

from ..models import Offer, Parcel
from .parcels import ParcelError


@transaction.atomic
def offer_parcel(parcel: Parcel, project: Project, *, by: User, at: datetime, reason: str = "") -> Offer:
    """Written once; who offered what and why stays.

    Raises:
        ParcelError: it is offered already, or the parcel has become others.
    """
    Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
    if parcel.retired_on is not None or _standing(parcel, project) is not None:
        raise ParcelError(
            where=f"{parcel.number} → {project}", found="已注销" if parcel.retired_on else "已经推荐过",
            expected="现有的、没有推荐过的宗地",
            advice="看下面的推荐记录",
        )  # fmt: skip
    made = Offer.objects.create(
        parcel=parcel, project=project, holds_from=at.astimezone(SHANGHAI).date(), known_at=at, by=by, reason=reason
    )
    record(by, "land.parcel.offered", target=parcel, after={"project": project.number, "reason": reason})
    return made


@transaction.atomic
def withdraw_offer(parcel: Parcel, project: Project, *, by: User, at: datetime, reason: str = "") -> Offer:
    """The offer is void from now on.

    Raises:
        ParcelError: no offer stands.
    """
    Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
    old = _standing(parcel, project)
    if old is None:
        raise ParcelError(
            where=f"{parcel.number} → {project}", found="没有推荐", expected="一条现行的推荐", advice="刷新页面"
        )
    made = Offer.objects.create(
        parcel=parcel, project=project, holds_from=at.astimezone(SHANGHAI).date(), known_at=at, by=by, reason=reason,
        replaces=old, void=True,
    )  # fmt: skip
    record(by, "land.parcel.offer_withdrawn", target=parcel, after={"project": project.number, "reason": reason})
    return made


def _standing(parcel: Parcel, project: Project) -> Offer | None:
    found: Offer | None = Offer.objects.known().filter(parcel=parcel, project=project).first()  # type: ignore[attr-defined]
    return found
