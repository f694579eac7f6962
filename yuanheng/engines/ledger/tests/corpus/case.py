"""How a case is written: sheets as lists of rows, facts as rows of (subject, measure, period, value, unit, cell)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from yuanheng.engines.identities import check_character
from yuanheng.engines.ledger.reading import read_here

JUDGED = frozenset(
    {
        "tax_paid",
        "taxable_sales",
        "output_value",
        "value_added",
        "rd_expense",
        "profit",
        "fixed_investment",
        "employees",
        "electricity",
        "energy_tce",
        "emissions",
        "land_area",
        "certified_land_area",
        "leased_in_land_area",
        "leased_out_land_area",
        "floor_area",
    }
)
JUDGED_KINDS = frozenset(
    {
        "unreadable_number",
        "bad_uscc",
        "duplicate_row",
        "error_cell",
        "unknown_unit",
        "missing_value",
        "total_mismatch",
        "ambiguous_header",
    }
)

A, B, C, D, E = (
    "启东市海工机械有限公司",
    "江苏吕四电动工具有限公司",
    "启东汇龙电子科技有限公司",
    "南通启隆生物医药有限公司",
    "启东市近海船舶配套有限公司",
)


def code(number: int) -> str:
    """A valid social credit code."""
    first = f"91320681MA{number:07d}"
    return first + check_character(first)


@dataclass(frozen=True, slots=True)
class Fact:
    """One expected fact; `optional` ones are neither demanded nor wrong."""

    subject: str
    measure: str
    period: str
    value: float
    unit: str
    cell: str
    sheet: str = ""
    optional: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet to be built with openpyxl."""

    rows: list[list[Any]]
    name: str = "Sheet1"
    merge: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False
    formats: dict[str, str] = field(default_factory=dict)
    origin: tuple[int, int] = (1, 1)


@dataclass(slots=True)
class Case:
    """A workbook, its expected facts and problems ((kind, cell) pairs; '' is any cell)."""

    name: str
    write: Callable[[Path], None]
    facts: list[Fact]
    problems: list[tuple[str, str]] = field(default_factory=list)
    file: str = "表.xlsx"
    year: int = 2021
    keys: dict[str, str] = field(default_factory=dict)


CASES: dict[str, Case] = {}


def case(
    name: str,
    sheets: Sheet | list[Sheet] | Callable[[Path], None],
    facts: Sequence[tuple[Any, ...]],
    problems: Sequence[tuple[str, str]] = (),
    *,
    file: str = "表.xlsx",
    year: int = 2021,
    optional: Sequence[tuple[Any, ...]] = (),
    keys: dict[str, str] | None = None,
) -> None:
    """Add a case to the corpus."""
    assert name not in CASES, name
    made = [sheets] if isinstance(sheets, Sheet) else sheets
    writer = made if callable(made) else lambda path: write_xlsx(made, path)
    expected = [Fact(*f) for f in facts] + [
        Fact(*f, **({"sheet": ""} if len(f) < 7 else {}), optional=True) for f in optional
    ]
    CASES[name] = Case(name, writer, expected, list(problems), file, year, keys or {})


def write_xlsx(sheets: list[Sheet], path: Path) -> None:
    """Build the workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for plan in sheets:
        sheet = book.create_sheet(plan.name)
        top, left = plan.origin
        for r, row in enumerate(plan.rows):
            for c, value in enumerate(row):
                if value is not None and value != "":
                    sheet.cell(top + r, left + c, value)
        for area in plan.merge:
            sheet.merge_cells(area)
        for row in plan.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in plan.hidden_columns:
            sheet.column_dimensions[column].hidden = True
        for cell, form in plan.formats.items():
            sheet[cell].number_format = form
        if plan.hidden:
            sheet.sheet_state = "hidden"
    book.save(path)


@dataclass(slots=True)
class Score:
    """Right, wrong and missing facts and problems of a case."""

    right: int
    wrong: list[str]
    missing: list[str]
    problems_missing: list[tuple[str, str]]
    problems_wrong: list[tuple[str, str]]


def score_case(item: Case, folder: Path) -> Score:
    """Build, read, compare. Values agree to 1e-9 relative; the sheet is compared where the case names it."""
    path = folder / item.file
    item.write(path)
    reading = read_here(path, year=item.year)
    measures = JUDGED | {f.measure for f in item.facts}
    got = {}
    for row in reading.facts.to_pylist():
        if row["measure"] in measures:
            key = (row["subject_name"], row["measure"], row["period"], row["unit"], row["cell"])
            got.setdefault(key, []).append(row)
    right, missing, used = 0, [], []
    for fact in item.facts:
        key = (fact.subject, fact.measure, fact.period, fact.unit, fact.cell)
        rows = [r for r in got.get(key, []) if _same(r, fact) and not any(r is u for u in used)]
        if rows:
            used.append(rows[0])
            right += 0 if fact.optional else 1
            wanted = item.keys.get(fact.subject)
            if wanted is not None and rows[0]["subject_key"] != wanted:
                missing.append(f"key of {fact.subject}: {rows[0]['subject_key']!r}")
        elif not fact.optional:
            missing.append(str(fact))
    wrong = [
        str({k: r[k] for k in ("subject_name", "measure", "period", "value", "unit", "sheet", "cell", "raw")})
        for rows in got.values()
        for r in rows
        if not any(r is u for u in used) and not r["derived"]
    ]
    found = [(p.kind, p.cell) for p in reading.problems if p.kind in JUDGED_KINDS]
    return Score(right, wrong, missing, *_compare_problems(item.problems, found))


def _same(row: dict[str, Any], fact: Fact) -> bool:
    near = abs(row["value"] - fact.value) <= 1e-9 * max(1.0, abs(fact.value))
    return near and (not fact.sheet or row["sheet"] == fact.sheet)


def _compare_problems(
    wanted: list[tuple[str, str]], found: list[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    rest, missing = list(found), []
    for kind, cell in wanted:
        hit = next((f for f in rest if f[0] == kind and cell in ("", f[1])), None)
        if hit is None:
            missing.append((kind, cell))
        else:
            rest.remove(hit)
    return missing, rest
