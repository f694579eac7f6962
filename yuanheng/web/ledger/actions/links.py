"""A person says which firm a record means. No run overrules it; it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record as log
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.actions.firms import create_enterprise
from yuanheng.web.enterprises.models import Enterprise

from ..linking import relink
from ..models import (
    DECIDED,
    HUMAN,
    WAITING,
    BulkAcceptance,
    FirmEntry,
    LinkDecision,
    Record,
    Rejection,
    Relation,
    ReviewClaim,
)  # fmt: skip
from ..proposals import current_register
from .claims import held_by_another
from .entries import Undone, entry_of, withdraw
from .figures import request_figures


class NothingToUndoError(YuanhengError):
    """A record that no person has decided."""

    kind = "nothing_to_undo"


class AlreadyDecidedError(YuanhengError):
    """Somebody else was faster, or has the record before them."""

    kind = "already_decided"


def locked(record: Record) -> Record:
    """The record as it stands, locked."""
    return (
        Record.objects.select_for_update(of=("self",))
        .select_related("enterprise", "proposed", "decided_by")
        .get(pk=record.pk)
    )


def still_waiting(record: Record, *, by: User, at: datetime) -> Record:
    """The locked record, where it waits and lies before nobody else.

    Raises:
        AlreadyDecidedError: it was decided meanwhile, or somebody else has it before them.
    """
    record = locked(record)
    if record.decision not in WAITING:
        who = f"{record.decided_by}已核定为" if record.decided_by else "系统已判断为"
        raise AlreadyDecidedError(
            where=str(record), found=f"{who}“{record.get_decision_display()}”", expected="待核的记录", advice="看下一条"
        )
    if claim := held_by_another(record, by, at=at):
        raise AlreadyDecidedError(
            where=str(record), found=f"{claim.by} 正在核对这一条", expected="没有人在核对的记录", advice="看下一条"
        )
    return record


def said_of(record: Record) -> dict[str, Any]:
    """What the log keeps of a record's link."""
    return {
        "decision": record.decision,
        "enterprise": str(record.enterprise) if record.enterprise else None,
        "relation": record.relation,
        "why": record.why,
    }


@transaction.atomic
def link_record(
    record: Record,
    firm: Enterprise,
    *,
    by: User,
    why: str,
    at: datetime,
    relation: str = Relation.OWN,
    batch: BulkAcceptance | None = None,
) -> Record:
    """This record means that firm, or a branch of it that is no firm of the register."""
    record = locked(record)
    before = said_of(record)
    record.enterprise, record.decision, record.relation = firm, LinkDecision.LINKED, relation
    record.batch = batch
    _sign(record, by=by, why=why, at=at)
    Rejection.objects.filter(record=record, enterprise=firm, undone_at__isnull=True).update(undone_at=at)
    log(by, "ledger.record.linked", target=record, before=before, after=said_of(record))
    request_figures()
    return record


@transaction.atomic
def link_to_new(record: Record, *, by: User, why: str, at: datetime, **values: Any) -> Record:
    """This record means a firm that the register does not have yet."""
    firm = create_enterprise(by=by, **values)
    FirmEntry.objects.create(enterprise=firm, record=record, by=by, at=at)
    return link_record(record, firm, by=by, why=why or "新登记企业", at=at)


@transaction.atomic
def set_outside(record: Record, *, by: User, why: str, at: datetime) -> Record:
    """This record is of no firm of the zone."""
    record = locked(record)
    before = said_of(record)
    record.enterprise, record.decision, record.relation = None, LinkDecision.OUTSIDE, Relation.OWN
    _sign(record, by=by, why=why, at=at)
    log(by, "ledger.record.set_outside", target=record, before=before, after=said_of(record))
    request_figures()
    return record


def _sign(record: Record, *, by: User, why: str, at: datetime) -> None:
    record.decided_by, record.decided_at, record.why = by, at, why
    record.kept_from, record.later_at, record.doubt = None, None, ""
    record.save()
    ReviewClaim.objects.filter(record=record).delete()


@transaction.atomic
def undo_decision(record: Record, *, by: User) -> Undone:
    """Take the person's word back, with what was kept on by it, and a firm that was entered with it; the engine decides again.

    Raises:
        NothingToUndoError: no person has decided.
    """
    record = locked(record)
    if record.decision not in HUMAN:
        raise NothingToUndoError(
            where=str(record), found=record.get_decision_display(), expected="人工核定过的记录", advice="无需撤销"
        )
    before, entry = said_of(record), entry_of(record)
    followers = list(Record.objects.filter(kept_from=record).values_list("pk", flat=True))
    _unsign([record.pk, *followers])
    held, others = withdraw(entry, by=by) if entry else ((), [])
    relink(current_register(), only=[record.pk, *followers, *others])
    undone = Undone(locked(record), str(entry.enterprise) if entry else "", held)
    after = {**said_of(undone.record), "followers": len(followers), "entered": undone.said}
    log(by, "ledger.record.undone", target=undone.record, before=before, after=after)
    request_figures()
    return undone


@transaction.atomic
def release_automatic(record: Record, *, by: User, at: datetime, why: str) -> Record:
    """An automatic link is not right: the firm is ruled out, and the record waits for a person.

    Raises:
        NothingToUndoError: the engine has not linked it.
    """
    record = locked(record)
    if record.decision not in DECIDED or record.decision in HUMAN or record.enterprise is None:
        raise NothingToUndoError(
            where=str(record), found=record.get_decision_display(), expected="自动归户的记录", advice="直接核定即可"
        )
    before = said_of(record)
    Rejection.objects.create(record=record, enterprise=record.enterprise, by=by, at=at, why=why)
    followers = list(Record.objects.filter(kept_from=record).values_list("pk", flat=True))
    _unsign([record.pk, *followers])
    relink(current_register(), only=[record.pk, *followers])
    record = locked(record)
    log(by, "ledger.record.released", target=record, before=before, after={**said_of(record), "why": why})
    request_figures()
    return record


def _unsign(pks: list[Any]) -> None:
    for row in Record.objects.filter(pk__in=pks):
        row.enterprise, row.decision, row.relation = None, LinkDecision.NONE, Relation.OWN
        row.decided_by, row.decided_at, row.why, row.kept_from, row.batch = None, None, "", None, None
        row.save()
