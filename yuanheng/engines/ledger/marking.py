"""The user's own workbook with its wrong cells coloured and commented."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ..errors import Problem
from . import sniff
from .grid import Grid, from_a1
from .limits import Limits
from .loading import load_grids
from .writing import FIELDS, HEADINGS, neutralise

RED, AMBER = "FFC7CE", "FFEB9C"
_MILD = frozenset({"missing_value", "hidden_sheet", "unknown_layout"})
_OPENPYXL_CELLS = 400_000
LIST_SHEET = "问题清单"


def mark_copy(path: str | Path, problems: Iterable[Problem], out: str | Path, *, limits: Limits | None = None) -> Path:
    """Write a copy of a workbook with each problem's cell coloured and commented, and a list of problems at the end.

    An .xlsx keeps its formats; .xls, .ods, .csv and very large files are rendered as .xlsx, so `out` should end so.

    Raises:
        RefusedFileError: the file is not one that may be opened.
    """
    source, target = Path(path), Path(out)
    grids = load_grids(source, limits or Limits())
    by_sheet: dict[str, dict[tuple[int, int], list[Problem]]] = defaultdict(lambda: defaultdict(list))
    listed = list(problems)
    for problem in listed:
        for place in _places(problem):
            by_sheet[problem.sheet][place].append(problem)
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if sniff.sniff(source) == sniff.XLSX and cells <= _OPENPYXL_CELLS:
        _mark_with_formats(source, by_sheet, listed, target)
    else:
        _render(grids, by_sheet, listed, target)
    return target


def _places(problem: Problem) -> list[tuple[int, int]]:
    places = []
    for reference in problem.cell.replace(":", ",").split(","):
        try:
            places.append(from_a1(reference))
        except ValueError:
            continue
    return places


def _note(problems: list[Problem]) -> str:
    return "\n".join(f"发现:{p.found}\n应为:{p.expected}\n请{p.advice}" for p in problems)[:2000]


def _colour(problems: list[Problem]) -> str:
    return AMBER if all(p.kind in _MILD for p in problems) else RED


def _mark_with_formats(source: Path, by_sheet: dict[str, Any], listed: list[Problem], target: Path) -> None:
    book = openpyxl.load_workbook(source, keep_links=False)
    for sheet in book.worksheets:
        for (row, column), problems in by_sheet.get(sheet.title, {}).items():
            _mark_cell(sheet, row + 1, column + 1, problems)
    _list_sheet(book, listed)
    book.save(target)


def _mark_cell(sheet: Worksheet, row: int, column: int, problems: list[Problem]) -> None:
    """A merged area is marked at its first cell, the only one that can be."""
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
            break
    cell = sheet.cell(row, column)
    colour = _colour(problems)
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + _note(problems), "园衡", height=120, width=280)


def _list_sheet(book: openpyxl.Workbook, listed: list[Problem]) -> None:
    name = LIST_SHEET
    while name in book.sheetnames:
        name += "_"
    sheet = book.create_sheet(name)
    sheet.append(list(HEADINGS))
    for problem in listed:
        sheet.append([neutralise(str(getattr(problem, f))) for f in FIELDS])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
    for letter, width in zip("ABCDEFG", (28, 16, 10, 20, 46, 34, 46), strict=True):
        sheet.column_dimensions[letter].width = width


def _render(grids: list[Grid], by_sheet: dict[str, Any], listed: list[Problem], target: Path) -> None:
    """A plain .xlsx of the values, marked; rows and columns stand where they stood."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(str(target), options) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        used: set[str] = set()
        for number, grid in enumerate(grids, 1):
            if grid.hidden:
                continue
            sheet = book.add_worksheet(_sheet_name(grid.name or f"表{number}", used))
            marks = by_sheet.get(grid.name, {})
            for top, left, bottom, right in grid.merges[:5000]:
                if (top, left) != (bottom, right):
                    sheet.merge_range(top, left, min(bottom, 1_048_575), min(right, 16_383), "")
            for row, line in enumerate(grid.rows):
                for column, value in enumerate(line):
                    _write(sheet, row, column, value, _format(book, marks.get((row, column))), date)
            for (row, column), problems in marks.items():
                sheet.write_comment(row, column, _note(problems), {"author": "园衡", "x_scale": 2, "y_scale": 2})
        sheet = book.add_worksheet(_sheet_name(LIST_SHEET, used))
        for row, texts in enumerate([HEADINGS, *([neutralise(str(getattr(p, f))) for f in FIELDS] for p in listed)]):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text[:32000])


def _format(book: Any, problems: list[Problem] | None) -> Any:
    if not problems:
        return None
    return book.add_format({"bg_color": f"#{_colour(problems)}"})


def _write(sheet: Any, row: int, column: int, value: Any, form: Any, date: Any) -> None:
    if value == "" or value is None:
        if form is not None:
            sheet.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    elif isinstance(value, datetime.datetime | datetime.date):
        sheet.write_datetime(row, column, value, form or date)
    else:
        sheet.write_string(row, column, str(getattr(value, "text", value))[:32000], form)


def _sheet_name(name: str, used: set[str]) -> str:
    """Excel's rules: 31 characters, none of []:*?/\\, no two alike."""
    clean = "".join("_" if c in "[]:*?/\\" else c for c in name)[:31] or "表"
    while clean.lower() in used:
        clean = clean[:28] + f"_{len(used)}"
    used.add(clean.lower())
    return clean
