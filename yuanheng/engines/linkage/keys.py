"""The keys by which a record and a firm can find one another, hashed into columns of one sparse matrix.

Each kind forgives one accident: pieces of two characters forgive what stands elsewhere; pieces of two syllables a homophone; one
character of the trade word with the head of the industry another character in the trade word; pieces with a gap, a missing or
doubled one; a sorted pair, a swap; trade word with region, a very common trade word; code and address, any name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from yuanheng.engines.identities.characters import sounds_of

from .digests import Array, Characters, whole
from .tables import NameTable, SideTable, door_of

BUCKETS = 1 << 22
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of key: its number enters the hash, `weight` multiplies the surprise of sharing it."""

    number: int
    weight: float


PIECES = Kind(1, 1.0)
SOUNDS = Kind(2, 0.7)
HEADS = Kind(3, 0.6)
GAPS = Kind(4, 0.5)
PAIR = Kind(5, 0.6)
REGION = Kind(6, 0.5)
CORE = Kind(7, 0.6)
TEXT = Kind(8, 1.0)
CODE = Kind(9, 2.0)
CODE_PIECES = Kind(10, 0.6)
SPOT = Kind(11, 0.9)
DETAIL = Kind(12, 0.7)
UNIT = Kind(13, 1.2)
TRADE = Kind(14, 0.5)
SOUND_HEADS = Kind(15, 0.4)


def mix(kind: Kind, *parts: Array) -> Array:
    """One column for each row of `parts` (uint64), spread evenly over the buckets."""
    value = np.full(parts[0].shape, kind.number, dtype=np.uint64)
    for part in parts:
        value = (value ^ part.astype(np.uint64)) * _MIX
        value ^= value >> np.uint64(29)
    return (value % np.uint64(BUCKETS)).astype(np.int32)


class _Collector:
    def __init__(self) -> None:
        self.rows: list[Array] = []
        self.columns: list[Array] = []
        self.weights: list[Array] = []

    def add(self, kind: Kind, rows: Array, *parts: Array) -> None:
        self.rows.append(rows.astype(np.int32))
        self.columns.append(mix(kind, *parts))
        self.weights.append(np.full(len(rows), kind.weight, dtype=np.float32))

    def matrix(self, count: int) -> csr_matrix:
        rows = np.concatenate(self.rows)
        self.rows.clear()
        columns = np.concatenate(self.columns)
        self.columns.clear()
        weights = np.concatenate(self.weights)
        self.weights.clear()
        found = csr_matrix((weights, (rows, columns)), shape=(count, BUCKETS), dtype=np.float32)
        found.sum_duplicates()
        np.minimum(found.data, CODE.weight, out=found.data)
        return found


@dataclass(frozen=True)
class KeyRows:
    """The keys of some names or firms of a register, four bytes a key: `columns` row after row, `size` how many each row has."""

    columns: Array
    size: Array

    @classmethod
    def of(cls, keys: csr_matrix) -> KeyRows:
        """Without the weights of the kinds, which only the asking side needs."""
        return cls(keys.indices.astype(np.int32, copy=False), np.diff(keys.indptr).astype(np.int32))


def name_keys_matrix(names: NameTable) -> csr_matrix:
    """Rows are names, columns keys, values the weight of the kind. int32 indices, float32 values."""
    found = _Collector()
    cores, sounds, trades = Characters.of(names.core), Characters.of(sounds_of(names.core)), Characters.of(names.trade)
    found.add(PIECES, *cores.pieces())
    found.add(SOUNDS, *sounds.pieces())
    found.add(GAPS, *_near_head(cores, cores.pieces(gap=2), 4))
    _heads(found, HEADS, Characters.of(names.trade), Characters.of(names.industry))
    _heads(found, SOUND_HEADS, Characters.of(names.trade_sound), Characters.of(names.industry))
    rows, first, second = trades.pieces()
    found.add(PAIR, rows, np.minimum(first, second), np.maximum(first, second))
    for values, kind in ((names.core, CORE), (names.text, TEXT), (names.trade, TRADE)):
        rows = np.flatnonzero(np.fromiter(map(len, values), dtype=np.int64, count=len(values)) > 1)
        found.add(kind, rows, whole(values)[rows])
    trade = whole(names.trade)
    for column in (1, 2):
        rows = np.flatnonzero(names.place[:, column] > 0)
        found.add(REGION, rows, trade[rows], names.place[rows, column])
    rows = np.flatnonzero([bool(u) for u in names.unit])
    found.add(UNIT, rows, whole(names.unit)[rows])
    found.add(UNIT, rows, whole(names.unit)[rows], trade[rows])
    return found.matrix(len(names))


def _near_head(texts: Characters, pieces: tuple[Array, Array, Array], within: int) -> tuple[Array, Array, Array]:
    rows, first, second = pieces
    count = np.bincount(rows, minlength=len(texts.length)) if len(rows) else np.zeros(len(texts.length), dtype=np.int64)
    offset = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    keep = offset < within
    return rows[keep], first[keep], second[keep]


def _heads(found: _Collector, kind: Kind, trades: Characters, industries: Characters) -> None:
    """One character of the trade word with the first two of the industry."""
    pairs: Array = np.zeros(len(industries.length), dtype=np.uint64)
    rows = np.flatnonzero(industries.length >= 2)
    start = industries.start[rows]
    pairs[rows] = industries.points[start].astype(np.uint64) << np.uint64(32) | industries.points[start + 1].astype(
        np.uint64
    )
    for index in (0, 1, 2):
        rows, points = trades.at(index)
        keep = pairs[rows] > 0
        found.add(kind, rows[keep], points[keep], pairs[rows[keep]])


def side_keys_matrix(side: SideTable) -> csr_matrix:
    """Rows are records or firms, columns the keys of code and address."""
    found = _Collector()
    for values, kind in (
        (side.organisation, CODE),
        (side.old, CODE),
        (side.spot, SPOT),
        ([door_of(r, n) if "-" in n else "" for r, n in zip(side.road, side.number, strict=True)], SPOT),
        ([d if len(d) >= 5 else "" for d in side.detail], DETAIL),
    ):
        rows = np.flatnonzero([bool(v) for v in values])
        found.add(kind, rows, whole(values)[rows])
    written = [c or w for c, w in zip(side.code, side.written, strict=True)]
    pieces = [[w[i : i + 5] for i in range(max(len(w) - 12, 0), len(w) - 4)] for w in written]
    rows = np.repeat(np.arange(len(written)), [len(p) for p in pieces])
    found.add(CODE_PIECES, rows, whole([piece for row in pieces for piece in row]))
    return found.matrix(len(side.code))
