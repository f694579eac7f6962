"""Critical path and earliest finish of a case, in working days, from what has happened and what is promised."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..calendars import WorkCalendar
from ..errors import YuanhengError
from .definition import Procedure, Step
from .network import Network, ordered
from .state import CaseState, StepState


class UnknownStep(YuanhengError):
    """A what-if about a step that the procedure does not have."""

    kind = "unknown_step"


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """One step: when it starts and ends at the earliest (done ones: when they did), and how many days it may slip."""

    code: str
    label: str
    group: str
    start: datetime.date
    finish: datetime.date
    days: int
    slack: int
    critical: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """The earliest finish, the chain that decides it, every step; `delay` working days against the plan asked about."""

    finish: datetime.date
    provisional: bool
    critical: tuple[str, ...]
    steps: Mapping[str, ScheduledStep] = field(repr=False)
    delay: int = 0


def schedule(
    procedure: Procedure,
    state: CaseState,
    calendar: WorkCalendar,
    on: datetime.date,
    *,
    extra_days: Mapping[str, int] | None = None,
) -> Schedule:
    """The earliest finish as of `on`: done steps as they were, steps at work to their due day (late ones: to `on`),
    stopped ones going on tomorrow at the earliest, the rest by their promised days; steps without days take none.
    """
    origin = state.accepted_on or state.opened_on or on
    if state.accepted_on is None and procedure.clock_from == "acceptance":
        origin = max(origin, on)
    net = _network(procedure, state, calendar, on, origin, extra_days or {})
    critical = frozenset(net.critical)
    steps = {step.code: _scheduled(step, state, calendar, origin, net, critical) for step in procedure.steps}
    waited_for = {code for step in procedure.steps for code in step.after}
    finish = max(step.finish for code, step in steps.items() if code not in waited_for)
    return Schedule(finish, finish > calendar.known_through, net.critical, steps)


def what_if(
    procedure: Procedure,
    state: CaseState,
    calendar: WorkCalendar,
    on: datetime.date,
    *,
    extra_days: Mapping[str, int],
) -> Schedule:
    """The schedule if steps take some working days more (or fewer); `delay` says what that does to the finish.

    Raises:
        UnknownStep: a step the procedure does not have.
    """
    for code in extra_days:
        if procedure.step(code) is None:
            raise UnknownStep(
                where=f"{procedure.label} › 假设", found=code, expected="、".join(s.code for s in procedure.steps),
                advice="改用本流程的步骤",
            )  # fmt: skip
    plan = schedule(procedure, state, calendar, on)
    changed = schedule(procedure, state, calendar, on, extra_days=extra_days)
    return replace(changed, delay=calendar.count(changed.finish) - calendar.count(plan.finish))


def _network(
    procedure: Procedure,
    state: CaseState,
    calendar: WorkCalendar,
    on: datetime.date,
    origin: datetime.date,
    extra: Mapping[str, int],
) -> Network:
    """The network as it stands: done steps fixed, steps at work to their expected end, the rest by their days."""
    starts: dict[str, int] = {}
    finishes: dict[str, int] = {}
    durations: dict[str, int] = {}
    for step in procedure.steps:
        skipped = step.code in state.skipped
        durations[step.code] = 0 if skipped else max(0, (step.days or 0) + extra.get(step.code, 0))
        now = state.steps.get(step.code)
        if now is None or now.since is None:
            continue
        starts[step.code] = calendar.count(now.since)
        if now.done_on is not None:
            finishes[step.code] = calendar.count(now.done_on)
        else:
            finishes[step.code] = _expected(step, state, calendar, on, extra.get(step.code, 0))
    done = frozenset(code for code, now in state.steps.items() if now.done_on is not None)
    return Network(ordered(procedure), durations, calendar.count(origin), starts, finishes, done)


def _scheduled(
    step: Step,
    state: CaseState,
    calendar: WorkCalendar,
    origin: datetime.date,
    net: Network,
    critical: frozenset[str],
) -> ScheduledStep:
    code, now = step.code, state.steps.get(step.code, StepState())
    first, last = net.start[code], net.finish_of[code]
    start = now.since or calendar.after(origin, first - calendar.count(origin))
    finish = now.done_on or calendar.after(start, last - calendar.count(start))
    return ScheduledStep(
        code,
        step.label,
        step.group,
        start,
        finish,
        last - first,
        net.slack(code),
        code in critical,
        now.done_on is not None,
    )


def _expected(step: Step, state: CaseState, calendar: WorkCalendar, on: datetime.date, extra: int) -> int:
    """The working-day count at which a step at work ends at the earliest."""
    now, today = state.steps[step.code], calendar.count(on)
    if now.clock is None:
        return max(today, calendar.count(now.since or on) + max(0, extra))
    if now.clock.stopped_on is not None:
        return today + max(0, now.clock.remaining(on, calendar) + extra)
    due = now.clock.due(calendar)
    return max(today, (calendar.count(due.on) if due else today) + extra)
