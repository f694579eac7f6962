"""Reminders, computed from the state and the day: none is stored, so none is lost when a step is returned."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from .kinds import SUSPENSION_KINDS
from .state import CaseState

CASE_REMIND_DAYS = 3
"""Working days before the due date of the whole that its reminder begins."""
LONG_STOP_DAYS = 20
"""Working days after which a stop that still lasts is asked about."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be told on a day: what, about which step ('' the whole), to which seats, how many working days left.

    Kinds: `due_soon overdue time_out stopped_long papers_awaited promise_due`. `action` of a `time_out` is what the
    procedure wants done: `remind`, `escalate`, or `pass` (post `step_done` with `timed_out`).
    """

    kind: str
    step: str
    to: tuple[str, ...]
    due: datetime.date | None
    days_left: int
    says: str
    action: str = ""


def reminders(state: CaseState, on: datetime.date) -> tuple[Reminder, ...]:
    """Everything that the case has to say on that day, the most pressing first."""
    if state.is_closed or state.status == "new":
        return ()
    found = [*_of_case(state, on), *_of_steps(state, on), *_of_papers(state, on), *_of_stops(state, on)]
    return tuple(sorted(found, key=lambda reminder: reminder.days_left))


def _of_case(state: CaseState, on: datetime.date) -> Iterator[Reminder]:
    if state.due is None or (state.procedure.days_until and state.kept_on is not None):
        return
    yield from _by_due(state, "", state.due.on, CASE_REMIND_DAYS, on, "全件")


def _of_steps(state: CaseState, on: datetime.date) -> Iterator[Reminder]:
    for step in state.procedure.steps:
        now = state.steps.get(step.code)
        if now is None or now.status != "active" or now.due is None:
            continue
        yield from _by_due(state, step.code, now.due.on, step.remind_days, on, step.label)
        if on > now.due.on and step.on_time_out != "none":
            left = _left(state, now.due.on, on)
            what = {"remind": "催办", "escalate": "报上一级督促", "pass": "视为同意"}[step.on_time_out]
            says = f"{step.label}超过期限,按规定{what}"
            yield Reminder("time_out", step.code, _seats(state, step.code), now.due.on, left, says, step.on_time_out)


def _by_due(
    state: CaseState, code: str, due: datetime.date, ahead: int, on: datetime.date, label: str
) -> Iterator[Reminder]:
    left = _left(state, due, on)
    if on > due:
        yield Reminder("overdue", code, _seats(state, code), due, left, f"{label}应于 {due} 办结,已超 {-left} 个工作日")
    elif left <= ahead:
        yield Reminder("due_soon", code, _seats(state, code), due, left, f"{label}应于 {due} 办结,还有 {left} 个工作日")


def _of_papers(state: CaseState, on: datetime.date) -> Iterator[Reminder]:
    if state.papers_wanted and state.papers_asked_on is not None:
        waited = state.calendar.count(on) - state.calendar.count(state.papers_asked_on)
        says = f"等补正 {waited} 个工作日:{'、'.join(state.papers_wanted)}"
        yield Reminder("papers_awaited", "", (), None, 0, says)
    if state.promised and state.promised_by is not None:
        left = _left(state, state.promised_by, on)
        if left <= CASE_REMIND_DAYS:
            late = f"已逾期 {-left} 个工作日,逾期不补的终止办理" if on > state.promised_by else f"还有 {left} 个工作日"
            says = f"容缺材料应于 {state.promised_by} 前补交,{late}:{'、'.join(state.promised)}"
            yield Reminder("promise_due", "", (), state.promised_by, left, says)


def _of_stops(state: CaseState, on: datetime.date) -> Iterator[Reminder]:
    for stop in state.suspensions:
        if stop.last is None:
            days = state.calendar.workdays_between(stop.first, on)
            if days >= LONG_STOP_DAYS:
                says = f"因{SUSPENSION_KINDS[stop.kind]}已停 {days} 个工作日,核实能否恢复"
                yield Reminder("stopped_long", stop.step, _seats(state, stop.step), None, 0, says)


def _left(state: CaseState, due: datetime.date, on: datetime.date) -> int:
    """Working days from `on` to `due`; negative when it has passed, and then at least one."""
    left = state.calendar.count(due) - state.calendar.count(on)
    return min(left, -1) if on > due else left


def _seats(state: CaseState, code: str) -> tuple[str, ...]:
    """Who has to hear of it: those who have not signed, else the bureau in charge."""
    codes = (code,) if code else state.current
    seats: list[str] = []
    for current in codes:
        step = state.procedure.step(current)
        seats += state.steps[current].waiting_for or ((step.bureau,) if step and step.bureau else ())
    return tuple(dict.fromkeys(seats))
