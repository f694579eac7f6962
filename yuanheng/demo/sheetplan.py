"""What a sheet looks like, as data: its columns, its titles and footers, its totals, and which rows a firm gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from yuanheng.demo.cells import CellValue, Formula, Look, placeholder, shown, spell
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import Firm
from yuanheng.demo.planted import Mark, Override


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a firm: the whole firm, or one of its meters, parcels or months (`part` of them)."""

    firm: Firm
    year: FirmYear
    part: int = 0
    month: int = 0
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header from the top down, and what stands in it.

    A figure has a `measure`, its `unit` and `quanta`; any other column has `text`. `key` is what an override is found by.
    `look` is the spelling of every n-th firm's figure (`every`); a `formula` has `{row}` for its own row.
    `once` fills only the first of a firm's rows and is merged over the others.
    """

    heads: tuple[str, ...]
    key: str
    text: Callable[[Line], CellValue] | None = None
    measure: str = ""
    unit: str = ""
    quanta: Callable[[Line], int | None] | None = None
    look: Look = Look.NUMBER
    every: int = 1
    formula: str = ""
    unit_row: str = ""
    once: bool = False
    hidden: bool = False
    width: float = 12.0

    def cell(self, line: Line, *, row: int) -> tuple[CellValue, int]:
        """What stands in the cell of this line, in this zero-based row, and what it adds to a total."""
        if self.quanta is None:
            return (self.text(line) if self.text else None), 0
        quanta = self.quanta(line)
        if quanta is None:
            return placeholder(line.firm.index + len(self.measure)), 0
        number = shown(self.measure, quanta, unit=self.unit)
        if self.formula:
            return Formula(self.formula.format(row=row + 1), number), quanta
        if self.look is Look.NUMBER or line.firm.index % self.every:
            return number, quanta
        return spell(number, look=self.look, unit=self.unit), quanta


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet looks. `town` keeps one town's firms; `by_town` groups all of them with subtotals."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Callable[[Firm, FirmYear], list[Line]]
    unit_line: str = ""
    numbered: bool = False
    town: str = ""
    by_town: bool = False
    totals: bool = False
    among: bool = False
    footers: tuple[str, ...] = ("填表人:统计员  审核人:科长",)
    hide_every: int = 0
    hidden: bool = False
    overrides: Mapping[tuple[str, str], Override] = field(default_factory=dict)
    total_error: tuple[str, int] | None = None
    year: int = 0

    def figures(self) -> tuple[str, ...]:
        """The measures of its columns that are facts."""
        return tuple(dict.fromkeys(column.measure for column in self.columns if column.measure))
