"""Act on a case: locked, checked by the engine's rules, one event, one audit line, everybody concerned told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import EVENT_KINDS, CaseState, Event, check_event, replay
from yuanheng.web.base import files as stored_files
from yuanheng.web.base.audit import plain, record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify

from .. import hooks
from ..models import Case, CaseEvent, CasePaper, CaseStep
from ..seats import claim, people_on, seats_of
from ..states import event_of, procedure_of, project

AT_ONCE = timedelta(minutes=1)


class ActRefused(YuanhengError):
    """An act on a step by somebody it does not wait for."""

    kind = "not_yours"


class CaseChanged(YuanhengError):
    """Somebody acted between the reading of a case and the act on it; `since` are those events."""

    kind = "case_changed"

    def __init__(self, case: Case, since: list[CaseEvent]) -> None:
        self.since = since
        told = ";".join(f"{e.by or '系统'}在 {e.at.astimezone(SHANGHAI):%H:%M} {said(e, case)}" for e in since)
        super().__init__(
            where=str(case), found=f"您打开后已有新的办理:{told}", expected="按最新情况办理",
            advice="看过上述变动后再次提交,填写的内容已保留",
        )  # fmt: skip


def said(event: CaseEvent, case: Case) -> str:
    """What an event did, in words."""
    step = procedure_of(case).step(event.step) if event.step else None
    return (
        f"{EVENT_KINDS.get(event.kind, event.kind)}“{step.label}”" if step else EVENT_KINDS.get(event.kind, event.kind)
    )


@transaction.atomic
def act(
    *,
    case: Case,
    kind: str,
    step: str = "",
    by: User | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    files: Iterable[Any] = (),
    version: int | None = None,
) -> Case:
    """Record one event on a case, as the engine's rules allow; answers the case as it then stands.

    `version` is the number of events the actor had seen; `files` are uploads or `StoredFile`s, kept as papers under
    `data["paper"]`, `data["number"]` and `data["date"]`.

    Raises:
        CaseChanged: others have acted since `version`.
        YuanhengError: a rule of the procedure refuses the event; its `rule` names which.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organisation", "opened_by").get(pk=case.pk)
    if version is not None and version != locked.version:
        since = list(locked.events.filter(serial__gt=version).select_related("by").order_by("serial"))
        raise CaseChanged(locked, since)
    return append(locked, kind=kind, step=step, by=by, at=at, data=dict(data or {}), files=files)


def append(
    case: Case,
    *,
    kind: str,
    step: str,
    by: User | None,
    at: datetime,
    data: dict[str, Any],
    files: Iterable[Any] = (),
) -> Case:
    """Check and write one event of a locked case; part of the surrounding transaction."""
    procedure, calendar = procedure_of(case), load_calendar()
    rows = list(case.events.order_by("serial"))
    at = _after_waiting(at, rows)
    before = [event_of(row) for row in rows]
    state = replay(procedure, before, calendar)
    data = plain(data) or {}
    behalf = _take_seat(case, rows, state, step, by, at, data)
    event = Event(at=at, kind=kind, step=step, actor=by.username if by else "", data=data)
    kept = [_stored(item, by) for item in files]
    if kept and not data.get("scan"):
        data["scan"] = kept[0].sha256
    check_event(procedure, state, event, on=at.astimezone(SHANGHAI).date())
    after = replay(procedure, [event], since=state)
    was_working = set(state.current) if before else set()
    case.version, case.changed_at = len(rows) + 1, at
    row = CaseEvent.objects.create(
        case=case,
        serial=case.version,
        at=at,
        kind=kind,
        step=step,
        actor=event.actor,
        by=by,
        behalf_of=behalf,
        data=data,
    )
    _keep_papers(case, row, kept, data)
    old = {"status": state.status, "due_on": state.due.on if state.due else None}
    project(case, after)
    _log(case, kind, step, by, old, data)
    _tell_assignees(case, set(after.current) - was_working, by)
    hooks.tell(case)
    return case


def _after_waiting(at: datetime, rows: list[CaseEvent]) -> datetime:
    """Who waited for the lock acts after those who had it; a moment truly out of order stays so, and is refused."""
    last = rows[-1].at if rows else at
    return last if timedelta() < last - at < AT_ONCE else at


def _take_seat(
    case: Case, rows: list[CaseEvent], state: CaseState, step: str, by: User | None, at: datetime, data: dict[str, Any]
) -> User | None:
    """Name the seat a person signs for where a step waits for named ones; answers whom they stand in for."""
    now = state.steps.get(step)
    if by is None or now is None or data.get("seat"):
        return None
    found = claim(case, state.procedure, step, now, seats_of(by, at.astimezone(SHANGHAI).date()))
    if found is None:
        return None
    before = [r for r in rows if r.kind == "signed" and r.step == step and r.by_id == by.pk]
    if found.shared and any(r.data.get("seat") in now.signed for r in before):
        raise ActRefused(
            where=state.procedure.step(step).label, found=f"{by} 已签署过这一步", expected=f"由另一人签“{found.seat}”",
            advice="请本部门另一人签署,或把这一签移交给他",
        )  # fmt: skip
    if found.seat:
        data["seat"] = found.seat
    return found.behalf


def _stored(item: Any, by: User | None) -> StoredFile:
    return item if isinstance(item, StoredFile) else stored_files.store(item, name=item.name, by=by)


def _keep_papers(case: Case, row: CaseEvent, kept: list[StoredFile], data: dict[str, Any]) -> None:
    kind = str(data.get("paper") or EVENT_KINDS.get(row.kind, row.kind))[:120]
    number, dated = str(data.get("number") or "")[:120], data.get("date") or None
    named = kept or ([None] if data.get("paper") and number else [])
    CasePaper.objects.bulk_create(
        CasePaper(case=case, event=row, step=row.step, kind=kind, file=file, number=number, dated=dated)
        for file in named
    )


def _log(case: Case, kind: str, step: str, by: User | None, old: dict[str, Any], data: dict[str, Any]) -> None:
    after = {"status": case.status, "due_on": case.due_on, "step": step, **{k: v for k, v in data.items() if k in KEPT}}
    record(by, f"cases.case.{kind}", target=case, before=None if kind == "opened" else old, after=after)


KEPT = ("reason", "opinion", "to", "days", "number", "kind", "signer", "seat", "on")


def _tell_assignees(case: Case, codes: set[str], by: User | None) -> None:
    """A step that has become somebody's is told to them, but not to the one who made it so."""
    for step in CaseStep.objects.filter(case=case, code__in=codes):
        for person in people_on(step.assignees):
            if by is None or person.pk != by.pk:
                notify(person, f"待办:{case.number} {step.label}", url=f"/cases/{case.pk}/")
