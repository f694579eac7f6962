"""A department's table, written as the firms pass by: titles, header of several levels, rows, totals, footers.

A `Table` writes what its `SheetPlan` says in one pass, keeps the sums for the totals, and notes where a deliberate problem
came to lie.
"""

from __future__ import annotations

from yuanheng.demo.backends import SheetFile
from yuanheng.demo.cells import CellValue, Formula, a1, shown
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import TOWNS, Firm
from yuanheng.demo.planted import Planted
from yuanheng.demo.sheetplan import Line, SheetPlan


class Table:
    """A sheet being written."""

    def __init__(self, sheet: SheetFile, plan: SheetPlan, *, file: str) -> None:
        self._sheet, self._plan, self._file = sheet, plan, file
        self._row = 0
        self._serial = 0
        self._town = ""
        self._merges: list[tuple[int, int, int, int]] = []
        self._sums = [0] * len(plan.columns)
        self._large = [0] * len(plan.columns)
        self._group = [0] * len(plan.columns)
        self._first_row = 0
        self.planted: list[Planted] = []
        self._begin()

    def _begin(self) -> None:
        plan, last = self._plan, len(self._plan.columns) - 1
        hidden = [place for place, column in enumerate(plan.columns) if column.hidden]
        head_rows = max(len(column.heads) for column in plan.columns)
        self._sheet.layout(
            widths=[column.width for column in plan.columns],
            hidden=hidden,
            frozen_rows=len(plan.titles) + bool(plan.unit_line) + head_rows,
        )
        for title in plan.titles:
            self._span(title, last=last, style="title")
        if plan.unit_line:
            self._sheet.write(self._row, last, plan.unit_line, "note")
            self._row += 1
        self._heads(head_rows)
        if any(column.unit_row for column in plan.columns):
            self._extra_row([column.unit_row for column in plan.columns])
        if plan.numbered:
            texts = next(place for place, column in enumerate(plan.columns) if column.measure)
            signs = "甲乙丙丁戊己"[:texts]
            self._extra_row([*signs, *(str(number + 1) for number in range(last + 1 - texts))])
        self._first_row = self._row

    def _span(self, text: str, *, last: int, style: str) -> None:
        self._sheet.write(self._row, 0, text, style)
        if last:
            self._merges.append((self._row, 0, self._row, last))
        self._row += 1

    def _extra_row(self, texts: list[str]) -> None:
        for column, text in enumerate(texts):
            self._sheet.write(self._row, column, text, "head")
        self._row += 1

    def _heads(self, depth: int) -> None:
        """Header cells; equal neighbours are merged across, a short path is merged down."""
        columns = self._plan.columns
        for level in range(depth):
            for place, column in enumerate(columns):
                path = column.heads
                repeated = (
                    level < len(path) - 1 and place > 0 and columns[place - 1].heads[: level + 1] == path[: level + 1]
                )
                if level >= len(path) or repeated:
                    self._sheet.write(self._row, place, "", "head")
                    continue
                self._sheet.write(self._row, place, path[level], "head")
                self._note_head_merge(place, level=level, depth=depth)
            self._row += 1

    def _note_head_merge(self, place: int, *, level: int, depth: int) -> None:
        columns, path = self._plan.columns, self._plan.columns[place].heads
        last_row, last_column = self._row, place
        if level == len(path) - 1:
            last_row += depth - len(path)
        else:
            while last_column + 1 < len(columns) and columns[last_column + 1].heads[: level + 1] == path[: level + 1]:
                last_column += 1
        if (last_row, last_column) != (self._row, place):
            self._merges.append((self._row, place, last_row, last_column))

    def add(self, firm: Firm, year: FirmYear) -> None:
        """Write the firm's rows, if it is on this sheet."""
        if self._plan.town and firm.town != self._plan.town:
            return
        lines = self._plan.lines(firm, year)
        if not lines:
            return
        if self._plan.by_town and firm.town != self._town:
            self._close_town()
            self._open_town(firm.town)
        start = self._row
        for line in lines:
            self._write_line(line, first=line is lines[0] or line.mark is not None)
        rows = sum(1 for line in lines if line.mark is None)
        if rows > 1:
            merged = [place for place, column in enumerate(self._plan.columns) if column.once]
            self._merges += [(start, place, start + rows - 1, place) for place in merged]

    def _write_line(self, line: Line, *, first: bool) -> None:
        plan = self._plan
        self._serial += first
        if plan.hide_every and self._serial % plan.hide_every == 0 and len(line.firm.meters) == 1:
            self._sheet.hide_row(self._row)
        overridden = plan.overrides if line.firm.story else {}
        for place, column in enumerate(plan.columns):
            if column.once and not first:
                continue
            value, quanta = column.cell(line, row=self._row)
            if column.key == "serial":
                value = self._serial
            if override := overridden.get((line.firm.story, column.key)):
                value = override.value
                self._note(override.kind, override.note, place=place, line=line, row_spoilt=override.spoils_row)
            self._sheet.write(self._row, place, value)
            if quanta and plan.totals and line.mark is None:
                self._count(place, quanta, large=line.firm.scale == "规上")
        if line.mark is not None:
            self._note(line.mark.kind, line.mark.note, place=self._name_place(), line=line, row_spoilt=True)
        self._row += 1

    def _name_place(self) -> int:
        return next(place for place, column in enumerate(self._plan.columns) if column.key == "name")

    def _count(self, place: int, quanta: int, *, large: bool) -> None:
        self._sums[place] += quanta
        self._group[place] += quanta
        if large:
            self._large[place] += quanta

    def _note(self, kind: str, note: str, *, place: int, line: Line, row_spoilt: bool) -> None:
        if not kind:
            return
        measures = self._plan.figures() if row_spoilt else (self._plan.columns[place].measure,)
        self.planted.append(
            Planted(
                kind=kind,
                file=self._file,
                sheet="" if self._file.endswith(".csv") else self._plan.name,
                cell=a1(self._row, place),
                subject_id=line.firm.id,
                subject_name=line.firm.name,
                year=line.year.year,
                measures=tuple(measure for measure in measures if measure),
                note=note,
            )
        )

    def _open_town(self, town: str) -> None:
        number = "一二三四五六七八"[[name for name, _ in TOWNS].index(town)]
        self._sheet.write(self._row, 0, f"{number}、{town}", "total")
        self._row += 1
        self._town = town
        self._group = [0] * len(self._plan.columns)

    def _close_town(self) -> None:
        if self._town and self._plan.totals:
            self._sum_row("小计", self._group)

    def _sum_row(self, label: str, sums: list[int], *, formula: bool = False) -> None:
        columns = self._plan.columns
        for place, column in enumerate(columns):
            if column.quanta is None:
                self._sheet.write(self._row, place, label if place == self._label_place() else "", "total")
                continue
            figure: CellValue = shown(column.measure, sums[place], unit=column.unit)
            if formula and isinstance(figure, int | float):
                span = f"{a1(self._first_row, place)}:{a1(self._row - 1, place)}"
                figure = Formula(f"=SUM({span})", figure)
            self._sheet.write(self._row, place, figure, "total")
        self._row += 1

    def _label_place(self) -> int:
        return 0 if self._plan.by_town else self._name_place()

    def _plant_total_error(self, sums: list[int]) -> None:
        if self._plan.total_error is None:
            return
        measure, off = self._plan.total_error
        place = next(place for place, column in enumerate(self._plan.columns) if column.measure == measure)
        sums[place] = sums[place] * off // 100
        self.planted.append(
            Planted(
                kind="total_mismatch",
                file=self._file,
                sheet=self._plan.name,
                cell=a1(self._row, place),
                subject_id="",
                subject_name="",
                year=self._plan.year,
                measures=(),
                note=f"合计只有各行之和的 {off}%,像是漏加了一个镇",
            )
        )

    def end(self) -> None:
        """Totals, footers, merges."""
        if self._plan.by_town:
            self._close_town()
        if self._plan.totals:
            sums = list(self._sums)
            self._plant_total_error(sums)
            self._sum_row("合计", sums, formula=not self._plan.by_town and self._plan.total_error is None)
        if self._plan.among:
            self._sum_row("其中:规上企业", self._large)
        for footer in self._plan.footers:
            self._sheet.write(self._row, 0, footer, "note")
            self._row += 1
        for merge in self._merges:
            self._sheet.merge(*merge)
