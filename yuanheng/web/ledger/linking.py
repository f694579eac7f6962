"""Records and the firms they mean: new ones are linked by the engine, old ones only where no person has decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import connection

from yuanheng.engines.identities import Register
from yuanheng.engines.linkage import link

from .copying import Who
from .models import HUMAN, LinkDecision, Record

BATCH = 2000


def keep_records(
    found: Mapping[str, tuple[Who, str]], *, register: Register, organisation: Any, at: datetime.datetime
) -> int:
    """Make the records that are not there yet, each with the engine's decision; note which bureau names them so.

    Answers how many are new. Two uploads at once wait for each other here, so a record is made once.
    """
    if not found:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, 1)", [0x4C4B])
        cursor.execute(
            "update ledger_record set organisations = organisations || %s::uuid"
            " where record_key = any(%s) and not organisations @> array[%s::uuid]",
            [organisation, list(found), organisation],
        )
    there = set(Record.objects.filter(record_key__in=list(found)).values_list("record_key", flat=True))
    fresh = [_record(key, who, address, organisation, at) for key, (who, address) in found.items() if key not in there]
    decide(fresh, register)
    Record.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh)


def _record(key: str, who: Who, address: str, organisation: Any, at: datetime.datetime) -> Record:
    source, uscc, name, account = who
    return Record(
        record_key=key,
        source=source,
        name=name,
        uscc=uscc,
        address=address,
        account=account,
        first_seen_at=at,
        organisations=[organisation],
    )


def decide(records: Iterable[Record], register: Register) -> None:
    """Set the engine's decision on each record, in memory."""
    rows = list(records)
    if not rows:
        return
    table = pa.table(
        {
            "rec_id": [r.record_key for r in rows],
            "name": [r.name for r in rows],
            "uscc": [r.uscc for r in rows],
            "address": [r.address for r in rows],
        },
        schema=pa.schema([(n, pa.string()) for n in ("rec_id", "name", "uscc", "address")]),
    )
    for record, said in zip(rows, link(table, register).to_pylist(), strict=True):
        firm = UUID(said["right_id"]) if said["right_id"] else None
        decided = said["decision"] == LinkDecision.AUTO
        record.decision, record.evidence = said["decision"], said["evidence"]
        record.probability = said["probability"]
        record.enterprise_id, record.proposed_id = (firm, None) if decided else (None, firm)


ENGINE_FIELDS = ("decision", "evidence", "probability", "enterprise_id", "proposed_id")


def relink(register: Register, *, only: Iterable[Any] | None = None) -> int:
    """Let the engine decide anew every record that no person has; only what changes is written. Answers how many did."""
    rows = Record.objects.exclude(decision__in=HUMAN).select_for_update()
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    changed = []
    for batch in _batches(list(rows)):
        before = [tuple(getattr(r, f) for f in ENGINE_FIELDS) for r in batch]
        decide(batch, register)
        changed += [
            r for r, was in zip(batch, before, strict=True) if tuple(getattr(r, f) for f in ENGINE_FIELDS) != was
        ]
    Record.objects.bulk_update(
        changed, ["decision", "evidence", "probability", "enterprise", "proposed"], batch_size=BATCH
    )
    return len(changed)


def _batches(rows: list[Record]) -> Iterable[list[Record]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
