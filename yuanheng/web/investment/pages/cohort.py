"""How far the leads of a year came, and how long each stage took: two statements, whatever the number of projects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from yuanheng.web.projects.models import Project
from yuanheng.web.projects.stages import stage_rules

_REACHED = """
with places (stage, place) as (values {places}),
inside as ({projects}),
reached as (
  select e.project_id, p.stage, p.place, min(e.happened_on) as day
  from projects_stageentry e join places p on p.stage = e.stage
  where e.withdrawn_at is null and e.project_id in (select id from inside)
  group by e.project_id, p.stage, p.place
),
cohort as (
  select i.id, i.state, coalesce(max(r.place), 0) as furthest,
         coalesce(min(r.day), (i.created_at at time zone 'Asia/Shanghai')::date) as began
  from inside i left join reached r on r.project_id = i.id
  group by i.id, i.state, i.created_at
)
"""
_FURTHEST = """
select furthest, count(*), count(*) filter (where state <> 'active') from cohort
where %s::int is null or extract(year from began) = %s::int group by furthest
"""
_DAYS = """
, spans as (
  select r.stage, r.day, min(r.day) over (
    partition by r.project_id order by r.place rows between 1 following and unbounded following
  ) as later
  from reached r join cohort c on c.id = r.project_id
  where %s::int is null or extract(year from c.began) = %s::int
)
select stage, percentile_cont(0.5) within group (order by later - day), count(*) from spans
where later >= day group by stage
"""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The leads of a year: how many came as far as each place, how many are put aside, the median days at a stage."""

    furthest: dict[int, int]
    lost: int
    days: dict[str, tuple[Decimal, int]]

    def reached(self, place: int) -> int:
        """How many came to this place or beyond."""
        return sum(count for furthest, count in self.furthest.items() if furthest >= place)


def cohort_of(projects: QuerySet[Project], *, year: int | None) -> Cohort:
    """Leads first heard of in the year (None: ever); one that nothing is recorded of began when it was entered.

    A stage lasts until the first day of any later stage; where a later one came first (先注册后签约) nothing is measured.
    """
    try:
        inside, inner = projects.order_by().values("id", "state", "created_at").query.sql_with_params()
    except EmptyResultSet:  # filters that nothing can meet: Django makes no statement of them
        return Cohort(furthest={}, lost=0, days={})
    track = [(stage.code, place) for place, stage in enumerate(stage_rules().track())]
    places = ", ".join(["(%s::text, %s::int)"] * len(track))
    head = _REACHED.format(places=places, projects=inside)
    params: list[Any] = [value for pair in track for value in pair] + [*inner, year, year]
    with connection.cursor() as cursor:
        cursor.execute(head + _FURTHEST, params)
        furthest = cursor.fetchall()
        cursor.execute(head + _DAYS, params)
        days = cursor.fetchall()
    return Cohort(
        furthest={place: count for place, count, _ in furthest}, lost=sum(lost for _, _, lost in furthest),
        days={stage: (Decimal(str(middle)), count) for stage, middle, count in days},
    )  # fmt: skip
