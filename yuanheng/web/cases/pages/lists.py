"""The lists: what waits for me, and all cases."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import RUNNING, Case, CaseStatus, CaseStep, ProcedureVersion
from .words import SOON_WORKDAYS, STATUS_TONES, due_tone, due_words


def _case_url(pk: Any) -> str:
    return reverse("cases:case", args=[pk])


def step_columns(today: datetime.date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """A step that waits: when due, what, of which case."""
    return (
        Column("due", "应完成日", kind="badge", sort="due_on", value=lambda s: due_words(s, today, calendar) or "不限期",
               tone=lambda s: due_tone(s.due_on, today, calendar, soon=s.remind_days) or "secondary"),
        Column("label", "待办步骤", link=lambda s: _case_url(s.case_id), sort="label"),
        Column("title", "事项", value=lambda s: s.case.title, link=lambda s: _case_url(s.case_id), sort="case__title"),
        Column("subject", "对象", value=lambda s: s.case.subject_label, minor=True),
        Column("procedure", "流程", value=lambda s: s.case.procedure_label, minor=True),
        Column("number", "编号", value=lambda s: s.case.number, minor=True, sort="case__number"),
        Column("since", "到我处", kind="date", sort="since", minor=True),
    )  # fmt: skip


def _by_mark(field: str, today: datetime.date, calendar: WorkCalendar) -> Any:
    soon = calendar.after(today, SOON_WORKDAYS)
    asked = {
        "overdue": Q(**{f"{field}__lt": today}),
        "soon": Q(**{f"{field}__gte": today, f"{field}__lte": soon}),
        "provisional": Q(due_provisional=True),
    }
    return lambda rows, value: rows.filter(asked[value])


MARKS = (("overdue", "已超期"), ("soon", f"{SOON_WORKDAYS} 个工作日内到期"), ("provisional", "办结日暂定"))


def step_filters(today: datetime.date, calendar: WorkCalendar) -> tuple[Any, ...]:
    """By text and by mark."""
    return (
        TextFilter("q", "事项、编号、对象", apply=lambda rows, text: rows.filter(
            Q(label__icontains=text) | Q(case__title__icontains=text) | Q(case__number__icontains=text)
            | Q(case__subject_label__icontains=text))),
        ChoiceFilter("mark", "期限", choices=MARKS[:2], apply=_by_mark("due_on", today, calendar)),
    )  # fmt: skip


def case_columns(today: datetime.date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """A case in a line."""
    return (
        Column("number", "编号", link=lambda c: _case_url(c.pk), sort="number"),
        Column("title", "事项", link=lambda c: _case_url(c.pk), sort="title"),
        Column("status", "状态", kind="badge", value=lambda c: c.get_status_display(),
               tone=lambda c: STATUS_TONES[c.status], sort="status"),
        Column("due", "应办结日", kind="badge", sort="due_on", value=lambda c: "" if c.closed else due_words(c, today, calendar),
               tone=lambda c: due_tone(c.due_on, today, calendar) or "secondary"),
        Column("next_label", "当前步骤", minor=True),
        Column("subject_label", "对象", minor=True),
        Column("procedure_label", "流程", minor=True),
        Column("organisation", "牵头部门", value=lambda c: c.organisation.name if c.organisation_id else "", minor=True),
        Column("opened_on", "登记", kind="date", sort="opened_on", minor=True),
    )  # fmt: skip


def _by_status(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    if value == "running":
        return rows.filter(status__in=RUNNING)
    return rows.filter(status=value)


def search_cases(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """By number, title or subject."""
    return rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(subject_label__icontains=text))


def case_filters(today: datetime.date, calendar: WorkCalendar) -> tuple[Any, ...]:
    """Text, procedure, state, bureau, and how the due date stands."""
    procedures = dict(ProcedureVersion.objects.order_by("kept_at").values_list("name", "label"))
    bureaus = [(o.code, o.name) for o in Organisation.objects.filter(ended_on__isnull=True)]
    return (
        TextFilter("q", "编号、事项、对象", apply=search_cases),
        ChoiceFilter("status", "状态", choices=[("running", "在办全部"), *CaseStatus.choices], apply=_by_status),
        ChoiceFilter("procedure", "流程", choices=list(procedures.items()),
                     apply=lambda rows, value: rows.filter(procedure=value)),
        ChoiceFilter("organisation", "牵头部门", choices=bureaus,
                     apply=lambda rows, value: rows.filter(organisation__code=value)),
        ChoiceFilter("mark", "期限", choices=MARKS,
                     apply=lambda rows, value: _by_mark("due_on", today, calendar)(rows.filter(status__in=RUNNING), value)),
    )  # fmt: skip


def counts_for(steps: QuerySet[CaseStep], today: datetime.date, calendar: WorkCalendar) -> dict[str, int]:
    """How many steps wait, how many of them late and soon due."""
    from django.db.models import Count

    soon = calendar.after(today, SOON_WORKDAYS)
    late = Count("pk", filter=Q(due_on__lt=today))
    near = Count("pk", filter=Q(due_on__gte=today, due_on__lte=soon))
    return steps.aggregate(all=Count("pk"), late=late, soon=near)


BY_DUE = (F("due_on").asc(nulls_last=True),)
