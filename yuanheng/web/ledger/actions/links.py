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
from ..models import HUMAN, LinkDecision, Record
from .figures import request_figures


class NothingToUndoError(YuanhengError):
    """A record that no person has decided."""

    kind = "nothing_to_undo"


def _locked(record: Record) -> Record:
    return Record.objects.select_for_update(of=("self",)).select_related("enterprise", "proposed").get(pk=record.pk)


def _said(record: Record) -> dict[str, Any]:
    return {
        "decision": record.decision,
        "enterprise": str(record.enterprise) if record.enterprise else None,
        "why": record.why,
    }


@transaction.atomic
def link_record(record: Record, firm: Enterprise, *, by: User, why: str, at: datetime) -> Record:
    """This record means that firm."""
    record = _locked(record)
    before = _said(record)
    record.enterprise, record.decision = firm, LinkDecision.LINKED
    _sign(record, by=by, why=why, at=at)
    log(by, "ledger.record.linked", target=record, before=before, after=_said(record))
    request_figures()
    return record


@transaction.atomic
def link_to_new(record: Record, *, by: User, why: str, at: datetime, **values: Any) -> Record:
    """This record means a firm that the register does not have yet."""
    firm = create_enterprise(by=by, **values)
    return link_record(record, firm, by=by, why=why or "新登记企业", at=at)


@transaction.atomic
def set_outside(record: Record, *, by: User, why: str, at: datetime) -> Record:
    """This record is of no firm of the zone."""
    record = _locked(record)
    before = _said(record)
    record.enterprise, record.decision = None, LinkDecision.OUTSIDE
    _sign(record, by=by, why=why, at=at)
    log(by, "ledger.record.set_outside", target=record, before=before, after=_said(record))
    request_figures()
    return record


def _sign(record: Record, *, by: User, why: str, at: datetime) -> None:
    record.decided_by, record.decided_at, record.why = by, at, why
    record.save()


@transaction.atomic
def undo_decision(record: Record, *, by: User) -> Record:
    """Take the person's word back; the engine decides again.

    Raises:
        NothingToUndoError: no person has decided.
    """
    record = _locked(record)
    if record.decision not in HUMAN:
        raise NothingToUndoError(
            where=str(record), found=record.get_decision_display(), expected="人工核定过的记录", advice="无需撤销"
        )
    before = _said(record)
    record.enterprise, record.decision = None, LinkDecision.NONE
    record.decided_by, record.decided_at, record.why = None, None, ""
    record.save()
    relink(Enterprise.objects.all().to_register(), only=[record.pk])
    record = _locked(record)
    log(by, "ledger.record.undone", target=record, before=before, after=_said(record))
    request_figures()
    return record
