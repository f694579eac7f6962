"""First reported, first in talks: begun with the lead, lengthened by talks, told to the leader when it lapses, released."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Post, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.base.roles import Scope, roles
from yuanheng.web.projects.actions.projects import change_project
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.stages import place_of

from ..access import DECIDE
from ..models import FollowUp, Protection
from ..policy.protecting import OPEN_STAGES, protected_until
from ..rules import protection_rule, work_calendar
from .errors import InvestmentError
from .following import pass_step_on


def follow_project(project: Project, what: str) -> None:
    """The project changed: its protection is what its records say."""
    if what == "created" or (what == "stage" and place_of(project.stage) <= place_of(OPEN_STAGES[-1])):
        settle_protection(project)
    if what == "created":
        _tell_holders(project)


def _tell_holders(project: Project) -> None:
    """However a project was entered: who holds a protected lead of the same investor hears of it, and so does who decides.

    The form for leads refuses it; the project library's own form and an imported library cannot know.
    """
    keys = project.investors.values("name_folded")
    entered = project.created_at.astimezone(SHANGHAI).date()
    others = Protection.objects.filter(
        project__investors__name_folded__in=keys, until__gte=entered, released_on__isnull=True, project__state="active",
        project__stage__in=OPEN_STAGES, project__manager__isnull=False,
    ).exclude(project=project)  # fmt: skip
    for row in (
        others.exclude(project__manager=project.by).select_related("project__manager", "project__leader").distinct()
    ):
        text = (
            f"{project.by or '导入'}登记了“{project}”,投资方与保护期内的“{row.project}”({row.project.manager} 跟进)相同"
        )
        url = reverse("projects:project", args=[project.pk])
        for user in {row.project.manager, *deciders(row.project)}:
            if user.is_active:
                notify(user, text, url=url, level="warning")


def settle_protection(project: Project) -> Protection:
    """Who reported first and when, who talked first, and until when that protects; an extension is never shortened."""
    row = Protection.objects.filter(project=project).first() or Protection(
        project=project, first_reported_by=project.by, first_reported_at=project.created_at
    )
    talks = next(
        (e for e in project.stages.filter(withdrawn_at__isnull=True).order_by("happened_on", "known_at")
         if place_of(e.stage) >= place_of("talks")),
        None,
    )  # fmt: skip
    row.first_talks_by = talks.reported_by if talks else None
    row.first_talks_on = talks.happened_on if talks else None
    found = protected_until(
        protection_rule(), reported_on=row.first_reported_at.astimezone(SHANGHAI).date(), talks_on=row.first_talks_on,
        calendar=work_calendar(),
    )  # fmt: skip
    if not row.extended_reason or found.until > row.until:
        row.until, row.provisional = found.until, found.provisional
    if row.escalated_on is not None and row.until > row.escalated_on:
        row.escalated_on = None
    row.save()
    return row


def deciders(project: Project) -> list[User]:
    """The leader in charge; without one, everybody who decides for the project's bureau or the zone."""
    if project.leader is not None and project.leader.is_active:
        return [project.leader]
    wide = [r.name for r in roles().values() if r.grants.get(DECIDE) is Scope.ZONE]
    near = [r.name for r in roles().values() if r.grants.get(DECIDE) is Scope.BUREAU]
    posts = Post.objects.filter(ended_on__isnull=True, holder__is_active=True).select_related("holder")
    found = posts.filter(role__in=near, organisation=project.organisation_id) or posts.filter(role__in=wide)
    return list({p.holder_id: p.holder for p in found}.values())


