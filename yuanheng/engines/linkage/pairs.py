"""Pairs of a record's writing and a firm's name, and small relations between their parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from yuanheng.engines.identities.characters import sound_of

from .digests import Array
from .shapes import look_alike


@dataclass(frozen=True)
class Pairs:
    """Pairs to compare: rows of the record's name table, rows of the register's name table, and both sides' owners."""

    left: Array
    right: Array
    record: Array
    firm: Array


def place_relation(left: Array, right: Array) -> Array:
    """0 same county, 1 compatible, 2 unknown, 3 sister county, 4 other city of the province, 5 other province."""
    unknown = (left[:, 0] == 0) | (right[:, 0] == 0)
    province = left[:, 0] == right[:, 0]
    city = (left[:, 1] == right[:, 1]) | (left[:, 1] == 0) | (right[:, 1] == 0)
    county = (left[:, 2] == right[:, 2]) & (left[:, 2] > 0)
    open_county = (left[:, 2] == 0) | (right[:, 2] == 0)
    return np.select([unknown, ~province, county, ~city, open_county], [2, 5, 0, 4, 1], 3)


def unit_relation(left: str, right: str) -> bool:
    """True when two different writings may be one branch: one ends or begins with the other, or a slip lies between.

    A slip is a character lost or doubled, a swap, or another one of the same sound or shape: 海丰村分公司 is not 海晏村分公司.
    """
    shorter, longer = sorted((left, right), key=len)
    if longer.endswith(shorter) or longer.startswith(shorter):
        return True
    if OSA.distance(left, right) != 1:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    if len(left) != len(right) or len(differing) != 1:
        return True
    return sound_of(differing[0][0]) == sound_of(differing[0][1]) or look_alike(*differing[0])
