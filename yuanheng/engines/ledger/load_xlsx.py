"""Workbooks in Office Open XML: checked as an archive, scanned as text, then read by calamine.

calamine gives values but not errors, nor formulas without a saved result, nor hidden rows; and it aborts on an absurd
dimension tag. A scan of the XML text, which never expands an entity, finds all that first.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from .archive import check_archive
from .calamine import open_workbook
from .extents import check_strings, chunks, without_absurd_dimensions
from .grid import ErrorCell, Grid, UncachedCell, from_a1
from .limits import Limits
from .refusal import refuse

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_WIDE = re.compile(rb'r="([A-Z]{3})(\d+)"')
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]|<(?:\w+:)?v\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true|on)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet says beyond values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    merges: int = 0


def load_xlsx(path: Path, limits: Limits) -> list[Grid]:
    """All worksheets with their marks; hidden ones are flagged.

    Raises:
        RefusedFileError: broken, hostile or beyond the limits.
    """
    with zipfile.ZipFile(path) as archive:
        check_archive(archive, limits, name=path.name)
        parts = _sheet_parts(archive)
        date1904 = bool(re.search(rb'date1904="(?:1|true)"', archive.read(_workbook_part(archive))))
        check_strings(archive, parts, limits, file=path.name)
    content = without_absurd_dimensions(path, parts, limits)
    # calamine lets other threads run while it reads, so the scan costs no time of its own.
    with ThreadPoolExecutor(max_workers=1) as pool:
        scanning = pool.submit(_scan_all, path, parts, limits)
        try:
            sheets = _read_values(path, content)
        except CalamineError as error:
            scanning.result()
            raise refuse(where=path.name, found="损坏的工作簿,部件不全或内容不合规范") from error
        scans = scanning.result()
    return [_grid(name, sheet, scans.get(name) or SheetScan(), date1904=date1904) for name, sheet in sheets]


def _read_values(path: Path, content: bytes | None) -> list[tuple[str, CalamineSheet | None]]:
    """The worksheets with calamine's values; None for a hidden one, which is not read."""
    workbook = open_workbook(path, suffix=".xlsx", content=content)
    sheets: list[tuple[str, CalamineSheet | None]] = []
    for meta in workbook.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            shown = meta.visible == SheetVisibleEnum.Visible
            sheets.append((meta.name, workbook.get_sheet_by_name(meta.name) if shown else None))
    return sheets


def _scan_all(path: Path, parts: dict[str, str], limits: Limits) -> dict[str, SheetScan]:
    with zipfile.ZipFile(path) as archive:
        return {name: _scan(archive, part, limits, file=path.name, sheet=name) for name, part in parts.items()}


def _grid(name: str, sheet: CalamineSheet | None, scan: SheetScan, *, date1904: bool) -> Grid:
    if sheet is None:
        return Grid(name=name, rows=[], hidden=True)
    rows = sheet.to_python(skip_empty_area=False)
    merges = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
    grid = Grid(name, rows, merges, scan.hidden_rows, scan.hidden_columns, date1904=date1904)
    marks: dict[tuple[int, int], ErrorCell | UncachedCell] = dict.fromkeys(scan.uncached, UncachedCell())
    marks |= {at: ErrorCell(text) for at, text in scan.errors.items()}
    for (row, column), mark in marks.items():
        _put(rows, row, column, mark)
    return grid


def _put(rows: list[list], row: int, column: int, mark: ErrorCell | UncachedCell) -> None:  # type: ignore[type-arg]
    """Set a mark; a cell whose value calamine did read keeps its value."""
    while len(rows) <= row:
        rows.append([])
    line = rows[row]
    while len(line) <= column:
        line.append("")
    if line[column] == "" or isinstance(mark, ErrorCell):
        line[column] = mark


