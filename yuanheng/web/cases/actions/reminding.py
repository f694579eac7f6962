"""Tell people what is due, once a day; pass what the procedure lets pass by itself.

Reminders are computed from the state (the engine's `reminders`), so a step that was returned is reminded of again; the
table `Reminder` only keeps a second run of the same day silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import reminders
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify

from ..models import RUNNING, Case, CaseStep, Reminder
from ..seats import people_on
from ..states import state_of
from .acting import act

AHEAD = timedelta(days=20)
APART = 5
PASSED = frozenset({"overdue", "time_out"})


def candidates(on: date) -> QuerySet[Case]:
    """Cases that may have something to say: due soon or late, whole or step; standing, or not accepted yet."""
    steps = CaseStep.objects.filter(case=OuterRef("pk"), status="active", due_on__lte=on + AHEAD)
    near = Q(due_on__lte=on + AHEAD) | Q(status__in=("draft", "suspended")) | Exists(steps)
    return Case.objects.filter(near, status__in=RUNNING).select_related("organisation", "opened_by")


def remind(*, on: date, at: datetime, progress: Callable[[int, str], None]) -> int:
    """Every reminder of the day to everybody it is for; answers how many were told."""
    total, found = candidates(on).count(), defaultdict(list)
    for done, case in enumerate(candidates(on).iterator(chunk_size=500)):
        if done % 200 == 0:
            progress(5 + 80 * done // max(total, 1), f"核对 {done:,}/{total:,} 件")
        for person, reminder in _of_case(case, on, at):
            found[person].append((case, reminder))
    told = 0
    for person, lines in found.items():
        told += _tell(person, lines, on)
    progress(99, f"提醒 {len(found)} 人,{told} 条")
    return told


def _of_case(case: Case, on: date, at: datetime) -> list[tuple[User, Any]]:
    state = state_of(case)
    pairs = []
    for reminder in reminders(state, on):
        if reminder.action == "pass" and _pass(case, reminder.step, at):
            continue
        seats = set(reminder.to)
        if reminder.action == "escalate" or not seats:
            seats |= {case.organisation.name} if case.organisation else set()
        people = people_on(seats)
        if not people and case.opened_by:
            people = [case.opened_by]
        pairs += [(person, reminder) for person in people]
    return pairs


def _pass(case: Case, step: str, at: datetime) -> bool:
    """Silence is consent where the procedure says so; a case that moved on meanwhile is left alone."""
    try:
        act(case=case, kind="step_done", step=step, by=None, at=at, data={"timed_out": True})
    except YuanhengError:
        return False
    return True


@transaction.atomic
def _tell(person: User, lines: list[tuple[Case, Any]], on: date) -> int:
    keys = {(case.pk, reminder.step, reminder.kind): (case, reminder) for case, reminder in lines}
    known = set(Reminder.objects.filter(to=person, day=on).values_list("case_id", "step", "kind"))
    fresh = {key: line for key, line in keys.items() if key not in known}
    Reminder.objects.bulk_create(
        [Reminder(case_id=pk, step=step, kind=kind, to=person, day=on) for pk, step, kind in fresh],
        ignore_conflicts=True,
    )
    late = sum(reminder.kind in PASSED for _, reminder in fresh.values())
    if len(fresh) > APART:
        text = f"今天有 {len(fresh)} 项办件提醒,其中 {late} 项已超期"
        notify(person, text, url="/cases/todo/", level="warning" if late else "info")
    else:
        for case, reminder in fresh.values():
            level = "danger" if reminder.kind in PASSED else "info"
            notify(person, f"{case.number} {reminder.says}", url=f"/cases/{case.pk}/", level=level)
    return len(fresh)
