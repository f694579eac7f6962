"""Facts of a reading into the table, by COPY; and the records they speak of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from yuanheng.engines.ledger import FileReading
from yuanheng.engines.linkage import record_key

from .models import Reading

COLUMNS = (
    "subject_key", "subject_name", "subject_address", "measure", "period", "value", "unit", "source", "file", "sheet",
    "cell", "raw", "amount", "derived", "conflict", "account", "file_hash",
)  # fmt: skip
TEXTS = frozenset(COLUMNS) - {"value", "amount", "derived", "conflict"}

Who = tuple[str, str, str, str]


def copy_facts(reading: Reading, read: FileReading, *, at: datetime.datetime) -> dict[str, tuple[Who, str]]:
    """Write every fact; part of the surrounding transaction.

    Answers the records they speak of: key → ((source, code, name, account), an address).
    """
    keys: dict[Who, str] = {}
    found: dict[str, tuple[Who, str]] = {}
    columns = ", ".join(("reading_id", "record_key", "recorded_at", *COLUMNS))
    with connection.cursor() as cursor, cursor.copy(f"copy ledger_fact ({columns}) from stdin") as copy:
        for row in _rows(read):
            who = (row[7], row[0], row[1], row[15])
            key = keys.get(who)
            if key is None:
                key = keys[who] = record_key(source=who[0], uscc=who[1], name=who[2], account=who[3])
                found[key] = (who, row[2])
            elif row[2] and not found[key][1]:
                found[key] = (who, row[2])
            copy.write_row((reading.pk, key, at, *row))
    return found


def _rows(read: FileReading) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of COLUMNS. PostgreSQL keeps no zero bytes in text; such a byte is shown as U+FFFD."""
    for batch in read.batches():
        columns = [_values(batch.column(name), text=name in TEXTS) for name in COLUMNS]
        yield from zip(*columns, strict=True)


def _values(column: pa.Array, *, text: bool) -> list[Any]:
    if not text:
        return list(column.to_pylist())
    plain = column.cast(pa.string())
    return list(pc.replace_substring(pc.fill_null(plain, ""), "\x00", "\ufffd").to_pylist())
