"""Facts gathered in columns: batches with repeated strings kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from .schema import AMOUNT, PACKED_SCHEMA, REPEATED

_PACKED = pa.dictionary(pa.int32(), pa.string())


def repeated(text: str, count: int) -> pa.Array:
    """One string for `count` rows."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, dtype=np.int32)), pa.array([text], pa.string()))


def packed(texts: Sequence[str]) -> pa.Array:
    """A string per row, each different one kept once."""
    array = pa.array(texts, pa.string()).dictionary_encode()
    return array.cast(_PACKED) if array.type != _PACKED else array


@dataclass(slots=True)
class Block:
    """Facts of one column of a table. Arrays are parallel; strings given once hold for all rows."""

    measure: str | pa.Array
    period: str | pa.Array
    unit: str | pa.Array
    values: Any
    amounts: pa.Array
    cells: pa.Array | Sequence[str]
    raws: Sequence[str]
    identity: dict[str, pa.Array]
    conflict: Any
    order: Any
    derived: bool = False


@dataclass(slots=True)
class Sink:
    """Gathers blocks; `fixed` are source, file, sheet and file_hash of the table in hand."""

    fixed: dict[str, str] = field(default_factory=dict)
    batches: list[pa.RecordBatch] = field(default_factory=list)
    rows: int = 0

    def add(self, block: Block) -> None:
        """Take one block."""
        count = len(block.values)
        if not count:
            return
        columns: dict[str, Any] = {name: repeated(text, count) for name, text in self.fixed.items()}
        columns |= block.identity
        for name, value in (("measure", block.measure), ("period", block.period), ("unit", block.unit)):
            columns[name] = repeated(value, count) if isinstance(value, str) else value
        columns["value"] = pa.array(block.values, pa.float64())
        columns["amount"] = block.amounts
        columns["cell"] = block.cells if isinstance(block.cells, pa.Array) else pa.array(block.cells, pa.string())
        columns["raw"] = pa.array(block.raws, pa.string())
        columns["derived"] = pa.array(np.full(count, block.derived))
        columns["conflict"] = pa.array(block.conflict, pa.bool_())
        arrays = [columns[f.name] for f in PACKED_SCHEMA]
        self.batches.append(pa.RecordBatch.from_arrays(arrays, schema=PACKED_SCHEMA))
        self.rows += count

    def table(self) -> pa.Table:
        """Everything gathered."""
        return pa.Table.from_batches(self.batches, schema=PACKED_SCHEMA)


def decimals(amounts: Sequence[Decimal]) -> pa.Array:
    """Exact amounts as a column."""
    return pa.array(amounts, AMOUNT)


__all__ = ["REPEATED", "Block", "Sink", "decimals", "packed", "repeated"]
