"""A small .xls (BIFF8 in a compound file), as departments still send them: text, numbers and merged cells, no styles.

Kept in memory and bound to 65,536 rows, so for lists and middling tables only. Record layouts: [MS-XLS] and [MS-CFB].
"""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

from yuanheng.demo.cells import CellValue, ErrorCell, Formula

MOST_ROWS = 65_536
_SECTOR = 512
_SMALLEST_STREAM = 4_096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MERGES_A_RECORD = 1_000
_GLOBALS, _WORKSHEET = 0x0005, 0x0010


class XlsBook:
    """A workbook of binary records."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheets: list[tuple[str, bool, XlsSheet]] = []

    def sheet(self, name: str, *, hidden: bool = False) -> XlsSheet:
        """Begin a sheet."""
        sheet = XlsSheet()
        self._sheets.append((name, hidden, sheet))
        return sheet

    def close(self) -> None:
        """Write globals, sheets and the compound file around them."""
        bodies = [sheet.records() for _, _, sheet in self._sheets]
        head = _begin(_GLOBALS) + _record(0x0042, struct.pack("<H", 1200)) + _fonts_and_formats()
        bounds = sum(len(_bound(0, name, hidden)) for name, hidden, _ in self._sheets)
        place = len(head) + bounds + len(_record(0x000A))
        listed = b""
        for (name, hidden, _), body in zip(self._sheets, bodies, strict=True):
            listed += _bound(place, name, hidden)
            place += len(body)
        self._path.write_bytes(_compound(head + listed + _record(0x000A) + b"".join(bodies)))


class XlsSheet:
    """One sheet: its cell records in the order they were written."""

    def __init__(self) -> None:
        self._cells: list[bytes] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._extent = (0, 0)

    def write(self, row: int, column: int, value: CellValue, style: str = "") -> None:
        """Write a cell; formulas and errors are kept by what they show."""
        if row >= MOST_ROWS:
            raise ValueError(f"an .xls ends at row {MOST_ROWS}")
        if isinstance(value, Formula):
            value = value.cached
        elif isinstance(value, ErrorCell | date):
            value = str(value)
        if value is None or value == "":
            return
        at = struct.pack("<HHH", row, column, 15)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            self._cells.append(_record(0x0204, at + text))
        else:
            self._cells.append(_record(0x0203, at + struct.pack("<d", value)))
        self._extent = (max(self._extent[0], row + 1), max(self._extent[1], column + 1))

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note a merged range; its first cell has been written."""
        self._merges.append((first_row, last_row, first_column, last_column))

    def hide_row(self, row: int) -> None:
        """Tables in this format have no hidden rows."""

    def layout(self, *, widths: list[float], hidden: list[int], frozen_rows: int) -> None:
        """Tables in this format keep the default layout."""

    def records(self) -> bytes:
        """The sheet's substream."""
        rows, columns = self._extent
        parts = [_begin(_WORKSHEET), _record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns, 0)), *self._cells]
        parts.append(_record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 0x40, 0, 0, 0)))
        for start in range(0, len(self._merges), _MERGES_A_RECORD):
            some = self._merges[start : start + _MERGES_A_RECORD]
            ranges = b"".join(struct.pack("<HHHH", *merged) for merged in some)
            parts.append(_record(0x00E5, struct.pack("<H", len(some)) + ranges))
        return b"".join(parts) + _record(0x000A)


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def _fonts_and_formats() -> bytes:
    """Five fonts, fifteen style formats and the one cell format (index 15) that Excel expects to find."""
    name = "宋体"
    font = struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, len(name), 1) + name.encode("utf-16-le")
    style = struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0xF4, 0, 0, 0x20C0)
    cell = struct.pack("<HHHBBBBIIH", 0, 0, 0x0001, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    named = _record(0x0293, struct.pack("<HBB", 0x8000, 0, 0xFF))
    return _record(0x0031, font) * 5 + _record(0x00E0, style) * 15 + _record(0x00E0, cell) + named


def _bound(place: int, name: str, hidden: bool) -> bytes:
    text = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    return _record(0x0085, struct.pack("<IBB", place, hidden, 0) + text)


def _compound(stream: bytes) -> bytes:
    """The workbook's stream in a compound file: header, allocation table, directory, stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    tables = next(count for count in range(1, 110) if count * 128 >= sectors + 1 + count)
    chain = [_FAT] * tables + [_END] + [tables + 2 + place for place in range(sectors - 1)] + [_END]
    chain += [_FREE] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, _SMALLEST_STREAM, _END, 0, _END, 0
    )
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory += _entry("Workbook", 2, child=_FREE, start=tables + 1, size=len(stream)) + _entry("", 0) * 2
    return head + struct.pack(f"<{len(chain)}I", *chain) + directory + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    links = struct.pack("<BBIII", kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + links + b"\0" * 36 + struct.pack("<IQ", start, size)
