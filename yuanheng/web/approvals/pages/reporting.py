"""Tables reported upwards: a line an item of an application, its values by the fields that the layout names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.web.cases.models import CaseStep
from yuanheng.web.cases.states import procedure_of

from ..models import Application
from ..rules import Layout, exports, powers

CONSTRUCTION = ("投资", "规划建设", "不动产", "生态环境", "安全生产", "交通农水")
LINE = tuple[Application, CaseStep | None]


def lines_of(layout: Layout, *, since: date, until: date, calendar: WorkCalendar) -> list[list[Any]]:
    """The lines of a span of days of receipt: one an item; of a chain one a step that began."""
    rows = Application.objects.filter(received_on__range=(since, until)).select_related("case", "applicant", "project")
    return [
        [VALUES[column.field](line, calendar) for column in layout.columns]
        for application in rows.order_by("received_on", "pk").prefetch_related("case__steps__organisation")
        for line in _items(application)
        if layout.scope == "all" or _construction(line)
    ]


def _items(application: Application) -> Iterator[LINE]:
    if application.kind == Application.POWER:
        yield application, None
        return
    for step in application.case.steps.all():
        if step.status != "waiting":
            yield application, step


def _construction(line: LINE) -> bool:
    application, step = line
    power = powers().get(step.code if step else application.code)
    return power is not None and power.field in CONSTRUCTION


def _used(line: LINE, calendar: WorkCalendar) -> int | None:
    application, step = line
    first = step.since if step else application.case.accepted_on
    last = step.done_on if step else application.case.closed_on
    return None if first is None or last is None else calendar.count(last) - calendar.count(first)


def _stopped(line: LINE, calendar: WorkCalendar) -> int:

    text = line[1].clock if line[1] is not None else line[0].case.clock
    stops = json.loads(text)["stops"] if text else []
    return sum(calendar.workdays_between(date.fromisoformat(a), date.fromisoformat(b)) for a, b in stops)


def _promised(line: LINE, calendar: WorkCalendar) -> int | None:
    procedure = procedure_of(line[0].case)
    step = procedure.step(line[1].code) if line[1] is not None else None
    return step.days if step is not None else procedure.days


def _stage(line: LINE, calendar: WorkCalendar) -> str:
    return procedure_of(line[0].case).groups.get(line[1].group, "") if line[1] is not None else ""


def _result(line: LINE, calendar: WorkCalendar) -> str:
    issued = line[0].issued.filter(kind="decision", revoked_at__isnull=True)
    found = issued.filter(step=line[1].code).last() if line[1] is not None else issued.last()
    return found.number if found else ""


VALUES: dict[str, Callable[[LINE, WorkCalendar], Any]] = {
    "id": lambda line, c: f"{line[0].pk}{'-' + line[1].code if line[1] else ''}",
    "division": lambda line, c: exports().division,
    "project_code": lambda line, c: line[0].project.national_code if line[0].project else "",
    "project": lambda line, c: line[0].project.name if line[0].project else "",
    "number": lambda line, c: line[0].case.number + (f"-{line[1].order + 1:02d}" if line[1] else ""),
    "item": lambda line, c: line[1].label if line[1] else line[0].label,
    "stage": _stage,
    "bureau": lambda line, c: (line[1].organisation.name if line[1].organisation else "") if line[1]
    else (line[0].organisation.name if line[0].organisation else ""),
    "applicant": lambda line, c: line[0].applicant.name,
    "code": lambda line, c: line[0].applicant.shown_code,
    "received": lambda line, c: line[0].received_on,
    "accepted": lambda line, c: line[1].since if line[1] else line[0].case.accepted_on,
    "promised": _promised,
    "stopped_days": _stopped,
    "status": lambda line, c: line[1].get_status_display() if line[1] else line[0].case.get_status_display(),
    "finished": lambda line, c: line[1].done_on if line[1] else line[0].case.closed_on,
    "used": _used,
    "result": _result,
}  # fmt: skip
