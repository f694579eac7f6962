"""What a case is at one moment: a value computed from its events."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ..calendars import WorkCalendar
from .clock import Clock, Due
from .definition import Procedure
from .kinds import EVENT_KINDS, shanghai_day

CaseStatus = Literal["new", "draft", "open", "suspended", "done", "revoked", "terminated"]
StepStatus = Literal["waiting", "active", "suspended", "done", "returned"]
CLOSED = ("done", "revoked", "terminated")


@dataclass(frozen=True, slots=True)
class Suspension:
    """One stop in the ledger: of a step, or of the whole for ''; `last` is None while it lasts."""

    kind: str
    first: datetime.date
    last: datetime.date | None = None
    step: str = ""
    reason: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Delegation:
    """`who` is away from `first` to `last` (None: until further notice); `to` acts for them on those days."""

    who: str
    to: str
    first: datetime.date
    last: datetime.date | None = None

    def covers(self, day: datetime.date) -> bool:
        """Whether it holds on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a case. `signed` are the seats that have signed since the step last became active."""

    status: StepStatus = "waiting"
    signers: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    since: datetime.date | None = None
    done_on: datetime.date | None = None
    due: Due | None = None
    clock: Clock | None = None
    skipped: bool = False
    timed_out: bool = False
    number: str = ""

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Seats that have not signed yet, in order."""
        return tuple(seat for seat in self.signers if seat not in self.signed)


@dataclass(frozen=True, slots=True)
class NextAction:
    """Something that may be done next: an event kind on a step ('' for the whole), with a label for a button."""

    kind: str
    step: str
    label: str


@dataclass(frozen=True)
class CaseState:
    """A case at one moment. `outcome` of a closed case: granted, refused, revoked or terminated."""

    procedure: Procedure = field(repr=False)
    calendar: WorkCalendar = field(repr=False, compare=False)
    status: CaseStatus = "new"
    steps: Mapping[str, StepState] = field(default_factory=dict)
    opened_on: datetime.date | None = None
    accepted_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    outcome: str = ""
    last_at: datetime.datetime | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[int, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    copies: tuple[str, ...] = ()
    papers_wanted: tuple[str, ...] = ()
    papers_asked_on: datetime.date | None = None
    promised: tuple[str, ...] = ()
    promised_by: datetime.date | None = None
    skipped: frozenset[str] = frozenset()
    clock: Clock | None = None
    due: Due | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be decided."""
        return self.status in CLOSED

    @property
    def current(self) -> tuple[str, ...]:
        """Codes of the steps at work (active or suspended), in the procedure's order."""
        return tuple(code for code, step in self.steps.items() if step.status in ("active", "suspended"))

    @property
    def all_done(self) -> bool:
        """Whether every step that nothing waits for is done: what they waited for is done, too, or was not needed."""
        waited_for = {code for step in self.procedure.steps for code in step.after}
        return bool(self.steps) and all(s.status == "done" for c, s in self.steps.items() if c not in waited_for)

    @property
    def kept_on(self) -> datetime.date | None:
        """The day the budget of the whole was kept: when the step it runs to was done, or the case closed."""
        until = self.steps.get(self.procedure.days_until)
        return until.done_on if until is not None else self.closed_on

    def open_suspensions(self, step: str = "") -> tuple[Suspension, ...]:
        """Stops that still last: of the whole, and of `step` where one is named."""
        return tuple(s for s in self.suspensions if s.last is None and s.step in ("", step))

    def seats_of(self, actor: str, day: datetime.date) -> frozenset[str]:
        """The seats a person may sign for on that day: their own, and those of people away who named them."""
        return frozenset({actor, *(d.who for d in self.delegations if d.to == actor and d.covers(day))})

    def with_step(self, code: str, **changes: object) -> CaseState:
        """The state with one step changed."""
        step = replace(self.steps[code], **changes)  # type: ignore[arg-type]
        return replace(self, steps={**self.steps, code: step})

    def next_actions(
        self, actor: str | Collection[str] = "", *, on: datetime.date | None = None
    ) -> tuple[NextAction, ...]:
        """What may be done next by `actor` (a person, or a person's seats together); by anybody for ''.

        `on` decides which delegations hold; without it, the day of the last event.
        """
        names = (actor,) if isinstance(actor, str) else tuple(actor)
        day = on or (shanghai_day(self.last_at) if self.last_at else datetime.date.min)
        seats = frozenset().union(*(self.seats_of(name, day) for name in names)) - {""}
        found = [NextAction(kind, "", EVENT_KINDS[kind]) for kind in self._whole_actions()]
        for code in self.current if not self.is_closed else ():
            label = next(step.label for step in self.procedure.steps if step.code == code)
            found += [NextAction(k, code, f"{EVENT_KINDS[k]}:{label}") for k in self._step_actions(code, seats)]
        return tuple(found)

    def _whole_actions(self) -> tuple[str, ...]:
        if self.is_closed or self.status == "new":
            return ("remarked",) if self.is_closed else ("opened",)
        if self.status == "draft":
            papers = ("papers_given",) if self.papers_wanted else ("accepted", "papers_asked")
            return (*papers, "revoked", "terminated", "copied", "remarked")
        kinds = ["completed"] if self.all_done else []
        kinds += ["papers_given"] if self.papers_wanted or self.promised else []
        kinds += ["resumed"] if any(s.last is None for s in self.suspensions) else []
        allowed = len(self.extensions) < (self.procedure.extension.times if self.procedure.extension else 0)
        kinds += ["suspended"] if self.procedure.suspensions and not self.all_done else []
        kinds += ["extended"] if allowed and not self.all_done else []
        return (*kinds, "revoked", "terminated", "copied", "remarked")

    def _step_actions(self, code: str, seats: frozenset[str]) -> tuple[str, ...]:
        step, state = next(s for s in self.procedure.steps if s.code == code), self.steps[code]
        if state.status == "suspended":
            return ("resumed",)
        stop = ("suspended",) if self.procedure.stoppable_by(code) else ()
        if step.authority == "external":
            return ("external_done", "returned", *stop)
        if seats and state.signers and not self._may_sign(code, seats):
            return ()
        closing = ("signed",) if state.signers or step.signing != "any" else ("step_done",)
        return (*closing, "refused", "returned", "handed_over", "delegated", "signer_added", *stop)

    def _may_sign(self, code: str, seats: frozenset[str]) -> bool:
        waiting = self.steps[code].waiting_for
        step = next(s for s in self.procedure.steps if s.code == code)
        return bool(seats & set(waiting[:1] if step.signing == "in_turn" else waiting))
