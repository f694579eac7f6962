"""Accept everything above a probability at once, after a drawn sample was looked at; one wrong one refuses it all."""

from __future__ import annotations

import random
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record as log
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..linking import relink
from ..models import WAITING, BulkAcceptance, BulkState, LinkDecision, Record, Rejection, ReviewClaim
from ..proposals import current_register
from .figures import request_figures

SAMPLE = 20


class BulkError(YuanhengError):
    """The batch is not in the state that this step needs, or there is nothing to accept."""

    kind = "bulk"


def above(waiting: QuerySet[Record], threshold: Decimal) -> QuerySet[Record]:
    """The waiting records whose proposed firm reaches the probability."""
    return waiting.filter(decision=LinkDecision.REVIEW, proposed__isnull=False, probability__gte=float(threshold))


@transaction.atomic
def draw_batch(
    waiting: QuerySet[Record], *, threshold: Decimal, by: User, at: datetime, chance: random.Random
) -> BulkAcceptance:
    """Fix which records would be accepted, and draw the sample by `chance`.

    Raises:
        BulkError: no waiting record reaches the threshold.
    """
    rows = list(above(waiting, threshold).order_by("pk").values_list("pk", "proposed_id"))
    if not rows:
        raise BulkError(
            where="批量接受",
            found=f"没有概率不低于 {threshold:%} 的待核记录",
            expected="至少一条",
            advice="降低概率下限",
        )
    sample = chance.sample([pk for pk, _ in rows], min(SAMPLE, len(rows)))
    proposals = {str(pk): str(firm) for pk, firm in rows}
    batch = BulkAcceptance.objects.create(by=by, made_at=at, threshold=threshold, proposals=proposals, sample=sample)
    log(by, "ledger.bulk.drawn", target=batch, after={"threshold": threshold, "records": len(rows)})
    return batch


def _locked(batch: BulkAcceptance, *, state: str, expected: str) -> BulkAcceptance:
    batch = BulkAcceptance.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != state:
        raise BulkError(where=str(batch), found=batch.get_state_display(), expected=expected, advice="刷新页面再看")
    return batch


@transaction.atomic
def judge(batch: BulkAcceptance, pk: Any, *, right: bool, by: User, at: datetime) -> BulkAcceptance:
    """One record of the sample is right or wrong; a wrong one is ruled out and refuses the whole batch.

    Raises:
        BulkError: the batch is closed, or the record is not of its sample.
    """
    batch = _locked(batch, state=BulkState.CHECKING, expected="正在抽查的批次")
    if str(pk) not in {str(drawn) for drawn in batch.sample}:
        raise BulkError(where=str(batch), found="没有抽中的记录", expected="抽中的记录", advice="只核对抽中的记录")
    record = Record.objects.get(pk=pk)
    batch.verdicts = {**batch.verdicts, str(record.pk): right}
    if not right:
        batch.state, batch.ended_at = BulkState.REFUSED, at
        firm = Enterprise.objects.get(pk=batch.proposals[str(record.pk)])
        Rejection.objects.get_or_create(
            record=record, enterprise=firm, undone_at=None, defaults={"by": by, "at": at, "why": "批量抽查不对"}
        )
        relink(current_register(), only=[record.pk])
    batch.save()
    log(by, "ledger.bulk.judged", target=batch, after={"record": str(record), "right": right})
    return batch


@transaction.atomic
def accept_batch(batch: BulkAcceptance, *, by: User, at: datetime) -> BulkAcceptance:
    """Link all that still wait with the same proposal and lie before nobody else; each is signed by the person.

    Raises:
        BulkError: the sample is not checked to its end, or the batch is closed.
    """
    batch = _locked(batch, state=BulkState.CHECKING, expected="正在抽查的批次")
    checked = sum(bool(batch.verdicts.get(str(pk))) for pk in batch.sample)
    if checked < len(batch.sample):
        raise BulkError(
            where=str(batch),
            found=f"抽中 {len(batch.sample)} 条,核对了 {checked} 条",
            expected="全部核对",
            advice="先核对完",
        )
    busy = ReviewClaim.objects.filter(until__gt=at).exclude(by=by).values("record_id")
    rows = Record.objects.select_for_update(of=("self",)).filter(pk__in=list(batch.proposals), decision__in=WAITING)
    why = f"批量接受:概率不低于 {batch.threshold:.1%},抽查 {checked} 条全部正确"
    done = [r for r in rows.exclude(pk__in=busy) if str(r.proposed_id) == batch.proposals[str(r.pk)]]
    for record in done:
        record.enterprise_id, record.decision, record.batch = record.proposed_id, LinkDecision.LINKED, batch
        record.decided_by, record.decided_at, record.why = by, at, why
        record.later_at = None
    fields = ["enterprise", "decision", "batch", "decided_by", "decided_at", "why", "later_at"]
    Record.objects.bulk_update(done, fields, batch_size=1000)
    ReviewClaim.objects.filter(record__in=done).delete()
    batch.state, batch.accepted, batch.ended_at = BulkState.ACCEPTED, len(done), at
    batch.save()
    log(by, "ledger.bulk.accepted", target=batch, after={"records": len(done), "threshold": batch.threshold})
    request_figures()
    return batch


@transaction.atomic
def undo_batch(batch: BulkAcceptance, *, by: User, at: datetime) -> BulkAcceptance:
    """Take the whole acceptance back, but for what a person decided anew since; the engine decides again.

    Raises:
        BulkError: the batch is not an accepted one.
    """
    batch = _locked(batch, state=BulkState.ACCEPTED, expected="已接受的批次")
    rows = Record.objects.select_for_update(of=("self",)).filter(batch=batch)
    pks: list[Any] = list(rows.values_list("pk", flat=True))
    pks += Record.objects.filter(kept_from__in=pks).values_list("pk", flat=True)
    Record.objects.filter(pk__in=pks).update(
        enterprise=None,
        decision=LinkDecision.NONE,
        batch=None,
        decided_by=None,
        decided_at=None,
        why="",
        kept_from=None,
    )
    relink(current_register(), only=pks)
    batch.state, batch.ended_at = BulkState.UNDONE, at
    batch.save()
    log(by, "ledger.bulk.undone", target=batch, after={"records": len(pks)})
    request_figures()
    return batch
