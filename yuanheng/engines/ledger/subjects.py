"""Who each row speaks of: names (inherited through merged cells), codes, addresses, accounts, periods, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..identities import repair_uscc
from ..quantities import Unit, unit_table
from .codes import good_codes
from .columns import FIGURE, Column
from .findings import Findings
from .framesheet import Frame
from .grid import Grid, Value, cell_text, is_blank, is_number
from .lexicon import Lexicon
from .periods import PeriodSpec, read_period_cell
from .rowkinds import (
    COLUMNS,
    FACT,
    FOOTER,
    NO_SUBJECT,
    VACANT,
    is_column_numbers,
    is_plain_firm,
    label_kind,
    name_kind,
    row_words,
)
from .words import normalise

# 同上 and the marks that stand for it: 〃, ″, straight and curly quotes, the full-width quote.
DITTO: frozenset[Value] = frozenset(
    ("同上", "同前", "同 上", "同  上", "\u3003", "\u2033", '"', "''", "\u201c", "\u201d", "\uff02")
)
_BY_RANK = ("firm", "builder", "holder", "lessee", "lessor", "account_name", "weak_firm")
# Columns that make two rows of one firm two things: its meters, parcels, projects, payments.
_APART = ("account", "address", "project", "date", "account_name")


@dataclass(slots=True)
class Rows:
    """The rows that count, and what they say besides figures; lists run parallel to `index`."""

    index: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_column: int = -1
    other_names: dict[str, list[str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    apart: list[tuple[str, ...]] = field(default_factory=list)
    periods: list[PeriodSpec | None] | None = None
    kinds: list[str] | None = None
    blocks: list[int] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)


def fill_down(grid: Grid, column: int) -> dict[int, Value]:
    """Row -> value for cells that a vertical merge covers in this column."""
    filled: dict[int, Value] = {}
    for top, left, bottom, right in grid.merges:
        if left <= column <= right and bottom > top and bottom - top < 100_000:
            value = grid.at(top, left)
            filled.update(dict.fromkeys(range(top + 1, min(bottom, len(grid.rows)) + 1), value))
    return filled


def column_values(grid: Grid, column: int, rows: Sequence[int]) -> list[Value]:
    """A column's cells at some rows, merged areas filled down."""
    filled = fill_down(grid, column)
    if filled:
        return [filled.get(r, grid.at(r, column)) for r in rows]
    lines = grid.rows
    return [lines[r][column] if column < len(lines[r]) else "" for r in rows]


def written_out(values: list[Value]) -> list[Value]:
    """同上 and 〃 written out: the value above."""
    if DITTO.isdisjoint(values):
        return values
    out: list[Value] = []
    for value in values:
        out.append(out[-1] if out and value in DITTO else value)
    return out


def subject_columns(columns: Sequence[Column]) -> list[Column]:
    """Columns that name somebody, the one that wins first."""
    named = [c for c in columns if c.role in _BY_RANK]
    return sorted(named, key=lambda c: (_BY_RANK.index(c.role), c.index))


def read_rows(frame: Frame, grid: Grid, columns: list[Column], lexicon: Lexicon, findings: Findings) -> Rows:
    """Sort the data rows into those that count and the rest, and read who they are."""
    rows = Rows()
    named = subject_columns(columns)
    codes = [c for c in columns if c.role in ("uscc", "tax_no")]
    if not named and not codes:
        return rows  # nobody is named: no row counts
    rows.name_column = named[0].index if named else codes[0].index
    _sort_rows(frame, grid, columns, rows, named)
    _read_names(grid, rows, named)
    _read_keys(grid, rows, codes, lexicon, findings)
    _read_rest(grid, rows, columns, lexicon)
    return rows


def _sort_rows(frame: Frame, grid: Grid, columns: list[Column], rows: Rows, named: list[Column]) -> None:
    candidates = [r for r in frame.data_rows() if r < len(grid.rows)]
    values = written_out(column_values(grid, rows.name_column, candidates))
    figures = [c.index for c in columns if c.role == FIGURE]
    first_figure = min(figures, default=frame.right + 1)
    kinds = {c.index for c in columns if c.role == "kind"} | {rows.name_column}
    labels = [c for c in range(frame.left, min(first_figure, frame.right + 1)) if c not in kinds]
    covered = _covered_names(grid, rows.name_column, frame.left, frame.right)
    for row, value in zip(candidates, values, strict=True):
        name = value if type(value) is str else cell_text(value)
        kind = name_kind(name.strip()) if named else _code_kind(name)
        line = grid.rows[row]
        if row in covered and kind == FACT:
            kind = "group"
        if kind == FACT:
            kind = _by_label(line, labels, rows.name_column) or FACT
            if (
                kind == FACT
                and not is_plain_firm(name)
                and not _has_content(line, frame, rows.name_column)
                and not _firmish(name)
            ):
                kind = "group"
        elif kind in (NO_SUBJECT, VACANT, COLUMNS):
            kind = _by_label(line, labels, rows.name_column) or kind
        if kind != FACT and _numbers_columns(line, frame):
            kind = COLUMNS
        _file_row(rows, row, kind, line, frame)


