"""Records and the firms they mean: new ones are linked by the engine, old ones only while they wait.

What is decided stays: an automatic link, a person's word, and either of them for the next writing of the same account.
A run looks only at what waits, so adding a firm changes no stored decision; where the engine would now decide an automatic
link otherwise, that is written beside it as a doubt.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from yuanheng.engines.identities import Register

from .copying import Who
from .keeping import Kept, kept_links, likeness, ruled_out
from .models import WAITING, LinkDecision, Record, Relation
from .proposals import Said, ask

BATCH = 2000
PROBABLE = 0.5  # the engine thinks rather of this firm than of none
ALIKE = 0.3  # share of two-character pieces that two writings of one account have in common at least
ENGINE_FIELDS = (
    "decision", "evidence", "probability", "enterprise_id", "proposed_id", "candidates", "kept_from_id", "relation",
    "decided_by_id", "decided_at", "why", "doubt",
)  # fmt: skip
WRITTEN = [name.removesuffix("_id") for name in ENGINE_FIELDS]


def keep_records(
    found: Mapping[str, tuple[Who, str]], *, register: Register, organisation: Any, at: datetime.datetime
) -> int:
    """Make the records that are not there yet, each with its decision; note which bureau names them so.

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
    decide(fresh, register, fresh=True)
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


def decide(records: Iterable[Record], register: Register, *, fresh: bool = False) -> None:
    """Set the decision on each record, in memory: what was decided for its key before, else the engine's.

    `fresh` records are those of a new file, in no particular order.
    """
    rows = list(records)
    if not rows:
        return
    kept, away = kept_links(rows), ruled_out(rows)
    for record, said in zip(rows, ask(rows, register, refused=away, fresh=fresh), strict=True):
        _engines(record, said)
        if before := kept.get(record.record_key):
            _kept(record, before)


def _engines(record: Record, said: Said) -> None:
    """The engine's word, taken over as it is."""
    decided = said.decision == LinkDecision.AUTO
    record.decision, record.probability, record.evidence = said.decision, said.probability, said.evidence
    record.candidates = [c.as_json() for c in said.candidates]
    meant = UUID(said.firm) if said.firm else None
    record.enterprise_id, record.proposed_id = (meant, None) if decided else (None, meant)
    record.kept_from, record.relation = None, Relation.OWN
    record.decided_by_id, record.decided_at, record.why, record.doubt = None, None, "", ""


def _kept(record: Record, before: Kept) -> None:
    """The earlier link holds on, unless the new writing speaks of somebody else: then a person is asked."""
    origin, meant = before.origin, record.enterprise_id or record.proposed_id
    agrees = meant is not None and meant == origin.enterprise_id
    if not agrees and record.decision == LinkDecision.AUTO and before.key != "account":
        return
    if not agrees and _of_another(record, before):
        _contradiction(record, before, meant)
        return
    record.kept_from = origin
    record.decision, record.enterprise_id, record.proposed_id = origin.decision, origin.enterprise_id, None
    record.relation, record.probability, record.candidates = origin.relation, origin.probability, []
    record.decided_by_id, record.decided_at = origin.decided_by_id, origin.decided_at
    written = getattr(record, before.key)
    record.evidence = f"沿用:{before.words} {written} 此前的归户(当时写作“{origin.name}”)"
    record.why = origin.why


def _of_another(record: Record, before: Kept) -> bool:
    """The engine thinks of another firm, or the name has nothing left of what was written before."""
    probable = record.proposed_id is not None and record.probability >= PROBABLE
    likely_other = record.decision == LinkDecision.AUTO or probable
    return likely_other or likeness(record.name, before.origin.name) < ALIKE


def _contradiction(record: Record, before: Kept, meant: UUID | None) -> None:
    origin = before.origin
    was = str(origin.enterprise) if origin.enterprise_id else "不属于本区"
    record.evidence = (
        f"{before.words} {getattr(record, before.key)} 此前归到“{was}”(当时写作“{origin.name}”),"
        "现在的名称不同:可能已过户"
    )
    listed = {str(c["firm"]): c for c in record.candidates}
    for firm in (meant, origin.enterprise_id):
        if firm is not None:
            listed.setdefault(str(firm), {"firm": str(firm), "probability": 0.5, "evidence": []})
    record.candidates = list(listed.values())
    record.decision, record.probability = LinkDecision.REVIEW, min(record.probability, 0.5)
    record.enterprise_id, record.proposed_id = None, meant or origin.enterprise_id


def relink(register: Register, *, only: Iterable[Any] | None = None) -> int:
    """Decide anew what waits (or `only` these); only what changes is written. Answers how many records did."""
    rows = Record.objects.select_for_update(of=("self",))
    rows = rows.filter(decision__in=WAITING) if only is None else rows.filter(pk__in=list(only))
    changed: list[Record] = []
    for batch in _batches(list(rows.order_by("first_seen_at", "pk"))):
        before = [_state(r) for r in batch]
        decide(batch, register)
        changed += [r for r, was in zip(batch, before, strict=True) if _state(r) != was]
    Record.objects.bulk_update(changed, WRITTEN, batch_size=BATCH)
    return len(changed) + (_doubts(register) if only is None else 0)


def _doubts(register: Register) -> int:
    """Write beside automatic links where the engine, with the register of now, would no longer be sure of that firm."""
    changed: list[Record] = []
    rows = Record.objects.filter(decision=LinkDecision.AUTO, kept_from__isnull=True).order_by("pk")
    for batch in _batches(list(rows)):
        for record, said in zip(batch, ask(batch, register), strict=True):
            doubt = _doubt(record, said, register)
            if doubt != record.doubt:
                record.doubt = doubt
                changed.append(record)
    Record.objects.bulk_update(changed, ["doubt"], batch_size=BATCH)
    return len(changed)


def _doubt(record: Record, said: Said, register: Register) -> str:
    if said.decision == LinkDecision.AUTO and said.firm == str(record.enterprise_id):
        return ""
    other = register.by_id.get(said.firm)
    if other is None:
        return f"按现在的名录,系统不再认为是这一家:{said.evidence}"
    sure = "会归到" if said.decision == LinkDecision.AUTO else "不能确定,先想到"
    return f"按现在的名录,系统{sure}“{other.name}”({said.probability:.0%}):{said.evidence}"


def _state(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in ENGINE_FIELDS)


def _batches(rows: Sequence[Record]) -> Iterable[Sequence[Record]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
