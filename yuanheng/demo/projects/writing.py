"""Write the projects' three files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from yuanheng.demo.xlsx import XlsxBook

from .inventing import FirmCard, invent
from .library import write_library
from .model import Project

LIBRARY = "projects/项目库.xlsx"
TRUTH = "truth/projects.json"
EVENTS = "truth/project-events.xlsx"
EVENT_HEADS = (
    "项目编号", "项目名称", "事件", "内容", "发生日期", "知悉日期", "撤回日期", "金额", "币种", "年度", "文号", "说明",
)  # fmt: skip


def write_projects(
    folder: Path, *, firms: Sequence[FirmCard] = (), projects: int = 180, seed: int = 2021, last_year: int = 2021
) -> tuple[Path, ...]:
    """Invent the projects and write the library, the truth and the event log under `folder`; the paths in that order."""
    made = list(invent(firms=firms, projects=projects, seed=seed, last_year=last_year))
    paths = tuple(folder / name for name in (LIBRARY, TRUTH, EVENTS))
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    planted = write_library(paths[0], made, last_year=last_year)
    told = {
        "projects": [_plain(asdict(project)) for project in made],
        "planted": [problem.as_dict() for problem in planted],
        "seed": seed,
        "last_year": last_year,
    }
    paths[1].write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _write_events(paths[2], made)
    return paths


def _plain(value: Any) -> Any:
    """Days as ISO text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _write_events(path: Path, projects: Sequence[Project]) -> None:
    """One row an event; what happened, when, and since when it is known."""
    book = XlsxBook(path, firms=len(projects))
    sheet = book.sheet("事件")
    rows = [row for project in projects for row in _events_of(project)]
    for column, head in enumerate(EVENT_HEADS):
        sheet.write(0, column, head, "head")
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    book.close()


def _events_of(project: Project) -> list[tuple[Any, ...]]:
    """Stages, amounts and recognitions of one project; a value that an event has not is None."""
    head = (project.number, project.name)
    stages = [
        (*head, "stage", fact.stage, fact.happened, fact.known, fact.withdrawn, None, None, None, None, fact.reason)
        for fact in project.stages
    ]
    amounts = [
        (*head, "amount", fact.kind, fact.since, fact.known, None, fact.amount, fact.currency, None, None, fact.reason)
        for fact in project.amounts
    ]
    recognised = [
        (*head, "recognition", fact.what, fact.dated, fact.dated, None, None, None, fact.year, fact.document, None)
        for fact in project.recognitions
    ]
    return [*stages, *amounts, *recognised]
