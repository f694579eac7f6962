"""Compound files (OLE): one stream out of them, with every chain bounded."""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFA
_HEADER = 512


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream that has one of the names, or b'' where the file is broken or has none."""
    try:
        return _read(data, names)
    except (struct.error, IndexError, ValueError):
        return b""


def _read(data: bytes, names: tuple[str, ...]) -> bytes:
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    size, mini = 1 << shift, 1 << mini_shift
    fat = _fat(data, size)
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], fat, size)
    entries = [directory[i : i + 128] for i in range(0, len(directory) - 127, 128)]
    root = entries[0]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(0, length - 2)].decode("utf-16-le", "replace") not in names or entry[66] != 2:
            continue
        start, bytes_ = struct.unpack_from("<I", entry, 116)[0], struct.unpack_from("<I", entry, 120)[0]
        if bytes_ >= struct.unpack_from("<I", data, 56)[0]:
            return _chain(data, start, fat, size)[:bytes_]
        container = _chain(data, struct.unpack_from("<I", root, 116)[0], fat, size)
        table = _chain(data, struct.unpack_from("<I", data, 60)[0], fat, size)
        mini_fat = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        return _chain(b"\0" * mini + container, start, mini_fat, mini)[:bytes_]
    return b""


def _fat(data: bytes, size: int) -> tuple[int, ...]:
    sectors = [s for s in struct.unpack_from("<109I", data, 76) if s < _FREE]
    following = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while following < _FREE and following not in seen:
        seen.add(following)
        block = _sector(data, following, size)
        numbers = struct.unpack(f"<{size // 4}I", block)
        sectors += [s for s in numbers[:-1] if s < _FREE]
        following = numbers[-1]
    table: list[int] = []
    for sector in sectors:
        table.extend(struct.unpack(f"<{size // 4}I", _sector(data, sector, size)))
    return tuple(table)


def _chain(data: bytes, start: int, table: tuple[int, ...], size: int) -> bytes:
    """The sectors of a chain, each once: a chain that bites its tail ends."""
    out: list[bytes] = []
    seen: set[int] = set()
    while start < _FREE and start not in seen and start < len(table):
        seen.add(start)
        out.append(_sector(data, start, size))
        start = table[start]
    return b"".join(out)


def _sector(data: bytes, number: int, size: int) -> bytes:
    """Sector 0 follows the header, which takes one sector (512 bytes, or a whole large one)."""
    begin = (number + 1) * size
    return data[begin : begin + size].ljust(size, b"\0")
