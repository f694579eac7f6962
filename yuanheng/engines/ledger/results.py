"""What reading one file gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from ..errors import Problem
from .schema import FACTS_SCHEMA


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was understood, for the page where a person corrects it. `taken_as` is a role or a measure's code."""

    table: int
    sheet: str
    index: int
    letters: str
    header: str
    taken_as: str
    unit: str
    period: str
    why: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table: where it is, the signature of its layout, its source, how many facts it gave."""

    table: int
    sheet: str
    range: str
    layout: str
    source: str
    facts: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something left out, and why."""

    sheet: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything one file gave: facts, problems, how each column was understood, what was left out.

    `packed` is the table of facts with repeated strings kept once; `facts` is the same in FACTS_SCHEMA.
    """

    file: str
    file_hash: str
    source: str
    packed: pa.Table
    problems: tuple[Problem, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    tables: tuple[TableReading, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    path: str = field(default="", compare=False)

    @property
    def facts(self) -> pa.Table:
        """The facts in FACTS_SCHEMA; for large files iterate `batches` instead."""
        return self.packed.cast(FACTS_SCHEMA)

    @property
    def fact_count(self) -> int:
        """Number of facts."""
        return int(self.packed.num_rows)

    @property
    def refused(self) -> bool:
        """True where the file was not opened at all."""
        return any(p.kind == "refused_file" for p in self.problems)

    @property
    def layout(self) -> str:
        """The signatures of the file's table layouts, joined."""
        return "+".join(dict.fromkeys(t.layout for t in self.tables))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The facts piece by piece, repeated strings kept once."""
        yield from self.packed.to_batches()
