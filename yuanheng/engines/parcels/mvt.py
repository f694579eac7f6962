"""Mapbox vector tiles (version 2.1) from polygons, lines and points in tile units: what the map needs of it, by hand.

Writing it ourselves was measured against the library `mapbox-vector-tile` (docs/algorithms/parcels.md): the same features,
faster, because the commands and varints of all rings of a tile are made in one go, and the same bytes every time.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

Integers = Any  # an array of whole numbers; numpy has no types here
EXTENT = 4096
MOVE_ALL = 1  # MoveTo; its count is added
MOVE, LINE, CLOSE = 9, 2, 15  # MoveTo × 1; LineTo (its count is added); ClosePath × 1
POINT, POLYLINE, POLYGON = 1, 2, 3
LONGEST = 5


def varint(value: int) -> bytes:
    """An unsigned integer in groups of seven bits, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def varints(values: Integers) -> tuple[bytes, Integers]:
    """Many unsigned integers below 2^35 one after another, and where each begins (one more place: where all end)."""
    values = np.asarray(values, dtype=np.int64)
    groups: Any = np.ones(len(values), dtype=np.int64)
    for shift in range(7, 7 * LONGEST, 7):
        groups += (values >> shift) > 0
    columns: Any = np.arange(LONGEST)
    digits = (values[:, None] >> (7 * columns)) & 0x7F
    digits |= (columns < groups[:, None] - 1).astype(np.int64) << 7
    body = digits[columns < groups[:, None]].astype(np.uint8).tobytes()
    return body, np.concatenate([[0], np.cumsum(groups)])


def field(number: int, content: bytes) -> bytes:
    """A field of bytes: its number, its length, its content."""
    return varint(number << 3 | 2) + varint(len(content)) + content


class TileWriter:
    """One layer of one tile; features are written as they come, keys and values once each in the order of their coming."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._features: list[bytes] = []
        self._keys: dict[str, int] = {}
        self._values: dict[tuple[str, object], int] = {}

    def add(self, geometry: bytes, properties: Mapping[str, object], *, number: int = 0, kind: int = POLYGON) -> None:
        """The commands as the `encode_…` of that kind makes them; an empty one is left out."""
        if not geometry:
            return
        tags = bytearray()
        for key, value in properties.items():
            if value is None or value == "":
                continue
            tags += varint(self._keys.setdefault(key, len(self._keys)))
            tags += varint(self._values.setdefault((type(value).__name__, value), len(self._values)))
        body = (b"\x08" + varint(number)) if number else b""
        body += field(2, bytes(tags)) if tags else b""
        body += b"\x18" + varint(kind) + field(4, geometry)
        self._features.append(field(2, body))

    def finish(self) -> bytes:
        """The tile; b'' where it is empty."""
        if not self._features:
            return b""
        body = field(1, self._name.encode()) + b"".join(self._features)
        body += b"".join(field(3, key.encode()) for key in self._keys)
        body += b"".join(field(4, _value(value)) for _, value in self._values)
        body += b"\x28" + varint(EXTENT) + b"\x78\x02"
        return field(3, body)


def _value(value: object) -> bytes:
    if isinstance(value, bool):
        return b"\x38" + varint(int(value))
    if isinstance(value, int):
        return b"\x30" + varint(value << 1 if value >= 0 else (-value << 1) - 1)
    if isinstance(value, float):
        return b"\x19" + struct.pack("<d", value)
    return field(1, str(value).encode())


def encode_polygons(
    points: Integers, of_ring: Integers, of_feature: Integers, shells: Integers, count: int
) -> list[bytes]:
    """The commands of each of `count` features.

    Args:
        points: corners of all rings in tile units (y down), each ring closed, shape (n, 2).
        of_ring: the ring of each corner, shape (n,), rising.
        of_feature: the feature of each ring, rising; a shell stands before its holes.
        shells: for each ring, whether it is a shell.

    A ring that has fallen to a line is left out, and with a shell its holes; shells are turned clockwise on the screen,
    holes against it.
    """
    points, of_ring = _distinct(points, of_ring)
    if not len(points):
        return [b""] * count
    kept, twice = _kept(points, of_ring, shells)
    points = points[_turned(of_ring, (twice > 0) != shells)]
    chosen = kept[of_ring]
    points, of_ring = points[chosen], of_ring[chosen]
    return _commands(points, of_ring, of_feature, count, closed=True) if len(points) else [b""] * count


def encode_lines(points: Integers, of_line: Integers, of_feature: Integers, count: int) -> list[bytes]:
    """The commands of each of `count` features from the corners of all lines, in their order; a line of one corner is left out.

    Args:
        points: corners in tile units (y down), shape (n, 2).
        of_line: the line of each corner, rising.
        of_feature: the feature of each line, rising.
    """
    if len(points):
        same = (of_line[1:] == of_line[:-1]) & (points[1:] == points[:-1]).all(axis=1)
        keep = np.concatenate([[True], ~same])
        points, of_line = points[keep], of_line[keep]
        long: Any = np.bincount(of_line, minlength=len(of_feature)) >= 2
        points, of_line = points[long[of_line]], of_line[long[of_line]]
    return _commands(points, of_line, of_feature, count, closed=False) if len(points) else [b""] * count


def encode_points(points: Integers, of_feature: Integers, count: int) -> list[bytes]:
    """The commands of each of `count` features from the places of all points; `of_feature` tells whose each is, rising."""
    bodies = []
    bounds: Any = np.searchsorted(of_feature, np.arange(count + 1))
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        steps = np.diff(points[begin:end], axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        coded = ((steps << 1) ^ (steps >> 63)).ravel().tolist()
        bodies.append(b"".join(map(varint, (MOVE_ALL | (end - begin) << 3, *coded))) if end > begin else b"")
    return bodies


def _ends(of_ring: Integers) -> tuple[Integers, Integers, Integers]:
    """For each corner: whether it is its ring's first, whether its last, and the place of the first."""
    change = of_ring[1:] != of_ring[:-1]
    first, last = np.concatenate([[True], change]), np.concatenate([change, [True]])
    return first, last, np.maximum.accumulate(np.where(first, np.arange(len(of_ring)), 0))


