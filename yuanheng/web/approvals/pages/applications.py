"""The list of applications, and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.engines.powers import Matter
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.cases.models import RUNNING, CaseStatus
from yuanheng.web.cases.pages.case import CasePage, case_page
from yuanheng.web.cases.pages.words import STATUS_TONES, due_tone, due_words

from ..models import Application, Channel, Issued, IssuedKind, PowerState
from ..models.applicants import CreditMark, excluded
from ..policy.papers import NeedState
from ..rules import matters, office, powers
from ..standing import standing_of
from ..subjects import paper_states, subject_named, takes_word, tolerates

BY_DUE = (F("case__due_on").asc(nulls_last=True),)
LIGHTS = (("red", "已超期"), ("yellow", "将到期"), ("stopped", "暂停中"))


def columns(today: date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """An application in a line."""
    yellow = office().yellow_days
    return (
        Column("number", "编号", value=lambda a: a.case.number, link=_url, sort="case__number"),
        Column("label", "事项", link=_url, sort="label"),
        Column("applicant", "申请人", value=lambda a: a.applicant.name),
        Column("status", "状态", kind="badge", value=lambda a: a.case.get_status_display(),
               tone=lambda a: STATUS_TONES[a.case.status]),
        Column("due", "应办结日", kind="badge", sort="case__due_on",
               value=lambda a: "" if a.case.closed else due_words(a.case, today, calendar),
               tone=lambda a: due_tone(a.case.due_on, today, calendar, soon=yellow) or "secondary"),
        Column("next", "当前步骤", value=lambda a: a.case.next_label, minor=True),
        Column("channel", "来源", value=lambda a: a.get_channel_display(), minor=True),
        Column("received_on", "收件", kind="date", sort="received_on", minor=True),
        Column("closed_on", "办结", kind="date", value=lambda a: a.case.closed_on, sort="case__closed_on", minor=True),
    )  # fmt: skip


def _url(application: Application) -> str:
    return reverse("approvals:application", args=[application.pk])


def search(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    """By number (ours or the platform's), item or applicant."""
    return rows.filter(
        Q(case__number__icontains=text) | Q(upper_number__icontains=text) | Q(label__icontains=text)
        | Q(applicant__name__icontains=text)
    )  # fmt: skip


def filters(today: date, calendar: WorkCalendar) -> tuple[Any, ...]:
    """Text, state, light, item, channel."""
    soon = calendar.after(today, office().yellow_days)
    lights = {
        "red": Q(case__due_on__lt=today),
        "yellow": Q(case__due_on__gte=today, case__due_on__lte=soon),
        "stopped": Q(case__status="suspended"),
    }
    items = [(m.name, m.label) for m in matters().values()] + [(p.code, p.name) for p in powers().values()]
    return (
        TextFilter("q", "编号、事项、申请人", apply=search),
        ChoiceFilter("status", "状态", choices=[("running", "在办全部"), *CaseStatus.choices],
                     apply=lambda rows, v: rows.filter(case__status__in=RUNNING if v == "running" else [v])),
        ChoiceFilter("light", "亮灯", choices=LIGHTS,
                     apply=lambda rows, v: rows.filter(lights[v], case__status__in=RUNNING)),
        ChoiceFilter("code", "事项", choices=items, apply=lambda rows, v: rows.filter(code=v)),
        ChoiceFilter("channel", "来源", choices=Channel.choices, apply=lambda rows, v: rows.filter(channel=v)),
    )  # fmt: skip


@dataclass(frozen=True)
class ApplicationPage:
    """One application: its case, papers, documents, what is wrong with it."""

    application: Application
    subject: Any
    case: CasePage
    papers: tuple[NeedState, ...]
    extra_papers: tuple[Any, ...]
    lacking: tuple[str, ...]
    secondary_lacking: tuple[str, ...]
    tolerates: bool
    word: bool
    mark: CreditMark | None
    issued: tuple[Issued, ...]
    kinds: tuple[tuple[str, str], ...]
    flags: tuple[tuple[str, str], ...]
    done_steps: tuple[tuple[str, str], ...]


def application_page(application: Application, user: User, *, on: date, calendar: WorkCalendar) -> ApplicationPage:
    """The page of an application for one user on one day."""
    subject = subject_named(application.kind, application.code)
    page = case_page(application.case, user, today=on, calendar=calendar)
    papers = paper_states(application, on=on) if subject is not None else ()
    lacking = [s for s in papers if not s.good]
    issued = tuple(application.issued.select_related("file", "by").order_by("-id"))
    allowed = subject is not None and tolerates(subject, on=application.received_on)
    return ApplicationPage(
        application=application,
        subject=subject,
        case=page,
        papers=papers,
        extra_papers=tuple(application.applicant.papers.filter(withdrawn_at__isnull=True)[:8]),
        lacking=tuple(s.need.label for s in lacking),
        secondary_lacking=tuple(s.need.label for s in lacking if s.need.secondary) if allowed else (),
        tolerates=allowed,
        word=subject is not None and takes_word(subject, on=application.received_on),
        mark=excluded(application.applicant, on=on),
        issued=issued,
        kinds=_possible(application),
        flags=tuple(flags_of(application, papers, on=on, calendar=calendar)),
        done_steps=tuple((s.code, s.label) for column in page.chain for s in column if s.status == "done"),
    )


def _possible(application: Application) -> tuple[tuple[str, str], ...]:
    """Documents that may be issued now."""
    case, found = application.case, []
    if case.accepted_on:
        found.append(IssuedKind.RECEIPT)
    if case.events.filter(kind="papers_asked").exists():
        found.append(IssuedKind.SUPPLEMENT)
    if application.promise_due or application.by_word:
        found.append(IssuedKind.PROMISE)
    if application.kind == Application.POWER and (case.outcome in ("granted", "refused") or _decided(application)):
        found.append(IssuedKind.DECISION)
    if case.status in ("terminated", "revoked"):
        found.append(IssuedKind.TERMINATION)
    return tuple((k.value, k.label) for k in found)


def _decided(application: Application) -> bool:
    return application.promise_due is None and application.case.steps.filter(code="decide", status="done").exists()


def flags_of(
    application: Application, papers: tuple[NeedState, ...], *, on: date, calendar: WorkCalendar
) -> list[tuple[str, str]]:
    """What is flagged, not refused: (rule, sentence)."""
    case, found = application.case, []
    closed = case.closed_on
    if (
        closed is not None
        and case.due_on is not None
        and closed > case.due_on
        and case.outcome in ("granted", "refused")
    ):
        late = calendar.count(closed) - calendar.count(case.due_on)
        found.append(("decided_late", f"超期办结:应于 {case.due_on} 办结,超 {late} 个工作日(规则 decided_late)"))
    if not case.closed:
        gone = [s.need.label for s in papers if s.state == "expired"]
        if gone and case.accepted_on:
            found.append(("paper_expired", f"办理中过期的材料:{'、'.join(gone)}(规则 paper_expired),决定以前请换新的"))
        if application.promise_due is not None and application.promise_due < on:
            found.append(
                ("promise_overdue", f"容缺材料应于 {application.promise_due} 前补交,已逾期(规则 promise_overdue)")
            )
        found += _withdrawn(application)
    return found


def _withdrawn(application: Application) -> list[tuple[str, str]]:
    subject = subject_named(application.kind, application.code)
    codes = subject.codes if isinstance(subject, Matter) else (application.code,)
    found = []
    for code in codes:
        event = standing_of(code, on=date.max)
        if event is not None and event.state == PowerState.WITHDRAWN:
            found.append((
                "power_withdrawn_mid",
                f"“{event.name}”已于 {event.on} 收回({event.number}):按受理时的版本办完,或移交原机关(规则 power_withdrawn_mid)",
            ))  # fmt: skip
    return found
