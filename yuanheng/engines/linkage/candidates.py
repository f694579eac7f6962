"""Which firms a record may mean: the firms that share the rarest keys with it, by one sparse product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from .digests import Array
from .keys import BUCKETS, KeyRows

MOST_FIRMS = 2500  # a key that more names share says too little and costs too much
CHUNK = 4096


@dataclass(frozen=True)
class KeyIndex:
    """The transposed, weighted keys of a side of the register: columns are rows of the register's tables."""

    columns: csr_matrix
    surprise: Array

    @classmethod
    def of(cls, parts: Sequence[KeyRows]) -> KeyIndex:
        """Weigh each key by its surprise, log(n / firms that have it); drop the keys that too many share."""
        total = sum(len(part.size) for part in parts)
        count: Array = np.zeros(BUCKETS, dtype=np.int64)
        for part in parts:
            count += np.bincount(part.columns, minlength=BUCKETS)
        surprise = np.log((total + 1) / (count + 1)).astype(np.float32) + np.float32(0.5)
        surprise[(count == 0) | (count > MOST_FIRMS)] = 0
        kept = [_weighed(part, surprise) for part in parts]
        columns = np.concatenate([k[0] for k in kept]) if kept else np.zeros(0, dtype=np.int32)
        size = np.concatenate([k[1] for k in kept]) if kept else np.zeros(0, dtype=np.int64)
        scale = np.concatenate([k[2] for k in kept]) if kept else np.zeros(0, dtype=np.float32)
        del kept
        start = np.concatenate(([0], np.cumsum(size)))
        start = start.astype(np.int32 if start[-1] < 2**31 else np.int64)
        rows = csr_matrix((np.repeat(scale, size), columns, start), shape=(total, BUCKETS))
        return cls(rows.T.tocsr(), surprise)

    def best(self, keys: csr_matrix, *, most: int, threads: int = 2) -> tuple[Array, Array, Array]:
        """(record row, register row, score) of the `most` best rows for each record, float32 scores."""
        weighted = keys.copy()
        weighted.data = keys.data * self.surprise[keys.indices]
        weighted.eliminate_zeros()
        rows: list[Array] = []
        columns: list[Array] = []
        scores: list[Array] = []
        for start in range(0, keys.shape[0], CHUNK):  # a chunk's product is all that is held at once
            found = sp_matmul_topn(
                weighted[start : start + CHUNK], self.columns, top_n=most, sort=True, n_threads=threads
            )
            rows.append(np.repeat(np.arange(start, start + found.shape[0]), np.diff(found.indptr)))
            columns.append(found.indices)
            scores.append(found.data)
        return np.concatenate(rows), np.concatenate(columns), np.concatenate(scores)


def _weighed(part: KeyRows, surprise: Array) -> tuple[Array, Array, Array]:
    """(columns kept, how many each row keeps, the scale of each row): a long name is not nearer for its length alone."""
    weight = surprise[part.columns]
    row: Array = np.repeat(np.arange(len(part.size), dtype=np.int32), part.size)
    length = np.bincount(row, weights=weight, minlength=len(part.size))
    keep = weight > 0
    size = np.bincount(row[keep], minlength=len(part.size))
    return part.columns[keep], size, (1.0 / np.sqrt(np.sqrt(length + 20.0))).astype(np.float32)
