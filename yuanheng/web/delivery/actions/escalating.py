"""Difficulties that nobody solved go to the contact leader, some working days after their due day, once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base.audit import record
from yuanheng.web.base.notices import notify

from ..models import Difficulty, Happening
from ..rules import escalation


def escalate(*, on: date, at: datetime) -> int:
    """Tell the leaders; how many difficulties went up. A project without a contact leader keeps its difficulty marked."""
    calendar, count = load_calendar(), 0
    rows = Difficulty.objects.filter(state="open", escalated_on__isnull=True, due_on__lt=on)
    for pk, due_on, severity in rows.values_list("pk", "due_on", "severity"):
        if calendar.after(due_on, escalation().of(severity).after_workdays) <= on:
            count += _escalate(pk, on=on, at=at)
    return count


@transaction.atomic
def _escalate(pk: object, *, on: date, at: datetime) -> int:
    row = Difficulty.objects.select_for_update(of=("self",)).select_related("project__leader").get(pk=pk)
    if row.state != "open" or row.escalated_on is not None:
        return 0
    row.escalated_on = on
    row.save()
    leader = row.project.leader
    text = f"报{leader}" if leader else "项目没有挂钩领导,请指定"
    Happening.objects.create(difficulty=row, kind="escalated", text=text, by=None, at=at)
    record(None, "delivery.difficulty.escalated", target=row, after={"leader": str(leader or "")})
    if leader:
        url = reverse("delivery:difficulty", args=[row.pk])
        notify(leader, f"“{row.project}”的难点“{row}”逾期未解决", url=url, level="danger")
    return 1
