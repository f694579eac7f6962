"""A small situation for the tests of works: one work, its case, a park with a utility."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast
from yuanheng.web.cases.actions import act
from yuanheng.web.projects.actions.projects import create_project
from yuanheng.web.projects.models import Project
from yuanheng.web.works.actions.utilities import record_capacity
from yuanheng.web.works.actions.works import open_work_case, register_work
from yuanheng.web.works.models import CapacityFact, Work

DAY = date(2021, 3, 1)


def at(day: date = DAY, hour: int = 10) -> datetime:
    """A moment of a day in Shanghai."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def bureau(cast: Cast, key: str = "engineer") -> Any:
    """The bureau of one of the cast."""
    return cast[key].posts.get(ended_on__isnull=True).organisation


def work_of(
    cast: Cast, name: str = "林洋南路建设", kind: str = "road", *, key: str = "engineer", **values: Any
) -> Work:
    """A work of somebody's bureau."""
    return register_work(name=name, kind=kind, by=cast[key], organisation=bureau(cast, key), at=at(), **values)


def begun(cast: Cast, work: Work, *steps: tuple[str, date], skip: tuple[str, ...] = ()) -> Work:
    """The work with its case open and these steps done on these days."""
    case = open_work_case(work, by=cast["engineer"], at=at(), data={"skip": list(skip)} if skip else None)
    for step, day in steps:
        act(case=case, kind="step_done", step=step, by=cast["engineer"], at=at(day), data={"on": day.isoformat()})
    work.refresh_from_db()
    return work


def project_of(cast: Cast, name: str = "电池项目", *, key: str = "builder", **values: Any) -> Project:
    """A project of somebody's bureau that needs power."""
    wanted = {"power_kva": Decimal(600)} | values
    return create_project(name=name, by=cast[key], organisation=bureau(cast, key), at=at(), stage_on=DAY, **wanted)


def capacity(cast: Cast, *, amount: int = 1000, contracted: int = 0, as_of: date = DAY, **values: Any) -> CapacityFact:
    """So much power in the park of semiconductors."""
    wanted = {
        "park": "semiconductor",
        "kind": "power",
        "used": None,
        "told_by": "供电公司",
        "document": "供电能力函",
    } | values
    return record_capacity(
        as_of=as_of,
        capacity=Decimal(amount),
        contracted=Decimal(contracted),
        by=cast["engineer"],
        at=at(as_of),
        **wanted,
    )


def picture(name: str = "现场.jpg") -> Any:
    """A tiny picture as a form hands it over."""
    out = BytesIO()
    Image.new("RGB", (32, 24), (120, 150, 90)).save(out, "JPEG")
    given = BytesIO(out.getvalue())
    given.name = name
    return given


def sheet(rows: list[list[Any]], name: str = "台账.xlsx") -> Any:
    """A workbook as a form hands it over."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    given = BytesIO(out.getvalue())
    given.name = name
    return given


def paper(name: str = "文件.pdf") -> Any:
    """A file as a form hands it over."""
    given = BytesIO(b"%PDF-1.4 example")
    given.name = name
    return given
