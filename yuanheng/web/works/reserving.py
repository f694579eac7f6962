"""The reserves of the parks as they stand: facts, expansions done, promises; one answer for every page and check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from yuanheng.web.admission.policy.checks import load_parks
from yuanheng.web.base.moment import end_of
from yuanheng.web.projects.models import Project

from .models import CapacityFact, Reservation, Work
from .models.utilities import UtilityKind
from .policy.reserves import Added, Fact, Left, Promised, reserve_of

Place = tuple[str, str]


def parks() -> dict[str, str]:
    """The parks inside the zone by code."""
    return load_parks()


def facts_by_day(*, on: date, known_on: date | None = None) -> dict[Place, list[CapacityFact]]:
    """Of each park and utility the facts that hold, a day each, the newest first."""
    rows, moment = CapacityFact.objects.filter(as_of__lte=on), end_of(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    found: dict[Place, list[CapacityFact]] = defaultdict(list)
    for row in rows.order_by("park", "kind", "-as_of", "-known_at", "-pk").distinct("park", "kind", "as_of"):
        found[row.park, row.kind].append(row)
    return found


def reserves(*, on: date, known_on: date | None = None, but: Any = None, park: str = "") -> dict[Place, Left | None]:
    """The reserve of every utility of every park (or one), without the promises to the project `but`."""
    newest = {place: rows[0] for place, rows in facts_by_day(on=on, known_on=known_on).items()}
    added, promised = _added(on), _promised(on, known_on)
    wanted = [park] if park else list(parks())
    return {
        (code, kind): reserve_of(
            _fact(newest.get((code, kind))), added[code, kind], promised[code, kind], on=on, but=but
        )
        for code in wanted
        for kind in UtilityKind.values
    }


def _fact(row: CapacityFact | None) -> Fact | None:
    return None if row is None else Fact(row.as_of, row.capacity, row.contracted, row.used)


def _added(on: date) -> dict[Place, list[Added]]:
    found: dict[Place, list[Added]] = defaultdict(list)
    for work in Work.objects.filter(kind="utility", done_on__lte=on, adds__isnull=False):
        assert work.done_on is not None
        found[work.park, work.utility].append(Added(work.done_on, work.adds or Decimal(0), work.name))
    return found


def _promised(on: date, known_on: date | None) -> dict[Place, list[Promised]]:
    rows, moment = Reservation.objects.filter(promised_on__lte=on), end_of(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    found: dict[Place, list[Promised]] = defaultdict(list)
    for row in rows:
        promise = Promised(row.project_id, row.amount, row.promised_on, row.until, row.contracted_on, row.released_on)
        found[row.park, row.kind].append(promise)
    return found


def standing_promises(*, on: date) -> Iterable[Reservation]:
    """Promises not released, by the day they end."""
    rows = Reservation.objects.filter(promised_on__lte=on).filter(Q(released_on__isnull=True) | Q(released_on__gt=on))
    return rows.select_related("project").order_by("until")


def for_admission(park: str, on: date, project: Project | None) -> dict[str, tuple[Decimal, date]]:
    """What admission's checks take instead of the told reserve: by utility the amount left and the day of its fact."""
    left = reserves(on=on, but=project.pk if project is not None else None, park=park) if park else {}
    return {
        kind: (max(found.amount, Decimal(0)), found.as_of) for (_, kind), found in left.items() if found is not None
    }
