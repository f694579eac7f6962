"""What the readers of both kinds of list share: a row, its cells, and the questions with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter

from yuanheng.engines.errors import Problem
from yuanheng.engines.tenancies import load_tenancy_rules
from yuanheng.web.projects.library.layout import Sheet, fold
from yuanheng.web.projects.library.values import Asked, read_day

FAR = date(2199, 12, 31)
MU_PER_M2 = Decimal("0.0015")
MU = "亩"
_NUMBER = re.compile(r"^(-?\d+(?:\.\d+)?)(.*)$")
Names = dict[str, str]
"""A name as written → the enterprise's id, `outside`, or '' where a person must say."""


@dataclass(slots=True)
class Row:
    """One row as read: texts and exact figures as text (for JSON); `blocked` while something of it must be settled."""

    sheet: str
    row: int
    values: dict[str, str] = field(default_factory=dict)
    blocked: bool = False


class Cells:
    """The cells of one row by field, each read by its kind; what is not understood is asked, with its place."""

    def __init__(self, sheet: Sheet, cells: Sequence[Any], number: int, *, file: str) -> None:
        self.sheet, self.number, self.file = sheet, number, file
        self.places = {c.field: c for c in sheet.columns if c.field}
        self.cells = cells
        self.row = Row(sheet.name, number)
        self.problems: list[Problem] = []

    def raw(self, name: str) -> Any:
        """The cell of a field; None where there is none or it is empty."""
        column = self.places.get(name)
        cell = self.cells[column.index] if column is not None and column.index < len(self.cells) else None
        return None if cell in ("", None, "-", "/", "—") else cell

    def ask(self, name: str, found: str, expected: str, advice: str, *, kind: str = "unreadable") -> None:
        """A question about a field; the row waits for it."""
        column = self.places.get(name)
        place = f"{get_column_letter(column.index + 1)}{self.number}" if column is not None else f"第 {self.number} 行"
        where = " › ".join(part for part in (self.file, self.sheet.name, place) if part)
        cell = place if column is not None else ""
        self.problems.append(
            Problem(kind, where, found[:120], expected, advice, file=self.file, sheet=self.sheet.name, cell=cell)
        )
        self.row.blocked = True

    def text(self, name: str, *, most: int = 200) -> str:
        """As written, on one line; a number of a code keeps its digits."""
        cell = self.raw(name)
        if cell is None:
            return ""
        said = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())
        if len(said) > most:
            self.ask(name, said, f"不超过 {most} 个字", "改短后重新导入")
        return said[:most]

    def day(self, name: str) -> date | None:
        """A day; of a month alone its last day."""
        found = read_day(self.raw(name), today=FAR)
        if isinstance(found, Asked):
            self.ask(name, found.found, found.expected, found.advice)
            return None
        return found[0] if found is not None else None

    def number_of(self, name: str) -> Decimal | None:
        """A number, not negative."""
        return self._number(name, self.raw(name))[0]

    def _number(self, name: str, cell: Any) -> tuple[Decimal | None, str]:
        if cell is None:
            return None, ""
        match = _NUMBER.fullmatch(fold(cell).replace(",", "")) if not isinstance(cell, bool) else None
        try:
            value = Decimal(match[1]) if match else None
        except InvalidOperation:
            value = None
        if value is None or value < 0:
            self.ask(name, str(cell), "不小于 0 的数", "改成一个数;不知道的留空")
            return None, ""
        return value, match[2] if match else ""

    def area(self, name: str) -> tuple[Decimal, str] | None:
        """(figure, `m2` or `mu`): the unit stands in the cell or in the heading; without one it is asked, never guessed."""
        value, tail = self._number(name, self.raw(name))
        if value is None or value == 0:
            return None
        units = {fold(unit): factor for unit, factor in load_tenancy_rules().area_units.items()}
        unit = tail or fold(self.places[name].unit)
        if unit == MU:
            return value, "mu"
        if unit in units:
            return value * units[unit], "m2"
        known = "、".join([*load_tenancy_rules().area_units, MU])
        self.ask(name, f"{value} {unit}".strip(), f"写明单位:{known}", "在列名或单元格里写上单位", kind="unknown_unit")
        return None


def rows_of(sheet: Sheet, *, file: str) -> Iterator[Cells]:
    """Every row that says something; totals and notes are none."""
    ends = (*load_tenancy_rules().totals, "注", "备注", "填表", "说明")
    for offset, cells in enumerate(sheet.rows):
        filled = [c for c in cells if c not in ("", None)]
        if len(filled) < 2 or unicodedata.normalize("NFKC", str(filled[0])).strip().startswith(ends):
            continue
        yield Cells(sheet, cells, sheet.first + offset, file=file)
