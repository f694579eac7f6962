"""Records and firms as plain columns of text, '' for what is missing: what the engine takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from yuanheng.engines.identities import Enterprise


def texts(table: pa.Table, name: str) -> list[str]:
    """One column as text; a missing column or cell is ''."""
    if name not in table.column_names:
        return [""] * table.num_rows
    return [v or "" for v in table.column(name).cast(pa.string()).to_pylist()]


@dataclass(frozen=True)
class RecordColumns:
    """What is compared of each record."""

    names: list[str]
    codes: list[str]
    addresses: list[str]

    def __len__(self) -> int:
        return len(self.names)

    def part(self, start: int, stop: int) -> RecordColumns:
        """The records from `start` up to `stop`."""
        return RecordColumns(self.names[start:stop], self.codes[start:stop], self.addresses[start:stop])


@dataclass(frozen=True)
class FirmColumns:
    """The firms of a register, sorted by id and then by all else, so that the order of the file means nothing."""

    ids: list[str]
    names: list[str]
    codes: list[str]
    addresses: list[str]
    former: list[tuple[str, ...]]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str, str, str, tuple[str, ...]]]) -> FirmColumns:
        """Firms as (id, name, code, address, former names), in any order."""
        ordered = sorted(rows)
        ids, names, codes, addresses, former = (
            map(list, zip(*ordered, strict=True)) if ordered else ([], [], [], [], [])
        )
        return cls(ids, names, codes, addresses, former)  # type: ignore[arg-type]

    @classmethod
    def of_register(cls, register: Iterable[Enterprise]) -> FirmColumns:
        """The firms of the engines' register; an old registration number stands in for a missing code."""
        return cls.of([(f.id, f.name, f.uscc or f.old_registration, f.address, f.former_names) for f in register])

    @classmethod
    def of_table(cls, table: pa.Table) -> FirmColumns:
        """A table with `id, name` and, where it has them, `uscc, address, former_names` (joined by |)."""
        former = [tuple(n for n in v.split("|") if n.strip()) for v in texts(table, "former_names")]
        columns = (texts(table, "id"), texts(table, "name"), texts(table, "uscc"), texts(table, "address"), former)
        return cls.of(list(zip(*columns, strict=True)))
