"""A new lead from a phone: looked for among everybody's leads first; one that is protected cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.projects.actions.duplicates import likely_duplicates, settle_pair
from yuanheng.web.projects.actions.projects import Backer, Money, create_project
from yuanheng.web.projects.models import Project

from ..models import Claim, ClaimState, CompanyState, Protection, TargetCompany
from ..policy.protecting import OPEN_STAGES
from .activities import Told, record_activity
from .errors import InvestmentError

MOST = 8


@dataclass(frozen=True, slots=True)
class Rival:
    """A lead that may be the same: whose it is, until when it is protected, and whether one may go on beside it."""

    project: Project
    why: str
    same_investor: bool
    protection: Protection | None
    own: bool
    running: bool
    settled: bool

    @property
    def holder(self) -> User | None:
        """Whom it is protected for."""
        return self.project.manager

    @property
    def blocks(self) -> bool:
        """True where no reason given lets one go on: the same investor's, and protected, or one's own."""
        return self.same_investor and not self.settled and (self.running or self.own)

    @property
    def sentence(self) -> str:
        """已由 X 于 D 首报,保护期至 E."""
        first = self.protection
        who = (first.first_reported_by if first else None) or self.project.by
        on = (first.first_reported_at if first else self.project.created_at).astimezone(SHANGHAI).date()
        text = f"已由 {who or '招商局'} 于 {on} 首报"
        if self.holder is not None and self.holder != who:
            text += f",现由 {self.holder} 跟进"
        if first is None or self.project.stage not in OPEN_STAGES:
            return f"{text},已到签约以后的阶段"
        if first.released_on is not None:
            return f"{text},{first.released_on} 已放开,可以认领"
        return f"{text},保护期至 {first.until}" + ("" if self.running else "(已过,待领导处理)")


class LeadTakenError(InvestmentError):
    """The lead is somebody's already; `rivals` says whose."""

    kind = "lead_taken"
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """What one types of a lead."""

    name: str
    investors: tuple[Backer, ...] = ()
    total: Money | None = None
    values: tuple[tuple[str, Any], ...] = ()
    company: TargetCompany | None = None
    told: Told | None = None
    separate: str = ""


def find_rivals(name: str, investors: Sequence[str], *, by: User, on: date) -> list[Rival]:
    """Leads of the same investor or a name alike, those that block first."""
    keys = {folded(i)[:200] for i in investors if folded(i)}
    found = []
    for likeness in likely_duplicates(name, investors, most=MOST):
        project = likeness.project
        protection = Protection.objects.select_related("first_reported_by").filter(project=project).first()
        same = any(folded(i.name)[:200] in keys for i in project.investors.all())
        settled = Claim.objects.filter(project=project, by=by, state=ClaimState.SEPARATE).exists()
        open_stage = project.state == "active" and project.stage in OPEN_STAGES
        running = protection is not None and protection.released_on is None and protection.until >= on and open_stage
        found.append(
            Rival(
                project=project, why=likeness.why, same_investor=same, protection=protection,
                own=project.manager_id == by.pk, running=running, settled=settled,
            )
        )  # fmt: skip
    return sorted(found, key=lambda r: (not r.blocks, not r.same_investor))


def locked_companies(names: Sequence[str], *, by: User, on: date) -> list[TargetCompany]:
    """Target companies of these names that another promoter has locked."""
    keys = [folded(n)[:200] for n in names if folded(n)]
    rows = TargetCompany.objects.filter(name_folded__in=keys, locked_until__gte=on).exclude(locked_by=by)
    return list(rows.select_related("locked_by"))


@transaction.atomic
def report_lead(lead: Lead, *, by: User, at: datetime, organisation: Any = None) -> Project:
    """Enter a lead at stage 信息 with its first contact; who asks second waits, and finds the first's.

    Raises:
        LeadTakenError: the same investor's lead is protected or one's own; or one alike needs a word on how this differs.
        InvestmentError: the company is locked by another.
        ProjectError: what `create_project` refuses.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('investment.lead'))")
    today = at.astimezone(SHANGHAI).date()
    names = [b.name for b in lead.investors] + ([lead.company.name] if lead.company else [])
    rivals = find_rivals(lead.name, names, by=by, on=today)
    _free(lead, rivals)
    _unlocked(lead, names, by=by, on=today)
    values = dict(lead.values) | {"manager": by}
    project = create_project(
        name=lead.name, by=by, at=at, investors=lead.investors, amounts=[lead.total] if lead.total else [],
        organisation=organisation, **values,
    )  # fmt: skip
    for rival in rivals:
        if not rival.settled and lead.separate.strip():
            settle_pair(rival.project, project, same=False, why=lead.separate.strip()[:200], by=by, at=at)
            _tell(rival, project, lead.separate, by=by)
    if lead.told is not None:
        record_activity(told=lead.told, by=by, at=at, project=project, company=lead.company, organisation=organisation)
    if lead.company is not None:
        _from_company(lead.company)
    record(by, "investment.lead.reported", target=project, after={"investors": names, "separate": lead.separate})
    return project


def _free(lead: Lead, rivals: Sequence[Rival]) -> None:
    open_rivals = [r for r in rivals if not r.settled]
    if not open_rivals or (lead.separate.strip() and not any(r.blocks for r in open_rivals)):
        return
    first = open_rivals[0]
    error = LeadTakenError(
        where=lead.name, found=f"{first.project} {first.sentence}({first.why})", expected="没有人在跟的项目",
        advice="加入、提出异议或转为协作;名称相近而不是同一项目时,写明区别再登记",
    )  # fmt: skip
    error.rivals = tuple(rivals)
    raise error


def _unlocked(lead: Lead, names: Sequence[str], *, by: User, on: date) -> None:
    locked = locked_companies(names, by=by, on=on)
    if locked:
        held = "、".join(f"{c} 由 {c.locked_by} 锁定至 {c.locked_until}" for c in locked)
        raise InvestmentError(
            where=lead.name, found=held, expected="没有被他人锁定的目标对象", advice="与锁定人商量,或等锁定到期"
        )


def _tell(rival: Rival, project: Project, difference: str, *, by: User) -> None:
    if rival.holder is not None and rival.holder != by and rival.holder.is_active:
        notify(
            rival.holder, f"{by}登记了名称相近的“{project}”,说明与您的“{rival.project}”不是同一项目:{difference}",
            url=reverse("projects:project", args=[project.pk]),
        )  # fmt: skip


def _from_company(company: TargetCompany) -> None:
    row = TargetCompany.objects.select_for_update(of=("self",)).get(pk=company.pk)
    row.state = CompanyState.LEAD
    row.save(update_fields=["state"])