def _workbook_part(archive: zipfile.ZipFile) -> str:
    return next(n for n in archive.namelist() if re.fullmatch(r"xl/workbook\d*\.xml", n))


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> part, through the workbook's relationships."""
    part = _workbook_part(archive)
    folder, file = posixpath.split(part)
    relations = f"{folder}/_rels/{file}.rels"
    targets: dict[str, str] = {}
    names = set(archive.namelist())
    if relations in names:
        for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", archive.read(relations)):
            rid, target = _attribute(tag, b"Id"), _attribute(tag, b"Target")
            if rid and target:
                targets[rid] = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )
    sheets: dict[str, str] = {}
    for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", archive.read(part)):
        name, rid = _attribute(tag, b"name"), _attribute(tag, rb"(?:\w+:)?id")
        if name and rid and targets.get(rid) in names:
            sheets[_unescape(name)] = targets[rid]
    return sheets


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (match[1] if match[1] is not None else match[2]).decode("utf-8", "replace") if match else ""


def _unescape(text: str) -> str:
    for code, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(code, char)
    return text


def _scan(archive: zipfile.ZipFile, part: str, limits: Limits, *, file: str, sheet: str) -> SheetScan:
    scan = SheetScan()
    where = f"{file} › {sheet}"
    for number, chunk in enumerate(chunks(archive, part)):
        if number == 0:
            _scan_columns(chunk, scan)
        if number % 8 == 0:
            _check_extent(chunk, limits, where)
        if b"hidden=" in chunk:
            _scan_rows(chunk, scan)
        if b'"e"' in chunk or b"'e'" in chunk or b"<f" in chunk or b":f" in chunk:
            _scan_cells(chunk, scan)
        scan.merges += chunk.count(b"mergeCell ")
        if scan.merges > limits.merges:
            raise refuse(where=where, found=f"{scan.merges} 个以上合并区域", expected=f"不超过 {limits.merges} 个")
    return scan


def _check_extent(chunk: bytes, limits: Limits, where: str) -> None:
    wide = _WIDE.search(chunk)
    while wide:
        column = from_a1(wide[1].decode() + "1")[1]
        end = chunk.find(b"</", wide.end())
        head = chunk[wide.end() : end + 4 if end >= 0 else wide.end() + 200]
        if column >= limits.columns and b"/>" not in head.split(b">")[0] + b">" and _FILLED.search(head):
            raise refuse(
                where=f"{where} › {wide[1].decode()}{wide[2].decode()}",
                found=f"第 {column + 1} 列有内容",
                expected=f"不超过 {limits.columns} 列",
                advice="删除多余的列,另存为新文件后上传",
            )
        wide = _WIDE.search(chunk, wide.end())


def _scan_columns(chunk: bytes, scan: SheetScan) -> None:
    head = chunk.split(b"sheetData", 1)[0]
    for match in _COLUMN.finditer(head):
        if _HIDDEN.search(match[1]):
            low, high = _attribute(b" " + match[1], b"min"), _attribute(b" " + match[1], b"max")
            if low.isdigit() and high.isdigit():
                scan.hidden_columns |= set(range(int(low) - 1, min(int(high), 16384)))


def _scan_rows(chunk: bytes, scan: SheetScan) -> None:
    for match in _ROW.finditer(chunk):
        number = _NUMBER.search(match[1]) if _HIDDEN.search(match[1]) else None
        if number:
            scan.hidden_rows.add(int(number[1]) - 1)


def _scan_cells(chunk: bytes, scan: SheetScan) -> None:
    """Cells in error, and formulas whose result was not saved."""
    for match in _CELL.finditer(chunk):
        attributes, body = match[1], match[2] or b""
        formula = b"<f" in body or b":f" in body
        error = b't="e"' in attributes
        if not formula and not error:
            continue
        reference = _attribute(b" " + attributes, b"r")
        value = _VALUE.search(body)
        text = value[1].decode("utf-8", "replace") if value else ""
        if not reference:
            continue
        if error:
            scan.errors[from_a1(reference)] = text or "#ERROR"
        elif not text and b't="str"' not in attributes:
            scan.uncached.add(from_a1(reference))
