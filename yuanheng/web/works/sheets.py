"""Read a register from a spreadsheet: all problems at once, each with its cell; a heading must say its unit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from yuanheng.engines.errors import Problem, Problems, ProblemsError
from yuanheng.engines.ledger import read_workbook
from yuanheng.web.base.models import StoredFile
from yuanheng.web.projects.library.handed_in import placed
from yuanheng.web.projects.library.layout import fold, open_sheets, unit_in
from yuanheng.web.projects.library.values import Asked, read_day

from .rowspecs import PLACES, UNITS, Register, RowField

HEAD_ROWS = 10
EMPTY = ("", "-", "—", "/", "无", "未签", "未付", "未签约", "未付款")
TRUE, FALSE = ("是", "有", "√", "y", "yes", "1"), ("否", "无", "没有", "×", "n", "no", "0")
TOTALS = ("合计", "总计", "小计", "累计")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the table begins and which column is which field, with the factor of its unit."""

    row: int
    columns: dict[str, tuple[int, Decimal]]


def read_rows(stored: StoredFile, register: Register, *, work: str, today: date) -> list[dict[str, Any]]:
    """The rows of the first sheet that has the register's columns; `work` salts the keys made from names.

    Raises:
        ProblemsError: the file may not be opened, has no such table, or any cell of it is wrong; all at once.
    """
    with placed(stored) as place:
        opened = read_workbook(place, year=today.year)  # in the confined child first: a hostile file is refused there
        if opened.refused:
            raise ProblemsError(opened.problems)
        sheets = open_sheets(place)
        problems = Problems()
        for name, rows in sheets:
            head = _head(rows, register, problems, place, name)
            if head is not None:
                found = _rows(rows, head, register, problems, place, name, work, today)
                problems.raise_if_any()
                return found
    problems.raise_if_any()
    wanted = "、".join(f.heading for f in register.columns if f.required)
    raise ProblemsError([Problem("no_header", stored.name, "没有找到表头", f"有 {wanted} 的表", "补上表头后重新上传")])


def _head(
    rows: Sequence[Sequence[Any]], register: Register, problems: Problems, place: Path, sheet: str
) -> Head | None:
    needed = {f.name for f in register.columns if f.required}
    for number, row in enumerate(rows[:HEAD_ROWS]):
        cells = [str(c) if c not in (None, "") else "" for c in row]
        found = {f.name: i for f in register.columns for i, cell in enumerate(cells) if _means(cell, f)}
        if len(found) >= 2 and needed <= found.keys():
            columns = {}
            for field in register.columns:
                if field.name in found:
                    factor = _factor(cells[found[field.name]], field)
                    if factor is None:
                        _fault(
                            problems, place, sheet, number, found[field.name], "unit_missing", cells[found[field.name]],
                            f"列名写明单位:{'、'.join(UNITS[field.kind])}", "在列名后加括号写单位,如 面积(亩)",
                        )  # fmt: skip
                    columns[field.name] = (found[field.name], factor or Decimal(1))
            return Head(number, columns)
    return None


def _means(cell: str, field: RowField) -> bool:
    plain = fold(re.sub(r"[((][^))]*[))]", "", cell))
    return plain in {fold(word) for word in (field.label, *field.words)}


def _factor(heading: str, field: RowField) -> Decimal | None:
    if field.kind not in UNITS:
        return Decimal(1)
    unit = unit_in(heading).strip().lower()
    return next((factor for word, factor in UNITS[field.kind].items() if word.lower() == unit), None)


