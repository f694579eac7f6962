"""What cases show elsewhere: what waits on the desk, cases in the search box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo

from .access import my_steps, visible_cases
from .pages.lists import BY_DUE, counts_for, search_cases
from .pages.words import due_tone, due_words

ON_DESK = 6


def waiting_steps(user: User) -> Iterable[Todo]:
    """Steps that wait for the user: late ones first and red."""
    today = moment.today()
    counts = counts_for(my_steps(user, today), today, load_calendar())
    url = reverse("cases:todo")
    yield Todo(text="个办件步骤已超期", url=f"{url}?mark=overdue", count=counts["late"], urgent=True, icon="alarm")
    yield Todo(text="个办件步骤即将到期", url=f"{url}?mark=soon", count=counts["soon"], icon="clock")
    rest = counts["all"] - counts["late"] - counts["soon"]
    yield Todo(text="个办件步骤待办", url=url, count=rest, icon="checklist")


def steps_on_desk(_request: HttpRequest, user: User) -> dict[str, Any] | None:
    """The first few steps that wait, by due date; None where nothing does."""
    today, calendar = moment.today(), load_calendar()
    steps = my_steps(user, today).order_by(*BY_DUE, "pk")[:ON_DESK]
    rows = [
        {
            "step": step,
            "due": due_words(step, today, calendar),
            "tone": due_tone(step.due_on, today, calendar, soon=step.remind_days) or "secondary",
        }
        for step in steps
    ]
    return {"rows": rows} if rows else None


def find_cases(user: User, text: str, limit: int) -> Iterable[Hit]:
    """By number, title or subject."""
    for case in search_cases(visible_cases(user), text).order_by("-opened_on", "-number")[:limit]:
        detail = f"{case.procedure_label} · {case.get_status_display()}"
        yield Hit(title=str(case), url=reverse("cases:case", args=[case.pk]), detail=detail)
