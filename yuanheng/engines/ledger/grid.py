"""A sheet as cells: values, merges, what is hidden, what could not be computed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A formula's error (#N/A, #REF!, #DIV/0!)."""

    text: str


@dataclass(frozen=True, slots=True)
class UncachedCell:
    """A formula whose result was never saved; it is not computed here."""

    text: str = "公式无缓存值"


Value = Cell | ErrorCell | UncachedCell


@dataclass(slots=True)
class Grid:
    """One sheet. `rows[r][c]` counts from A1; rows may be of different length. Boxes are (top, left, bottom, right)."""

    name: str
    rows: list[list[Value]]
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    date1904: bool = False
    flipped: bool = False
    above: int = 0
    # Cells of a sheet that was laid out anew (a form) and where they stand in the file.
    places: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Value:
        """The cell, or '' beyond the sheet's edge."""
        if row < 0 or column < 0 or row >= len(self.rows):
            return ""
        line = self.rows[row]
        return line[column] if column < len(line) else ""

    def text(self, row: int, column: int) -> str:
        """The cell as text, stripped; '' for anything but text and numbers."""
        return cell_text(self.at(row, column)).strip()

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(r) for r in self.rows), default=0)

    def reference(self, row: int, column: int) -> str:
        """A1 form of a cell; in a flipped grid rows and columns change back."""
        if self.places:
            return a1(*self.places.get((row, column), (row, column)))
        return a1(column + self.above, row) if self.flipped else a1(row, column)

    def flip(self, *, above: int = 0) -> Grid:
        """The sheet with rows and columns changed, for tables whose firms stand in a row; `above` rows are titles."""
        width = self.width
        rows = [[self.at(r, c) for r in range(above, len(self.rows))] for c in range(width)]
        merges = [
            (left, top - above, right, bottom - above) for top, left, bottom, right in self.merges if top >= above
        ]
        return Grid(
            name=self.name,
            rows=rows,
            merges=merges,
            hidden_rows=set(),
            hidden_columns={r - above for r in self.hidden_rows},
            hidden=self.hidden,
            date1904=self.date1904,
            flipped=True,
            above=above,
        )


def cell_text(value: Value) -> str:
    """A cell as a person reads it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        from ..quantities import shortest_text

        return shortest_text(value)
    if isinstance(value, ErrorCell | UncachedCell):
        return value.text
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)


def is_blank(value: Value) -> bool:
    """True for an empty cell or white space."""
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def is_number(value: Value) -> bool:
    """True for a number cell; a boolean is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def column_letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """(0, 0) -> A1."""
    return f"{column_letters(column)}{row + 1}"


def from_a1(reference: str) -> tuple[int, int]:
    """A1 -> (0, 0); a range gives its first cell.

    Raises:
        ValueError: not a reference.
    """
    match = re.match(r"\$?([A-Za-z]{1,3})\$?(\d+)", reference)
    if not match:
        raise ValueError(f"not a cell reference: {reference!r}")
    column = 0
    for char in match[1].upper():
        column = column * 26 + ord(char) - 64
    return int(match[2]) - 1, column - 1
