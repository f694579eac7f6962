"""Files written cell by cell, the same bytes each time: .xlsx and .xls (`xlsx.py`, `xls.py`), .csv in two encodings, .ods.

Rows must come in order, so that a large workbook can be streamed; merges and hidden columns may be told at any time.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from yuanheng.demo.cells import CellValue, ErrorCell, Formula
from yuanheng.demo.xls import XlsBook
from yuanheng.demo.xlsx import XlsxBook
from yuanheng.demo.zips import pack


class SheetFile(Protocol):
    """One sheet being written."""

    def write(self, row: int, column: int, value: CellValue, style: str = "") -> None:
        """Write a cell; style is '', 'title', 'head', 'total' or 'note'."""

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a range; its first cell is written like any other."""

    def hide_row(self, row: int) -> None:
        """Hide a row; before its cells are written."""

    def layout(self, *, widths: list[float], hidden: list[int], frozen_rows: int) -> None:
        """Column widths, hidden columns, rows that stay in view."""


class BookFile(Protocol):
    """A workbook being written."""

    def sheet(self, name: str, *, hidden: bool = False) -> SheetFile:
        """Begin a sheet; sheets may be written side by side."""

    def close(self) -> None:
        """Finish the file."""


class CsvBook:
    """A .csv as exported by a department's system: GB18030, or UTF-8 with a byte order mark. One sheet, no merges."""

    def __init__(self, path: Path, *, encoding: str) -> None:
        self._file = path.open("w", encoding=encoding, newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._row = 0
        self._cells: list[str] = []

    def sheet(self, name: str, *, hidden: bool = False) -> CsvBook:
        """The only sheet there is."""
        return self

    def write(self, row: int, column: int, value: CellValue, style: str = "") -> None:
        """Keep the row until the next one begins."""
        while self._row < row:
            self._flush()
        self._cells += [""] * (column + 1 - len(self._cells))
        self._cells[column] = _plain(value)

    def _flush(self) -> None:
        self._writer.writerow(self._cells)
        self._cells = []
        self._row += 1

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """A .csv has no merged cells."""

    def hide_row(self, row: int) -> None:
        """A .csv has no hidden rows."""

    def layout(self, *, widths: list[float], hidden: list[int], frozen_rows: int) -> None:
        """A .csv has no layout."""

    def close(self) -> None:
        """Write the last row."""
        self._flush()
        self._file.close()


def _plain(value: CellValue) -> str:
    if isinstance(value, Formula):
        value = value.cached
    if isinstance(value, ErrorCell):
        return value.code
    return "" if value is None else str(value)


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


class OdsBook:
    """An .ods: the three parts that a reader needs. Kept in memory, so for lists only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheets: list[tuple[str, OdsSheet]] = []

    def sheet(self, name: str, *, hidden: bool = False) -> OdsSheet:
        """Begin a sheet."""
        sheet = OdsSheet()
        self._sheets.append((name, sheet))
        return sheet

    def close(self) -> None:
        """Write mimetype (first, uncompressed), content and manifest."""
        body = "".join(
            f'<table:table table:name="{escape(name)}">{sheet.xml()}</table:table>' for name, sheet in self._sheets
        )
        parts = {
            "mimetype": _ODS_MIME,
            "content.xml": _ODS_HEAD + body + _ODS_TAIL,
            "META-INF/manifest.xml": _ODS_MANIFEST,
        }
        pack(self._path, {name: text.encode() for name, text in parts.items()}, stored=("mimetype",))


class OdsSheet:
    """The cells of one .ods sheet."""

    def __init__(self) -> None:
        self._rows: list[dict[int, str]] = []
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}

    def write(self, row: int, column: int, value: CellValue, style: str = "") -> None:
        """Keep a cell."""
        while len(self._rows) <= row:
            self._rows.append({})
        if isinstance(value, int | float):
            cell = f' office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
        elif isinstance(value, date):
            cell = f' office:value-type="date" office:date-value="{value}"><text:p>{value}</text:p>'
        else:
            text = _plain(value)
            cell = f' office:value-type="string"><text:p>{escape(text)}</text:p>' if text else ">"
        self._rows[row][column] = cell

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note a span."""
        self._spans[first_row, first_column] = (last_row - first_row + 1, last_column - first_column + 1)

    def hide_row(self, row: int) -> None:
        """Lists have no hidden rows."""

    def layout(self, *, widths: list[float], hidden: list[int], frozen_rows: int) -> None:
        """Lists keep the default widths."""

    def xml(self) -> str:
        """The rows as OpenDocument."""
        out = io.StringIO()
        for number, row in enumerate(self._rows):
            out.write("<table:table-row>")
            for column in range(max(row, default=-1) + 1):
                rows, columns = self._spans.get((number, column), (1, 1))
                span = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
                out.write(f"<table:table-cell{span if rows * columns > 1 else ''}{row.get(column, '>')}")
                out.write("</table:table-cell>")
            out.write("</table:table-row>")
        return out.getvalue()


def open_book(path: Path, *, firms: int, encoding: str = "") -> BookFile:
    """The writer for a path by its ending; `encoding` is for .csv."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        return CsvBook(path, encoding=encoding)
    if path.suffix == ".ods":
        return OdsBook(path)
    if path.suffix == ".xls":
        return XlsBook(path)
    return XlsxBook(path, firms=firms)
