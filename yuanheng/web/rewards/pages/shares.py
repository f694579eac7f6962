"""The attribution ledger as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.cases.models import RUNNING, CaseStep
from yuanheng.web.projects.models import Project

from ..access import SHARES
from ..attribution import basis_of, sets_known
from ..models import Dispute, ShareSet
from ..schemes import role_labels


@dataclass(frozen=True, slots=True)
class ShownSet:
    """A set with its lines in the order of roles: (role, person, per cent)."""

    set: ShareSet
    basis: str
    lines: tuple[tuple[str, Any, Any], ...]
    holds: bool


def shown_set(found: ShareSet, *, holds: bool = True) -> ShownSet:
    """Lines by role, the largest first."""
    roles = role_labels()
    place = {code: n for n, code in enumerate(roles)}
    shares = sorted(found.shares.all(), key=lambda s: (place.get(s.role, 99), -s.percent, s.staff.number))
    lines = tuple((roles.get(s.role, s.role), s.staff, f"{s.percent.normalize():f}") for s in shares)
    return ShownSet(found, basis_of(found), lines, holds)


@dataclass(frozen=True, slots=True)
class SharesPage:
    """A project's ledger: every set, the newest first, and its disputes; `decided`: the running one may be settled."""

    project: Project
    sets: tuple[ShownSet, ...]
    disputes: tuple[Dispute, ...]
    running: Dispute | None
    decided: bool


def shares_page(user: User, project: Project) -> SharesPage:
    """What the user may see of a project's ledger."""
    seen = set(visible(user, SHARES, ShareSet.objects.filter(project=project)).values_list("pk", flat=True))
    rows = [s for s in sets_known([project.pk], known_at=None).get(project.pk, []) if s.pk in seen]
    shown = tuple(shown_set(s, holds=n == 0) for n, s in enumerate(rows))
    disputes = visible(user, SHARES, Dispute.objects.filter(project=project)).select_related("case", "claimant", "file")
    running = running_dispute(project)
    steps = CaseStep.objects.filter(case=running.case, code="settle", status="active") if running else None
    return SharesPage(project, shown, tuple(disputes), running, steps is not None and steps.exists())


def running_dispute(project: Project) -> Dispute | None:
    """The dispute that is being settled."""
    rows = Dispute.objects.filter(project=project, case__status__in=RUNNING)
    return rows.select_related("case").first()
