"""Old binary workbooks (.xls): values by calamine; hidden rows and columns, errors and unsaved formulas from the records."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .calamine import open_workbook
from .grid import ErrorCell, Grid, UncachedCell
from .limits import Limits
from .ole import read_stream
from .refusal import refuse

_BOUNDSHEET, _BOF, _EOF, _ROW, _COLINFO, _FORMULA, _BOOLERR, _DATEMODE = (
    0x85,
    0x809,
    0x0A,
    0x208,
    0x7D,
    0x06,
    0x205,
    0x22,
)
_FILEPASS = 0x2F
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class Marks:
    """What the records of one sheet say beyond values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], ErrorCell | UncachedCell] = field(default_factory=dict)


def load_xls(path: Path, limits: Limits) -> list[Grid]:
    """All worksheets; hidden ones are flagged.

    Raises:
        RefusedFileError: broken, encrypted or beyond the limits.
    """
    data = read_stream(path.read_bytes(), ("Workbook", "Book"))
    if _has_password(data):
        raise refuse(where=path.name, found="加密的工作簿(设有打开密码)", advice="取消打开密码后重新上传")
    marks, date1904 = scan_records(data) if data else ({}, False)
    try:
        workbook = open_workbook(path, suffix=".xls")
        grids = []
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible != SheetVisibleEnum.Visible
            grids.append(
                _grid(workbook, index, meta.name, marks.get(index) or Marks(), hidden=hidden, date1904=date1904)
            )
    except CalamineError as error:
        raise refuse(where=path.name, found="损坏或加密的工作簿") from error
    return grids


def _grid(workbook: CalamineWorkbook, index: int, name: str, marks: Marks, *, hidden: bool, date1904: bool) -> Grid:
    if hidden:
        return Grid(name=name, rows=[], hidden=True)
    sheet = workbook.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=False)
    merges = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
    for (row, column), mark in marks.cells.items():
        while len(rows) <= row:
            rows.append([])
        while len(rows[row]) <= column:
            rows[row].append("")
        if rows[row][column] == "" or isinstance(mark, ErrorCell):
            rows[row][column] = mark
    return Grid(name, rows, merges, marks.hidden_rows, marks.hidden_columns, date1904=date1904)


def _has_password(data: bytes) -> bool:
    """True where a FILEPASS record stands among the first records."""
    at = 0
    for _ in range(12):
        if at + 4 > len(data):
            return False
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size
    return False


def scan_records(data: bytes) -> tuple[dict[int, Marks], bool]:
    """BIFF8 records: marks by the sheet's place in the workbook, and the date system."""
    starts: dict[int, int] = {}
    marks: dict[int, Marks] = {}
    date1904 = False
    current: Marks | None = None
    at, count = 0, 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + size]
        if kind == _BOUNDSHEET and size >= 6:
            starts[struct.unpack_from("<I", body)[0]] = count
            count += 1
        elif kind == _DATEMODE and size >= 2:
            date1904 = body[0] == 1
        elif kind == _BOF and at in starts:
            current = marks.setdefault(starts[at], Marks())
        elif current is not None:
            _record(current, kind, body)
        at += 4 + size
    return marks, date1904


def _record(marks: Marks, kind: int, body: bytes) -> None:
    if kind == _ROW and len(body) >= 16:
        row, options = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
        if options & 0x20:
            marks.hidden_rows.add(row)
    elif kind == _COLINFO and len(body) >= 10:
        first, last, _, _, options = struct.unpack_from("<HHHHH", body)
        if options & 1:
            marks.hidden_columns |= set(range(first, min(last, 255) + 1))
    elif kind == _BOOLERR and len(body) >= 8 and body[7] == 1:
        marks.cells[struct.unpack_from("<HH", body)] = ErrorCell(_ERRORS.get(body[6], "#ERROR"))
    elif kind == _FORMULA and len(body) >= 14:
        at = struct.unpack_from("<HH", body)
        if body[12:14] == b"\xff\xff" and body[6] == 2:
            marks.cells[at] = ErrorCell(_ERRORS.get(body[8], "#ERROR"))
        elif body[12:14] == b"\xff\xff" and body[6] == 3:
            marks.cells[at] = UncachedCell()
