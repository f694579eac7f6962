"""Which set of shares holds: of those known at a moment, the one with the latest day not after the day asked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yuanheng.engines.pay import Share, check_shares
from yuanheng.web.base.moment import SHANGHAI

from .models import ShareSet


def sets_known(project_ids: Iterable[Any], *, known_at: datetime | None) -> dict[Any, list[ShareSet]]:
    """Every set of the projects as known at a moment, the newest first, with shares and people read."""
    rows = ShareSet.objects.filter(project__in=list(project_ids)).select_related("project", "case", "by", "file")
    if known_at is not None:
        rows = rows.filter(known_at__lte=known_at)
    found: dict[Any, list[ShareSet]] = {}
    for row in rows.prefetch_related("shares__staff").order_by("-holds_from", "-known_at"):
        found.setdefault(row.project_id, []).append(row)
    return found


def set_on(sets: Iterable[ShareSet], day: date) -> ShareSet | None:
    """The set that holds on a day, from sets given newest first."""
    return next((s for s in sets if s.holds_from <= day), None)


def as_shares(found: ShareSet) -> tuple[Share, ...]:
    """As the engine takes them, by staff number."""
    return tuple(Share(s.staff.number, s.role, s.percent) for s in found.shares.all())


def basis_of(found: ShareSet) -> str:
    """Which set it is, in words."""
    known = f"{found.known_at.astimezone(SHANGHAI):%Y-%m-%d} 登记"
    told = f"{found.holds_from} 起,{known}"
    return f"争议 {found.case.number} 裁定,{told}" if found.case else told


def check_rows(rows: Iterable[tuple[str, str, Decimal]], *, where: str) -> None:
    """Refuse rows of (staff number, role, per cent) that are not a whole set."""
    check_shares([Share(*row) for row in rows], where=where)
