"""Which facts count, and the freezing of them into files.

A fact counts when its upload is not withdrawn, its reading is the latest of its file, and no person has left it out.
`freeze` writes facts and links as they stand (or stood at the end of a day) into two Parquet files named by a hash of
their content. Both come from one SQL statement, so from one moment, whatever is written meanwhile; behind them stand the
facts that higher apps derive (`derived`), under negative ids.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from django.db import connection
from django.db.models import QuerySet

from yuanheng.engines.ledger import FACTS_SCHEMA
from yuanheng.web.base.moment import end_of
from yuanheng.web.site import paths

from .derived import derived_lines, wanted_sources
from .models import Fact, FactDecision, Verdict

SNAPSHOT_SCHEMA = FACTS_SCHEMA.append(pa.field("fact_id", pa.int64()))
LINKS_SCHEMA = pa.schema([(name, pa.string()) for name in ("source", "uscc", "name", "account", "right_id")])
ROWS_A_TELL = 100_000
_LATER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)

_FACTS = """
select 'f' as tag, f.id as fact_id, f.subject_key, f.subject_name, f.subject_address, f.measure, f.period, f.value::text,
       f.unit, f.source, case when d.verdict = 'summed' then g.files else f.file end, f.sheet, f.cell, f.raw,
       f.amount::text, f.derived::text, (f.conflict and d.verdict is null)::text, f.account, f.file_hash
from ledger_fact f
join ledger_reading r on r.id = f.reading_id
join ledger_uploadfile uf on uf.id = r.file_id
join ledger_upload u on u.id = uf.upload_id
left join decided d on d.fact_id = f.id
left join sums g on g."group" = d."group"
where r.read_at <= %(at)s and (r.superseded_at is null or r.superseded_at > %(at)s)
  and (u.withdrawn_at is null or u.withdrawn_at > %(at)s) and coalesce(d.verdict, '') <> 'left_out'
"""
_LINKS_NOW = """
select 'l', 0, uscc, name, '', '', '', '', '', source, '', '', '', enterprise_id::text, '', '', '', account, ''
from ledger_record where enterprise_id is not null
"""
_LINKS_THEN = """
select 'l', 0, uscc, name, '', '', '', '', '', source, '', '', '', enterprise_id::text, '', '', '', account, ''
from (select distinct on (pgh_obj_id) source, uscc, name, account, enterprise_id
      from (select *, case when pgh_label = 'insert' then least(first_seen_at, pgh_created_at) else pgh_created_at end as since
            from ledger_recordevent) events
      where since <= %(at)s order by pgh_obj_id, since desc, pgh_id desc) then_known
where enterprise_id is not null
"""
_COPY = """
copy (with decided as (
  select fact_id, verdict, "group" from ledger_factdecision
  where at <= %(at)s and (undone_at is null or undone_at > %(at)s)
), sums as (
  select d."group", string_agg(distinct f.file, ' + ' order by f.file) as files
  from decided d join ledger_fact f on f.id = d.fact_id where d.verdict = 'summed' group by 1
)
{facts} union all {links} order by 1, 2, 10, 3, 4, 18) to stdout (format csv)
"""
COLUMNS = (
    "tag", "fact_id", "subject_key", "subject_name", "subject_address", "measure", "period", "value", "unit", "source",
    "file", "sheet", "cell", "raw", "amount", "derived", "conflict", "account", "file_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Two files and what is in them. `content_hash` is over the canonically sorted rows, not over the Parquet bytes."""

    facts_path: Path
    links_path: Path
    content_hash: str
    counts: dict[str, int]


def active_facts() -> QuerySet[Fact]:
    """The facts that count now."""
    left_out = FactDecision.objects.filter(undone_at__isnull=True, verdict=Verdict.LEFT_OUT).values("fact_id")
    return Fact.objects.filter(
        reading__superseded_at__isnull=True, reading__file__upload__withdrawn_at__isnull=True
    ).exclude(pk__in=left_out)


