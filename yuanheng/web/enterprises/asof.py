"""The register of enterprises as it was known at the end of a day, with each firm's status on the day asked about."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from yuanheng.engines import identities
from yuanheng.web.base.moment import end_of

from .life import courses
from .models import Enterprise, FormerName, LifeEvent

SAME = tuple(f.name for f in dataclasses.fields(identities.Enterprise) if f.name not in ("id", "former_names", "uscc"))


def register_known(
    *, known_on: date | None = None, on: date | None = None, linked: Iterable[str] = ()
) -> identities.Register:
    """The register as known at the end of `known_on` (None: now); events give the status on the day `on`.

    A firm entered later is not in it, unless a table that was known then means it (`linked`: ids as text): then it stands with
    its first writing. So a zone that begins with old ledgers has its firms in the past as well.
    """
    firms = Enterprise.objects.to_register() if known_on is None else _then(known_on, {UUID(pk) for pk in linked if pk})
    known = courses(known_on=known_on)
    if not known:
        return firms
    day = on or known_on or date.max
    return identities.Register.of([_on(firm, known.get(UUID(firm.id)), day) for firm in firms])


def _on(firm: identities.Enterprise, course: Any, day: date) -> identities.Enterprise:
    if course is None:
        return firm
    status = course.on(day, own=firm.status)
    return firm if status == firm.status else dataclasses.replace(firm, status=status)


def _then(known_on: date, linked: set[UUID]) -> identities.Register:
    """From the versions that the table keeps of every firm; three queries."""
    at = end_of(known_on)
    versions = Enterprise.pgh_event_model.objects  # type: ignore[attr-defined]
    newest = versions.filter(pgh_created_at__lte=at).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    rows = {row.pgh_obj_id: row for row in newest}
    late = linked - set(rows)
    first = versions.filter(pgh_obj_id__in=late).order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id")
    rows |= {row.pgh_obj_id: row for row in first}
    former = _former_then(at)
    return identities.Register.of([_engine(pk, rows[pk], former.get(pk, ())) for pk in sorted(rows)])


def _former_then(at: Any) -> dict[UUID, list[str]]:
    """Former names recorded by then, and those that an event standing then had given."""
    found: dict[UUID, list[str]] = defaultdict(list)
    kept = FormerName.objects.filter(recorded_at__lte=at).order_by("recorded_at").values_list("enterprise_id", "name")
    given = LifeEvent.objects.standing(at).filter(kind="renamed").order_by("happened_on")
    for firm, name in [*kept, *given.values_list("enterprise_id", "old_name")]:
        if name not in found[firm]:
            found[firm].append(name)
    return found


def _engine(pk: UUID, row: Any, former: Iterable[str]) -> identities.Enterprise:
    same = {name: getattr(row, name) for name in SAME}
    names = tuple(name for name in former if name != row.name)
    return identities.Enterprise(id=str(pk), uscc=row.uscc or "", former_names=names, **same)
