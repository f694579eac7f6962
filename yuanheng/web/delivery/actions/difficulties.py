"""Difficulties: raised, updated, resolved, closed, reopened; each an event of its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.projects.models import Project

from ..models import Difficulty, DifficultyState, Happening
from .projects import DeliveryError

MOVES = dict(  # each act: from which states, to which
    updated=(("open",), "open"),
    resolved=(("open",), "resolved"),
    closed=(("resolved",), "closed"),
    reopened=(("resolved", "closed"), "open"),
)


@transaction.atomic
def raise_difficulty(project: Project, *, by: User | None, at: datetime, due_on: date, **values: Any) -> Difficulty:
    """A difficulty with who solves it by when; that person is told.

    Raises:
        DeliveryError: it was to be solved before it was raised.
    """
    day = at.astimezone(SHANGHAI).date()
    if due_on < day:
        raise DeliveryError(where=project.name, found=f"要求解决日 {due_on}", expected=f"{day} 或以后", advice="改日期")
    made = Difficulty.objects.create(project=project, raised_by=by, at=at, raised_on=day, due_on=due_on, **values)
    Happening.objects.create(difficulty=made, kind="raised", text=made.description, by=by, at=at)
    record(by, "delivery.difficulty.raised", target=made, after={"due_on": str(due_on), "severity": made.severity})
    if made.person:
        notify(made.person, f"难点“{made}”请于 {due_on} 前解决", url=reverse("delivery:difficulty", args=[made.pk]))
    return made


@transaction.atomic
def move_difficulty(difficulty: Difficulty, *, kind: str, text: str, by: User, at: datetime) -> Difficulty:
    """Update, resolve, close or reopen.

    Raises:
        DeliveryError: it does not stand so that this may follow.
    """
    row = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    allowed, becomes = MOVES[kind]
    if row.state not in allowed:
        words = "、".join(DifficultyState(s).label for s in allowed)
        raise DeliveryError(where=row.title, found=row.get_state_display(), expected=words, advice="刷新后查看最新状态")
    before, row.state = row.state, becomes
    row.ended_on = None if becomes == "open" else (row.ended_on or at.astimezone(SHANGHAI).date())
    row.save()
    Happening.objects.create(difficulty=row, kind=kind, text=text, by=by, at=at)
    record(by, f"delivery.difficulty.{kind}", target=row, before={"state": before}, after={"state": becomes})
    if row.raised_by and row.raised_by != by:
        notify(
            row.raised_by, f"难点“{row}”:{row.get_state_display()}", url=reverse("delivery:difficulty", args=[row.pk])
        )
    return row
