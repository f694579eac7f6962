"""Social credit codes of a whole column checked at once; those in doubt are left to `identities`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .grid import Value

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Any = np.array([pow(3, i, 31) for i in range(17)], dtype=np.int64)
_VALUES: Any = np.full(256, -1, dtype=np.int64)
_VALUES[np.frombuffer(ALPHABET.encode(), dtype=np.uint8)] = np.arange(31)


def good_codes(cells: Sequence[Value]) -> Any:
    """A mask of the cells that are, exactly as written, codes passing GB 32100."""
    mask = np.fromiter((type(v) is str and len(v) == 18 and v.isascii() for v in cells), dtype=bool, count=len(cells))
    places = np.flatnonzero(mask)
    if not len(places):
        return mask
    letters = np.array([cells[p] for p in places.tolist()], dtype="S18").view(np.uint8).reshape(-1, 18)
    values = _VALUES[letters]
    check = (31 - values[:, :17] @ _WEIGHTS % 31) % 31
    mask[places] = (values >= 0).all(axis=1) & (check == values[:, 17])
    return mask
