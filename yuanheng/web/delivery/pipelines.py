"""What is planned and has not happened: starts, completions and productions of projects, for the plan's forecasts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Ahead, pipeline
from yuanheng.web.projects.models import Project, StageEntry
from yuanheng.web.projects.stages import place_of
from yuanheng.web.projects.tallies import moment_of, narrowed, standing, with_amount

from .models import PlanDate
from .rules import year_end

TALLIES = {"started": "projects.started", "completed": "projects.completed", "in_production": "projects.in_production"}


def planned(
    period: Period, *, on: date, known_on: date | None, stage: str, amount_min_yuan: Decimal | None = None,
    amount_min_usd: Decimal | None = None, amount_below_yuan: Decimal | None = None,
    amount_below_usd: Decimal | None = None, cluster: str | None = None, foreign: bool | None = None,
    manufacturing: bool | None = None, source: str | None = None, **_others: object,
) -> list[Ahead]:  # fmt: skip
    """Projects that go on, have not reached the stage and have a planned day for it; the chance is that of the stage reached.

    A project without a planned day is among them without a date: it is shown, and counts for nothing.
    """
    chances = year_end().chances
    entries = standing(known_on).filter(happened_on__lte=on)
    there = _furthest(entries)
    rows = Project.objects.filter(
        pk__in=[p for p, s in there.items() if s in chances and place_of(s) < place_of(stage)]
    )
    rows = rows.exclude(pk__in=entries.filter(stage__in=(stage, "shelved", "ended")).values("project"))
    rows = with_amount(
        rows, on=on, known_on=known_on, min_yuan=amount_min_yuan, min_usd=amount_min_usd, below_yuan=amount_below_yuan,
        below_usd=amount_below_usd,
    )  # fmt: skip
    rows = narrowed(rows, cluster=cluster, foreign=foreign, manufacturing=manufacturing, source=source)
    dates = PlanDate.objects.filter(project=OuterRef("pk"), milestone=stage)
    moment = moment_of(known_on)
    dates = dates if moment is None else dates.filter(at__lte=moment)
    rows = rows.annotate(planned_on=Subquery(dates.order_by("-serial").values("planned_on")[:1]))
    return [
        Ahead(day, Decimal(1), chances[there[pk]], name)
        for pk, name, day in rows.order_by("planned_on", "number").values_list("pk", "name", "planned_on")
    ]


def _furthest(entries: QuerySet[StageEntry]) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for pk, stage in entries.order_by().values_list("project", "stage"):
        if place_of(stage) > place_of(found.get(pk, "")):
            found[pk] = stage
    return found


for _stage, _code in TALLIES.items():
    pipeline(_code)(partial(planned, stage=_stage))
