"""Goals of a contract: own attributed projects that reached a stage in the year, or a figure of the zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import tallies
from yuanheng.web.projects.models import StageEntry
from yuanheng.web.projects.stages import stages

from .attribution import set_on, sets_known
from .errors import RewardsError
from .models import AttributionShare, EmploymentContract, Staff

OWN = "own:"
OWN_STAGES = ("lead", "talks", "signed", "registered", "started")


@dataclass(frozen=True, slots=True)
class GoalReading:
    """A goal with its figure; None where it cannot be said."""

    label: str
    target: Decimal
    value: Decimal | None
    unit: str

    @property
    def met(self) -> bool:
        """Reached."""
        return self.value is not None and self.value >= self.target

    def to_dict(self) -> dict[str, Any]:
        """As the review keeps it."""
        value = None if self.value is None else _plain(self.value)
        return {"label": self.label, "target": _plain(self.target), "value": value, "unit": self.unit, "met": self.met}


def _plain(value: Decimal) -> str:
    """Without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measures() -> list[tuple[str, str]]:
    """For a select: own projects by stage, then every tally."""
    own = [(f"{OWN}{code}", f"本人有份额的“{stages()[code].label}”项目(个)") for code in OWN_STAGES]
    return own + [(t.code, f"全区:{t.label}({t.unit})") for t in tallies().values()]


def check_measure(measure: str, unit: str, *, where: str) -> None:
    """Refuse what cannot be counted.

    Raises:
        RewardsError: no such measure, or another unit.
    """
    if measure.removeprefix(OWN) in OWN_STAGES and measure.startswith(OWN):
        wanted = "个"
    elif measure in tallies():
        wanted = tallies()[measure].unit
    else:
        raise RewardsError(where=where, found=measure, expected="列表中的计数方式", advice="另选一个")
    if unit != wanted:
        raise RewardsError(where=where, found=f"单位 {unit}", expected=f"单位 {wanted}", advice="改为口径的单位")


def readings_of(contract: EmploymentContract, *, year: int, on: date) -> list[GoalReading]:
    """The goals of a year as they stand on a day."""
    return [
        GoalReading(g.label, g.value, _value(contract.staff, g.measure, year, on), g.unit)
        for g in contract.goals.filter(year=year)
    ]


def _value(staff: Staff, measure: str, year: int, on: date) -> Decimal | None:
    if measure.startswith(OWN):
        return Decimal(len(own_projects(staff, stage=measure.removeprefix(OWN), year=year, on=on)))
    known = tallies().get(measure)
    if known is None:
        return None
    period = Period(year) if on.year > year else Period(year, 1, on.month)
    return known.read(period, on=on, known_on=None).value


def own_projects(staff: Staff, *, stage: str, year: int, on: date) -> set[Any]:
    """Projects that reached the stage in the year by `on`, in whose set of that day the person has a share."""
    mine = set(AttributionShare.objects.filter(staff=staff).values_list("set__project", flat=True))
    entries = StageEntry.objects.filter(
        project__in=mine, stage=stage, withdrawn_at__isnull=True, happened_on__year=year, happened_on__lte=on
    )
    sets = sets_known(mine, known_at=None)
    found = set()
    for entry in entries:
        held = set_on(sets.get(entry.project_id, ()), entry.happened_on)
        if held is not None and any(s.staff_id == staff.pk for s in held.shares.all()):
            found.add(entry.project_id)
    return found
