"""One key, one decision: what a person says of the record before them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record as log
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..linking import relink
from ..models import Record, Rejection, Relation, ReviewClaim
from ..proposals import current_register
from .claims import take
from .entries import Undone
from .links import NothingToUndoError, link_record, link_to_new, locked, set_outside, still_waiting, undo_decision


@transaction.atomic
def say_same(
    record: Record, firm: Enterprise, *, by: User, at: datetime, branch: bool = False, why: str = ""
) -> Record:
    """It is that firm; or a branch of that firm, which the register has no unit of its own for."""
    record = still_waiting(record, by=by, at=at)
    relation = Relation.BRANCH if branch else Relation.OWN
    return link_record(record, firm, by=by, why=why or _why(record, firm, branch), at=at, relation=relation)


def _why(record: Record, firm: Enterprise, branch: bool) -> str:
    chance = next((c["probability"] for c in record.candidates if c["firm"] == str(firm.pk)), None)
    told = "逐条核对" if chance is None else f"逐条核对(系统估计概率 {chance:.1%})"
    return f"{told},分支机构" if branch else told


@transaction.atomic
def say_different(record: Record, firm: Enterprise, *, by: User, at: datetime, why: str = "") -> Record:
    """It is not that firm: ruled out for this account or key; the next candidate comes first. The record still waits."""
    record = still_waiting(record, by=by, at=at)
    _, made = Rejection.objects.get_or_create(
        record=record, enterprise=firm, undone_at=None, defaults={"by": by, "at": at, "why": why}
    )
    if made:
        relink(current_register(), only=[record.pk])
        log(by, "ledger.record.ruled_out", target=record, after={"enterprise": str(firm), "why": why})
    return locked(record)


@transaction.atomic
def say_new(record: Record, *, by: User, at: datetime, **values: Any) -> Record:
    """It is a firm that the register lacks."""
    record = still_waiting(record, by=by, at=at)
    return link_to_new(record, by=by, why="", at=at, **values)


@transaction.atomic
def say_outside(record: Record, *, by: User, at: datetime, why: str) -> Record:
    """It is of no firm of the zone."""
    record = still_waiting(record, by=by, at=at)
    return set_outside(record, by=by, why=why, at=at)


@transaction.atomic
def say_later(record: Record, *, by: User, at: datetime) -> Record:
    """Not now: it comes again when the rest is done."""
    record = still_waiting(record, by=by, at=at)
    record.later_at = at
    record.save(update_fields=["later_at"])
    ReviewClaim.objects.filter(record=record).delete()
    log(by, "ledger.record.put_off", target=record)
    return record


@transaction.atomic
def undo_last(*, by: User, at: datetime) -> Undone:
    """Take back the person's own last word, a decision or a ruling-out; the record lies before them again.

    Raises:
        NothingToUndoError: nothing of theirs stands.
    """
    decided = Record.objects.filter(decided_by=by, kept_from__isnull=True, batch__isnull=True)
    last = decided.order_by("-decided_at").first()
    ruled = Rejection.objects.filter(by=by, undone_at__isnull=True).select_related("record").order_by("-at").first()
    if last is None and ruled is None:
        raise NothingToUndoError(where="归户核对", found="没有您的决定", expected="刚作过的决定", advice="无需撤销")
    if ruled is not None and (last is None or last.decided_at is None or ruled.at > last.decided_at):
        undone = Undone(undo_ruling_out(ruled, by=by, at=at))
    else:
        assert last is not None
        undone = undo_decision(last, by=by)
    take(undone.record, by, at=at)
    return undone


@transaction.atomic
def undo_ruling_out(ruled: Rejection, *, by: User, at: datetime) -> Record:
    """The firm may be proposed again."""
    ruled = Rejection.objects.select_for_update(of=("self",)).select_related("record", "enterprise").get(pk=ruled.pk)
    ruled.undone_at = at
    ruled.save(update_fields=["undone_at"])
    relink(current_register(), only=[ruled.record_id])
    record = locked(ruled.record)
    log(by, "ledger.record.ruled_in", target=record, after={"enterprise": str(ruled.enterprise)})
    return record
