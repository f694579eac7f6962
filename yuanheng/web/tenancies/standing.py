"""Which records stand on a day, as known on a day: one pass over tenancies, statements, confirmations, settlements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.web.base.moment import end_of

from .models import Confirmation, Holding, Settlement, Side, Statement, Tenancy

Picture = dict[str, Statement]
"""The standing statement of each side."""


@dataclass(slots=True)
class Told:
    """A tenancy with what stands of it: statements by side, confirmations by statement, settlements by figure."""

    tenancy: Tenancy
    said: Picture = field(default_factory=dict)
    confirmed: dict[str, Confirmation] = field(default_factory=dict)
    settled: dict[str, Settlement] = field(default_factory=dict)


def as_known(known_on: date | None) -> Q:
    """Of rows that only grow: those known at the end of the day; None: all."""
    return Q() if known_on is None else Q(known_at__lte=end_of(known_on))


def newest(tenancy: Tenancy, side: str, *, on: date | None = None) -> Statement | None:
    """The standing statement of a side: of those that hold by `on` (None: of all) the one that holds from latest."""
    rows = tenancy.statements.filter(side=side)
    rows = rows if on is None else rows.filter(holds_from__lte=on)
    return rows.order_by("holds_from", "known_at", "pk").last()


def told_on(*, on: date, known_on: date | None, rows: QuerySet[Tenancy] | None = None) -> list[Told]:
    """Every tenancy with what stands of it on the day. Four queries, however many there are."""
    wanted = (Tenancy.objects.all() if rows is None else rows).known(known_on).select_related("owner", "tenant")
    told = {tenancy.pk: Told(tenancy) for tenancy in wanted.order_by("known_at", "pk")}
    statements = Statement.objects.filter(as_known(known_on), tenancy__in=told, holds_from__lte=on)
    for each in statements.order_by("holds_from", "known_at", "pk"):
        told[each.tenancy_id].said[each.side] = each
    for yes in Confirmation.objects.known(known_on).filter(statement__tenancy__in=told).select_related("statement"):
        found = told[yes.statement.tenancy_id]
        standing = found.said.get(yes.statement.side)
        if standing is not None and standing.pk == yes.statement_id:
            found.confirmed[yes.statement.side] = yes
    for word in Settlement.objects.known(known_on).filter(tenancy__in=told).select_related("by"):
        found = told[word.tenancy_id]
        of_now = tuple(_pk(found.said.get(side)) for side in (Side.OWNER, Side.TENANT))
        if (word.owner_statement_id, word.tenant_statement_id) == of_now:
            found.settled[word.what] = word
    return list(told.values())


def _pk(row: Any) -> Any:
    return None if row is None else row.pk


def holdings_on(*, on: date, known_on: date | None, firms: Iterable[Any] | None = None) -> dict[str, list[Holding]]:
    """The holdings that stand on the day, by enterprise id (text)."""
    rows = Holding.objects.known(known_on).filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    rows = rows if firms is None else rows.filter(enterprise__in=firms)
    found: dict[str, list[Holding]] = defaultdict(list)
    for holding in rows.select_related("enterprise").order_by("since", "known_at", "pk"):
        found[str(holding.enterprise_id)].append(holding)
    return found
