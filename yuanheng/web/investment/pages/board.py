"""One's own leads by stage: the lanes of the project library, each card with its next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import Lane, lanes, with_total
from yuanheng.web.projects.stages import place_of

from ..models import FollowUp
from .push import tone_of

LAST = "registered"


@dataclass(frozen=True, slots=True)
class Card:
    """A lead with what comes next."""

    project: Project
    money: str
    step: FollowUp | None
    idle: int | None
    tone: str


@dataclass(frozen=True, slots=True)
class BoardLane:
    """A stage with its cards."""

    lane: Lane
    cards: tuple[Card, ...]


def board(projects: QuerySet[Project], *, on: date) -> tuple[BoardLane, ...]:
    """The lanes up to registration, in four queries."""
    found = [lane for lane in lanes(with_total(projects)) if place_of(lane.code) <= place_of(LAST)]
    shown = [p.pk for lane in found for p, _ in lane.cards]
    steps: dict[Any, FollowUp] = {s.project_id: s for s in FollowUp.objects.filter(project__in=shown)}
    return tuple(
        BoardLane(lane, tuple(_card(p, money, steps.get(p.pk), on) for p, money in lane.cards)) for lane in found
    )


def _card(project: Project, money: str, step: FollowUp | None, on: date) -> Card:
    since = (step.last_on if step else None) or project.stage_on
    days = (on - since).days if since else None
    return Card(project=project, money=money, step=step, idle=days, tone=tone_of(days))
