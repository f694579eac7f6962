"""The one way to a plan, a target and a supervised item."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Plan, PlanTarget, SupervisedItem

VIEW = "plan.target.view"
MANAGE = "plan.target.manage"
REPORT = "plan.figure.report"
ITEMS = "plan.item.view"
ASSIGN = "plan.item.assign"
PROGRESS = "plan.item.progress"
REMARK = "plan.item.remark"


def access_plan(user: User, pk: Any, *, needed: str = VIEW) -> Plan:
    """A plan; it is the zone's."""
    found: Plan = access_one(user, needed, Plan.objects.select_related("file", "uploaded_by", "organisation"), pk=pk)
    return found


def access_target(user: User, pk: Any, *, needed: str = VIEW) -> PlanTarget:
    """A target: all may be seen by who sees the plan; figures are reported by the bureau that owns it."""
    rows = PlanTarget.objects.select_related("plan", "owner_bureau", "owner_post__holder", "parent", "settled_by")
    found: PlanTarget = access_one(user, needed, rows, pk=pk)
    return found


def access_item(user: User, pk: Any, *, needed: str = ITEMS) -> SupervisedItem:
    """A supervised item of a bureau that leads or supports it."""
    rows = SupervisedItem.objects.select_related(
        "lead", "lead_post__holder", "contact__holder", "commitment", "target", "plan", "opened_by"
    )
    found: SupervisedItem = access_one(user, needed, rows, pk=pk)
    return found
