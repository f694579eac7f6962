"""The one way to a thing of investment promotion, and who may act on a lead."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from yuanheng.web.base.access import access_one, may, visible
from yuanheng.web.base.models import User
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.models import Project

from .models import (
    Activity,
    ActivityPicture,
    Claim,
    ClaimState,
    CompanyImport,
    Protection,
    ResearchGroup,
    ResearchReport,
    TargetCompany,
)

CHAINS = "investment.chain.view"
GROUP = "investment.group.keep"
REPORT = "investment.report.file"
COMPANIES = "investment.company.view"
EDIT = "investment.company.edit"
LOCK = "investment.company.lock"
ASSIGN = "investment.company.assign"
IMPORT = "investment.company.import"
ACTIVITIES = "investment.activity.view"
RECORD = "investment.activity.record"
LEAD = "investment.lead.report"
CLAIM = "investment.claim.make"
ANSWER = "investment.claim.answer"
DECIDE = "investment.protection.decide"
PUSH = "investment.push.view"
FUNNEL = "investment.funnel.view"
HAND_OVER = "investment.handover.make"

PARTNERS = (ClaimState.JOINED, ClaimState.COOPERATES)


def access_company(user: User, pk: Any, *, needed: str = COMPANIES) -> TargetCompany:
    """A target company within reach."""
    rows = TargetCompany.objects.select_related("organisation", "assigned_to", "locked_by", "enterprise", "by")
    found: TargetCompany = access_one(user, needed, rows, pk=pk)
    return found


def access_group(user: User, pk: Any, *, needed: str = CHAINS) -> ResearchGroup:
    """A research group within reach."""
    found: ResearchGroup = access_one(user, needed, ResearchGroup.objects.all(), pk=pk)
    return found


def access_report(user: User, pk: Any) -> ResearchReport:
    """A report within reach."""
    found: ResearchReport = access_one(user, CHAINS, ResearchReport.objects.select_related("file"), pk=pk)
    return found


def access_import(user: User, pk: Any) -> CompanyImport:
    """A list handed in, within reach."""
    rows = CompanyImport.objects.select_related("by", "stored", "organisation")
    found: CompanyImport = access_one(user, IMPORT, rows, pk=pk)
    return found


def access_activity(user: User, pk: Any, *, needed: str = ACTIVITIES) -> Activity:
    """An activity within reach."""
    rows = Activity.objects.select_related("project", "company", "by", "organisation", "next_owner")
    found: Activity = access_one(user, needed, rows, pk=pk)
    return found


def access_picture(user: User, pk: Any) -> ActivityPicture:
    """A picture of an activity within reach."""
    rows = ActivityPicture.objects.select_related("file", "activity")
    found: ActivityPicture = access_one(user, ACTIVITIES, rows, pk=pk)
    return found


def partner_of(user: User) -> Q:
    """Projects in which the user was let in, or cooperates."""
    return Q(pk__in=Claim.objects.filter(by=user, state__in=PARTNERS).values("project"))


def access_lead(user: User, pk: Any, *, needed: str = RECORD) -> Project:
    """A project on which the user may act: within the permission's reach, or as a partner.

    Raises:
        PermissionDenied: no such permission at all.
        Http404: somebody else's lead.
    """
    if not may(user, needed):
        return access_project(user, pk, needed=needed)  # refused there, in the gate's own words
    found = leads_of(user, needed=needed).filter(pk=pk).select_related("manager", "leader", "organisation").first()
    if found is None:
        raise Http404("没有这个项目,或不在您的管理范围内")
    return found


def leads_of(user: User, *, needed: str = ACTIVITIES) -> QuerySet[Project]:
    """The projects a permission reaches, and those in which the user is a partner."""
    within = visible(user, needed, Project.objects.all())
    return within | Project.objects.filter(partner_of(user)) if may(user, needed) else within


def access_claim(user: User, pk: Any) -> Claim:
    """A claim on a lead of one's own, or of the reach in which one answers them."""
    rows = Claim.objects.select_related("project__manager", "project__leader", "by")
    found: Claim = access_one(user, ANSWER, rows, pk=pk)
    return found


def decides(user: User, project: Project) -> bool:
    """True where the user settles what is disputed of a lead."""
    return may(user, DECIDE) and visible(user, DECIDE, Project.objects.filter(pk=project.pk)).exists()


def may_answer(user: User, claim: Claim) -> bool:
    """True where the claim is the user's to answer: an objection is never the manager's own."""
    if claim.kind == "objection":
        return decides(user, claim.project)
    return claim.project.manager_id == user.pk or decides(user, claim.project)


def access_protection(user: User, pk: Any) -> Protection:
    """The protection of a project whose protection the user decides."""
    rows = Protection.objects.select_related("project__manager", "project__leader")
    found: Protection = access_one(user, DECIDE, rows, project=pk)
    return found
