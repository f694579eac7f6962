"""The permissions of rewards, and the only way to its things."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import AttributionShare, EmploymentContract, PayRun, PaySlip, RunState, Selection, ShareSet, Staff

STAFF = "rewards.staff.view"
MANAGE = "rewards.staff.manage"
SHARES = "rewards.share.view"
RECORD = "rewards.share.record"
RAISE = "rewards.dispute.raise"
SETTLE = "rewards.dispute.settle"
SLIP = "rewards.slip.view"
RUNS = "rewards.run.view"
PAY = "rewards.pay.manage"
APPROVE = "rewards.run.approve"
SCHEME = "rewards.scheme.view"

ISSUED = (RunState.APPROVED, RunState.PAID)


def own_sets(user: Any) -> Q:
    """The sets of every project in which the user has, or had, a share."""
    mine = AttributionShare.objects.filter(staff__user=user).values("set__project")
    return Q(project__in=mine)


def own_slips(user: Any) -> Q:
    """One's own, once the run was approved."""
    return Q(staff__user=user, run__state__in=ISSUED)


def access_staff(user: User, pk: Any, *, needed: str = STAFF) -> Staff:
    """One person of the register."""
    found: Staff = access_one(user, needed, Staff.objects.select_related("user"), pk=pk)
    return found


def access_selection(user: User, pk: Any, *, needed: str = STAFF) -> Selection:
    """An open selection."""
    found: Selection = access_one(user, needed, Selection.objects.select_related("case"), pk=pk)
    return found


def access_contract(user: User, pk: Any, *, needed: str = MANAGE) -> EmploymentContract:
    """A contract."""
    found: EmploymentContract = access_one(
        user, needed, EmploymentContract.objects.select_related("staff", "file"), pk=pk
    )
    return found


def access_set(user: User, pk: Any) -> ShareSet:
    """A set of shares."""
    found: ShareSet = access_one(user, SHARES, ShareSet.objects.select_related("project", "file"), pk=pk)
    return found


def access_slip(user: User, pk: Any) -> PaySlip:
    """A slip: one's own, or any for who runs the pay."""
    found: PaySlip = access_one(user, SLIP, PaySlip.objects.select_related("run", "staff"), pk=pk)
    return found


def access_run(user: User, pk: Any, *, needed: str = RUNS) -> PayRun:
    """A run of a month."""
    rows = PayRun.objects.select_related("previous", "drafted_by", "approved_by", "paid_by")
    found: PayRun = access_one(user, needed, rows, pk=pk)
    return found


def staff_of(user: User) -> QuerySet[Staff]:
    """The user's own place in the register; empty where there is none."""
    return Staff.objects.filter(user=user)
