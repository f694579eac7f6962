"""A reading on its way from the child to the parent: an Arrow stream for facts, JSON for the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..errors import Problem
from .refusal import REFUSED
from .results import ColumnReading, FileReading, Skipped, TableReading
from .schema import PACKED_SCHEMA

_FACTS, _REST = "facts.arrow", "reading.json"


def put_reading(read: Callable[[Callable[[pa.RecordBatch], None]], FileReading], folder: Path) -> None:
    """Read, facts going to a file as they come; the JSON is written last, so that its presence means all is there."""
    with pa.OSFile(str(folder / _FACTS), "wb") as stream, pa.ipc.new_stream(stream, PACKED_SCHEMA) as writer:
        reading = read(writer.write_batch)
        for batch in reading.batches():
            writer.write_batch(batch)
    rest: dict[str, Any] = {
        "file": reading.file,
        "file_hash": reading.file_hash,
        "source": reading.source,
        "problems": [asdict(p) for p in reading.problems],
        "columns": [asdict(c) for c in reading.columns],
        "tables": [asdict(t) for t in reading.tables],
        "skipped": [asdict(s) for s in reading.skipped],
        "path": reading.path,
    }
    (folder / _REST).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")


def take_reading(folder: Path) -> FileReading:
    """The reading that a child left; facts stay mapped from the file, which may be unlinked."""
    rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
    problems = tuple(Problem(**p) for p in rest["problems"])
    with pa.memory_map(str(folder / _FACTS)) as stream:
        packed = pa.ipc.open_stream(stream).read_all()
    if any(p.kind == REFUSED for p in problems):
        packed = packed.slice(0, 0)  # a file refused half-way hands over nothing
    return FileReading(
        file=rest["file"],
        file_hash=rest["file_hash"],
        source=rest["source"],
        packed=packed,
        problems=problems,
        columns=tuple(ColumnReading(**{**c, "samples": tuple(c["samples"])}) for c in rest["columns"]),
        tables=tuple(TableReading(**t) for t in rest["tables"]),
        skipped=tuple(Skipped(**s) for s in rest["skipped"]),
        path=rest["path"],
    )
