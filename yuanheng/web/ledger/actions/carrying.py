"""What people settled stays settled when a file is read again: decisions and notes pass to the same cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..models import Fact, FactDecision, ProblemRow, Reading


def carry_over(old: Sequence[Reading], made: Sequence[Reading], *, at: datetime) -> None:
    """From superseded readings to those of the same name that took their place."""
    by_name = {reading.name: reading for reading in made}
    for before in old:
        after = by_name.get(before.name)
        if after is not None:
            _carry_decisions(before, after, at=at)
            _carry_problems(before, after)


def _carry_decisions(before: Reading, after: Reading, *, at: datetime) -> None:
    """A decision holds for the cell, as long as it says the same figure of the same measure and period."""
    decisions = FactDecision.objects.filter(fact__reading=before, undone_at__isnull=True).select_related("fact")
    if not decisions:
        return
    cells = {d.fact.cell for d in decisions}
    now = {_same(f): f for f in Fact.objects.filter(reading=after, cell__in=cells)}
    FactDecision.objects.bulk_create(
        [
            FactDecision(fact=now[_same(d.fact)], group=d.group, verdict=d.verdict, why=d.why, by=d.by, at=at)
            for d in decisions
            if _same(d.fact) in now
        ]
    )


def _same(fact: Fact) -> tuple[object, ...]:
    return fact.sheet, fact.cell, fact.measure, fact.period, fact.amount, fact.record_key


def _carry_problems(before: Reading, after: Reading) -> None:
    settled = {
        (p.kind, p.sheet, p.cell, p.found): p
        for p in ProblemRow.objects.filter(reading=before, settled_at__isnull=False)
    }
    if not settled:
        return
    changed = []
    for row in ProblemRow.objects.filter(reading=after):
        was = settled.get((row.kind, row.sheet, row.cell, row.found))
        if was is not None:
            row.settled_at, row.settled_by, row.settled_note = was.settled_at, was.settled_by, was.settled_note
            changed.append(row)
    ProblemRow.objects.bulk_update(changed, ["settled_at", "settled_by", "settled_note"])
