"""One sheet of the library as an office keeps it: rows in order, and the problems put in on purpose by their cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from yuanheng.demo.cells import CellValue, a1
from yuanheng.demo.xlsx import XlsxBook


@dataclass(frozen=True, slots=True)
class PlantedProblem:
    """A deliberate problem; `kind` says what an import should see in the cell, `number` which project it spoils."""

    kind: str
    sheet: str
    cell: str
    number: str
    note: str

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


class OfficeSheet:
    """A sheet being written from top to bottom."""

    def __init__(self, book: XlsxBook, name: str, *, hidden: bool = False, widths: Sequence[float] = ()) -> None:
        self.name = name
        self.planted: list[PlantedProblem] = []
        self._sheet = book.sheet(name, hidden=hidden)
        if widths:
            self._sheet.layout(widths=list(widths), hidden=[], frozen_rows=4)
        self.row = 0

    def line(self, cells: Sequence[CellValue], style: str = "") -> int:
        """Write a row; the answer is its zero-based number."""
        row = self.row
        for column, value in enumerate(cells):
            self._sheet.write(row, column, value, style)
        self.row += 1
        return row

    def title(self, text: str, *, across: int) -> None:
        """A title over all columns."""
        row = self.line([text], "title")
        self._sheet.merge(row, 0, row, across - 1)

    def two_level(self, heads: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Merged headings: a group over its columns, a single one over both rows."""
        upper: list[CellValue] = []
        lower: list[CellValue] = []
        merges: list[tuple[int, int, int, int]] = []
        for group, parts in heads:
            column = len(upper)
            upper += [group, *[""] * (max(len(parts), 1) - 1)]
            lower += list(parts) or [""]
            merges.append((0, column, 0, column + len(parts) - 1) if parts else (0, column, 1, column))
        first = self.line(upper, "head")
        self.line(lower, "head")
        for top, left, bottom, right in merges:
            if (top, left) != (bottom, right):
                self._sheet.merge(first + top, left, first + bottom, right)

    def hide_next(self) -> None:
        """The next row is hidden."""
        self._sheet.hide_row(self.row)

    def plant(self, kind: str, *, row: int, column: int, number: str, note: str) -> None:
        """Remember a deliberate problem."""
        self.planted.append(PlantedProblem(kind, self.name, a1(row, column), number, note))
