"""A department's account or key, once linked, stays linked: what an earlier record says of the next month's writing.

Three keys tie records of one source together, the strongest first: the account, the code, the name. A person's word on
any of them holds for the next writing; an automatic link holds for the same account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from yuanheng.web.enterprises.keys import folded, pairs

from .models import HUMAN, LinkDecision, Record, Rejection

KEYS = (("account", "户号"), ("uscc", "代码"), ("name", "名称"))


@dataclass(frozen=True, slots=True)
class Kept:
    """The earlier record, by which key it holds, and that key's word."""

    origin: Record
    key: str
    words: str

    @property
    def human(self) -> bool:
        """A person decided it."""
        return self.origin.decision in HUMAN


def kept_links(records: Sequence[Record]) -> dict[str, Kept]:
    """For each record whose key was decided before: the record that decided it. Nothing where the key's records disagree."""
    earlier = list(_related(records))
    found = {}
    for record in records:
        for key, words in KEYS:
            value = getattr(record, key)
            same = [r for r in earlier if value and r.pk != record.pk and _ties(r, record, key)] if value else []
            if same and len({(r.enterprise_id, r.decision == LinkDecision.OUTSIDE) for r in same}) == 1:
                found[record.record_key] = Kept(_root(same), key, words)
                break
    return found


def _ties(earlier: Record, record: Record, key: str) -> bool:
    """An automatic link is tied by its account alone: a name or a code is the engine's to judge anew."""
    if earlier.source != record.source or getattr(earlier, key) != getattr(record, key):
        return False
    return key == "account" or earlier.decision in HUMAN


def _root(same: list[Record]) -> Record:
    """A person's word before the engine's, the one that was first before those that follow it."""
    return min(same, key=lambda r: (r.decision not in HUMAN, r.kept_from_id is not None, r.first_seen_at, str(r.pk)))


def _related(records: Sequence[Record]) -> Iterable[Record]:
    wanted = Q(pk__in=[])
    for key, _ in KEYS:
        values = {getattr(r, key) for r in records} - {""}
        wanted |= Q(**{f"{key}__in": values}) if values else Q(pk__in=[])
    decided = (LinkDecision.AUTO, *HUMAN)
    return Record.objects.filter(wanted, decision__in=decided, source__in={r.source for r in records})


def ruled_out(records: Sequence[Record]) -> dict[str, set[str]]:
    """For each record the firms that a person said it, or another writing of its account, is not."""
    sources, accounts = {r.source for r in records}, {r.account for r in records} - {""}
    rows = Rejection.objects.filter(undone_at__isnull=True).filter(
        Q(record__in=[r.pk for r in records]) | Q(record__account__in=accounts, record__source__in=sources)
    )
    by_key: dict[Any, set[str]] = {}
    for pk, source, account, firm in rows.values_list(
        "record_id", "record__source", "record__account", "enterprise_id"
    ):
        by_key.setdefault(pk, set()).add(str(firm))
        if account:
            by_key.setdefault((source, account), set()).add(str(firm))
    return {
        r.record_key: by_key.get(r.pk, set()) | (by_key.get((r.source, r.account), set()) if r.account else set())
        for r in records
    }


def likeness(one: str, other: str) -> float:
    """Share of the two-character pieces of the shorter name that the longer one has (0 to 1)."""
    left, right = pairs(folded(one)), pairs(folded(other))
    if not left or not right:
        return float(folded(one) == folded(other))
    return len(left & right) / min(len(left), len(right))
