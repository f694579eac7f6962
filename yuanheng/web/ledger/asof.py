"""Figures of all enterprises up to a month of a year, as known at the end of a day: what tallies are computed from.

The kept `Figure`s answer for a whole year as known now. Any other question freezes the ledger as it was and measures it
anew; the past does not change, so the answer is remembered.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Lock

import pyarrow.compute as pc
import pyarrow.parquet as pq

from yuanheng.engines.measures import measure_table
from yuanheng.web.enterprises.models import Enterprise

from .models import Figure, FiguresState
from .snapshots import freeze

KEPT = 64
MONTHS_LATE = 3
WHOLE = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class FiguresAsOf:
    """Amounts by measure and enterprise id (text); what is missing is absent, never zero."""

    amounts: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def of(self, measure: str, *, fallback: str = "") -> dict[str, Decimal]:
        """By enterprise; a firm that lacks the measure has the fallback's figure where there is one."""
        own = self.amounts.get(measure, {})
        return {**self.amounts.get(fallback, {}), **own} if fallback else own


def figures_as_of(*, year: int, through: int = 12, known_on: date | None = None) -> FiguresAsOf:
    """Every figure of `year` up to month `through` as known at the end of `known_on` (None: as known now)."""
    key = (year, through, known_on, _state(known_on))
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    figures = _from_kept(year) if known_on is None and through == 12 else _measured(year, through, known_on)
    with _lock:
        _kept[key] = figures
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return figures


@dataclass(frozen=True, slots=True)
class NewestFigures:
    """Amounts by enterprise from January up to `through`, the newest month whose tables have come; 0: none has."""

    amounts: dict[str, Decimal]
    through: int

    def note(self, asked: int) -> str:
        """`数据至 5 月`, where that is earlier than the month asked for."""
        return f"数据至 {self.through} 月" if 0 < self.through < asked else ""


def newest_figures(measure: str, *, year: int, through: int = 12, known_on: date | None = None) -> NewestFigures:
    """The measure up to the newest month that is known, at most three before `through`: tables come after their month.

    A month for which fewer firms than nine tenths of the month before have a figure is still coming in: the month before
    stands until then.
    """
    found: list[tuple[int, dict[str, Decimal]]] = []
    for month in range(through, max(through - MONTHS_LATE - 1, 0), -1):
        amounts = figures_as_of(year=year, through=month, known_on=known_on).of(measure)
        if amounts:
            found.append((month, amounts))
        if len(found) == 2:
            break
    if not found:
        return NewestFigures({}, 0)
    (month, amounts), (before, earlier) = found[0], found[-1]
    return NewestFigures(amounts, month) if len(amounts) >= WHOLE * len(earlier) else NewestFigures(earlier, before)


_kept: OrderedDict[tuple[object, ...], FiguresAsOf] = OrderedDict()
_lock = Lock()


def _state(known_on: date | None) -> object:
    """What the answer rests on besides the question: for now, the ledger's state; for a past day, the database alone."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    state = FiguresState.objects.filter(pk=1).values_list("content_hash", "refreshed_at").first()
    return name, state


def _from_kept(year: int) -> FiguresAsOf:
    amounts: dict[str, dict[str, Decimal]] = {}
    rows = Figure.objects.filter(year=year, amount__isnull=False).values_list("measure", "enterprise_id", "amount")
    for measure, enterprise, amount in rows.iterator(chunk_size=5000):
        amounts.setdefault(measure, {})[str(enterprise)] = amount
    return FiguresAsOf(amounts)


def _measured(year: int, through: int, known_on: date | None) -> FiguresAsOf:
    with tempfile.TemporaryDirectory() as folder:
        frozen = freeze(known_on=known_on, folder=Path(folder))
        facts, links = pq.read_table(frozen.facts_path), pq.read_table(frozen.links_path)
    ids = pc.unique(links.column("right_id")).to_pylist()
    register = Enterprise.objects.filter(pk__in=ids).to_register()
    measured = measure_table(facts, links, register, year=year, through=through)
    subjects = measured.table.column("subject_id").to_pylist()
    amounts: dict[str, dict[str, Decimal]] = {}
    for measure in set(measured.trace.column("measure").to_pylist()):
        cells = measured.table.column(measure).to_pylist()
        amounts[measure] = {s: Decimal(c) for s, c in zip(subjects, cells, strict=True) if c is not None}
    return FiguresAsOf(amounts)
