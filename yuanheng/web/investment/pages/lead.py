"""What investment promotion knows of one project: protection, activities, partners, claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yuanheng.web.projects.models import Project

from ..access import PARTNERS
from ..models import Activity, ActivityPicture, Claim, ClaimState, FollowUp, Protection
from ..policy.protecting import OPEN_STAGES, days_left

SHOWN = 30


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """One activity with its pictures; a wrong one is shown struck through, with what took its place."""

    activity: Activity
    pictures: tuple[ActivityPicture, ...]
    replaced: bool


@dataclass(frozen=True, slots=True)
class LeadPanel:
    """Everything the panel shows."""

    project: Project
    step: FollowUp | None
    protection: Protection | None
    left: int | None
    running: bool
    partners: tuple[Claim, ...]
    waiting: tuple[Claim, ...]
    activities: tuple[ShownActivity, ...]
    hidden: int
    count: int


def lead_panel(project: Project, seen: QuerySet[Activity], *, on: date) -> LeadPanel:
    """`seen` are the activities the reader may see; of the others only the number is told."""
    protection = (
        Protection.objects.select_related("first_reported_by", "first_talks_by").filter(project=project).first()
    )
    claims = list(Claim.objects.filter(project=project).select_related("by"))
    open_stage = project.state == "active" and project.stage in OPEN_STAGES
    everything = Activity.objects.filter(project=project)
    shown = seen.filter(project=project)
    count = everything.count()
    return LeadPanel(
        project=project, step=FollowUp.objects.select_related("owner").filter(project=project).first(),
        protection=protection, left=days_left(protection.until, on=on) if protection else None,
        running=bool(protection and open_stage and protection.released_on is None and protection.until >= on),
        partners=tuple(c for c in claims if c.state in PARTNERS),
        waiting=tuple(c for c in claims if c.state == ClaimState.OPEN),
        activities=activities(shown), hidden=count - shown.count(), count=count,
    )  # fmt: skip


def activities(rows: QuerySet[Activity]) -> tuple[ShownActivity, ...]:
    """The newest, in three queries."""
    found: list[Any] = list(
        rows.select_related("by", "next_owner", "corrected_by", "corrects").prefetch_related("pictures")[:SHOWN]
    )
    return tuple(ShownActivity(a, tuple(a.pictures.all()), hasattr(a, "corrected_by")) for a in found)
