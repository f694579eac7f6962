"""OpenDocument spreadsheets, read by our own parser: calamine tells neither merges nor errors nor what is hidden."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from .archive import check_archive
from .grid import Box, ErrorCell, Grid, UncachedCell, Value
from .limits import Limits
from .refusal import refuse


def load_ods(path: Path, limits: Limits) -> list[Grid]:
    """All tables of the document.

    Raises:
        RefusedFileError: broken, hostile, encrypted or beyond the limits.
    """
    with zipfile.ZipFile(path) as archive:
        check_archive(archive, limits, name=path.name)
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise refuse(where=path.name, found="加密的工作簿(设有打开密码)", advice="取消打开密码后重新上传")
        reader = _Reader(limits, path.name)
        try:
            with archive.open("content.xml") as stream:
                reader.parser.ParseFile(stream)
        except (expat.ExpatError, KeyError, zipfile.BadZipFile, EOFError) as error:
            raise refuse(where=path.name, found=f"损坏的工作簿({str(error)[:60]})") from error
    return reader.grids


@dataclass(slots=True)
class _OdsCell:
    kind: str = ""
    value: str = ""
    formula: bool = False
    error: bool = False
    repeat: int = 1
    columns: int = 1
    rows: int = 1
    text: list[str] = field(default_factory=list)


class _Reader:
    """expat callbacks; a document type is refused as it starts."""

    def __init__(self, limits: Limits, name: str) -> None:
        self.limits, self.name = limits, name
        self.grids: list[Grid] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.cell: _OdsCell | None = None
        self.row: list[Value] = []
        self.row_repeat, self.row_hidden = 1, False
        self.column_at = 0
        self.skip = 0
        self.in_text = False
        self.cells = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.buffer_text = True

    def _doctype(self, *_: object) -> None:
        raise refuse(where=self.name, found="XML 中声明了文档类型或外部实体(DTD)")

    def _start(self, tag: str, at: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if tag == "office:annotation":
            self.skip += 1
        elif self.skip:
            return
        elif tag == "style:style":
            self.style = at.get("style:name", "")
        elif tag == "style:table-properties" and at.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table:table":
            self._table(at)
        elif not self.grids:
            return
        elif tag == "table:table-column":
            self._column(at)
        elif tag == "table:table-row":
            self.row = []
            self.row_repeat = _count(at, "table:number-rows-repeated")
            self.row_hidden = at.get("table:visibility") in ("collapse", "filter")
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(at)
        elif self.cell is not None:
            self._inside_cell(tag, at, self.cell)

    def _inside_cell(self, tag: str, at: dict[str, str], cell: _OdsCell) -> None:
        if tag == "text:p":
            if cell.text:
                cell.text.append("\n")
            self.in_text = True
        elif tag == "text:s":
            cell.text.append(" " * min(_count(at, "text:c"), 100))

    def _end(self, tag: str) -> None:
        if tag == "office:annotation":
            self.skip -= 1
        elif self.skip or not self.grids:
            return
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._close_cell()
        elif tag == "table:table-row":
            self._close_row()
        elif tag == "text:p":
            self.in_text = False

    def _text(self, text: str) -> None:
        if self.in_text and self.cell is not None and not self.skip:
            self.cell.text.append(text)

    def _table(self, at: dict[str, str]) -> None:
        hidden = at.get("table:style-name", "") in self.hidden_styles
        self.grids.append(Grid(name=at.get("table:name", ""), rows=[], hidden=hidden))
        self.column_at = 0

    def _column(self, at: dict[str, str]) -> None:
        count = _count(at, "table:number-columns-repeated")
        if at.get("table:visibility") in ("collapse", "filter"):
            self.grids[-1].hidden_columns |= set(
                range(self.column_at, self.column_at + min(count, self.limits.columns))
            )
        self.column_at += count

    def _cell(self, at: dict[str, str]) -> None:
        kind = at.get("office:value-type", "")
        value = (
            at.get("office:value")
            or at.get("office:date-value")
            or at.get("office:boolean-value")
            or at.get("office:string-value")
            or ""
        )
        self.cell = _OdsCell(
            kind=kind,
            value=value,
            formula="table:formula" in at,
            error=at.get("calcext:value-type") == "error",
            repeat=_count(at, "table:number-columns-repeated"),
            columns=_count(at, "table:number-columns-spanned"),
            rows=_count(at, "table:number-rows-spanned"),
        )

    def _close_cell(self) -> None:
        cell, self.cell = self.cell, None
        if cell is None:
            return
        value = _value(cell)
        if cell.columns > 1 or cell.rows > 1:
            top, left = len(self.grids[-1].rows), len(self.row)
            box: Box = (top, left, top + cell.rows - 1, left + cell.columns - 1)
            self.grids[-1].merges.append(box)
        if value == "" and cell.repeat > self.limits.columns:
            return
        if len(self.row) + cell.repeat > self.limits.columns:
            raise refuse(
                where=f"{self.name} › {self.grids[-1].name}",
                found=f"{len(self.row) + cell.repeat} 列",
                expected=f"不超过 {self.limits.columns} 列",
            )
        self.row.extend([value] * cell.repeat)

    def _close_row(self) -> None:
        while self.row and self.row[-1] == "":
            self.row.pop()
        grid, row = self.grids[-1], self.row
        if not row and self.row_repeat > 1000:
            return
        self.cells += max(1, len(row)) * self.row_repeat
        if self.cells > self.limits.cells:
            raise refuse(
                where=f"{self.name} › {grid.name}",
                found=f"{self.cells} 个以上单元格",
                expected=f"不超过 {self.limits.cells} 个",
            )
        if self.row_hidden:
            grid.hidden_rows |= set(range(len(grid.rows), len(grid.rows) + self.row_repeat))
        grid.rows.extend(list(row) for _ in range(self.row_repeat))


def _count(at: dict[str, str], key: str) -> int:
    text = at.get(key, "1")
    return max(1, int(text)) if text.isdigit() else 1


def _value(cell: _OdsCell) -> Value:
    text = "".join(cell.text)
    if cell.error or (cell.formula and text.startswith(("#", "Err:"))):
        return ErrorCell(text or "#ERROR")
    if cell.kind in ("float", "currency", "percentage"):
        return _number(cell)
    if cell.kind == "date":
        return _date(cell.value) or text
    if cell.kind == "boolean":
        return cell.value == "true"
    if cell.formula and not text and not cell.value:
        return UncachedCell()
    return text or cell.value


def _number(cell: _OdsCell) -> Value:
    try:
        return float(cell.value)
    except ValueError:
        return UncachedCell() if cell.formula else "".join(cell.text)


def _date(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text[:19])
    except ValueError:
        return None
