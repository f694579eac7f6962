"""From rows to the engine's values and back: the only place where a case's events meet its procedure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from yuanheng.engines.calendars import WorkCalendar, load_calendar
from yuanheng.engines.procedures import CaseState, Event, Procedure, load_procedure, replay

from .models import Case, CaseEvent, CaseStep, ProcedureVersion
from .seats import in_charge, open_seats, organisation_named


def keep_version(procedure: Procedure, *, at: datetime) -> ProcedureVersion:
    """The procedure as it stands, kept for as long as a case refers to it."""
    kept, _ = ProcedureVersion.objects.get_or_create(
        hash=procedure.hash,
        defaults={
            "name": procedure.name,
            "label": procedure.label,
            "definition": procedure.model_dump(mode="json"),
            "kept_at": at,
        },
    )
    return kept


@lru_cache(maxsize=256)
def _kept(version: str) -> Procedure:
    return Procedure.model_validate(ProcedureVersion.objects.get(pk=version).definition)


def procedure_of(case: Case) -> Procedure:
    """The procedure a case was opened under, whatever its file says today."""
    return _kept(case.procedure_hash)


def as_procedure(given: str | Procedure) -> Procedure:
    """A procedure by its name, or itself.

    Raises:
        ProblemsError: no such procedure, or its file is wrong.
    """
    return given if isinstance(given, Procedure) else load_procedure(given)


def event_of(row: CaseEvent) -> Event:
    """A row as the engine takes it."""
    return Event(at=row.at, kind=row.kind, step=row.step, actor=row.actor, data=row.data)


def state_of(case: Case, *, calendar: WorkCalendar | None = None, rows: Iterable[CaseEvent] | None = None) -> CaseState:
    """The case as its events make it."""
    found = case.events.order_by("serial") if rows is None else rows
    return replay(procedure_of(case), [event_of(row) for row in found], calendar or load_calendar())


def clock_text(clock: Any) -> str:
    """A clock in one canonical writing, so that equal clocks are equal texts; '' without one."""
    return "" if clock is None else json.dumps(clock.to_dict(), sort_keys=True, separators=(",", ":"))


def project(case: Case, state: CaseState) -> None:
    """Write what the events say onto the case and its steps."""
    case.status = state.status
    case.outcome = state.outcome
    case.opened_on = state.opened_on or case.opened_on  # the day it came in, where that was before its recording
    case.accepted_on, case.closed_on = state.accepted_on, state.closed_on
    if state.due is not None:
        case.due_on, case.due_provisional = state.due.on, state.due.provisional
    elif not state.is_closed:
        case.due_on, case.due_provisional = None, False
    case.clock = clock_text(state.clock)
    steps = _steps(case, state)
    working = [step for step in steps if step.status in ("active", "suspended")]
    case.next_label = "" if state.is_closed else "、".join(step.label for step in working)[:200]
    case.parties = _parties(case, state, steps)
    case.save()
    CaseStep.objects.bulk_create(
        steps,
        update_conflicts=True,
        unique_fields=["case", "code"],
        update_fields=["label", "status", "organisation", "assignees", "since", "due_on", "due_provisional", "done_on",
                       "clock"],
    )  # fmt: skip


def _steps(case: Case, state: CaseState) -> list[CaseStep]:
    bureaus: dict[str, Any] = {}
    made = []
    for order, step in enumerate(state.procedure.steps):
        if step.bureau not in bureaus:
            bureaus[step.bureau] = organisation_named(step.bureau)
        made.append(_step(case, order, step, state, bureaus[step.bureau]))
    return made


def _step(case: Case, order: int, step: Any, state: CaseState, bureau: Any) -> CaseStep:
    now = state.steps[step.code]
    return CaseStep(
        case=case,
        code=step.code,
        label=step.label,
        order=order,
        group=step.group,
        external=step.authority == "external",
        status=now.status,
        organisation=bureau,
        assignees=list(waiting_seats(step, now, case)),
        since=now.since,
        due_on=now.due.on if now.due else None,
        due_provisional=bool(now.due and now.due.provisional),
        done_on=now.done_on,
        clock=clock_text(now.clock),
        remind_days=step.remind_days,
    )


def waiting_seats(step: Any, now: Any, case: Case) -> tuple[str, ...]:
    """Whom a step waits for: its signers in turn or together, else its bureau; the keeper records an external one."""
    charge = in_charge(step, case)
    if step.authority == "external":
        return (case.organisation.name if case.organisation else charge,)
    if now.waiting_for:
        waiting = tuple(now.waiting_for[:1]) if step.signing == "in_turn" else tuple(now.waiting_for)
        return (*waiting, charge) if open_seats(waiting) else waiting
    return (charge,)


def _parties(case: Case, state: CaseState, steps: list[CaseStep]) -> list[str]:
    """Who has to do with a case: bureaus by id, people and posts by seat."""
    found = {str(case.organisation_id)} if case.organisation_id else set()
    found |= {str(step.organisation_id) for step in steps if step.organisation_id}
    found |= {case.opened_by.username} if case.opened_by else set()
    for step in steps:
        now = state.steps[step.code]
        found |= {*now.signers, *now.signed}
    found |= set(state.copies)
    return sorted(found)