def _rows(
    rows: Sequence[Sequence[Any]], head: Head, register: Register, problems: Problems, place: Path, sheet: str, work: str,
    today: date,
) -> list[dict[str, Any]]:  # fmt: skip
    found: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[head.row + 1 :], start=head.row + 1):
        cells = [str(c).strip() for c in row if c not in (None, "")]
        if not cells or any(fold(c) in TOTALS for c in cells[:2]):
            continue
        values = _values(row, head, register, problems, place, sheet, number, today)
        if register.hidden_key and not values.get("key"):
            values["key"] = made_key(work, str(values.get("village", "")), str(values.get("holder", "")))
        wrong = register.check(values)
        if wrong:
            _fault(problems, place, sheet, number, 0, "row_contradicts", wrong, "前后一致的一行", "改正这一行")
        key = str(values.get("key") or "")
        if key and key in seen:
            what = f"与第 {seen[key] + 1} 行重复"
            _fault(
                problems,
                place,
                sheet,
                number,
                0,
                "row_twice",
                what,
                f"一{register.one}一行",
                f"删去一行,或加{register.key.label}区分",
            )
        seen.setdefault(key, number)
        found.append(values)
    return found


def made_key(work: str, village: str, holder: str) -> str:
    """A number for a household without one: the same for the same name in the same village, and it tells no name."""
    return "户" + hashlib.sha256(f"{work}|{fold(village)}|{fold(holder)}".encode()).hexdigest()[:8]


def _values(
    row: Sequence[Any], head: Head, register: Register, problems: Problems, place: Path, sheet: str, number: int, today: date
) -> dict[str, Any]:  # fmt: skip
    values: dict[str, Any] = {}
    for field in register.columns:
        if field.name not in head.columns:
            continue
        column, factor = head.columns[field.name]
        cell = row[column] if column < len(row) else None
        value = read_cell(cell, field, factor=factor, today=today)
        if isinstance(value, Asked):
            _fault(problems, place, sheet, number, column, "bad_cell", value.found, value.expected, value.advice)
            continue
        if value in (None, "") and field.required:
            _fault(problems, place, sheet, number, column, "cell_missing", "空", f"{field.label}", "补上,或删去这一行")
        values[field.name] = value
    return values


def read_cell(cell: Any, field: RowField, *, factor: Decimal, today: date) -> Any:
    """The value of a cell in the stored unit, None where it says nothing, `Asked` where it cannot be taken."""
    text = "" if cell is None else str(cell).strip()
    if field.kind == "flag":
        return _flag(text)
    if text in EMPTY:
        return "" if field.kind == "text" else None
    if field.kind == "text":
        return (text[:-2] if isinstance(cell, float) and text.endswith(".0") else text)[:200]
    if field.kind == "day":
        found = read_day(cell, today=today)
        return found[0] if isinstance(found, tuple) else found
    if field.kind == "choice":
        chosen = next((code for code, label in field.choices if text in (code, label) or text in label), None)
        return chosen or Asked(text, "、".join(label for _, label in field.choices), "改成其中之一")
    return _number(text, field, factor)


def _flag(text: str) -> Any:
    if text in ("", "-", "—", "/"):
        return None
    if text.lower() in TRUE:
        return True
    return False if text.lower() in FALSE else Asked(text, "是 或 否", "改成其中之一")


def _number(text: str, field: RowField, factor: Decimal) -> Any:
    try:
        value = Decimal(text.replace(",", "").replace(",", ""))
    except InvalidOperation:
        return Asked(text, "一个数", "数字后不写单位,单位写在列名里")
    if not value.is_finite() or value < 0 or value >= Decimal(10) ** 12:
        return Asked(text, "不小于零、不超出常理的数", "核对单位和小数点")
    if field.kind == "count":
        return int(value) if value == value.to_integral_value() else Asked(text, "整数", "改正")
    return (value * factor).quantize(Decimal(1).scaleb(-PLACES[field.kind]))


def _fault(
    problems: Problems,
    place: Path,
    sheet: str,
    row: int,
    column: int,
    kind: str,
    found: str,
    expected: str,
    advice: str,
) -> None:
    cell = f"{_letters(column)}{row + 1}"
    where = f"{place.name} › {sheet} › {cell}" if sheet else f"{place.name} › {cell}"
    problems.items.append(Problem(kind, where, found, expected, advice, file=place.name, sheet=sheet, cell=cell))


def _letters(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
