"""Yellow and red lights: steps at work that are late or nearly so, by bureau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.cases.models import AT_WORK, RUNNING, CaseStep
from yuanheng.web.cases.pages.words import due_tone, due_words

from ..access import VIEW
from ..models import Application
from ..models.applications import SUBJECT
from ..rules import office

BY_DUE = (F("limit").asc(nulls_last=True),)
LIGHTS = (("red", "红灯:已超期"), ("yellow", "黄灯:将到期"), ("stopped", "暂停中"))


def steps_at_work(user: Any) -> QuerySet[CaseStep]:
    """Steps at work of applications within reach; a step without days of its own has those of the whole as its `limit`."""
    reached = visible(user, VIEW, Application.objects.all())
    rows = CaseStep.objects.filter(status__in=AT_WORK, case__subject_kind=SUBJECT, case__status__in=RUNNING).annotate(
        limit=Coalesce("due_on", "case__due_on")
    )
    if reached.query.where:
        rows = rows.filter(case__in=reached.values("case"))
    return rows


def lit(light: str, today: date, calendar: WorkCalendar) -> Q:
    """The condition of a light on a step."""
    soon = calendar.after(today, office().yellow_days)
    return {
        "red": Q(status="active", limit__lt=today),
        "yellow": Q(status="active", limit__gte=today, limit__lte=soon),
        "stopped": Q(status="suspended"),
    }[light]


def columns(today: date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """A step in a line."""
    yellow = office().yellow_days
    return (
        Column("due", "应完成日", kind="badge", sort="limit", value=lambda s: _words(s, today, calendar),
               tone=lambda s: due_tone(s.limit, today, calendar, soon=yellow) or "secondary"),
        Column("label", "步骤", link=_url, sort="label"),
        Column("bureau", "部门", value=lambda s: s.organisation.name if s.organisation else "、".join(s.assignees)),
        Column("title", "事项和申请人", value=lambda s: s.case.title, link=_url),
        Column("number", "编号", value=lambda s: s.case.number, minor=True),
        Column("since", "开始", kind="date", sort="since", minor=True),
    )  # fmt: skip


def _words(step: Any, today: date, calendar: WorkCalendar) -> str:
    if step.due_on is not None or step.limit is None:
        return due_words(step, today, calendar) or "不限期"
    return f"{due_words(step.case, today, calendar)}(全件)"


def _url(step: CaseStep) -> str:
    return reverse("approvals:application", args=[step.case.subject_id])


def filters(today: date, calendar: WorkCalendar) -> tuple[Any, ...]:
    """By light, bureau and text."""
    bureaus = [(o.code, o.name) for o in Organisation.objects.filter(ended_on__isnull=True)]
    return (
        ChoiceFilter("light", "亮灯", choices=LIGHTS, apply=lambda rows, v: rows.filter(lit(v, today, calendar))),
        ChoiceFilter("bureau", "部门", choices=bureaus, apply=lambda rows, v: rows.filter(organisation__code=v)),
        TextFilter("q", "步骤、事项、编号", apply=lambda rows, text: rows.filter(
            Q(label__icontains=text) | Q(case__title__icontains=text) | Q(case__number__icontains=text))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lights:
    """How many steps shine how."""

    red: int
    yellow: int
    green: int
    stopped: int


def lights(user: User, *, on: date, calendar: WorkCalendar) -> Lights:
    """The counts for a user on a day."""
    found = steps_at_work(user).aggregate(
        all=Count("pk"),
        red=Count("pk", filter=lit("red", on, calendar)),
        yellow=Count("pk", filter=lit("yellow", on, calendar)),
        stopped=Count("pk", filter=lit("stopped", on, calendar)),
    )
    rest = found["all"] - found["red"] - found["yellow"] - found["stopped"]
    return Lights(found["red"], found["yellow"], rest, found["stopped"])


def by_bureau(user: User, *, on: date, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Lights of each bureau, the reddest first."""
    rows = steps_at_work(user).values("organisation__name", "organisation__code").annotate(
        all=Count("pk"),
        red=Count("pk", filter=lit("red", on, calendar)),
        yellow=Count("pk", filter=lit("yellow", on, calendar)),
    )  # fmt: skip
    return sorted(rows, key=lambda r: (-r["red"], -r["yellow"], r["organisation__name"] or ""))
