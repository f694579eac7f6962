"""A small reader of vector tiles, written from the format's description, so that what a user is sent is read as sent."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 0x7F) << shift, shift + 7
        if byte < 0x80:
            return value, at


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """(number, value) of a message: whole numbers, or the bytes of what is longer."""
    at = 0
    while at < len(data):
        head, at = _varint(data, at)
        number, kind = head >> 3, head & 7
        if kind == 0:
            value, at = _varint(data, at)
        else:
            length = {1: 8, 5: 4}.get(kind)
            if length is None:
                length, at = _varint(data, at)
            value, at = data[at : at + length], at + length
        yield number, value


def _packed(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        found.append(value)
    return found


def _value(data: bytes) -> Any:
    ((number, value),) = _fields(data)
    if number == 1:
        return value.decode()
    if number == 3:
        return struct.unpack("<d", value)[0]
    if number == 6:
        return (value >> 1) ^ -(value & 1)
    return bool(value) if number == 7 else value


def things(tile: bytes) -> list[dict[str, Any]]:
    """The properties of every thing of a tile of one layer; '*kind' is 1 for points, 2 for lines, 3 for areas."""
    if not tile:
        return []
    ((_, layer),) = _fields(tile)
    told = list(_fields(layer))
    keys = [v.decode() for n, v in told if n == 3]
    values = [_value(v) for n, v in told if n == 4]
    found = []
    for each in (dict(_fields(v)) for n, v in told if n == 2):
        tags = _packed(each.get(2, b""))
        named = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
        found.append({**named, "*kind": each[3]})
    return found
