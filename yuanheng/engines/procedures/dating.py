"""Clocks of a state, made from its ledger: of each step at work, and of the whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from .clock import Clock
from .definition import Procedure
from .network import Network, ordered
from .state import CaseState, StepState, Suspension


def case_clock(state: CaseState) -> Clock | None:
    """The clock of the whole: its own budget, stopped by every stop; or the longest chain, stopped by stops on it."""
    procedure = state.procedure
    start = state.accepted_on if procedure.clock_from == "acceptance" else state.opened_on
    if start is None:
        return None
    days, ledger = procedure.days, state.suspensions
    if days is None:
        days, chain = longest_chain(procedure, state.skipped)
        ledger = tuple(s for s in ledger if not s.step or s.step in chain)
    return _clock(start, days, ledger, state.extensions)


def step_clock(state: CaseState, code: str) -> Clock | None:
    """The clock of a step with a budget of its own, from the day it became active."""
    step, now = state.procedure.step(code), state.steps[code]
    if step is None or step.days is None or now.since is None or now.skipped:
        return None
    ledger = [s for s in state.suspensions if s.step in ("", code) and (s.last is None or s.last > now.since)]
    return _clock(now.since, step.days, ledger, ())


def dated(state: CaseState) -> CaseState:
    """The state with statuses, clocks and due dates that its ledger gives."""
    clock = case_clock(state)
    steps = {code: _dated_step(state, code) for code in state.steps}
    status = state.status
    if status in ("open", "suspended"):
        status = "suspended" if clock is not None and clock.stopped_on else "open"
    due = clock.due(state.calendar) if clock else None
    return replace(state, clock=clock, due=due, steps=steps, status=status)


def _dated_step(state: CaseState, code: str) -> StepState:
    now = state.steps[code]
    if now.status not in ("active", "suspended", "done"):
        return now if now.clock is None else replace(now, clock=None, due=None)
    clock = step_clock(state, code)
    status = now.status
    if status != "done":
        status = "suspended" if state.open_suspensions(code) else "active"
    return replace(now, status=status, clock=clock, due=clock.due(state.calendar) if clock else None)


def longest_chain(procedure: Procedure, skipped: frozenset[str] = frozenset()) -> tuple[int, frozenset[str]]:
    """The longest chain of a procedure as promised: its working days, and its steps."""
    durations = {s.code: 0 if s.code in skipped else (s.days or 0) for s in procedure.steps}
    found = Network(ordered(procedure), durations)
    return found.finish, frozenset(found.critical)


def _clock(start: datetime.date, days: int, ledger: Iterable[Suspension], extensions: tuple[int, ...]) -> Clock:
    ledger = tuple(ledger)
    lasting = [s.first for s in ledger if s.last is None]
    stops = tuple((s.first, s.last) for s in ledger if s.last is not None)
    return Clock(start, days, stops, extensions, min(lasting, default=None))
