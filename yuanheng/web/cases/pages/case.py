"""Everything the page of a case shows, computed once from its events."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.engines.procedures import EVENT_KINDS, SUSPENSION_KINDS, CaseState, reminders, schedule
from yuanheng.web.base.models import User

from ..models import Case, CaseEvent, CasePaper, StepStatus
from ..rights import Rights, rights_of
from ..seats import seat_names
from ..states import state_of
from ..subjects import subject_label, subject_url
from .words import STATUS_TONES, due_tone

MAIN = ("accepted", "signed", "step_done", "external_done", "papers_given", "resumed", "completed")
HIDDEN_WORDS = frozenset({"seat", "on", "scan", "promised_by"})
WORDS = {
    "reason": "理由", "opinion": "意见", "text": "备注", "to": "给", "days": "天数", "number": "文号", "date": "文件日期",
    "paper": "文书", "papers": "材料", "signer": "签署人", "promised": "容缺材料", "until": "至", "from": "自",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """One act the user may do now."""

    kind: str
    step: str
    label: str
    href: str
    main: bool


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step in the chain."""

    code: str
    label: str
    group: str
    status: str
    status_label: str
    tone: str
    bureau: str
    external: bool
    waiting_for: tuple[str, ...]
    signed: tuple[str, ...]
    since: datetime.date | None
    due: datetime.date | None
    provisional: bool
    due_tone: str
    done_on: datetime.date | None
    number: str
    critical: bool
    slack: int
    plan_start: datetime.date | None
    plan_finish: datetime.date | None
    skipped: bool
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class ClockPanel:
    """The budget, what of it is used, what stopped it and what moved the due date."""

    start: datetime.date
    budget: int
    used: int
    left: int
    stopped_on: datetime.date | None
    moves: tuple[str, ...]
    stops: tuple[dict[str, Any], ...]
    extensions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the history."""

    at: datetime.datetime
    day: datetime.date
    who: str
    label: str
    step: str
    details: tuple[tuple[str, str], ...]
    papers: tuple[CasePaper, ...]
    kind: str


@dataclass(frozen=True)
class CasePage:
    """The page of a case."""

    case: Case
    state: CaseState
    tone: str
    due_tone: str
    subject_label: str
    subject_href: str
    chain: tuple[tuple[StepCard, ...], ...]
    clock: ClockPanel | None
    events: tuple[EventLine, ...]
    papers: tuple[CasePaper, ...]
    buttons: tuple[Button, ...]
    more: tuple[Button, ...]
    says: tuple[str, ...]
    finish: datetime.date | None
    finish_provisional: bool
    rights: Rights
    open_steps: tuple[tuple[str, str], ...]


def case_page(case: Case, user: User, *, today: datetime.date, calendar: WorkCalendar) -> CasePage:
    """The page for one user on one day."""
    rows = list(case.events.select_related("by", "behalf_of").order_by("serial"))
    state = state_of(case, calendar=calendar, rows=rows)
    rights = rights_of(user, case, state, on=today)
    papers = tuple(case.papers.select_related("file").order_by("id"))
    buttons = buttons_of(case, state, rights)
    plan = schedule(state.procedure, state, calendar, today) if not state.is_closed else None
    whole = [b for b in buttons if not b.step]
    return CasePage(
        case=case,
        state=state,
        tone=STATUS_TONES[case.status],
        due_tone=due_tone(case.due_on, today, calendar) if not case.closed else "secondary",
        subject_label=subject_label(case.subject_kind),
        subject_href=subject_url(case.subject_kind, case.subject_id),
        chain=_chain(state, plan, buttons, today, calendar),
        clock=_clock(state, today, calendar),
        events=tuple(_line(row, state, papers) for row in reversed(rows)),
        papers=papers,
        buttons=tuple(b for b in whole if b.main),
        more=tuple(b for b in whole if not b.main),
        says=tuple(r.says for r in reminders(state, today)),
        finish=plan.finish if plan else None,
        finish_provisional=bool(plan and plan.provisional),
        rights=rights,
        open_steps=tuple((s.code, s.label) for s in state.procedure.steps if state.steps[s.code].status != "done"),
    )


def buttons_of(case: Case, state: CaseState, rights: Rights) -> tuple[Button, ...]:
    """What the procedure allows now, as far as the user may."""
    found = [(a.kind, a.step, EVENT_KINDS[a.kind]) for a in state.next_actions() if rights.may(a.kind, a.step)]
    if state.procedure.suspensions and state.status in ("open", "suspended") and rights.may("suspended"):
        found.append(("suspended", "", EVENT_KINDS["suspended"]))
    for code in state.current:
        if len(state.steps[code].waiting_for) > 1 and rights.may("signer_removed", code):
            found.append(("signer_removed", code, EVENT_KINDS["signer_removed"]))
    if (
        state.accepted_on
        and "papers" in state.procedure.suspensions
        and not state.papers_wanted
        and not state.is_closed
    ):
        found += [("papers_asked", "", EVENT_KINDS["papers_asked"])] if rights.may("papers_asked") else []
    unique = dict.fromkeys(found)
    return tuple(
        Button(kind, step, label, act_url(case, kind, step), kind in MAIN)
        for kind, step, label in sorted(unique, key=lambda item: item[0] not in MAIN)
    )


def act_url(case: Case, kind: str, step: str) -> str:
    """The form of one act."""
    url = reverse("cases:act", args=[case.pk, kind])
    return f"{url}?step={step}" if step else url


def levels(procedure: Any) -> list[list[Any]]:
    """Steps in columns: each one column after the last of those it waits for."""
    depth: dict[str, int] = {}
    while len(depth) < len(procedure.steps):
        for step in procedure.steps:
            if step.code not in depth and all(code in depth for code in step.after):
                depth[step.code] = 1 + max((depth[code] for code in step.after), default=-1)
    columns: list[list[Any]] = [[] for _ in range(max(depth.values()) + 1)]
    for step in procedure.steps:
        columns[depth[step.code]].append(step)
    return columns


def _chain(
    state: CaseState, plan: Any, buttons: tuple[Button, ...], today: datetime.date, calendar: WorkCalendar
) -> tuple[tuple[StepCard, ...], ...]:
    return tuple(
        tuple(_card(step, state, plan, buttons, today, calendar) for step in column)
        for column in levels(state.procedure)
    )


def _card(
    step: Any, state: CaseState, plan: Any, buttons: tuple[Button, ...], today: datetime.date, calendar: WorkCalendar
) -> StepCard:
    now = state.steps[step.code]
    planned = plan.steps[step.code] if plan else None
    due = now.due.on if now.due else None
    skipped = step.code in state.skipped
    return StepCard(
        code=step.code,
        label=step.label,
        group=state.procedure.groups.get(step.group, ""),
        status=now.status,
        status_label="本件略去" if skipped else StepStatus(now.status).label,
        tone="secondary" if skipped else STATUS_TONES[now.status],
        bureau=step.bureau,
        external=step.authority == "external",
        waiting_for=tuple(seat_names(now.waiting_for)) if now.status in ("active", "suspended") else (),
        signed=tuple(seat_names(now.signed)),
        since=now.since,
        due=due,
        provisional=bool(now.due and now.due.provisional),
        due_tone=due_tone(due, today, calendar, soon=step.remind_days) if now.status == "active" else "",
        done_on=now.done_on,
        number=now.number,
        critical=bool(plan and step.code in plan.critical and not skipped),
        slack=planned.slack if planned else 0,
        plan_start=planned.start if planned else None,
        plan_finish=planned.finish if planned else None,
        skipped=skipped,
        buttons=tuple(b for b in buttons if b.step == step.code),
    )


def _clock(state: CaseState, today: datetime.date, calendar: WorkCalendar) -> ClockPanel | None:
    if state.clock is None:
        return None
    end = min(today, state.kept_on or state.closed_on or today)
    left = state.clock.remaining(end, calendar)
    budget = state.clock.days + sum(state.clock.extensions)
    labels = {s.code: s.label for s in state.procedure.steps}
    stops = tuple(
        {
            "kind": SUSPENSION_KINDS[s.kind], "first": s.first, "last": s.last, "step": labels.get(s.step, ""),
            "reason": s.reason, "paper": s.paper,
            "days": calendar.workdays_between(s.first, s.last or end),
        }
        for s in state.suspensions
    )  # fmt: skip
    moves = state.due.moves if state.due else ("暂停计时中,恢复后推算办结日",)
    return ClockPanel(
        start=state.clock.start, budget=budget, used=budget - left, left=left, stopped_on=state.clock.stopped_on,
        moves=tuple(moves), stops=stops, extensions=tuple(state.extensions),
    )  # fmt: skip


def _line(row: CaseEvent, state: CaseState, papers: tuple[CasePaper, ...]) -> EventLine:
    step = state.procedure.step(row.step) if row.step else None
    data = row.data or {}
    label = "超时视为同意" if data.get("timed_out") else EVENT_KINDS.get(row.kind, row.kind)
    if row.kind == "suspended":
        label = f"{label}:{SUSPENSION_KINDS.get(data.get('kind', ''), '')}"
    details = tuple((WORDS[key], _said(key, data[key], state)) for key in WORDS if data.get(key))
    return EventLine(
        at=row.at,
        day=datetime.date.fromisoformat(data["on"]) if data.get("on") else row.at.date(),
        who=(str(row.by) if row.by else "系统") + (f"(代 {row.behalf_of})" if row.behalf_of else ""),
        label=label,
        step=step.label if step else "",
        details=details,
        papers=tuple(p for p in papers if p.event_id == row.pk),
        kind=row.kind,
    )


def _said(key: str, value: Any, state: CaseState) -> str:
    values = value if isinstance(value, list) else [value]
    if key in ("to", "signer"):
        steps = {s.code: s.label for s in state.procedure.steps}
        values = [steps.get(v) or seat_names([v])[0] for v in map(str, values)]
    return "、".join(map(str, values))