def escalate_lapsed(*, on: date, at: datetime) -> int:
    """Every protection that lapsed without a signing goes to the leader in charge, once; how many did."""
    rows = Protection.objects.filter(
        until__lt=on, escalated_on__isnull=True, released_on__isnull=True, project__state="active",
        project__stage__in=OPEN_STAGES,
    )  # fmt: skip
    return sum(_escalate(pk, on=on, at=at) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _escalate(pk: Any, *, on: date, at: datetime) -> int:
    row = Protection.objects.select_for_update(of=("self",)).select_related("project__leader").get(pk=pk)
    if row.escalated_on is not None or row.released_on is not None or row.until >= on:
        return 0
    row.escalated_on = on
    row.save(update_fields=["escalated_on"])
    told = deciders(row.project)
    names = "、".join(str(u) for u in told)
    record(None, "investment.protection.escalated", target=row.project, after={"until": str(row.until), "to": names})
    text = f"“{row.project}”首报首谈保护期({row.until})已过、尚未签约,请决定延期、移交或放开"
    for user in told:
        notify(user, text, url=reverse("investment:lapsed"), level="danger")
    return 1


@transaction.atomic
def extend_protection(protection: Protection, *, until: date, reason: str, by: User, at: datetime) -> Protection:
    """A leader gives more time, with the reason; at most as much as the rule allows from today.

    Raises:
        InvestmentError: no reason, not later than it is, or beyond the rule; a lead that needs no protection any more.
    """
    row = _open(protection)
    today = at.astimezone(SHANGHAI).date()
    most = protection_rule().extend_most.after(today, work_calendar())
    if not reason.strip() or not max(row.until, today) < until <= most:
        raise InvestmentError(
            where=f"{row.project} › 保护期", found=f"延到 {until}" if reason.strip() else "没有写延期原因",
            expected=f"晚于 {max(row.until, today)}、不晚于 {most}({protection_rule().extend_most.sentence()}),并写明原因",
            advice="改正日期;确需更久时,到期再延",
        )  # fmt: skip
    before = {"until": str(row.until)}
    row.until, row.extended_reason, row.escalated_on = until, reason.strip(), None
    row.save()
    record(by, "investment.protection.extended", target=row.project, before=before,
           after={"until": str(until), "reason": reason})  # fmt: skip
    _tell_manager(row, f"“{row.project}”的保护期延到 {until}:{reason}")
    return row


@transaction.atomic
def release_protection(protection: Protection, *, reason: str, by: User, at: datetime) -> Protection:
    """A leader releases a lead: whoever can bring it forward may take it up.

    Raises:
        InvestmentError: no reason, or released already.
    """
    row = _open(protection)
    if not reason.strip():
        raise InvestmentError(where=f"{row.project}", found="没有写放开原因", expected="放开原因", advice="写明原因")
    row.released_on, row.released_reason = at.astimezone(SHANGHAI).date(), reason.strip()
    row.save()
    record(by, "investment.protection.released", target=row.project, after={"reason": reason})
    _tell_manager(row, f"“{row.project}”已放开,他人可以接手:{reason}", level="warning")
    return row


@transaction.atomic
def give_lead(project: Project, *, to: User, by: User, at: datetime, reason: str) -> Project:
    """The lead goes to another person, who is protected anew from today; who reported first stays on record.

    Raises:
        InvestmentError: it is theirs already, or no reason.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if row.manager_id == to.pk or not reason.strip() or not to.is_active:
        raise InvestmentError(
            where=row.name, found=f"交给{to}" if reason.strip() else "没有写原因", expected="另一位在岗人员,并写明原因",
            advice="选择接手的人",
        )  # fmt: skip
    before = row.manager
    moved = change_project(row, version=row.version, by=by, manager=to)
    protection = settle_protection(moved)
    today = at.astimezone(SHANGHAI).date()
    protection.until = max(protection.until, protection_rule().reported.after(today, work_calendar()))
    protection.extended_reason = f"{today} 由{to}接手"
    protection.released_on, protection.released_reason, protection.escalated_on = None, "", None
    protection.save()
    step = FollowUp.objects.select_related("project").filter(project=moved, owner=before).exclude(next_step="").first()
    if step is not None and before is not None:
        pass_step_on(step, to=to, why=f"{before}移交{to}:{reason}", by=by, at=at)
    record(by, "investment.lead.given", target=moved, before={"manager": str(before or "")},
           after={"manager": str(to), "reason": reason})  # fmt: skip
    if before is not None and before.is_active and before != by:
        notify(before, f"“{moved}”已交由{to}跟进:{reason}", url=reverse("projects:project", args=[moved.pk]))
    if to != by:
        notify(to, f"“{moved}”交由您跟进:{reason}", url=reverse("projects:project", args=[moved.pk]))
    return moved


@transaction.atomic
def take_released(project: Project, *, by: User, at: datetime) -> Project:
    """Somebody takes up a lead that a leader released.

    Raises:
        InvestmentError: it is not released.
    """
    row = Protection.objects.select_for_update(of=("self",)).filter(project=project).first()
    if row is None or row.released_on is None:
        raise InvestmentError(
            where=project.name, found="还没有放开", expected="领导已放开的项目", advice="需要时在项目上提出异议"
        )
    return give_lead(project, to=by, by=by, at=at, reason=f"{row.released_on} 放开后认领")


def _open(protection: Protection) -> Protection:
    row = Protection.objects.select_for_update(of=("self",)).select_related("project__manager").get(pk=protection.pk)
    project = row.project
    if row.released_on is not None or project.state != "active" or project.stage not in OPEN_STAGES:
        raise InvestmentError(
            where=project.name, found="已放开、已签约或已不在推进", expected="还在保护中的项目", advice="刷新页面"
        )
    return row


def _tell_manager(row: Protection, text: str, *, level: str = "info") -> None:
    manager = row.project.manager
    if manager is not None and manager.is_active:
        notify(manager, text, url=reverse("projects:project", args=[row.project_id]), level=level)