def _distinct(points: Integers, of_ring: Integers) -> tuple[Integers, Integers]:
    """Without corners that fell onto the one before, and without the closing corner."""
    if not len(points):
        return points, of_ring
    same = (of_ring[1:] == of_ring[:-1]) & (points[1:] == points[:-1]).all(axis=1)
    keep = np.concatenate([[True], ~same])
    points, of_ring = points[keep], of_ring[keep]
    first, last, start = _ends(of_ring)
    closing = last & ~first & (points == points[start]).all(axis=1)
    return points[~closing], of_ring[~closing]


def _kept(points: Integers, of_ring: Integers, shells: Integers) -> tuple[Integers, Integers]:
    """Which rings stay, and twice the signed area of each (y down: above zero is clockwise on the screen)."""
    _, last, start = _ends(of_ring)
    following = np.where(last, start, np.arange(len(of_ring)) + 1)
    cross = points[:, 0] * points[following, 1] - points[following, 0] * points[:, 1]
    twice: Any = np.zeros(len(shells), dtype=np.int64)
    np.add.at(twice, of_ring, cross)
    good = (np.bincount(of_ring, minlength=len(shells)) >= 3) & (twice != 0)
    shell_of = np.maximum.accumulate(np.where(shells, np.arange(len(shells)), 0))
    return good & good[shell_of], twice


def _turned(of_ring: Integers, flip: Integers) -> Integers:
    """The order of the corners with some rings turned round; rings stay where they are."""
    _, _, start = _ends(of_ring)
    places = np.arange(len(of_ring))
    lengths: Any = np.bincount(of_ring, minlength=len(flip))
    return np.where(flip[of_ring], start + lengths[of_ring] - 1 - (places - start), places)


def _commands(points: Integers, of_ring: Integers, of_feature: Integers, count: int, *, closed: bool) -> list[bytes]:
    """MoveTo, LineTo and (of rings) ClosePath of every ring or line.

    Coordinates are differences from the corner before, within each feature from 0, 0.
    """
    first, _, start = _ends(of_ring)
    starts: Any = np.flatnonzero(first)
    features = of_feature[of_ring[starts]]
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    opens = starts[np.concatenate([[True], features[1:] != features[:-1]])]
    steps[opens] = points[opens]
    coded = (steps << 1) ^ (steps >> 63)
    lengths = np.diff(np.concatenate([starts, [len(points)]]))
    ring_at: Any = np.concatenate([[0], np.cumsum(2 * lengths + 2 + closed)])
    stream: Any = np.empty(int(ring_at[-1]), dtype=np.int64)
    offset = np.arange(len(points)) - start
    at = ring_at[np.cumsum(first) - 1] + 1 + 2 * offset + (offset > 0)
    stream[at], stream[at + 1] = coded[:, 0], coded[:, 1]
    stream[ring_at[:-1]] = MOVE
    stream[ring_at[:-1] + 3] = LINE | ((lengths - 1) << 3)
    if closed:
        stream[ring_at[1:] - 1] = CLOSE
    body, places = varints(stream)
    bounds = places[ring_at[np.searchsorted(features, np.arange(count + 1))]].tolist()
    return [body[bounds[n] : bounds[n + 1]] for n in range(count)]