def _code_kind(text: str) -> str:
    """A row of a table without names counts where its code cell holds something with digits."""
    return label_kind(text) or (FACT if any(c.isdigit() for c in text) else NO_SUBJECT)


def _covered_names(grid: Grid, column: int, left: int, right: int) -> set[int]:
    """Rows whose name cell is merged across most of the table: a group heading."""
    wide = max(3, (right - left + 1) // 2 + 1)
    return {top for top, a, bottom, b in grid.merges if top == bottom and a <= column <= b and b - a + 1 >= wide}


def _firmish(name: str) -> bool:
    return row_words().looks_like_firm(normalise(name))


def _has_content(line: list[Value], frame: Frame, name_column: int) -> bool:
    return any(
        not is_blank(v) and not (is_number(v) and c == frame.left)
        for c, v in enumerate(line[: frame.right + 1])
        if c >= frame.left and c != name_column
    )


def _by_label(line: list[Value], labels: list[int], name_column: int) -> str:
    """A word left of the figures that makes the row a total or a footer."""
    for column in labels:
        if column < len(line):
            value = line[column]
            if type(value) is str and value:
                kind = label_kind(value)
                if kind and (kind != FOOTER or column < name_column):
                    return kind
    return ""


def _numbers_columns(line: list[Value], frame: Frame) -> bool:
    return is_column_numbers([cell_text(v).strip() for v in line[frame.left : frame.right + 1]])


def _file_row(rows: Rows, row: int, kind: str, line: list[Value], frame: Frame) -> None:
    if kind == FACT:
        rows.index.append(row)
    elif kind in ("total", "subtotal"):
        rows.totals.append((row, kind))
    else:
        rows.others.append((row, kind))
        rows.footers.extend(v for v in line[frame.left : frame.right + 1] if type(v) is str and v)


def _read_names(grid: Grid, rows: Rows, named: list[Column]) -> None:
    for column in named:
        values = [cell_text(v).strip() for v in written_out(column_values(grid, column.index, rows.index))]
        rows.other_names.setdefault(column.role, values)
        if column.index == rows.name_column:
            rows.names = values
    if not named:
        rows.names = [""] * len(rows.index)
    filled: dict[int, int] = {}
    for number, (top, left, bottom, right) in enumerate(grid.merges):
        if left <= rows.name_column <= right and bottom > top:
            filled.update(dict.fromkeys(range(top, min(bottom, len(grid.rows)) + 1), number))
    rows.blocks = [filled.get(r, -1) for r in rows.index]
    if named and not DITTO.isdisjoint(column_values(grid, rows.name_column, rows.index)):
        _ditto_blocks(grid, rows, first=len(grid.merges))


def _ditto_blocks(grid: Grid, rows: Rows, *, first: int) -> None:
    """Rows that say 同上 belong to the firm above as rows of a merged cell do."""
    number = first
    for at, value in enumerate(column_values(grid, rows.name_column, rows.index)):
        if value not in DITTO:
            number += 1
        rows.blocks[at] = number if rows.blocks[at] < 0 else rows.blocks[at]


def _read_keys(grid: Grid, rows: Rows, codes: list[Column], lexicon: Lexicon, findings: Findings) -> None:
    """Codes that pass GB 32100; another text is a problem, once for a merged cell, and no key."""
    rows.keys = [""] * len(rows.index)
    for column in codes:
        filled = fill_down(grid, column.index)
        cells = written_out(column_values(grid, column.index, rows.index))
        good = good_codes(cells)
        cache: dict[str, tuple[str, str | None]] = {}
        for at, value in enumerate(cells):
            if rows.keys[at] or value == "" or is_blank(value):
                continue
            if good[at]:
                rows.keys[at] = str(value)
                continue
            text = code_text(value)
            if text not in cache:
                cache[text] = _check(text, lexicon)
            rows.keys[at], why = cache[text]
            row = rows.index[at]
            if why is not None and row not in filled and not _has_other_code(grid, row, column, codes):
                findings.bad_uscc(row, column.index, found=text, why=why)


def _has_other_code(grid: Grid, row: int, column: Column, codes: list[Column]) -> bool:
    """True where another code column of the row holds a good code: the tax number beside it may be an old one."""
    return any(repair_uscc(code_text(grid.at(row, c.index))).code for c in codes if c.index != column.index)


def code_text(value: Value) -> str:
    """A code cell as text; a number shows as a spreadsheet shows it, so that lost digits are seen."""
    if is_number(value) and isinstance(value, int | float) and abs(value) >= 1e15:
        return f"{float(value):.5E}"
    return cell_text(value).strip()


def _check(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    if lexicon.is_placeholder(text):
        return "", None
    reading = repair_uscc(text)
    return reading.code, None if reading.code else (reading.problem or "不是 18 位统一社会信用代码")


def _read_rest(grid: Grid, rows: Rows, columns: list[Column], lexicon: Lexicon) -> None:
    def texts(column: Column) -> list[str]:
        return [cell_text(v).strip() for v in written_out(column_values(grid, column.index, rows.index))]

    address = next((c for c in columns if c.role == "address"), None)
    accounts = [c for c in columns if c.role == "account"] or [c for c in columns if c.role == "tax_no"]
    empty = [""] * len(rows.index)
    rows.addresses = texts(address) if address else empty
    rows.accounts = texts(accounts[0]) if accounts else empty
    apart = [texts(c) for c in columns if c.role in _APART and c.index != rows.name_column]
    rows.apart = list(zip(*apart, strict=True)) if apart else [()] * len(rows.index)
    kind = next((c for c in columns if c.role == "kind"), None)
    rows.kinds = texts(kind) if kind else None
    rows.periods = row_periods(grid, columns, rows.index)


def row_periods(grid: Grid, columns: list[Column], index: list[int]) -> list[PeriodSpec | None] | None:
    """What the rows say of their period: one column, year and month, or a start and an end."""
    roles = {
        role: next((c for c in columns if c.role == role), None)
        for role in ("period", "year", "month", "period_from", "period_to", "date")
    }
    chosen = {role: column for role, column in roles.items() if column is not None}
    if not chosen:
        return None
    values = {role: column_values(grid, c.index, index) for role, c in chosen.items()}
    specs: list[PeriodSpec | None] = []
    previous: PeriodSpec | None = None
    cache: dict[tuple[Value, ...], PeriodSpec | None] = {}
    for at in range(len(index)):
        cells = {role: v[at] for role, v in values.items()}
        key = tuple(str(v) for v in cells.values())
        if key not in cache:
            cache[key] = _row_period(cells, date1904=grid.date1904)
        spec = _october(cells, cache[key], previous)
        specs.append(spec)
        previous = spec or previous
    return specs


def _row_period(cells: dict[str, Value], *, date1904: bool) -> PeriodSpec | None:
    specs = {role: read_period_cell(value, date1904=date1904) for role, value in cells.items()}
    begin, end = specs.get("period_from"), specs.get("period_to")
    if begin is not None and end is not None and begin.first is not None and end.last is not None:
        return PeriodSpec(begin.year or end.year, begin.first, end.last)
    main = specs.get("period") or specs.get("month") or end or begin or specs.get("date") or specs.get("year")
    year = specs.get("year")
    if main is not None and main.year is None and year is not None:
        return PeriodSpec(year.year, main.first, main.last, main.mode)
    return main


def _october(cells: dict[str, Value], spec: PeriodSpec | None, previous: PeriodSpec | None) -> PeriodSpec | None:
    """2021.10 typed as a number is 2021.1; after September it is October."""
    value = cells.get("period")
    if spec is None or previous is None or not isinstance(value, float) or value == int(value):
        return spec
    if spec.first == 1 and previous.last == 9 and previous.year == spec.year:
        return PeriodSpec(spec.year, 10, 10)
    return spec


def row_units(
    grid: Grid, columns: list[Column], index: list[int], figure: Column
) -> tuple[list[Unit | None], list[str]] | None:
    """(units, currency codes) of the rows, from the unit or currency column nearest to a figure column."""
    units = [c for c in columns if c.role == "unit"]
    currencies = [c for c in columns if c.role == "currency"]
    if not units and not currencies:
        return None
    table = unit_table()
    found: list[Unit | None] = [None] * len(index)
    codes = [""] * len(index)
    if units:
        nearest = min(units, key=lambda c: abs(c.index - figure.index))
        texts = [cell_text(v).strip() for v in column_values(grid, nearest.index, index)]
        found = [table.find(t.strip("()（）")) if t else None for t in texts]
        codes = ["" if u is not None or not t else _foreign(t) for t, u in zip(texts, found, strict=True)]
    if currencies:
        nearest = min(currencies, key=lambda c: abs(c.index - figure.index))
        texts = [cell_text(v).strip() for v in column_values(grid, nearest.index, index)]
        codes = [_currency(t) or c for t, c in zip(texts, codes, strict=True)]
        found = [_full_unit(t) or u for t, u in zip(texts, found, strict=True)]
    return found, codes


def _foreign(text: str) -> str:
    return "?" + text if normalise(text) not in ("-", "/", "无") else ""


def _currency(text: str) -> str:
    """yuan, usd, ?word for one nobody may convert, '' for nothing."""
    if not text or normalise(text) in ("-", "/", "无"):
        return ""
    code = unit_table().currency_words.get(normalise(text))
    if code:
        return code
    unit = unit_table().find(text)
    if unit is not None and unit.dimension == "money" and unit.known:
        return unit.code
    return "?" + text


def _full_unit(text: str) -> Unit | None:
    """万美元 in a currency column carries its own scale; 元 or 美元 there is the currency alone."""
    unit = unit_table().find(text)
    return unit if unit is not None and unit.dimension == "money" and unit.factor != 1 and unit.known else None
