"""What rewards show elsewhere: shares on a project's page, people in the search box, what waits on the desk. No pay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.projects.models import Project

from .access import APPROVE, MANAGE, PAY, RAISE, SHARES, STAFF
from .models import EmploymentContract, PayRun, RunState, ShareSet, Staff
from .pages.shares import running_dispute, shown_set

SOON = timedelta(days=30)


def of_project(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """The set that holds, for those who share or run the ledger; the way to object for those who may."""
    user = request.user
    rows = ShareSet.objects.filter(project=project)
    seen = visible(user, SHARES, rows).prefetch_related("shares__staff") if may(user, SHARES) else rows.none()
    newest = seen.order_by("-holds_from", "-known_at").first()
    if newest is None and not may(user, RAISE):
        return None
    return {
        "project": project,
        "set": shown_set(newest) if newest else None,
        "dispute": running_dispute(project),
        "objects": may(user, RAISE),
    }


def find_staff(user: User, text: str, limit: int) -> Iterable[Hit]:
    """By name or number: post and office, never a figure."""
    rows = Staff.objects.filter(Q(name__icontains=text) | Q(number__icontains=text))
    for person in visible(user, STAFF, rows)[:limit]:
        yield Hit(str(person), reverse("rewards:staff", args=[person.pk]), f"{person.post} · {person.office}")


def waiting(user: User) -> Iterable[Todo]:
    """Runs to approve or to pay, contracts that end soon."""
    runs = reverse("rewards:runs")
    if may(user, APPROVE):
        count = PayRun.objects.filter(state=RunState.DRAFT, later__isnull=True).exclude(pk__in=_replaced()).count()
        yield Todo(text="个工资批次待批准", url=runs, count=count, icon="receipt")
    if may(user, PAY):
        yield Todo(
            text="个工资批次待发放",
            url=runs,
            count=PayRun.objects.filter(state=RunState.APPROVED).count(),
            icon="receipt",
        )
    if may(user, MANAGE):
        today = moment.today()
        ending = EmploymentContract.objects.filter(
            ended_on__isnull=True,
            until__range=(today, today + SOON),
            renewed_by__isnull=True,
            staff__left_on__isnull=True,
        )
        url = f"{reverse('rewards:staff_list')}?ending=1"
        yield Todo(text="份聘用合同 30 天内到期", url=url, count=ending.count(), icon="file-text")


def _replaced() -> Any:
    """Drafts after which the month was computed again."""
    newer = PayRun.objects.filter(month=OuterRef("month"), serial__gt=OuterRef("serial"))
    return PayRun.objects.filter(Exists(newer)).values("pk")
