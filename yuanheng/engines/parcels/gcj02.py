"""GCJ-02, the shifted degrees of Chinese web maps, turned back into WGS 84.

The shift is the one in public use, whose constants are those of Krassovsky 1940; it is no published standard, so that what
comes back is right to about a metre and is never used for a certified area. The inverse is found by iteration: it agrees
with the forward shift to 1e-9 degrees (a tenth of a millimetre).
"""

from __future__ import annotations

from typing import Any

import numpy as np

Coordinates = Any  # an array of pairs; numpy has no types here
AXIS, ECCENTRICITY = 6378245.0, 0.00669342162296594323
CLOSE, ROUNDS = 1e-10, 30


def to_gcj02(coordinates: Coordinates) -> Coordinates:
    """Shifted, as a web map would show it."""
    return coordinates + _shift(coordinates)


def from_gcj02(coordinates: Coordinates) -> Coordinates:
    """Unshifted: the place whose shift comes out here."""
    found = coordinates - _shift(coordinates)
    for _ in range(ROUNDS):
        off = to_gcj02(found) - coordinates
        found = found - off
        if np.max(np.abs(off), initial=0.0) < CLOSE:
            break
    return found


def _shift(coordinates: Coordinates) -> Coordinates:
    x, y = coordinates[:, 0] - 105.0, coordinates[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave * 2.0 / 3.0
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave * 2.0 / 3.0
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    latitude = np.radians(coordinates[:, 1])
    magic = 1.0 - ECCENTRICITY * np.sin(latitude) ** 2
    north = north * 180.0 / (AXIS * (1.0 - ECCENTRICITY) / (magic * np.sqrt(magic)) * np.pi)
    east = east * 180.0 / (AXIS / np.sqrt(magic) * np.cos(latitude) * np.pi)
    return np.column_stack([east, north])
