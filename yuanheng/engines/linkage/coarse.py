"""The answers to the larger questions in a few classes, so that they can be crossed with one another."""

from __future__ import annotations

import numpy as np

from . import levels as q
from .digests import Array


def _table(question: q.Question, classes: dict[int, str]) -> Array:
    number = {code: n for n, codes in classes.items() for code in codes.split()}
    return np.array([number[code] for code, _ in question.levels])


_NAME = _table(
    q.NAME,
    {
        0: "text form core",
        1: "sound one_long one_mid two",
        2: "brand head inside skips covers",
        3: "one_short trade contains initials alike",
        4: "apart",
    },
)
_ADDRESS = _table(
    q.ADDRESS,
    {
        0: "same spot_rare spot_few inside",
        1: "spot_many door road_only village alike",
        2: "no_record no_firm",
        3: "road town apart",
    },
)
_CODE = _table(
    q.CODE, {0: "same repaired organisation old", 1: "near piece", 2: "none no_firm spoilt", 3: "valid other"}
)


def coarse_name(name: Array) -> Array:
    """0 exact, 1 strong, 2 brand, 3 weak, 4 apart."""
    found: Array = _NAME[name]
    return found


def coarse_address(address: Array) -> Array:
    """0 the same, 1 near, 2 nothing known, 3 apart."""
    found: Array = _ADDRESS[address]
    return found


def coarse_code(code: Array) -> Array:
    """0 the same, 1 near, 2 nothing known, 3 another's."""
    found: Array = _CODE[code]
    return found
