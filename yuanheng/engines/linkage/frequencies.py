"""How often things occur in the register: what is rare says more."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from .digests import Array, whole
from .tables import PRINTED, SIDE_PRINTED, NameTable, SideTable

LAST = "\U0010ffff"  # sorts behind every character


@dataclass(frozen=True)
class Frequencies:
    """`trade`, `core`: for each name row, how many firms bear its trade word, its trade word with industry; `spot`: for each
    firm, how many share road and number; `codes`: digests of all valid codes, sorted; `surprise` of each character; `writings`:
    all names, sorted.
    """

    trade: Array
    core: Array
    spot: Array
    codes: Array
    surprise: Array
    writings: list[str]

    @classmethod
    def of(cls, names: NameTable, side: SideTable) -> Frequencies:
        """Count over the register."""
        firms = len(side.prints)
        codes = side.prints[:, SIDE_PRINTED.index("code")]
        count: Array = np.zeros(0x10000, dtype=np.float32)
        for column in range(names.letters.shape[1]):
            count += np.bincount(names.letters[:, column], minlength=0x10000)
        surprise = np.maximum(np.log((firms + 2) / (count + 1)), 0).astype(np.float32)
        surprise[0] = 0
        return cls(
            trade=_owners(names.prints[:, PRINTED.index("trade")], names.owner),
            core=_owners(names.prints[:, PRINTED.index("core")], names.owner),
            spot=_owners(side.prints[:, SIDE_PRINTED.index("spot")], np.arange(firms)),
            codes=np.unique(codes[codes != whole([""])[0]]),
            surprise=surprise,
            writings=sorted(names.text),
        )

    def begin_with(self, head: str) -> int:
        """How many names of the register begin so."""
        return bisect_left(self.writings, head + LAST) - bisect_left(self.writings, head)

    def is_code(self, digests: Array) -> Array:
        """Which of these digests are codes of the register."""
        if not len(self.codes):
            return np.zeros(len(digests), dtype=bool)
        at = np.minimum(np.searchsorted(self.codes, digests), len(self.codes) - 1)
        return self.codes[at] == digests


def _owners(digests: Array, owner: Array) -> Array:
    """For each row, how many different owners have a row of the same digest."""
    order = np.lexsort((owner, digests))
    value, who = digests[order], owner[order]
    fresh: Array = np.ones(len(order), dtype=bool)
    fresh[1:] = (value[1:] != value[:-1]) | (who[1:] != who[:-1])
    _, group = np.unique(digests, return_inverse=True)
    counted = np.bincount(group[order][fresh], minlength=group.max(initial=-1) + 1)
    return counted[group].astype(np.int32)
