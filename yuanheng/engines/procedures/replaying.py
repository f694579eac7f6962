"""Events to state: a fold of small pure steps, one for each kind of event."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ..calendars import WorkCalendar, load_calendar
from .checking import check_event
from .dating import dated
from .definition import Procedure
from .kinds import Event, as_date, words
from .state import CaseState, CaseStatus, Delegation, StepState, Suspension


def replay(
    procedure: Procedure,
    events: Iterable[Event],
    calendar: WorkCalendar | None = None,
    *,
    since: CaseState | None = None,
) -> CaseState:
    """The state after `events` in order, from nothing or on from `since`: both ways give the same state.

    A calendar given with `since` dates that state again under it; no calendar means the shipped one, or that of `since`.

    Raises:
        EventRefused: an event that may not follow the one before it; nothing impossible is replayed in silence.
    """
    state = since or CaseState(procedure=procedure, calendar=calendar or load_calendar())
    if since is not None and calendar is not None and calendar is not since.calendar:
        state = dated(replace(state, calendar=calendar))
    for event in events:
        check_event(procedure, state, event)
        moved = _APPLY[event.kind](state, event)
        state = dated(_activate(replace(moved, last_at=event.at)))
    return state


def _opened(state: CaseState, event: Event) -> CaseState:
    named: Mapping[str, object] = event.data.get("signers") or {}
    steps = {s.code: StepState(signers=words(named.get(s.code)) or s.signers) for s in state.procedure.steps}
    status: CaseStatus = "draft" if state.procedure.clock_from == "acceptance" else "open"
    skipped = frozenset(words(event.data.get("skip")))
    return replace(state, status=status, steps=steps, opened_on=event.day, skipped=skipped)


def _accepted(state: CaseState, event: Event) -> CaseState:
    promised = words(event.data.get("promised"))
    return replace(
        state, status="open", accepted_on=event.day, promised=promised, papers_wanted=(),
        promised_by=as_date(event.data.get("promised_by")) if promised else None,
    )  # fmt: skip


def _papers_asked(state: CaseState, event: Event) -> CaseState:
    wanted = words(event.data.get("papers"))
    state = replace(state, papers_wanted=wanted, papers_asked_on=event.day)
    if state.status == "draft":
        return state
    stop = Suspension(kind="papers", first=event.day, reason="、".join(wanted))
    return replace(state, suspensions=(*state.suspensions, stop))


def _papers_given(state: CaseState, event: Event) -> CaseState:
    state = replace(state, papers_wanted=(), promised=(), promised_by=None)
    return _end_stops(state, event.day, lambda s: s.kind == "papers" and not s.step)


def _suspended(state: CaseState, event: Event) -> CaseState:
    stop = Suspension(
        kind=str(event.data["kind"]), first=event.day, step=event.step,
        reason=str(event.data.get("reason", "")), paper=str(event.data.get("paper", "")),
    )  # fmt: skip
    return replace(state, suspensions=(*state.suspensions, stop))


def _resumed(state: CaseState, event: Event) -> CaseState:
    kind = event.data.get("kind")
    return _end_stops(state, event.day, lambda s: s.step == event.step and kind in (None, "", s.kind))


def _end_stops(state: CaseState, day: datetime.date, ends: Callable[[Suspension], bool]) -> CaseState:
    ledger = tuple(replace(s, last=max(day, s.first)) if s.last is None and ends(s) else s for s in state.suspensions)
    return replace(state, suspensions=ledger)


def _extended(state: CaseState, event: Event) -> CaseState:
    return replace(state, extensions=(*state.extensions, int(event.data["days"])))


def _signed(state: CaseState, event: Event) -> CaseState:
    now = state.steps[event.step]
    may = state.seats_of(event.actor, event.day) | {event.seat}
    seat = next((seat for seat in now.waiting_for if seat in may), event.seat)
    signed = (*now.signed, seat)
    state = state.with_step(event.step, signed=signed)
    step = state.procedure.step(event.step)
    complete = (step is not None and step.signing == "any") or not state.steps[event.step].waiting_for
    return _done(state, event) if complete else state


def _done(state: CaseState, event: Event) -> CaseState:
    number = str(event.data.get("number", ""))
    timed_out = bool(event.data.get("timed_out"))
    return state.with_step(event.step, status="done", done_on=event.day, number=number, timed_out=timed_out)


def _returned(state: CaseState, event: Event) -> CaseState:
    to = str(event.data.get("to") or event.step)
    again = {to, *state.procedure.followers(to)}
    state = _end_stops(state, event.day, lambda s: s.step in again)
    steps = dict(state.steps)
    for code in again:
        fresh = StepState(signers=steps[code].signers)
        steps[code] = replace(fresh, status="active", since=event.day) if code == to else fresh
    if event.step != to:
        steps[event.step] = replace(steps[event.step], status="returned")
    return replace(state, steps=steps)


def _handed_over(state: CaseState, event: Event) -> CaseState:
    to, now = str(event.data["to"]), state.steps[event.step]
    mine = state.seats_of(event.actor, event.day) | {event.seat}
    given = next((seat for seat in now.waiting_for if seat in mine), None)
    if given is None:
        return state.with_step(event.step, signers=(*now.signers, to))
    return state.with_step(event.step, signers=tuple(to if seat == given else seat for seat in now.signers))


def _delegated(state: CaseState, event: Event) -> CaseState:
    first = as_date(event.data.get("from")) or event.day
    away = Delegation(event.seat, str(event.data["to"]), first, as_date(event.data.get("until")))
    return replace(state, delegations=(*state.delegations, away))


def _signer_added(state: CaseState, event: Event) -> CaseState:
    now, new, behind = state.steps[event.step], str(event.data["signer"]), event.data.get("after")
    place = now.signers.index(str(behind)) + 1 if behind in now.signers else len(now.signers)
    return state.with_step(event.step, signers=(*now.signers[:place], new, *now.signers[place:]))


def _signer_removed(state: CaseState, event: Event) -> CaseState:
    gone = str(event.data["signer"])
    state = state.with_step(event.step, signers=tuple(s for s in state.steps[event.step].signers if s != gone))
    return state if state.steps[event.step].waiting_for else _done(state, event)


def _copied(state: CaseState, event: Event) -> CaseState:
    return replace(state, copies=tuple(dict.fromkeys((*state.copies, *words(event.data["to"])))))


def _remarked(state: CaseState, event: Event) -> CaseState:
    return state


def _closing(status: CaseStatus, outcome: str) -> Callable[[CaseState, Event], CaseState]:
    def close(state: CaseState, event: Event) -> CaseState:
        state = _end_stops(state, event.day, lambda s: True)
        return replace(state, status=status, outcome=outcome, closed_on=event.day)

    return close


_APPLY: Mapping[str, Callable[[CaseState, Event], CaseState]] = {
    "opened": _opened,
    "accepted": _accepted,
    "papers_asked": _papers_asked,
    "papers_given": _papers_given,
    "suspended": _suspended,
    "resumed": _resumed,
    "extended": _extended,
    "signed": _signed,
    "refused": _closing("done", "refused"),
    "returned": _returned,
    "handed_over": _handed_over,
    "delegated": _delegated,
    "signer_added": _signer_added,
    "signer_removed": _signer_removed,
    "copied": _copied,
    "external_done": _done,
    "step_done": _done,
    "revoked": _closing("revoked", "revoked"),
    "terminated": _closing("terminated", "terminated"),
    "completed": _closing("done", "granted"),
    "remarked": _remarked,
}


def _activate(state: CaseState) -> CaseState:
    """Start every step whose wait is over; a step the case leaves out is done the moment it would start."""
    if state.status not in ("open", "suspended"):
        return state
    started = state.accepted_on or state.opened_on
    steps, changed = dict(state.steps), True
    while changed:
        changed = False
        for step in state.procedure.steps:
            if steps[step.code].status not in ("waiting", "returned"):
                continue
            ends = [steps[code].done_on for code in step.after]
            done = [day for day in ends if day is not None]
            if step.after and (len(done) < len(ends) if step.join == "all" else not done):
                continue
            day = started if not step.after else (max(done) if step.join == "all" else min(done))
            skip = step.code in state.skipped
            steps[step.code] = replace(
                steps[step.code], status="done" if skip else "active", since=day, done_on=day if skip else None,
                skipped=skip,
            )  # fmt: skip
            changed = True
    return replace(state, steps=steps)
