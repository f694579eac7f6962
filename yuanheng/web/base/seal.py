"""The chain over the audit log: sealed by one process, checked by anybody.

Writers never queue for the chain: they append entries, and the sealer links those that are committed, in its own order
(an entry with a lower number may commit later). Each link's hash covers the link before it and the entry's fixed columns.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from .audit import content_digest, record
from .models import AuditContent, AuditEntry, AuditSeal

FIRST = "0" * 64
LOCK = 0x79685345  # one sealer at a time
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; `broken` names the first link or entry that does not fit, with the reason."""

    links: int
    unsealed: int
    erased: int
    broken: str = ""

    @property
    def holds(self) -> bool:
        """True when every link and every content that is still there fits."""
        return not self.broken


def seal_waiting() -> int:
    """Link every committed entry that has no link yet; answers how many. Does nothing where another sealer works."""
    sealed = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return sealed
            batch = _seal_batch()
        sealed += batch
        if batch < BATCH:
            return sealed


def _seal_batch() -> int:
    last = AuditSeal.objects.order_by("-id").first()
    number, previous = (last.id, last.hash) if last else (0, FIRST)
    links = []
    for entry in AuditEntry.objects.filter(seal__isnull=True).order_by("id")[:BATCH]:
        number += 1
        previous = link_hash(previous, entry)
        links.append(AuditSeal(id=number, entry=entry, hash=previous))
    AuditSeal.objects.bulk_create(links)
    return len(links)


def link_hash(previous: str, entry: AuditEntry) -> str:
    """The hash of the link after `previous` for an entry."""
    parts = (
        previous,
        str(entry.id),
        entry.at.isoformat(),
        str(entry.actor_id or ""),
        str(entry.organisation_id or ""),
        entry.action,
        entry.target_type,
        entry.target_id,
        entry.digest,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def erase_content(*, before: datetime) -> int:
    """Erase the personal content of sealed entries older than `before`; the chain holds without it. Answers how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local yuanheng.erase = 'on'")
        old = AuditContent.objects.filter(entry__at__lt=before, entry__seal__isnull=False)
        erased, _ = old.delete()
        record(None, "base.audit.erased", after={"before": before, "count": erased})
    return erased


def verify_chain() -> Verdict:
    """Recompute every link and every digest whose content was not erased."""
    previous, links, erased, broken = FIRST, 0, 0, ""
    for link in AuditSeal.objects.select_related("entry", "entry__content").order_by("id").iterator(chunk_size=2000):
        links += 1
        if link.id != links:
            broken = f"第 {links} 环缺失"
            break
        previous = link_hash(previous, link.entry)
        if previous != link.hash:
            broken = f"第 {link.id} 环与记录 {link.entry_id} 不符"
            break
        content = getattr(link.entry, "content", None)
        if content is None:
            erased += 1
        elif _digest(content) != link.entry.digest:
            broken = f"记录 {link.entry_id} 的内容被改动"
            break
    return Verdict(
        links=links, unsealed=AuditEntry.objects.filter(seal__isnull=True).count(), erased=erased, broken=broken
    )


def _digest(content: AuditContent) -> str:
    names = ("salt", "actor_name", "address", "target_label", "before", "after")
    return content_digest({name: getattr(content, name) for name in names})
