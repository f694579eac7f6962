"""Papers of a planning document: versions, reviews, approvals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import PlanningPaper, Work
from ..refusing import WorkError, locked, not_after
from ..rules import kind_of

WHATS = dict(PlanningPaper._meta.get_field("what").choices or ())


@transaction.atomic
def add_paper(
    work: Work, *, what: str, version: str, on: date, by: User | None, at: datetime, number: str = "",
    valid_from: date | None = None, valid_until: date | None = None, **values: Any,
) -> PlanningPaper:  # fmt: skip
    """A version once under its name; a review or an approval of a version that stands; an approval with number and span.

    Raises:
        WorkError: no planning document; a version twice or not there; an approval without number or span; a day to come.
    """
    row = locked(work)
    where = f"{row.name} › {WHATS.get(what, what)} {version}"
    not_after(at, on, where)
    if not kind_of(row.kind).papers:
        raise WorkError(where=where, found="不是规划编制", expected="规划编制类工程", advice="打开对应的规划")
    there = PlanningPaper.objects.filter(work=row, what="version", version=version).exists()
    if (what == "version") == there:
        found = "这个版本已登记" if there else f"没有版本“{version}”"
        raise WorkError(
            where=where, found=found, expected="一个版本登记一次,评审、批复针对已登记的版本", advice="核对版本名称"
        )
    if what == "approval" and (
        not number.strip() or valid_from is None or valid_until is None or valid_until < valid_from
    ):
        raise WorkError(
            where=where, found="文号或规划期不全", expected="文号、规划期起止(止不早于起)", advice="按批复补全"
        )
    made = PlanningPaper.objects.create(
        work=row, what=what, version=version, on=on, number=number, valid_from=valid_from, valid_until=valid_until, by=by,
        at=at, **values,
    )  # fmt: skip
    record(by, "works.paper.added", target=row, after={"what": what, "version": version, "number": number})
    return made
