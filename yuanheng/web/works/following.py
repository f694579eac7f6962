"""What is derived of a work: the steps its case has passed, its state, its dates, its progress."""

from __future__ import annotations

from datetime import datetime

from yuanheng.engines.procedures import CaseState
from yuanheng.web.cases.models import Case
from yuanheng.web.cases.states import state_of

from .measuring import measured, progress_now
from .models import StepReached, Work
from .models.work import DERIVED, WorkState
from .rules import Kind, kind_of

SUBJECT = "works.work"


def follow_case(case: Case) -> None:
    """After an event on a case of a work: called inside the transaction that wrote it."""
    if case.subject_kind != SUBJECT:
        return
    work = Work.objects.select_for_update(of=("self",)).filter(pk=case.subject_id).first()
    if work is None or (work.case_id not in (None, case.pk)):
        return
    work.case = case
    refresh(work, at=case.changed_at)


def refresh(work: Work, *, at: datetime) -> Work:
    """Derive everything anew and keep it; the caller holds the work's lock."""
    kind = kind_of(work.kind)
    state = state_of(work.case) if work.case is not None else None
    if state is not None:
        _keep_reached(work, state, at)
    found = progress_now(kind, state, measured(work, kind))
    work.progress, work.progress_said = found.percent, found.sentence[:200]
    work.started_on, work.approved_on, work.done_on = (
        _done_on(state, code) for code in (kind.start, kind.approve, kind.finish)
    )
    work.state = _state(work, kind, state)
    if work.state == WorkState.DONE and work.done_on is None and state is not None:
        work.done_on = state.closed_on
    work.changed_at = at
    work.save(update_fields=[*DERIVED, "case"])
    return work


def _done_on(state: CaseState | None, code: str) -> object:
    now = state.steps.get(code) if state is not None and code else None
    return now.done_on if now is not None and now.status == "done" and not now.skipped else None


def _state(work: Work, kind: Kind, state: CaseState | None) -> str:
    if state is None:
        return WorkState.PLANNED
    if state.status in ("revoked", "terminated"):
        return WorkState.STOPPED
    if work.done_on is not None or state.status == "done":
        return WorkState.DONE
    return WorkState.RUNNING if work.started_on is not None else WorkState.PREPARING


def _keep_reached(work: Work, state: CaseState, at: datetime) -> None:
    """A row for every step newly passed, passed on another day, or passed no more."""
    newest = {row.step: row for row in work.reached.order_by("known_at", "id")}
    made = []
    for code, now in state.steps.items():
        passed = now.status == "done" and not now.skipped and now.done_on is not None
        before = newest.get(code)
        stood = before is not None and not before.undone
        if passed and not (stood and before is not None and before.happened_on == now.done_on):
            made.append(StepReached(work=work, step=code, happened_on=now.done_on, known_at=at))
        elif stood and not passed and before is not None:
            made.append(StepReached(work=work, step=code, happened_on=before.happened_on, known_at=at, undone=True))
    StepReached.objects.bulk_create(made)
