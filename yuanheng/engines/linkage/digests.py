"""Whole columns of text as arrays: code points laid end to end, and a digest of each text that every process computes alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any  # a numpy array; its stubs are not followed (pyproject.toml), so its type would check nothing


@dataclass(frozen=True)
class Characters:
    """Strings laid end to end: `points` their code points, `start` and `length` where each lies."""

    points: Array
    start: Array
    length: Array

    @classmethod
    def of(cls, texts: Sequence[str]) -> Characters:
        """Lay `texts` end to end."""
        points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        length = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        return cls(points, np.concatenate(([0], np.cumsum(length)[:-1])) if len(texts) else length, length)

    def pieces(self, gap: int = 1) -> tuple[Array, Array, Array]:
        """(row, first, second) of every two characters `gap` apart within one text."""
        rows: Array = np.repeat(np.arange(len(self.length)), np.maximum(self.length - gap, 0))
        offset = np.arange(len(rows)) - np.repeat(
            np.cumsum(np.maximum(self.length - gap, 0)) - np.maximum(self.length - gap, 0),
            np.maximum(self.length - gap, 0),
        )
        at = self.start[rows] + offset
        return rows, self.points[at], self.points[at + gap]

    def at(self, index: int) -> tuple[Array, Array]:
        """(rows that are long enough, their character at `index`; negative counts from the end)."""
        need = index + 1 if index >= 0 else -index
        rows = np.flatnonzero(self.length >= need)
        place = self.start[rows] + (index if index >= 0 else self.length[rows] + index)
        return rows, self.points[place]


def whole(texts: Sequence[str]) -> Array:
    """A 64-bit digest of each text, the same in every process."""
    characters = Characters.of(texts)
    power = np.uint64(0x100000001B3)
    value: Array = np.full(len(texts), 0xCBF29CE484222325, dtype=np.uint64)
    for index in range(int(characters.length.max(initial=0))):
        rows, points = characters.at(index)
        if not len(rows):
            break
        value[rows] = (value[rows] ^ points.astype(np.uint64)) * power
    return value
