"""Figures over evaluations that the plan and the wall can show: how many firms are in each class."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .models import Result, Run

GRADES = (("A", "A 类"), ("B", "B 类"), ("C", "C 类"), ("D", "D 类"))


@tally(
    "runs.graded", label="参评企业", unit="家", synonyms=("参评企业", "纳入评价企业", "分类管理企业"),
    filters=(TallyFilter("grade", "类别", "choice", GRADES),),
)  # fmt: skip
def graded(period: Period, *, on: date, known_on: date | None, grade: str | None = None) -> Reading:
    """Firms that the newest finished evaluation of the year put into a class (or into one `grade`).

    An evaluation is made after its year, so `on` does not narrow it; `known_on` does. None where the year has not been evaluated.
    """
    runs = Run.objects.finished().filter(year=period.year)
    if known_on is not None:
        runs = runs.filter(finished_at__lte=datetime.combine(known_on, time.max, SHANGHAI))
    newest = runs.order_by("-asked_at").first()
    if newest is None:
        return Reading(value=None, unit="家")
    rows = Result.objects.filter(run=newest, grade__in=[code for code, _ in GRADES])
    rows = rows.filter(grade=grade) if grade else rows
    return Reading(value=Decimal(rows.count()), unit="家", records=rows)
