"""What approvals show elsewhere: to-dos, search, panels of a project and a firm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.cases.pages.words import STATUS_TONES, due_tone, due_words

from .access import ANSWER, RECEIVE, RELIEF_KEEP, URGE, VIEW
from .models import Application, Relief, Review
from .pages.applications import search
from .pages.supervision import lights
from .rules import office

NOTICE_DAYS = 5
"""Working days within which a missing paper must be told, else the application counts as accepted (art. 32)."""
SHOWN = 12


def waiting_approvals(user: User) -> Iterable[Todo]:
    """Red steps, applications nobody has answered, bad reviews, promises that run out."""
    today, calendar = moment.today(), load_calendar()
    if may(user, URGE):
        red = lights(user, on=today, calendar=calendar).red
        yield Todo("个审批步骤亮红灯", f"{reverse('approvals:supervise')}?light=red", red, urgent=True, icon="alarm")
    if may(user, RECEIVE):
        since = calendar.after(today, -NOTICE_DAYS)
        rows = visible(user, RECEIVE, Application.objects.filter(case__status="draft"))
        late = rows.filter(received_on__lt=since).count()
        url = f"{reverse('approvals:applications')}?status=draft"
        yield Todo(f"件收件超过 {NOTICE_DAYS} 个工作日未受理", url, late, urgent=True, icon="clipboard-check")
        soon = Application.objects.running().filter(promise_due__lte=calendar.after(today, office().yellow_days))
        yield Todo("件容缺材料将到期", f"{reverse('approvals:applications')}?status=running", soon.count())
    if may(user, ANSWER):
        bad = Review.objects.filter(stars__lte=Review.BAD, answer="").count()
        yield Todo("条差评待回复", f"{reverse('approvals:reviews')}?kind=open", bad, icon="messages")


def rechecks_due(user: User) -> Iterable[Todo]:
    """Relief that has to be looked at again."""
    rows = visible(user, RELIEF_KEEP, Relief.objects.filter(recheck_on__lte=moment.today(), ends_on__isnull=True))
    yield Todo("户救助该复核了", f"{reverse('approvals:reliefs')}?state=recheck", rows.count(), icon="heart-handshake")


def find_applications(user: User, text: str, limit: int) -> Iterable[Hit]:
    """By number, item or applicant."""
    rows = search(visible(user, VIEW, Application.objects.for_list()), text)
    for row in rows.order_by("-received_on")[:limit]:
        url = reverse("approvals:application", args=[row.pk])
        yield Hit(title=f"{row.case.number} {row.case.title}", url=url, detail=row.case.get_status_display())


def of_project(request: HttpRequest, project: Any) -> dict[str, Any] | None:
    """The applications of a project."""
    return _lines(visible(request.user, VIEW, Application.objects.filter(project=project)))


def of_enterprise(request: HttpRequest, enterprise: Any) -> dict[str, Any] | None:
    """The applications of a firm."""
    return _lines(visible(request.user, VIEW, Application.objects.filter(applicant__enterprise=enterprise)))


def _lines(rows: QuerySet[Application]) -> dict[str, Any] | None:
    today, calendar = moment.today(), load_calendar()
    found = rows.select_related("case").order_by(F("case__closed_on").desc(nulls_first=True), "-received_on")[:SHOWN]
    lines = [
        (
            a,
            STATUS_TONES[a.case.status],
            "" if a.case.closed else due_words(a.case, today, calendar),
            due_tone(a.case.due_on, today, calendar) or "secondary",
        )
        for a in found
    ]
    return {"lines": lines} if lines else None
