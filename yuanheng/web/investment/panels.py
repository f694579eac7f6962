"""What investment promotion shows elsewhere: on a project's page, on the desk, in the search box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.projects.models import Project

from .access import ACTIVITIES, CLAIM, COMPANIES, DECIDE, HAND_OVER, RECORD, access_lead, partner_of
from .actions.handover import open_leads_of_leavers
from .models import Activity, Claim, ClaimState, Protection, TargetCompany
from .pages.lead import lead_panel
from .pages.today import claims_for, open_steps
from .policy.protecting import OPEN_STAGES
from .rules import label_of


def of_project(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """First report, next step, activities; and what the reader may do."""
    user: Any = request.user
    seen = visible(user, ACTIVITIES, Activity.objects.all())
    seen = seen | Activity.objects.filter(project__in=Project.objects.filter(partner_of(user)))
    panel = lead_panel(project, seen, on=moment.today())
    return {
        "panel": panel, "records": may(user, RECORD) and _acts(user, project), "claims": _claims(user, project),
        "decides": visible(user, DECIDE, Project.objects.filter(pk=project.pk)).exists(),
        "takes": may(user, CLAIM) and panel.protection is not None and panel.protection.released_on is not None,
    }  # fmt: skip


def _acts(user: User, project: Project) -> bool:
    from django.http import Http404

    try:
        access_lead(user, project.pk)
    except Http404:
        return False
    return project.state != "ended"


def _claims(user: User, project: Project) -> bool:
    """Somebody else's lead that one has no claim on yet."""
    going_on = project.state == "active" and project.stage in OPEN_STAGES
    if not may(user, CLAIM) or not going_on or project.manager_id in (None, user.pk):
        return False
    return not Claim.objects.filter(project=project, by=user, state=ClaimState.OPEN).exists()


def waiting(user: User) -> Iterable[Todo]:
    """Steps due, claims to answer, protections that lapsed."""
    today = moment.today()
    steps = open_steps(user)
    late = steps.filter(next_on__lt=today).count()
    url = reverse("investment:today")
    yield Todo(text="个招商下一步已过期", url=url, count=late, urgent=True, icon="alarm")
    yield Todo(text="个招商下一步今天到期", url=url, count=steps.filter(next_on=today).count(), icon="calendar-due")
    yield Todo(
        text="条首报首谈请求待您答复",
        url=reverse("investment:claims"),
        count=claims_for(user).count(),
        icon="git-pull-request",
    )


def waiting_leader(user: User) -> Iterable[Todo]:
    """Objections to decide, protections that lapsed and were told."""
    within = visible(user, DECIDE, Project.objects.all())
    objections = Claim.objects.filter(state=ClaimState.OPEN, kind="objection", project__in=within)
    yield Todo(
        text="条首报首谈异议待决定",
        url=reverse("investment:claims"),
        count=objections.count(),
        urgent=True,
        icon="scale",
    )
    yield Todo(
        text="个项目首报首谈保护已到期", url=reverse("investment:lapsed"), count=lapsed_for(user).count(),
        icon="shield-off",
    )  # fmt: skip


def lapsed_for(user: User) -> Any:
    """Protections that were told and wait for a decision, within the reach of who decides."""
    return visible(
        user, DECIDE,
        Protection.objects.filter(
            escalated_on__isnull=False, released_on__isnull=True, project__state="active", project__stage__in=OPEN_STAGES
        ),
    )  # fmt: skip


def waiting_handover(user: User) -> Iterable[Todo]:
    """Open leads of accounts that were deactivated: nobody works on them."""
    within = visible(user, HAND_OVER, Project.objects.all())
    leavers = open_leads_of_leavers()
    count = within.active().filter(manager__in=leavers, stage__in=OPEN_STAGES).count() if leavers else 0
    yield Todo(
        text="个在谈项目的负责人已离岗,请移交", url=reverse("investment:handovers"), count=count, urgent=True,
        icon="user-exclamation",
    )  # fmt: skip


def find_companies(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box."""
    for company in visible(user, COMPANIES, TargetCompany.objects.matching(text))[:limit]:
        yield Hit(
            company.name, reverse("investment:company", args=[company.pk]), label_of(company.chain, company.segment)
        )
