"""The permissions of works, and the one way to a work and to what belongs to it."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import PlanningPaper, Reservation, SitePicture, Work, WorkMoney

VIEW = "works.work.view"
KEEP = "works.work.keep"
OPEN = "works.case.open"
MONEY = "works.money.record"
UTILITY = "works.utility.view"
RECORD = "works.utility.record"
PROMISE = "works.utility.promise"


def access_work(user: User, pk: Any, *, needed: str = VIEW) -> Work:
    """A work within reach."""
    rows = Work.objects.select_related("organisation", "post__organisation", "post__holder", "case", "by")
    found: Work = access_one(user, needed, rows, pk=pk)
    return found


def access_picture(user: User, pk: Any) -> SitePicture:
    """A picture of a work within reach."""
    found: SitePicture = access_one(user, VIEW, SitePicture.objects.select_related("file"), pk=pk)
    return found


def access_paper(user: User, pk: Any) -> PlanningPaper:
    """A paper of a planning document within reach."""
    found: PlanningPaper = access_one(user, VIEW, PlanningPaper.objects.select_related("file"), pk=pk)
    return found


def access_money(user: User, pk: Any) -> WorkMoney:
    """An amount of a work within reach."""
    found: WorkMoney = access_one(user, VIEW, WorkMoney.objects.select_related("file"), pk=pk)
    return found


def access_reservation(user: User, pk: Any, *, needed: str = PROMISE) -> Reservation:
    """A promise to a project within reach."""
    found: Reservation = access_one(user, needed, Reservation.objects.select_related("project"), pk=pk)
    return found
