"""Many past and running applications at once, by COPY: for a history brought in from elsewhere, the demo zone, benchmarks.

Each goes through the engine's rules once (an impossible history is refused as anywhere else); what is written is what
`cases.states.project` would write, which a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from yuanheng.engines.calendars import WorkCalendar, load_calendar
from yuanheng.engines.powers import Matter, Power
from yuanheng.engines.procedures import CaseState, Event, Procedure, replay
from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.cases.models import Case
from yuanheng.web.cases.states import clock_text, keep_version

from .models import Applicant, Application, Channel
from .models.applications import SUBJECT
from .subjects import label_of, our_bureau, procedure_for, version_of

CASE = (
    "id", "year", "serial", "number", "procedure", "procedure_hash", "procedure_label", "title", "subject_kind",
    "subject_id", "subject_label", "organisation_id", "opened_by_id", "opened_on", "status", "outcome", "accepted_on",
    "due_on", "due_provisional", "closed_on", "next_label", "clock", "parties", "version", "changed_at",
)  # fmt: skip
STEP = (
    "case_id", "code", "label", '"order"', '"group"', "external", "status", "organisation_id", "assignees", "since",
    "due_on", "due_provisional", "done_on", "clock", "remind_days",
)  # fmt: skip
EVENT = ("case_id", "serial", "at", "kind", "step", "actor", "by_id", "data")
APPLICATION = (
    "id", "kind", "code", "label", "since", "applicant_id", "case_id", "organisation_id", "channel", "platform",
    "upper_number", "received_on", "by_word", "by_id", "created_at", "project_id",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One application as it was: what, who, the events with their moments (the first is `opened`)."""

    subject: Power | Matter
    applicant: Applicant
    events: tuple[Event, ...]
    channel: str = Channel.COUNTER
    platform: str = ""
    upper_number: str = ""
    project_id: Any = None


@dataclass
class _Pack:
    cases: list[tuple[Any, ...]] = field(default_factory=list)
    steps: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    applications: list[tuple[Any, ...]] = field(default_factory=list)


@transaction.atomic
def bring_in(told: Iterable[Told], *, by: User, calendar: WorkCalendar | None = None) -> list[UUID]:
    """Write them all; answers the applications' ids in order. The caller records the audit line.

    Raises:
        EventRefused: an event that may not follow the one before it.
    """
    calendar, maker, pack = calendar or load_calendar(), _Maker(by), _Pack()
    ids = [maker.make(each, calendar, pack) for each in told]
    with connection.cursor() as cursor:
        for table, columns, rows in (
            ("cases_case", CASE, pack.cases),
            ("cases_casestep", STEP, pack.steps),
            ("cases_caseevent", EVENT, pack.events),
            ("approvals_application", APPLICATION, pack.applications),
        ):
            _copy(cursor, table, columns, rows)
    return ids


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


class _Maker:
    """What is the same for all: the bureaus, the serials, the versions kept."""

    def __init__(self, by: User) -> None:
        self.by, self.bureau = by, our_bureau()
        self.bureaus = {o.name: o for o in Organisation.objects.all()}
        self.serials: dict[int, int] = {}
        self.procedures: dict[tuple[str, date, bool], Procedure] = {}

    def make(self, told: Told, calendar: WorkCalendar, pack: _Pack) -> UUID:
        """Rows of one application."""
        first = told.events[0]
        procedure = self._procedure(told, first.day, first.at)
        state = replay(procedure, told.events, calendar)
        case_id, application_id = uuid7(), uuid7()
        steps = list(self._steps(case_id, state))
        pack.cases.append(self._case(case_id, application_id, told, state, steps))
        pack.steps += [row for row, _ in steps]
        pack.events += [
            (case_id, n, e.at, e.kind, e.step, e.actor, self.by.pk, json.dumps(dict(e.data), ensure_ascii=False))
            for n, e in enumerate(told.events, start=1)
        ]
        pack.applications.append(self._application(application_id, case_id, told))
        return application_id

    def _procedure(self, told: Told, on: date, at: datetime) -> Procedure:
        subject = told.subject
        name = subject.name if isinstance(subject, Matter) else subject.code
        key = name, version_of(subject, on=on), told.channel == Channel.UPPER
        if key not in self.procedures:
            self.procedures[key] = procedure_for(subject, on=on, mirrored=key[2])
            keep_version(self.procedures[key], at=at)
        return self.procedures[key]

    def _serial(self, year: int) -> int:
        if year not in self.serials:
            self.serials[year] = Case.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
        self.serials[year] += 1
        return self.serials[year]

    def _case(
        self, case_id: UUID, application_id: UUID, told: Told, state: CaseState, steps: list[tuple[Any, str]]
    ) -> tuple[Any, ...]:
        first, last, procedure = told.events[0], told.events[-1], state.procedure
        serial, label = self._serial(first.day.year), label_of(told.subject)
        parties = {self.by.username, *(str(row[7]) for row, _ in steps if row[7])}
        parties |= {str(self.bureau.pk)} if self.bureau else set()
        next_label = "" if state.is_closed else "、".join(text for _, text in steps if text)[:200]
        due = state.due
        return (
            case_id, first.day.year, serial, f"办{first.day.year}-{serial:05d}", procedure.name, procedure.hash,
            procedure.label, f"{label} {told.applicant.name}"[:200], SUBJECT, str(application_id),
            told.applicant.name[:200], self.bureau.pk if self.bureau else None, self.by.pk, state.opened_on,
            state.status, state.outcome, state.accepted_on, due.on if due else None, bool(due and due.provisional),
            state.closed_on, next_label, clock_text(state.clock), sorted(parties), len(told.events), last.at,
        )  # fmt: skip

    def _steps(self, case_id: UUID, state: CaseState) -> Iterator[tuple[tuple[Any, ...], str]]:
        """Rows of steps, each with its label where it is at work."""
        keeper = self.bureau.name if self.bureau else ""
        for order, step in enumerate(state.procedure.steps):
            now, bureau = state.steps[step.code], self.bureaus.get(step.bureau)
            external = step.authority == "external"
            charge = keeper if external or bureau is None else step.bureau
            row = (
                case_id, step.code, step.label, order, step.group, external, now.status, bureau.pk if bureau else None,
                [charge], now.since, now.due.on if now.due else None, bool(now.due and now.due.provisional), now.done_on,
                clock_text(now.clock), step.remind_days,
            )  # fmt: skip
            yield row, step.label if now.status in ("active", "suspended") else ""

    def _application(self, application_id: UUID, case_id: UUID, told: Told) -> tuple[Any, ...]:
        subject, first = told.subject, told.events[0]
        chain = isinstance(subject, Matter)
        return (
            application_id, Application.MATTER if chain else Application.POWER,
            subject.name if isinstance(subject, Matter) else subject.code, label_of(subject),
            version_of(subject, on=first.day),
            told.applicant.pk, case_id, self.bureau.pk if self.bureau else None, told.channel, told.platform,
            told.upper_number, first.day, False, self.by.pk, first.at, told.project_id,
        )  # fmt: skip
