"""The book of a set of units: what each was and who rented it on any day, as known at the end of another.

Read once, asked often: a page of three years month by month asks it thirty-six times without a query.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from yuanheng.web.base.moment import end_of

from .models import Lease, Unit, UnitState

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit on a day; `lease` None where nobody rents it."""

    unit: Unit
    state: UnitState
    lease: Lease | None

    @property
    def lettable(self) -> bool:
        """It counts in the occupancy."""
        return self.state.condition == "lettable"

    @property
    def vacant(self) -> bool:
        """It could be let and is not."""
        return self.lettable and self.lease is None

    @property
    def m2(self) -> Decimal | None:
        """Its lettable area; None where nobody has stated it."""
        return self.state.lettable_m2


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Let of lettable, by area and by number; `unmeasured` units have no area and stand in the numbers alone."""

    let_m2: Decimal = ZERO
    lettable_m2: Decimal = ZERO
    let_units: int = 0
    units: int = 0
    unmeasured: int = 0

    @property
    def vacant_m2(self) -> Decimal:
        """What could still be let."""
        return self.lettable_m2 - self.let_m2

    @property
    def rate(self) -> Decimal | None:
        """Per cent by area; None where there is none to let."""
        return self.let_m2 * 100 / self.lettable_m2 if self.lettable_m2 else None

    @property
    def rate_units(self) -> Decimal | None:
        """Per cent by number."""
        return Decimal(self.let_units) * 100 / self.units if self.units else None


def occupancy_of(units: Iterable[UnitOn]) -> Occupancy:
    """Of the lettable among these."""
    lettable = [u for u in units if u.lettable]
    let = [u for u in lettable if u.lease is not None]
    return Occupancy(
        let_m2=sum((u.m2 for u in let if u.m2 is not None), ZERO),
        lettable_m2=sum((u.m2 for u in lettable if u.m2 is not None), ZERO),
        let_units=len(let),
        units=len(lettable),
        unmeasured=sum(u.m2 is None for u in lettable),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    unit: Unit
    states: tuple[UnitState, ...]
    starts: tuple[date, ...]
    leases: tuple[Lease, ...]
    lasts: tuple[date, ...]

    def on(self, day: date) -> UnitOn | None:
        state = next((s for s in reversed(self.states) if s.holds_from <= day), None)
        if state is None:
            return None
        place = bisect_right(self.starts, day) - 1
        running = place >= 0 and self.lasts[place] >= day
        return UnitOn(self.unit, state, self.leases[place] if running else None)


@dataclass(slots=True)
class Book:
    """Units by day; `at` remembers what it was asked."""

    entries: tuple[_Entry, ...]
    _asked: dict[date, tuple[UnitOn, ...]] = field(default_factory=dict)

    def at(self, day: date) -> tuple[UnitOn, ...]:
        """Every unit there was on the day."""
        if day not in self._asked:
            self._asked[day] = tuple(found for e in self.entries if (found := e.on(day)) is not None)
        return self._asked[day]

    def of_building(self, building: Any, day: date) -> tuple[UnitOn, ...]:
        """Those of one building, by primary key."""
        return tuple(u for u in self.at(day) if u.unit.building_id == building)

    def of_carrier(self, carrier: Any, day: date) -> tuple[UnitOn, ...]:
        """Those of one carrier, by primary key."""
        return tuple(u for u in self.at(day) if u.unit.building.carrier_id == carrier)

    def leases(self) -> tuple[Lease, ...]:
        """Every lease in it."""
        return tuple(lease for entry in self.entries for lease in entry.leases)


def book_of(units: QuerySet[Unit] | None = None, *, known_on: date | None = None) -> Book:
    """The book of these units (None: of all), as known at the end of a day (None: now). Three queries."""
    rows = list((units if units is not None else Unit.objects.all()).select_related("building__carrier", "floor"))
    keys = [row.pk for row in rows]
    states, leases = _states(keys, known_on), _leases(keys, known_on)
    return Book(tuple(_entry(row, states.get(row.pk, ()), leases.get(row.pk, ()), known_on) for row in rows))


def _entry(unit: Unit, states: Sequence[UnitState], leases: Sequence[Lease], known_on: date | None) -> _Entry:
    return _Entry(
        unit=unit, states=tuple(states), leases=tuple(leases), starts=tuple(lease.starts_on for lease in leases),
        lasts=tuple(last_of(lease, known_on) for lease in leases),
    )  # fmt: skip


def last_of(lease: Lease, known_on: date | None) -> date:
    """The day a lease ends by, as known: an early end heard of later did not count yet."""
    if lease.ended_on is None or (known_on is not None and lease.ended_known_at > end_of(known_on)):  # type: ignore[operator]
        return lease.ends_on
    return min(lease.ends_on, lease.ended_on)


def _states(keys: list[Any], known_on: date | None) -> dict[Any, list[UnitState]]:
    rows = UnitState.objects.filter(unit__in=keys)
    rows = rows if known_on is None else rows.filter(known_at__lte=end_of(known_on))
    found: dict[Any, list[UnitState]] = {}
    for row in rows.order_by("holds_from", "known_at", "pk"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def _leases(keys: list[Any], known_on: date | None) -> dict[Any, list[Lease]]:
    rows = Lease.objects.known(known_on).filter(unit__in=keys).select_related("tenant__enterprise")
    found: dict[Any, list[Lease]] = {}
    for row in rows.order_by("starts_on", "pk"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def month_ends(on: date, count: int) -> list[date]:
    """The last days of the `count` months up to `on`; the newest is `on` itself."""
    from calendar import monthrange

    found = [on]
    year, month = on.year, on.month
    for _ in range(count - 1):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        found.append(date(year, month, monthrange(year, month)[1]))
    return found[::-1]
