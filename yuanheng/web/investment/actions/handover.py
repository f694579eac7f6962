"""A person leaves or changes post: leads, companies and next steps go to another in one step, with the list of what moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify
from yuanheng.web.projects.actions.projects import change_project
from yuanheng.web.projects.models import Project

from ..access import HAND_OVER
from ..models import FollowUp, HandOver, TargetCompany
from ..policy.protecting import OPEN_STAGES
from .errors import InvestmentError
from .following import pass_step_on


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody holds that would move."""

    projects: tuple[Project, ...]
    companies: tuple[TargetCompany, ...]
    steps: tuple[FollowUp, ...]

    @property
    def count(self) -> int:
        """All of it."""
        return len(self.projects) + len(self.companies) + len(self.steps)


def held_by(user: User) -> Held:
    """Open leads they manage, companies assigned to or locked by them, next steps they owe."""
    projects = Project.objects.active().filter(manager=user).order_by("number")
    companies = TargetCompany.objects.in_library().exclude(state="landed").order_by("name_pinyin")
    mine = companies.filter(assigned_to=user) | companies.filter(locked_by=user)
    steps = FollowUp.objects.filter(owner=user).exclude(next_step="").select_related("project", "company")
    return Held(tuple(projects), tuple(mine), tuple(steps.order_by("next_on")))


def open_leads_of_leavers() -> dict[Any, int]:
    """(user id -> open leads) of deactivated accounts: nobody works on them."""
    from django.db.models import Count

    rows = Project.objects.active().filter(manager__is_active=False, stage__in=OPEN_STAGES)
    return dict(rows.order_by().values_list("manager").annotate(n=Count("pk")))


@transaction.atomic
def hand_over(*, from_user: User, to_user: User, reason: str, by: User, at: datetime) -> HandOver:
    """Everything in one transaction. Next steps go on with their words and days; who reported first stays on record.

    Raises:
        InvestmentError: the same person, somebody who is not active, no reason, or nothing to move.
        ProjectError: somebody changed one of the projects meanwhile; nothing has moved then.
    """
    held = held_by(from_user)
    if from_user == to_user or not to_user.is_active or not reason.strip() or not held.count:
        raise InvestmentError(
            where=f"{from_user} → {to_user}", found=f"{held.count} 项待移交" if reason.strip() else "没有写原因",
            expected="另一位在岗人员、移交原因,和至少一项要移交的", advice="核对移交人和接手人",
        )  # fmt: skip
    for project in held.projects:
        change_project(project, version=project.version, by=by, manager=to_user)
    for company in held.companies:
        _move_company(company, from_user, to_user)
    for step in held.steps:
        pass_step_on(step, to=to_user, why=f"{from_user}移交{to_user}:{reason}", by=by, at=at)
    moved = [{"kind": "project", "id": str(p.pk), "label": str(p)} for p in held.projects]
    moved += [{"kind": "company", "id": str(c.pk), "label": str(c)} for c in held.companies]
    made = HandOver.objects.create(
        from_user=from_user, to_user=to_user, reason=reason.strip(), projects=len(held.projects),
        companies=len(held.companies), steps=len(held.steps), moved=moved, by=by, at=at,
        organisation=bureau_of(by, HAND_OVER) or bureau_of(by),
    )  # fmt: skip
    after = {"to": str(to_user), "projects": made.projects, "companies": made.companies, "steps": made.steps}
    record(by, "investment.handover.made", target=from_user, before={"from": str(from_user)}, after=after)
    said = f"{from_user}的 {made.projects} 个项目、{made.companies} 个目标对象、{made.steps} 个下一步移交给您:{reason}"
    notify(to_user, said, url=reverse("investment:today"), level="warning")
    return made


def _move_company(company: TargetCompany, from_user: User, to_user: User) -> None:
    row = TargetCompany.objects.select_for_update(of=("self",)).get(pk=company.pk)
    if row.assigned_to_id == from_user.pk:
        row.assigned_to = to_user
    if row.locked_by_id == from_user.pk:
        row.locked_by = to_user
    row.version += 1
    row.save(update_fields=["assigned_to", "locked_by", "version"])
