"""Laggards are urged: those the step waits for hear of it, once a day, and the case says so."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify
from yuanheng.web.cases.models import CaseStep
from yuanheng.web.cases.seats import people_on

from ..models import Application, Urging

AT_ONCE = 500


@transaction.atomic
def urge(steps: QuerySet[CaseStep], *, on: date, by: User, at: datetime) -> int:
    """Urge some steps; answers how many were not urged yet that day."""
    calendar = load_calendar()
    rows = list(steps[:AT_ONCE])
    behind = Application.objects.filter(case_id__in=[s.case_id for s in rows])
    known = {a.case_id: a for a in behind.select_related("case")}
    told = {(u.application_id, u.step) for u in Urging.objects.filter(on=on, application__in=known.values())}
    made = 0
    for step in rows:
        application = known.get(step.case_id)
        if application is None or (application.pk, step.code) in told:
            continue
        limit = step.due_on or application.case.due_on
        late = calendar.count(on) - calendar.count(limit) if limit else 0
        Urging.objects.create(
            application=application, step=step.code, label=step.label, on=on, days_late=late, by=by, at=at,
            bureau=step.organisation.name if step.organisation else "、".join(step.assignees)[:120],
        )  # fmt: skip
        text = f"督办:{application.case.number} {step.label}" + (
            f" 已超 {late} 个工作日" if late > 0 else " 请抓紧办理"
        )
        for person in people_on(step.assignees):
            notify(person, text, url=f"/approvals/{application.pk}/", level="danger" if late > 0 else "warning")
        made += 1
    record(by, "approvals.steps.urged", target_label="审批督办", after={"steps": made, "on": on})
    return made
