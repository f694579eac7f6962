"""The weekly dispatch: projects with lamps lit, what is late, what stands in the way, what changed in the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import money_text, stage_label, with_total

from ..actions.projects import PROCEDURE
from ..policy.flags import Flag, Known, flags_of
from ..rules import flag_rules
from .overview import from_signed_on, known_of_many


@dataclass(frozen=True, slots=True)
class Row:
    """One project of the dispatch, and the stages it reached within the last seven days."""

    project: Project
    known: Known
    flags: tuple[Flag, ...]
    news: tuple[str, ...]
    next: str

    @property
    def total(self) -> str:
        """The total investment in words."""
        return money_text(self.project.total, self.project.currency)  # type: ignore[attr-defined]


def dispatch_rows(rows: QuerySet[Project], *, on: date) -> tuple[Row, ...]:
    """Projects from signing on with a lamp lit, red ones first."""
    projects = list(
        with_total(rows.filter(stage__in=from_signed_on())).select_related("organisation", "leader", "manager")
    )
    found, steps = [], _next_steps()
    for project, known in zip(projects, known_of_many(projects, on=on).values(), strict=True):
        lit = flags_of(known, flag_rules(), on=on)
        if lit:
            week = on - timedelta(days=7)
            news = tuple(f"{stage_label(s)} {d:%m-%d}" for s, d in known.reached.items() if week < d <= on)
            found.append(Row(project, known, lit, news, steps.get(str(project.pk), "")))
    return tuple(sorted(found, key=lambda r: (-sum(f.tone == "red" for f in r.flags), r.project.name)))


def _next_steps() -> dict[str, str]:
    """What each running delivery waits for, by project."""
    running = Case.objects.running().filter(procedure=PROCEDURE, subject_kind="projects.project")
    return dict(running.order_by("opened_on").values_list("subject_id", "next_label"))


def cell(row: Row, name: str, serial: int) -> Any:
    """What one field of the layout shows; None where it is not known."""
    known, project = row.known, row.project
    stated = known.months[-1].reported if known.months else None
    shown: dict[str, Any] = {
        "serial": serial, "name": project.name, "number": project.number, "organisation": str(project.organisation),
        "leader": str(project.leader or ""), "manager": str(project.manager or ""), "town": project.town,
        "total": row.total, "stage": stage_label(project.stage), "planned_start": known.planned.get("started"),
        "actual_start": known.reached.get("started"), "planned_completion": known.planned.get("completed"),
        "actual_completion": known.reached.get("completed"), "year_done": _wan(known.year_done),
        "year_plan": _wan(known.year_plan), "progress": stated.text if stated else "",
        "next": row.next,
        "difficulties": ";".join(f"{d.title}({d.due_on:%m-%d} 前)" for d in known.difficulties),
        "flags": ";".join(f.sentence for f in row.flags),
    }  # fmt: skip
    return shown[name]


def _wan(amount: Any) -> Any:
    return None if amount is None else amount / 10_000
