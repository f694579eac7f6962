"""Two people at one list: a record lies before one of them for some minutes, the other gets the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from yuanheng.web.base.models import User

from ..models import WAITING, Record, ReviewClaim

LEASE = timedelta(minutes=5)
_TAKE = """
insert into ledger_reviewclaim (record_id, by_id, until) values (%s, %s, %s)
on conflict (record_id) do update set by_id = excluded.by_id, until = excluded.until
where ledger_reviewclaim.until <= %s or ledger_reviewclaim.by_id = excluded.by_id
returning record_id
"""


def in_order(waiting: QuerySet[Record]) -> QuerySet[Record]:
    """As they come before a person: what was put off last, the surest first, like names together."""
    return waiting.order_by(F("later_at").asc(nulls_first=True), "-probability", "name", "source", "pk")


def free_for(waiting: QuerySet[Record], user: User, *, at: datetime) -> QuerySet[Record]:
    """Those that do not lie before somebody else."""
    return waiting.exclude(Exists(ReviewClaim.objects.filter(record=OuterRef("pk"), until__gt=at).exclude(by=user)))


@transaction.atomic
def claim_next(waiting: QuerySet[Record], user: User, *, at: datetime) -> Record | None:
    """The record that lies before the user, else the next free one, now theirs for LEASE; None where nothing is left."""
    mine = waiting.filter(claim__by=user, claim__until__gt=at).first()
    if mine is not None and take(mine, user, at=at):
        return mine
    passed: list[Any] = []
    while True:
        rows = in_order(free_for(waiting, user, at=at).exclude(pk__in=passed))
        found = rows.select_for_update(of=("self",), skip_locked=True).first()
        if found is None or take(found, user, at=at):
            return found
        passed.append(found.pk)


def take(record: Record, user: User, *, at: datetime) -> bool:
    """Lay this record before the user, and take any other from them; False where it lies before somebody else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE, [record.pk, user.pk, at + LEASE, at])
        taken = cursor.fetchone() is not None
    if taken:
        ReviewClaim.objects.filter(by=user).exclude(record=record).delete()
    return taken


def let_go(record_id: Any, user: User, *, until: datetime) -> None:
    """The user left the page: the record is free, unless it was laid before them anew since (a page loaded again)."""
    ReviewClaim.objects.filter(record_id=record_id, by=user, until__lte=until).delete()


def held_by_another(record: Record, user: User, *, at: datetime) -> ReviewClaim | None:
    """Whoever has it before them now, other than the user."""
    return ReviewClaim.objects.filter(record=record, until__gt=at).exclude(by=user).select_related("by").first()


def others_at_work(user: User, *, at: datetime) -> int:
    """How many other people have a waiting record before them."""
    rows = ReviewClaim.objects.filter(until__gt=at, record__decision__in=WAITING).exclude(by=user)
    return rows.values("by").distinct().count()
