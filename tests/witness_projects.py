"""An independent count over the demo's own files: plain Python and openpyxl, not a line of the site.

The event log gives stages, amounts and recognitions with the day they became known; the truth gives each project's
cluster, origin, trade and source. It reads like a clerk with a ruler: project by project.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

Row = tuple[Any, ...]


@dataclass
class Counted:
    """What one project did, by the event log."""

    about: dict[str, Any]
    stages: list[tuple[str, date, date, date | None]] = field(default_factory=list)
    amounts: list[tuple[date, date, int, str]] = field(default_factory=list)
    recognised: list[tuple[str, int, date]] = field(default_factory=list)


def read(folder: Path) -> dict[str, Counted]:
    """Every project by its number."""
    told = json.loads((folder / "truth" / "projects.json").read_text(encoding="utf-8"))["projects"]
    found = {project["number"]: Counted(project) for project in told}
    sheet = openpyxl.load_workbook(folder / "truth" / "project-events.xlsx", read_only=True)["事件"]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        _take(found[row[0]], row)
    return found


def _take(project: Counted, row: Row) -> None:
    kind, what, happened, known, withdrawn, amount, currency, year = row[2:10]
    if kind == "stage":
        project.stages.append((what, _day(happened), _day(known), _day(withdrawn) if withdrawn else None))
    elif kind == "amount" and what == "total":
        project.amounts.append((_day(happened), _day(known), amount, currency))
    elif kind == "recognition":
        project.recognised.append((what, year, _day(known)))


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def first_day(project: Counted, stage: str, *, known_on: date) -> date | None:
    """The first day the project stood at the stage, as known at the end of a day."""
    days = [
        happened
        for what, happened, known, withdrawn in project.stages
        if what == stage and known <= known_on and (withdrawn is None or withdrawn > known_on)
    ]
    return min(days, default=None)


def total(project: Counted, *, on: date, known_on: date) -> tuple[int, str] | None:
    """The total investment in force on a day as known at the end of another."""
    standing = [(since, known, amount, currency) for since, known, amount, currency in project.amounts]
    standing = [each for each in standing if each[0] <= on and each[1] <= known_on]
    return max(standing)[2:] if standing else None


def count(
    projects: dict[str, Counted], stage: str, *, first: date, last: date, on: date, known_on: date,
    yuan: tuple[int | None, int | None] = (None, None), usd: tuple[int | None, int | None] = (None, None),
    recognised: bool = False, **wanted: Any,
) -> set[str]:  # fmt: skip
    """The numbers of the projects that count; `yuan` and `usd` are (at least, below), each for its own currency."""
    found = set()
    for number, project in projects.items():
        if recognised:
            reached = any(
                what == stage and year == last.year and day <= min(on, known_on)
                for what, year, day in project.recognised
            )
        else:
            day = first_day(project, stage, known_on=known_on)
            reached = day is not None and first <= day <= min(last, on)
        if reached and _large(project, yuan, usd, on=on, known_on=known_on) and _fits(project.about, wanted):
            found.add(number)
    return found


def _large(
    project: Counted,
    yuan: tuple[int | None, int | None],
    usd: tuple[int | None, int | None],
    *,
    on: date,
    known_on: date,
) -> bool:
    if yuan == usd == (None, None):
        return True
    stated = total(project, on=on, known_on=known_on)
    if stated is None:
        return False
    amount, currency = stated
    least, below = yuan if currency == "yuan" else usd
    if least is None and below is None:
        return False
    return (least is None or amount >= least) and (below is None or amount < below)


def _fits(about: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if value not in about["source_name"] if key == "source" else about[key] != value:
            return False
    return True