def freeze(
    writer: Callable[[int, str], None] | None = None,
    *,
    known_on: datetime.date | None = None,
    folder: Path | None = None,
) -> Snapshot:
    """Write what counts now, or counted at the end of `known_on`; the same content gives the same files.

    `writer` is told (rows so far, a sentence). `folder` defaults to `var/snapshots`.
    """
    place = folder or paths.folder("snapshots")
    at = end_of(known_on) or _LATER
    with tempfile.TemporaryDirectory(dir=place, prefix="freezing-") as beside:
        told, counts = _copy_out(Path(beside), at, then=known_on is not None, tell=writer or (lambda *_: None))
        _add_derived(Path(beside), told, counts, known_on)
        digest = told.hexdigest()
        facts, links = place / f"{digest}-facts.parquet", place / f"{digest}-links.parquet"
        if not (facts.exists() and links.exists()):
            _to_parquet(Path(beside) / "f", SNAPSHOT_SCHEMA, facts)
            _to_parquet(Path(beside) / "l", LINKS_SCHEMA, links, renamed=_LINK_COLUMNS)
    return Snapshot(facts_path=facts, links_path=links, content_hash=digest, counts=counts)


def _copy_out(
    beside: Path, at: datetime.datetime, *, then: bool, tell: Callable[[int, str], None]
) -> tuple[Any, dict[str, int]]:
    """Stream the rows into `f` and `l`; their hash is over the text in its canonical order."""
    digest = hashlib.sha256()
    counts = {"f": 0, "l": 0}
    statement = _COPY.format(facts=_FACTS, links=_LINKS_THEN if then else _LINKS_NOW)
    with connection.cursor() as cursor, (beside / "f").open("wb") as facts, (beside / "l").open("wb") as links:
        files = {"f": facts, "l": links}
        with cursor.copy(statement, {"at": at}) as copy:
            for row in copy:
                tag = "f" if row[0] == 0x66 else "l"
                digest.update(row)
                files[tag].write(row)
                counts[tag] += 1
                if counts["f"] % ROWS_A_TELL == 0 and tag == "f":
                    tell(counts["f"], f"已冻结 {counts['f']:,} 个数")
    return digest, {"facts": counts["f"], "links": counts["l"]}


def _add_derived(beside: Path, digest: Any, counts: dict[str, int], known_on: datetime.date | None) -> None:
    """Behind the departments' rows, what higher apps derive from them and from their own records."""
    sources = wanted_sources()
    if not sources:
        return
    links = _read(beside / "l", LINKS_SCHEMA, _LINK_COLUMNS)

    def facts(measures: tuple[str, ...]) -> pa.Table:
        return _read(beside / "f", SNAPSHOT_SCHEMA, {}, measures=measures)

    lines = list(derived_lines(sources, facts, links, known_on))
    for tag, name in (("f", "facts"), ("l", "links")):
        added = [line for kind, line in lines if kind == tag]
        with (beside / tag).open("ab") as out:
            out.writelines(added)
        counts[name] += len(added)
    for _, line in lines:
        digest.update(line)


def _read(text: Path, schema: pa.Schema, renamed: dict[str, str], *, measures: tuple[str, ...] = ()) -> pa.Table:
    """What was copied out, as a table; of facts those of some measures."""
    wanted = {name: renamed.get(name, name) for name in schema.names}
    if not text.stat().st_size:
        return schema.empty_table()
    kept = []
    for batch in _batches(text, schema, wanted):
        table = pa.table([batch.column(wanted[name]) for name in schema.names], schema=schema)
        kept.append(table.filter(pc.is_in(table["measure"], pa.array(measures))) if measures else table)
    return pa.concat_tables(kept) if kept else schema.empty_table()


_LINK_COLUMNS = {
    "source": "source",
    "uscc": "subject_key",
    "name": "subject_name",
    "account": "account",
    "right_id": "raw",
}


def _to_parquet(text: Path, schema: pa.Schema, to: Path, *, renamed: dict[str, str] | None = None) -> None:
    """CSV as COPY wrote it into Parquet, piece by piece; into place only when whole and on the disk."""
    wanted = {name: (renamed or {}).get(name, name) for name in schema.names}
    beside = text.with_suffix(".parquet")
    with pq.ParquetWriter(beside, schema, compression="zstd") as out:
        if text.stat().st_size:
            for batch in _batches(text, schema, wanted):
                out.write_table(pa.table([batch.column(wanted[n]) for n in schema.names], schema=schema))
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # the same content is there already: who reads it keeps what was opened
        os.link(beside, to)


def _batches(text: Path, schema: pa.Schema, wanted: dict[str, str]) -> Any:
    types = {wanted[field.name]: field.type for field in schema}
    return pacsv.open_csv(
        text,
        read_options=pacsv.ReadOptions(column_names=COLUMNS, block_size=8 << 20),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types=types,
            include_columns=sorted(set(wanted.values())),
            true_values=["true"],
            false_values=["false"],
        ),
    )
