"""Figures of all enterprises up to a month of a year, as known at the end of a day: what tallies are computed from.

The kept `Figure`s answer for a whole year as known now. Any other question freezes the ledger as it was and measures it
anew; the past does not change, so the answer is remembered.
"""

from __future__ import annotations

import tempfile
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Lock

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Count, Q, QuerySet

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.measures import Measured, measure_tables
from yuanheng.web.base import moment
from yuanheng.web.base.moment import end_of
from yuanheng.web.enterprises.models import Enterprise

from .models import Fact, FactDecision, Figure, FiguresState, Verdict
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
    now = known_on is None and through == 12
    found_now = {year: _from_kept(year)} if now else _measured([year - 1, year], through, known_on)
    with _lock:
        for each, figures in found_now.items():
            _kept[each, through, known_on, key[-1]] = figures
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found_now[year]


def figures_of_years(*, years: Sequence[int], known_on: date) -> dict[int, FiguresAsOf]:
    """Whole years as known at the end of a day, all in one pass over the ledger."""
    state = _state(known_on)
    keys = {year: (year, 12, known_on, state) for year in years}
    with _lock:
        found = {year: _kept[key] for year, key in keys.items() if key in _kept}
    missing = [year for year in years if year not in found]
    if missing:
        found |= _measured(missing, 12, known_on)
        with _lock:
            for year in missing:
                _kept[keys[year]] = found[year]
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


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

    A month for which fewer accounts than nine tenths of the month before have a figure is still coming in: the month before
    stands until then.
    """
    there = _coverage(measure, year, known_on)
    months = [m for m in range(through, max(through - MONTHS_LATE - 1, 0), -1) if there[m]]
    if not months:
        kept = figures_as_of(year=year).of(measure) if through == 12 and known_on is None else {}
        return NewestFigures(kept, 12 if kept else 0)
    month, *earlier = months
    if earlier and there[month] < WHOLE * there[earlier[0]]:
        month = earlier[0]
    return NewestFigures(figures_as_of(year=year, through=month, known_on=known_on).of(measure), month)


def facts_then(known_on: date) -> QuerySet[Fact]:
    """The facts that counted at the end of a day (the rule of `snapshots.active_facts`, of then)."""
    at = end_of(known_on)
    standing = Q(reading__superseded_at__isnull=True) | Q(reading__superseded_at__gt=at)
    kept = Q(reading__file__upload__withdrawn_at__isnull=True) | Q(reading__file__upload__withdrawn_at__gt=at)
    left_out = FactDecision.objects.filter(
        Q(undone_at__isnull=True) | Q(undone_at__gt=at), verdict=Verdict.LEFT_OUT, at__lte=at
    )
    return Fact.objects.filter(standing & kept, reading__read_at__lte=at).exclude(pk__in=left_out.values("fact_id"))


def _coverage(measure: str, year: int, known_on: date | None) -> Counter[int]:
    """For each month how many accounts have a figure of the month, or of the year up to it; the whole year is month 12."""
    at = end_of(known_on) if known_on is not None else moment.now()
    standing = Q(reading__superseded_at__isnull=True) | Q(reading__superseded_at__gt=at)
    kept = Q(reading__file__upload__withdrawn_at__isnull=True) | Q(reading__file__upload__withdrawn_at__gt=at)
    rows = Fact.objects.filter(standing & kept, measure=measure, period__startswith=str(year), reading__read_at__lte=at)
    counted: Counter[int] = Counter()
    by_period = rows.order_by().values("period").annotate(accounts=Count("record_key", distinct=True))
    for period, accounts in by_period.values_list("period", "accounts"):
        asked = parse_period(period)
        if asked.year == year and (asked.first == asked.last or asked.first == 1):
            counted[asked.last] = max(counted[asked.last], accounts)
    return counted


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


def _measured(years: Sequence[int], through: int, known_on: date | None) -> dict[int, FiguresAsOf]:
    """These years in one pass over the ledger; who asks for one asks for the one before it next, for growth."""
    with tempfile.TemporaryDirectory() as folder:
        frozen = freeze(known_on=known_on, folder=Path(folder))
        facts, links = pq.read_table(frozen.facts_path), pq.read_table(frozen.links_path)
    ids = pc.unique(links.column("right_id")).to_pylist()
    register = Enterprise.objects.filter(pk__in=ids).to_register()
    found = measure_tables(facts, links, register, years=list(years), through=through)
    return {each: _amounts(measured) for each, measured in found.items()}


def _amounts(measured: Measured) -> FiguresAsOf:
    subjects = measured.table.column("subject_id").to_pylist()
    amounts: dict[str, dict[str, Decimal]] = {}
    for measure in set(measured.trace.column("measure").to_pylist()):
        cells = measured.table.column(measure).to_pylist()
        amounts[measure] = {s: Decimal(c) for s, c in zip(subjects, cells, strict=True) if c is not None}
    return FiguresAsOf(amounts)
