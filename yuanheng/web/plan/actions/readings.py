"""Readings are appended: the figure of a day as known on a day. The same figure again is not written twice."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from yuanheng.web.base import jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Ahead

from ..measuring import ahead, measure
from ..models import Plan, PlanTarget, SeasonFigure, TargetReading


def take_readings(
    targets: Iterable[PlanTarget], *, day: date, known_on: date, at: datetime, tell: Callable[[int], None] | None = None
) -> int:
    """One reading per bound target; how many were new."""
    written = 0
    for done, target in enumerate(targets, start=1):
        with transaction.atomic():
            written += _take(target, day=day, known_on=known_on, at=at)
        if tell is not None:
            tell(done)
    return written


def _take(target: PlanTarget, *, day: date, known_on: date, at: datetime) -> int:
    today = at.astimezone(SHANGHAI).date()
    known = known_on if known_on < today else None
    found = measure(target, day=day, known_on=known)
    reading, coming = found.reading, _said(ahead(target, day=day, known_on=known))
    rows = TargetReading.objects.filter(target=target)
    same = rows.filter(day=day, known_on=known_on).order_by("-pk").first()
    facts = (reading.value, target.tally, target.filters, found.problem, coming)
    if same is not None and (same.value, same.tally, same.filters, same.problem, same.ahead) == facts:
        return 0
    last = rows.filter(day__lt=day, known_on__lte=known_on).order_by("-day", "-known_on", "-pk").first()
    moved = last is None or last.value != reading.value
    TargetReading.objects.create(
        target=target, day=day, known_on=known_on, taken_at=at, value=reading.value, unit=reading.unit,
        numerator=reading.numerator, denominator=reading.denominator,
        records=None if reading.records is None else reading.records.count(),
        previous=last.value if last is not None and moved else (last.previous if last else None),
        changed_on=day if moved else (last.changed_on if last else None), tally=target.tally, filters=target.filters,
        problem=found.problem, ahead=coming,
    )  # fmt: skip
    return 1


def _said(coming: list[Ahead]) -> list[dict[str, str | None]]:
    """As JSON keeps it, in the order of days, the undated last."""
    ordered = sorted(coming, key=lambda a: (a.on is None, a.on, a.label))
    return [
        {"on": a.on.isoformat() if a.on else None, "amount": str(a.amount), "chance": str(a.chance), "label": a.label}
        for a in ordered
    ]


def take_season(targets: Iterable[PlanTarget]) -> int:
    """For targets forecast by season: the figure at each month's end of the year before, as known now; how many there are."""
    kept = 0
    for target in targets:
        year = target.year - 1
        ends = [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]
        found = {day: measure(target, day=day, known_on=None).reading.value for day in ends}
        rows = [SeasonFigure(target=target, day=day, value=value) for day, value in found.items() if value is not None]
        with transaction.atomic():
            SeasonFigure.objects.filter(target=target).delete()
            kept += len(SeasonFigure.objects.bulk_create(rows))
    return kept


@transaction.atomic
def ask_for_readings(plan: Plan, *, day: date, known_on: date, by: User) -> None:
    """Read every bound target of a plan in the background: of today, or of a past day as known today."""
    jobs.defer(
        "plan.reading.take", by=by, target=plan, label=f"读取 {day} 的目标数据", plan_id=str(plan.pk), day=str(day),
        known_on=str(known_on),
    )  # fmt: skip
    record(by, "plan.reading.asked", target=plan, after={"day": day, "known_on": known_on})
