"""Every enterprise's figures by year: a frozen state of the ledger through the measures' engine, kept for the pages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection, transaction

from yuanheng.engines.identities import Register
from yuanheng.engines.measures import Measured, measure_table
from yuanheng.web.enterprises.models import Enterprise

from .models import Figure, FiguresState
from .snapshots import freeze

CONFLICT = "待人工核定"
FIGURES_LOCK = 0x4647
COLUMNS = (
    "enterprise_id", "year", "measure", "amount", "missing", "conflict", "reason", "source", "used_measure", "fact_ids",
)  # fmt: skip


@transaction.atomic
def refresh_figures(*, at: datetime, tell: Callable[[int, str], None] | None = None) -> int:
    """Bring the figures to the present state of the ledger and of the register; nothing is done where they are there.

    Answers the number of figures. Derived data: rebuilt as a whole, in one transaction.
    """
    say = tell or (lambda *_: None)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [FIGURES_LOCK])
    state, _ = FiguresState.objects.get_or_create(pk=1)
    with tempfile.TemporaryDirectory() as folder:
        say(5, "冻结数据")
        frozen = freeze(folder=Path(folder))
        if frozen.content_hash == state.content_hash:
            return Figure.objects.count()
        facts, links = pq.read_table(frozen.facts_path), pq.read_table(frozen.links_path)
    register = _linked_firms(links)
    Figure.objects.all().delete()
    written = 0
    years = years_of(facts)
    for place, year in enumerate(years):
        say(10 + 85 * place // len(years), f"计算 {year} 年各企业指标")
        written += _write(measure_table(facts, links, register, year=year), year)
    state.content_hash, state.refreshed_at, state.facts = frozen.content_hash, at, facts.num_rows
    state.save()
    return written


def years_of(facts: pa.Table) -> list[int]:
    """The years that any fact speaks of, in order."""
    found = pc.unique(pc.utf8_slice_codeunits(facts.column("period"), 0, 4)).to_pylist()
    return sorted(int(year) for year in found if year and year.isdigit())


def _linked_firms(links: pa.Table) -> Register:
    """Only firms that some record means can have figures."""
    ids = pc.unique(links.column("right_id")).to_pylist()
    return Enterprise.objects.filter(pk__in=ids).to_register()


def _write(measured: Measured, year: int) -> int:
    place = {subject: row for row, subject in enumerate(measured.table.column("subject_id").to_pylist())}
    written = 0
    with connection.cursor() as cursor, cursor.copy(f"copy ledger_figure ({', '.join(COLUMNS)}) from stdin") as copy:
        for row in _rows(measured, place, year):
            copy.write_row(row)
            written += 1
    return written


def _rows(measured: Measured, place: dict[str, int], year: int) -> Iterator[tuple[Any, ...]]:
    amounts = {name: measured.table.column(name) for name in set(measured.trace.column("measure").to_pylist())}
    for batch in measured.trace.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            missing = row["status"] != "used"
            amount = None if missing else amounts[row["measure"]][place[row["subject_id"]]].as_py()
            conflict = missing and row["reason"].endswith(CONFLICT)
            yield (
                row["subject_id"], year, row["measure"], amount, missing, conflict, row["reason"], row["source"] or "",
                row["used_measure"] or "", row["fact_ids"],
            )  # fmt: skip
