"""What a month's pay is computed from: events of projects with the set of shares of their day, people with their contracts.

Everything is as known at a moment, so that a run can be computed again. A stage of a project is paid once; a second record
of one project (settled as such) is not paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from yuanheng.engines.pay import ContractSpan, Deduction, PayEvent, PayScheme, PayStaff
from yuanheng.web.projects.models import DuplicateDecision, Project, ProjectAmount, StageEntry

from .attribution import as_shares, basis_of, set_on, sets_known
from .days import day_of, last_day
from .models import PayDeduction, PayRun, RunState, ShareSet, Staff

ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something a project reached, before anybody's share: `amount` None is looked up."""

    key: str
    kind: str
    project: Project
    happened: date
    known: date
    amount: ProjectAmount | None = None
    before: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Payable:
    """The events of a month, and what cannot be paid, in words."""

    events: tuple[PayEvent, ...]
    questions: tuple[str, ...]


def payable(scheme: PayScheme, month: date, *, known_at: datetime) -> Payable:
    """The events that belong to a month by the scheme's rule, as known at a moment."""
    found = [*_stages(scheme, known_at), *_arrivals(scheme, known_at)]
    due = [h for h in found if _month(scheme, h) == month.replace(day=1)]
    projects = [h.project.pk for h in due]
    sets, amounts = sets_known(projects, known_at=known_at), _amounts(projects, known_at)
    paid = _paid_elsewhere(month)
    events, questions = [], []
    for h in sorted(due, key=lambda h: (h.happened, h.key)):
        held = set_on(sets.get(h.project.pk, ()), h.happened)
        label = _label(scheme, h)
        if h.key in paid:
            questions.append(f"{label}:已在 {paid[h.key]:%Y-%m} 计发,本月不再计;有误请先重算该月")
        elif held is None:
            questions.append(f"{label}:{h.happened} 没有登记份额,未计;登记份额后重算")
        else:
            events.append(_event(h, held, h.amount or _amount_on(amounts[h.project.pk], max(h.happened, h.known))))
    return Payable(tuple(events), tuple(questions))


def _label(scheme: PayScheme, h: Happening) -> str:
    rule = scheme.event(h.kind)
    return f"“{h.project.name}”{rule.label if rule else h.kind}({h.happened})"


def _month(scheme: PayScheme, h: Happening) -> date:
    day = h.happened if scheme.recognised_in == "happened_month" else max(h.happened, h.known)
    return day.replace(day=1)


def _stages(scheme: PayScheme, known_at: datetime) -> Iterator[Happening]:
    """The first standing entry of each stage that the scheme pays for, once a project."""
    kinds = [rule.code for rule in scheme.events if rule.code != ARRIVED]
    doubles = DuplicateDecision.objects.filter(same=True, at__lte=known_at).values("second")
    rows = StageEntry.objects.filter(stage__in=kinds, known_at__lte=known_at, happened_on__lte=day_of(known_at))
    rows = rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at)).exclude(project__in=doubles)
    seen: set[tuple[Any, str]] = set()
    for entry in rows.select_related("project").order_by("happened_on", "known_at"):
        if (entry.project_id, entry.stage) not in seen:
            seen.add((entry.project_id, entry.stage))
            key = f"{entry.project.number}:{entry.stage}"
            yield Happening(key, entry.stage, entry.project, entry.happened_on, day_of(entry.known_at))


def _arrivals(scheme: PayScheme, known_at: datetime) -> Iterator[Happening]:
    """Each statement of money arrived that is above those before it, in its own currency."""
    if scheme.event(ARRIVED) is None:
        return
    rows = ProjectAmount.objects.filter(kind=ARRIVED, known_at__lte=known_at, holds_from__lte=day_of(known_at))
    highest: dict[tuple[Any, str], Decimal] = defaultdict(Decimal)
    for row in rows.select_related("project").order_by("known_at", "holds_from", "pk"):
        before = highest[row.project_id, row.currency]
        if row.amount > before:
            highest[row.project_id, row.currency] = row.amount
            key = f"{row.project.number}:{ARRIVED}:{row.holds_from}:{row.currency}"
            yield Happening(key, ARRIVED, row.project, row.holds_from, day_of(row.known_at), row, before)


def _amounts(projects: Iterable[Any], known_at: datetime) -> dict[Any, list[ProjectAmount]]:
    rows = ProjectAmount.objects.filter(project__in=list(projects), kind="total", known_at__lte=known_at)
    found: dict[Any, list[ProjectAmount]] = defaultdict(list)
    for row in rows.order_by("-holds_from", "-known_at"):
        found[row.project_id].append(row)
    return found


def _amount_on(rows: Iterable[ProjectAmount], day: date) -> ProjectAmount | None:
    """The total investment as it stood on the day the event was recognised."""
    return next((row for row in rows if row.holds_from <= day), None)


def _event(h: Happening, held: ShareSet, amount: ProjectAmount | None) -> PayEvent:
    return PayEvent(
        key=h.key, kind=h.kind, subject=h.project.name, happened=h.happened, known=h.known,
        amount=amount.amount if amount else None, currency=amount.currency if amount else "",
        shares=as_shares(held), before=h.before, basis=basis_of(held),
    )  # fmt: skip


def _paid_elsewhere(month: date) -> dict[str, date]:
    """Events that the newest run of another month, approved or paid, counts already."""
    runs = PayRun.objects.exclude(month=month.replace(day=1)).exclude(state=RunState.DRAFT)
    newest: dict[date, PayRun] = {}
    for run in runs.order_by("month", "serial"):
        newest[run.month] = run
    return {key: run.month for run in newest.values() for key in run.events_counted}


def payees(month: date, events: Iterable[PayEvent]) -> list[Staff]:
    """Everybody at work in the month, and those who left but have a share in what it pays for."""
    first, last = month.replace(day=1), last_day(month)
    named = {share.staff for event in events for share in event.shares}
    at_work = Q(entered_on__lte=last) & (Q(left_on__isnull=True) | Q(left_on__gte=first))
    rows = Staff.objects.filter(at_work | Q(number__in=named))
    return list(rows.prefetch_related("contracts", "deductions").select_related("user").order_by("number"))


def as_payee(staff: Staff, month: date) -> PayStaff:
    """A person as the engine takes them; contracts and deductions as they are recorded now."""
    return PayStaff(
        key=staff.number, name=staff.name, post=staff.post, office=staff.office, entered=staff.entered_on,
        left=staff.left_on,
        contracts=tuple(ContractSpan(c.number, c.since, c.ended_on or c.until, c.base_pay) for c in staff.contracts.all()),
        deductions=tuple(_deduction(d) for d in staff.deductions.all() if d.withdrawn_at is None and _in(d, month)),
    )  # fmt: skip


def _in(row: PayDeduction, month: date) -> bool:
    return (row.on.year, row.on.month) == (month.year, month.month)


def _deduction(row: PayDeduction) -> Deduction:
    return Deduction(key=str(row.pk), code=row.code, quantity=row.quantity, reason=row.reason, on=row.on)
