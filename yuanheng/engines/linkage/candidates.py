"""Which firms a record may mean: the firms that share the rarest keys with it, by one sparse product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from .digests import Array

MOST_FIRMS = 2500  # a key that more names share says too little and costs too much
CHUNK = 4096


@dataclass(frozen=True)
class KeyIndex:
    """The transposed, weighted keys of a side of the register: columns are rows of the register's tables."""

    columns: csr_matrix
    surprise: Array

    @classmethod
    def of(cls, keys: csr_matrix) -> KeyIndex:
        """Weigh each key by its surprise, log(n / firms that have it); drop the keys that too many share. `keys` is used up."""
        count = np.bincount(keys.indices, minlength=keys.shape[1])
        surprise = np.log((keys.shape[0] + 1) / (count + 1)).astype(np.float32) + np.float32(0.5)
        surprise[(count == 0) | (count > MOST_FIRMS)] = 0
        keys.data = surprise[keys.indices]
        keys.eliminate_zeros()
        length = np.diff(np.concatenate(([0], np.cumsum(keys.data, dtype=np.float64)))[keys.indptr])
        scale = (1.0 / np.sqrt(np.sqrt(length + 20.0))).astype(np.float32)
        keys.data = np.repeat(scale, np.diff(keys.indptr))
        return cls(keys.T.tocsr(), surprise)

    def best(self, keys: csr_matrix, *, most: int, threads: int = 2) -> tuple[Array, Array, Array]:
        """(record row, register row, score) of the `most` best rows for each record, float32 scores."""
        weighted = keys.copy()
        weighted.data = keys.data * self.surprise[keys.indices]
        weighted.eliminate_zeros()
        rows: list[Array] = []
        columns: list[Array] = []
        scores: list[Array] = []
        for start in range(0, keys.shape[0], CHUNK):
            found = sp_matmul_topn(
                weighted[start : start + CHUNK], self.columns, top_n=most, sort=True, n_threads=threads
            )
            rows.append(np.repeat(np.arange(start, start + found.shape[0]), np.diff(found.indptr)))
            columns.append(found.indices)
            scores.append(found.data)
        return np.concatenate(rows), np.concatenate(columns), np.concatenate(scores)
