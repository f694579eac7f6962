"""A person's day: what is late, what is due, what was done, what is about to be lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..access import PARTNERS
from ..models import Activity, Claim, ClaimState, FollowUp, Protection, TargetCompany
from ..policy.protecting import OPEN_STAGES, days_left
from ..rules import follow_rule, protection_rule

MOST = 60


@dataclass(frozen=True, slots=True)
class Lapsing:
    """A protection of one's own that ends soon, or has ended."""

    protection: Protection
    left: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """A lead in talks without a step for so many days."""

    project: Project
    days: int | None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """One person's day."""

    late: tuple[FollowUp, ...]
    due: tuple[FollowUp, ...]
    ahead: tuple[FollowUp, ...]
    done: tuple[Activity, ...]
    lapsing: tuple[Lapsing, ...]
    quiet: tuple[Quiet, ...]
    claims: tuple[Claim, ...]
    locks: tuple[TargetCompany, ...]
    mine: int
    quiet_days: int
    ahead_days: int

    @property
    def empty(self) -> bool:
        """True where there is nothing at all to do."""
        return not (self.late or self.due or self.ahead or self.lapsing or self.quiet or self.claims or self.locks)


def today_page(user: User, *, on: date) -> TodayPage:
    """In eight queries, whatever the number of activities."""
    rule = follow_rule()
    steps = list(open_steps(user).filter(next_on__lte=on + timedelta(days=rule.ahead_days))[:MOST])
    return TodayPage(
        late=tuple(s for s in steps if s.next_on and s.next_on < on), due=tuple(s for s in steps if s.next_on == on),
        ahead=tuple(s for s in steps if s.next_on and s.next_on > on), done=_done(user, on), lapsing=_lapsing(user, on),
        quiet=_quiet(user, on), claims=tuple(claims_for(user)[:MOST]), locks=_locks(user, on),
        mine=Project.objects.active().filter(manager=user).count(), quiet_days=rule.quiet_days,
        ahead_days=rule.ahead_days,
    )  # fmt: skip


def open_steps(user: User) -> QuerySet[FollowUp]:
    """Next steps that are the user's, of leads and companies that go on, the earliest first."""
    going_on = Q(project__state="active") | Q(project__isnull=True, company__isnull=False)
    rows = FollowUp.objects.filter(going_on, owner=user, next_on__isnull=False).exclude(company__state="dropped")
    return rows.select_related("project", "company").order_by("next_on", "pk")


def _done(user: User, on: date) -> tuple[Activity, ...]:
    rows = Activity.objects.filter(by=user, on=on, corrected_by__isnull=True, void=False)
    return tuple(rows.select_related("project", "company").order_by("-known_at")[:MOST])


def _lapsing(user: User, on: date) -> tuple[Lapsing, ...]:
    soon = on + timedelta(days=protection_rule().warn_days)
    rows = Protection.objects.filter(
        project__manager=user, project__state="active", project__stage__in=OPEN_STAGES, released_on__isnull=True,
        until__lte=soon,
    )  # fmt: skip
    found = rows.select_related("project").order_by("until")[:MOST]
    return tuple(Lapsing(row, days_left(row.until, on=on)) for row in found)


def _quiet(user: User, on: date) -> tuple[Quiet, ...]:
    since = on - timedelta(days=follow_rule().quiet_days)
    rows = Project.objects.active().filter(manager=user, stage__in=("talks", "framework"))
    never = Q(follow_up__last_on__isnull=True) & (Q(stage_on__lt=since) | Q(stage_on__isnull=True))
    rows = rows.filter(Q(follow_up__last_on__lt=since) | never)
    rows = rows.annotate(since=F("follow_up__last_on")).order_by(F("since").asc(nulls_first=True), "stage_on")
    return tuple(
        Quiet(p, (on - (p.since or p.stage_on)).days if (p.since or p.stage_on) else None)  # type: ignore[attr-defined]
        for p in rows.only("pk", "name", "stage", "stage_on")[:MOST]
    )


def claims_for(user: User) -> QuerySet[Claim]:
    """Open claims on leads of one's own that one may answer oneself."""
    rows = Claim.objects.filter(state=ClaimState.OPEN, project__manager=user).exclude(kind="objection")
    return rows.select_related("project", "by").order_by("at")


def _locks(user: User, on: date) -> tuple[TargetCompany, ...]:
    soon = on + timedelta(days=follow_rule().ahead_days)
    rows = TargetCompany.objects.filter(locked_by=user, locked_until__range=(on, soon))
    return tuple(rows.order_by("locked_until")[:MOST])


def partner_projects(user: User) -> QuerySet[Any]:
    """Ids of the leads in which one is a partner."""
    return Claim.objects.filter(by=user, state__in=PARTNERS).values("project")
