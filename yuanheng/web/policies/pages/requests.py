"""The list of requests to the city."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import RequestOutcome, SupportAnswer, SupportRequest

TONES = {"granted": "green", "partly": "blue", "refused": "red", "interim": "orange"}


def listed(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """With their answers."""
    answers = Prefetch("answers", SupportAnswer.objects.order_by("answered_on", "at"))
    return rows.select_related("organisation").annotate(answered=Max("answers__answered_on")).prefetch_related(answers)


def standing(request: SupportRequest, on: date) -> tuple[str, str]:
    """How a request stands, with its colour."""
    answers = list(request.answers.all())
    final = [a for a in answers if a.outcome != RequestOutcome.INTERIM]
    if final:
        return final[0].get_outcome_display(), TONES[final[0].outcome]
    if request.due_on is not None and request.due_on < on:
        return f"超期 {(on - request.due_on).days} 天未答复", "red"
    return ("阶段性回复", "orange") if answers else ("待答复", "secondary")


def columns(on: date) -> tuple[Column, ...]:
    """Columns of the list."""
    return (
        Column("title", "事项", link=lambda r: reverse("policies:request", args=[r.pk]), sort="title"),
        Column("number", "文号", sort="number", minor=True),
        Column("asked_of", "请示单位", sort="asked_of", minor=True),
        Column("asked_on", "请示日期", kind="date", sort="asked_on"),
        Column("due_on", "答复期限", kind="date", sort="due_on", minor=True),
        Column("amount_yuan", "请求金额", kind="number", unit="yuan", sort="amount_yuan", minor=True),
        Column("state", "状态", kind="badge", value=lambda r: standing(r, on)[0], tone=lambda r: standing(r, on)[1]),
        Column("answered", "最近答复", kind="date", sort="answered", minor=True),
        Column("organisation", "呈报部门", value=lambda r: r.organisation.name, minor=True),
    )  # fmt: skip


def filters(on: date) -> tuple[Any, ...]:
    """By words and state."""
    return (
        TextFilter("q", "事项或文号", apply=lambda r, t: r.filter(title__icontains=t) | r.filter(number__icontains=t)),
        ChoiceFilter(
            "state", "状态", choices=[("waiting", "待答复"), ("overdue", "超期"), ("done", "已答复")],
            apply=lambda r, v: _in_state(r, v, on),
        ),
    )  # fmt: skip


def _in_state(rows: QuerySet[SupportRequest], value: str, on: date) -> QuerySet[SupportRequest]:
    if value == "overdue":
        return rows.filter(pk__in=SupportRequest.objects.overdue(on).values("pk"))
    waiting = SupportRequest.objects.waiting().values("pk")
    return rows.filter(pk__in=waiting) if value == "waiting" else rows.exclude(pk__in=waiting)
