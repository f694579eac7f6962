"""What was read of a file, kept as Parquet between the look and the yes: what is entered is what was looked at."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from yuanheng.engines.parcels import Parcel
from yuanheng.web.base import files
from yuanheng.web.base.models import StoredFile, User

SCHEMA = pa.schema(
    [("number", pa.string()), ("wkb", pa.binary()), ("mu", pa.decimal128(18, 4)), ("exact", pa.bool_()),
     ("attributes", pa.string()), ("where", pa.string())]
)  # fmt: skip


def keep(parcels: Sequence[Parcel], areas: Sequence[Decimal | None], *, by: User | None) -> StoredFile:
    """Write them."""
    table = pa.table(
        {
            "number": [p.number for p in parcels],
            "wkb": list(shapely.to_wkb([p.geometry for p in parcels])) if parcels else [],
            "mu": list(areas),
            "exact": [p.exact for p in parcels],
            "attributes": [json.dumps(dict(p.attributes), ensure_ascii=False) for p in parcels],
            "where": [p.where for p in parcels],
        },
        schema=SCHEMA,
    )
    return _store(table, by)


def take(stored: StoredFile) -> tuple[list[Parcel], list[Decimal | None]]:
    """Read them back."""
    table = pq.read_table(files.path_of(stored))
    shapes = shapely.from_wkb(table.column("wkb").to_pylist())
    rows = zip(
        table.column("number").to_pylist(), shapes, table.column("attributes").to_pylist(),
        table.column("where").to_pylist(), table.column("exact").to_pylist(), strict=True,
    )  # fmt: skip
    parcels = [Parcel(n, g, json.loads(a) if a != "{}" else {}, w, e) for n, g, a, w, e in rows]
    return parcels, table.column("mu").to_pylist()


def keep_rows(rows: Sequence[Mapping[str, Any]], *, by: User | None) -> StoredFile:
    """Ledger rows as JSON texts."""
    return _store(pa.table({"row": [json.dumps(dict(r), ensure_ascii=False, default=str) for r in rows]}), by)


def take_rows(stored: StoredFile) -> list[dict[str, Any]]:
    """Read them back; figures and days are texts."""
    return [json.loads(text) for text in pq.read_table(files.path_of(stored)).column("row").to_pylist()]


def _store(table: pa.Table, by: User | None) -> StoredFile:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    out.seek(0)
    return files.store(out, name="prepared.parquet", by=by, limit=1 << 31)
