"""An export file of a platform as rows of fields: where its table begins, what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine

from yuanheng.engines.errors import Problem, Problems

from ..rules import Platforms

HEAD_ROWS = 15
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """One row of an export; `line` is its number in the sheet."""

    line: int
    values: Mapping[str, Any]

    def text(self, field: str) -> str:
        """A field as text."""
        return str(self.values.get(field) or "").strip()

    def day(self, field: str) -> date | None:
        """A field as a day; None where it is empty."""
        value = self.values.get(field)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = _DAY.search(str(value or ""))
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def read_export(path: Path, rule: Platforms, *, name: str) -> tuple[list[MirrorRow], list[Problem]]:
    """The rows of an export, and what is wrong with it; raises nothing for a bad row.

    Raises:
        ProblemsError: no table with the columns that are needed in any sheet.
    """
    problems = Problems()
    for sheet in python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names:
        grid = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
        head = _head(grid, rule)
        if head is None:
            continue
        place, columns = head
        return _rows(grid, place, columns, name=name, sheet=sheet)
    wanted = "、".join(f.label for f in rule.fields.values() if f.required)
    problems.add("no_table", where=name, found="没有找到办件表", expected=f"有 {wanted} 列的表",
                 advice="从平台重新导出,或在规则里增补列名", file=name)  # fmt: skip
    problems.raise_if_any()
    raise AssertionError("unreachable")


def _head(grid: Sequence[Sequence[Any]], rule: Platforms) -> tuple[int, dict[int, str]] | None:
    needed = {name for name, field in rule.fields.items() if field.required}
    for place, line in enumerate(grid[:HEAD_ROWS]):
        columns: dict[int, str] = {}
        for index, cell in enumerate(line):
            heading = re.sub(r"\s", "", str(cell or ""))
            field = next((n for n, f in rule.fields.items() if heading in f.words), "")
            if field and field not in columns.values():
                columns[index] = field
        if needed <= set(columns.values()):
            return place, columns
    return None


def _rows(
    grid: Sequence[Sequence[Any]], place: int, columns: Mapping[int, str], *, name: str, sheet: str
) -> tuple[list[MirrorRow], list[Problem]]:
    problems = Problems()
    rows: list[MirrorRow] = []
    for number, line in enumerate(grid[place + 1 :], start=place + 2):
        values = {field: line[index] for index, field in columns.items() if index < len(line)}
        if not any(str(v or "").strip() for v in values.values()):
            continue
        row = MirrorRow(number, values)
        wrong = [
            f for f in ("received", "accepted", "stopped", "resumed", "finished") if row.text(f) and not row.day(f)
        ]
        for field in wrong:
            problems.add("bad_date", where=f"{name} › {sheet} › 第 {number} 行", found=row.text(field),
                         expected="日期,如 2021-06-30", advice="在平台改正后重新导出", file=name, sheet=sheet)  # fmt: skip
        if not wrong:
            rows.append(row)
    return rows, list(problems.items)
