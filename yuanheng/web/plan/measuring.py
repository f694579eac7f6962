"""Ask a tally for a target's figure of a day, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import Period
from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Ahead, Reading, pipeline_of, tallies

from .models import PlanTarget, ReportedFigure
from .offers import MANUAL, asked_filters


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading with what must be known of it, or why there is none (`problem`)."""

    reading: Reading
    problem: str = ""


def measure(target: PlanTarget, *, day: date, known_on: date | None) -> Measured:
    """The target's figure. A tally that went away, or that fails, answers with a problem; nothing else is lost by it."""
    if target.tally == MANUAL:
        return _by_hand(target, day=day, known_on=known_on)
    known = tallies().get(target.tally)
    if known is None:
        return _none(target, f"口径 {target.tally} 已不存在,请重新确认这个目标")
    if known.unit != target.unit and "元" in known.unit + target.unit:
        return _none(target, f"目标以{target.unit}计,口径“{known.label}”以{known.unit}计")
    try:
        found = known.read(period(target, day), on=day, known_on=known_on, **asked_filters(known, target.filters))
    except YuanhengError as error:
        return _none(target, str(error.problem))
    except (TypeError, ArithmeticError, LookupError) as error:
        return _none(target, f"口径“{known.label}”没有算成({type(error).__name__}),请联系系统管理员")
    return Measured(found, found.note if found.value is not None else f"口径“{known.label}”还没有数据")


def ahead(target: PlanTarget, *, day: date, known_on: date | None) -> list[Ahead]:
    """What is declared or planned and will add to the figure, as known; nothing where the tally has no pipeline."""
    known, read = tallies().get(target.tally), pipeline_of(target.tally)
    if known is None or read is None or target.forecast != "pipeline":
        return []
    try:
        return read(
            Period(target.measured_year or target.year),
            on=day,
            known_on=known_on,
            **asked_filters(known, target.filters),
        )
    except (YuanhengError, TypeError, ArithmeticError, LookupError):
        return []  # the figure itself says what is wrong with the binding


def _none(target: PlanTarget, problem: str) -> Measured:
    return Measured(Reading(value=None, unit=target.unit), problem)


def period(target: PlanTarget, day: date) -> Period:
    """The year the figure measures, so far: up to the month of `day`, the whole year once it is over.

    A day of a year before the plan's asks for the same months of the year that many years earlier: its season.
    """
    year = (target.measured_year or target.year) + min(day.year - target.year, 0)
    return Period(year) if day.year > year else Period(year, 1, day.month)


def _by_hand(target: PlanTarget, *, day: date, known_on: date | None) -> Measured:
    rows = ReportedFigure.objects.filter(target=target, day__lte=day)
    if known_on is not None:
        rows = rows.filter(at__lte=datetime.combine(known_on, time.max, SHANGHAI))
    found = rows.order_by("-day", "-at").first()
    if found is None:
        return _none(target, "还没有登记报送数")
    return Measured(Reading(value=found.value, unit=target.unit, records=ReportedFigure.objects.filter(pk=found.pk)))


def tier_limits(target: PlanTarget, siblings: list[PlanTarget], *, takes: set[str]) -> dict[str, Any]:
    """Where tiers do not nest, the next higher tier of the same sentence is the limit above."""
    made: dict[str, Any] = {}
    for money in ("yuan", "usd"):
        own = _tier(target, money)
        higher = [t for s in siblings if (t := _tier(s, money)) is not None and own is not None and t > own]
        name = next((n for n in (f"amount_below_{money}", f"amount_max_{money}") if n in takes), None)
        if higher and name:
            made[name] = str(min(higher))
    return made


def _tier(target: PlanTarget, money: str) -> Decimal | None:
    found = target.filter.get(f"amount_min_{money}")
    return None if found is None else Decimal(str(found))
