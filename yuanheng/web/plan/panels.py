"""What the plan shows elsewhere: on the desk, in the search box, among to-dos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo

from .access import ITEMS
from .models import ItemState, Plan, SupervisedItem, TargetState
from .pages.board import asked_from, plan_to_show
from .pages.cockpit import cockpit_page


def plan_on_desk(request: HttpRequest, thing: Any) -> dict[str, Any] | None:
    """How many targets are safe, and the worst; nothing where there is no plan."""
    plan = plan_to_show("")
    if plan is None:
        return None
    today = moment.today()
    return {"page": cockpit_page(plan, asked_from({}, plan, today).day, today=today)}


def waiting_targets(user: User) -> Iterable[Todo]:
    """Targets to confirm."""
    for plan in Plan.objects.filter(state="ready").defer("text", "outline"):
        count = plan.targets.filter(state=TargetState.PROPOSED).count()
        yield Todo(text="个目标待确认口径", url=reverse("plan:plan", args=[plan.pk]), count=count, icon="target-arrow")


def waiting_items(user: User) -> Iterable[Todo]:
    """Open items of the user's bureaus and posts; late ones first, in red."""
    today = moment.today()
    rows = visible(user, ITEMS, SupervisedItem.objects.filter(state=ItemState.OPEN))
    own = rows.filter(lead__posts__holder=user, lead__posts__ended_on__isnull=True).distinct()
    late = own.filter(due_on__lt=today).count()
    url = reverse("plan:items") + "?state=open"
    yield Todo(text="项督办超期", url=url, count=late, urgent=True, icon="alarm")
    yield Todo(text="项督办在办", url=url, count=own.count() - late, icon="clipboard-check")
