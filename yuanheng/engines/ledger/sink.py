"""Facts gathered in columns: batches with repeated strings kept once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from .schema import AMOUNT, PACKED_SCHEMA


@dataclass(frozen=True, slots=True)
class Texts:
    """A string per row, each different one kept once: codes into words."""

    codes: Any
    words: pa.Array

    def take(self, positions: Any) -> Texts:
        """The rows at some positions."""
        return Texts(self.codes[positions], self.words)

    def array(self) -> pa.Array:
        """As an Arrow column."""
        return pa.DictionaryArray.from_arrays(pa.array(self.codes), self.words)


def repeated(text: str, count: int) -> Texts:
    """One string for `count` rows."""
    return Texts(np.zeros(count, dtype=np.int32), pa.array([text], pa.string()))


def packed(texts: Sequence[str]) -> Texts:
    """A string per row, each different one kept once."""
    places: dict[str, int] = {}
    codes = np.fromiter((places.setdefault(t, len(places)) for t in texts), dtype=np.int32, count=len(texts))
    return Texts(codes, pa.array(list(places), pa.string()))


@dataclass(slots=True)
class Block:
    """Facts of one column of a table. Arrays are parallel; strings given once hold for all rows."""

    measure: str | Texts
    period: str | Texts
    unit: str | Texts
    values: Any
    amounts: pa.Array
    cells: Sequence[str]
    raws: Sequence[str] | pa.Array
    identity: dict[str, Texts]
    conflict: Any
    derived: bool = False


@dataclass(slots=True)
class Sink:
    """Gathers blocks; `fixed` are source, file, sheet and file_hash of the table in hand.

    With `onward` each batch goes straight on (to a file) and is not kept.
    """

    fixed: dict[str, str] = field(default_factory=dict)
    batches: list[pa.RecordBatch] = field(default_factory=list)
    rows: int = 0
    onward: Callable[[pa.RecordBatch], None] | None = None

    def add(self, block: Block) -> None:
        """Take one block."""
        count = len(block.values)
        if not count:
            return
        texts = {name: repeated(text, count) for name, text in self.fixed.items()} | block.identity
        for name, value in (("measure", block.measure), ("period", block.period), ("unit", block.unit)):
            texts[name] = repeated(value, count) if isinstance(value, str) else value
        columns: dict[str, pa.Array] = {name: text.array() for name, text in texts.items()}
        columns["value"] = pa.array(block.values, pa.float64())
        columns["amount"] = block.amounts
        columns["cell"] = pa.array(block.cells, pa.string())
        columns["raw"] = block.raws if isinstance(block.raws, pa.Array) else pa.array(block.raws, pa.string())
        columns["derived"] = pa.array(np.full(count, block.derived))
        columns["conflict"] = pa.array(block.conflict, pa.bool_())
        arrays = [columns[f.name] for f in PACKED_SCHEMA]
        batch = pa.RecordBatch.from_arrays(arrays, schema=PACKED_SCHEMA)
        if self.onward is not None:
            self.onward(batch)
        else:
            self.batches.append(batch)
        self.rows += count

    def table(self) -> pa.Table:
        """Everything gathered."""
        return pa.Table.from_batches(self.batches, schema=PACKED_SCHEMA)


def decimals(amounts: Sequence[Decimal]) -> pa.Array:
    """Exact amounts as a column."""
    return pa.array(amounts, AMOUNT)


__all__ = ["Block", "Sink", "Texts", "decimals", "packed", "repeated"]
