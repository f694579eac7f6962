"""Where the table of a sheet begins and what its columns mean, by the words of their heads."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import python_calamine
from pydantic import BaseModel, ConfigDict

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.rules import Citation, load_rule

HEAD_ROWS = 20
LEAST_COLUMNS = 3
_UNIT = re.compile(r"[((]([^))]*)[))]")


class FieldWords(BaseModel):
    """A field of the library, what kind of cell it is, and what lists call it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    kind: str
    words: tuple[str, ...]


class LibraryWords(BaseModel):
    """All fields, words of totals, words for what is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    fields: dict[str, FieldWords]
    totals: tuple[str, ...]
    unknown: tuple[str, ...]
    source: Citation


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its heading as written, the unit in it, and the field it is taken for ('' none)."""

    index: int
    heading: str
    unit: str
    field: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a table: `first` is the 1-based row of the first record; `rows` all rows from there on."""

    name: str
    columns: tuple[Column, ...]
    first: int
    rows: tuple[tuple[Any, ...], ...]
    title: str = ""


@cache
def words() -> LibraryWords:
    """The rules of headers."""
    return load_rule("projects", "library", LibraryWords)


def fold(value: Any) -> str:
    """As headings are compared: no spaces, half width, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))).lower()


@cache
def _fields() -> dict[str, str]:
    return {fold(word): name for name, field in words().fields.items() for word in field.words}


def field_of(heading: str) -> str:
    """The field a heading means: its last part, without bracketed units; '' where it is none of the words."""
    parts = [p for p in re.split(r"[/>›]", heading) if p.strip()]
    for part in (heading, *reversed(parts)):
        plain = fold(_UNIT.sub("", part))
        if plain in _fields():
            return _fields()[plain]
    return ""


def find_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet with a header that names projects.

    Raises:
        ProblemsError: the file cannot be opened, or no sheet has such a header.
    """
    found = [sheet for name, rows in open_sheets(path) if (sheet := _table(name, rows)) is not None]
    if not found:
        raise ProblemsError(
            [
                Problem(
                    "no_header", path.name, f"前 {HEAD_ROWS} 行里没有找到项目库的表头", "一列项目名称和至少两列其他信息",
                    "核对是不是项目库,或给表格加上表头", file=path.name,
                )
            ]
        )  # fmt: skip
    return tuple(found)


def open_sheets(path: Path) -> list[tuple[str, list[list[Any]]]]:
    """Every sheet of a file by name, with its cells; a .csv is one sheet without a name.

    Raises:
        ProblemsError: the file cannot be opened.
    """
    if path.suffix.lower() == ".csv":
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", errors="replace")
        return [("", [list(row) for row in csv.reader(io.StringIO(text.replace("\0", "")))])]
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except Exception as error:
        problem = Problem(
            "unreadable_file", path.name, str(error)[:80], "可以打开的 .xlsx、.xls、.ods 或 .csv",
            "另存为 .xlsx 后重试", file=path.name,
        )  # fmt: skip
        raise ProblemsError([problem]) from error
    return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]


def _table(name: str, rows: Sequence[Sequence[Any]]) -> Sheet | None:
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:HEAD_ROWS]):
        hits = {field_of(str(cell)) for cell in row if isinstance(cell, str)} - {""}
        if len(hits) >= 2 and (best is None or len(hits) > best[0]):
            best = (len(hits), index)
    if best is None:
        return None
    top = best[1]
    heads, first = _heads(rows, top)
    columns = tuple(_column(index, head) for index, head in enumerate(heads))
    columns = _once(columns)
    fields = {c.field for c in columns} - {""}
    if ("name" not in fields and "investors" not in fields) or len(fields) < LEAST_COLUMNS:
        return None
    title = " ".join(str(cell) for row in rows[:top] for cell in row if cell not in ("", None))
    return Sheet(
        name=name, columns=columns, first=first + 1, rows=tuple(tuple(r) for r in rows[first:]), title=title[:300]
    )


def _heads(rows: Sequence[Sequence[Any]], top: int) -> tuple[list[str], int]:
    """The headings, two levels joined, and the index of the first row below them."""
    width = max(len(rows[top]), len(rows[top + 1]) if top + 1 < len(rows) else 0)
    main = [_cell(rows[top], i) for i in range(width)]
    above = [_cell(rows[top - 1], i) for i in range(width)] if top else [""] * width
    below = [_cell(rows[top + 1], i) for i in range(width)] if top + 1 < len(rows) else [""] * width
    if _is_head(below, main):
        group = _spread(main, below)
        return [f"{g}/{b}" if b and g and b != g else (b or g) for g, b in zip(group, below, strict=True)], top + 2
    if top and _is_group(above, main):
        group = _spread(above, main)
        return [f"{g}/{m}" if g and m and g != m else (m or g) for g, m in zip(group, main, strict=True)], top + 1
    return main, top + 1


def _cell(row: Sequence[Any], index: int) -> str:
    return re.sub(r"\s+", "", str(row[index])) if index < len(row) and row[index] not in ("", None) else ""


def _is_head(below: list[str], main: list[str]) -> bool:
    """A second line of headings: words under group heads, nothing under the name."""
    known = sum(bool(field_of(cell)) for cell in below)
    under_name = next((below[i] for i, m in enumerate(main) if field_of(m) == "name"), "")
    return known >= 2 and not under_name


def _is_group(above: list[str], main: list[str]) -> bool:
    filled = [i for i, cell in enumerate(above) if cell]
    return (
        len(filled) > 1
        and all(len(above[i]) <= 12 for i in filled)
        and any(not main[i] or field_of(main[i]) for i in filled)
    )


def _spread(group: list[str], under: list[str]) -> list[str]:
    """A group's head stands over the empty cells to its right, as merged cells do."""
    found, last = [], ""
    for head, sub in zip(group, under, strict=True):
        last = head or (last if sub else "")
        found.append(last)
    return found


def unit_in(heading: str) -> str:
    """What stands in the brackets of a heading: 万元."""
    unit = _UNIT.search(unicodedata.normalize("NFKC", heading))
    return unit[1] if unit else ""


def _column(index: int, heading: str) -> Column:
    return Column(index=index, heading=heading, unit=unit_in(heading), field=field_of(heading))


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The first column of a field keeps it; a second of the same is for a person to map."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        again = column.field in seen and column.field != ""
        seen.add(column.field)
        kept.append(Column(column.index, column.heading, column.unit, "") if again else column)
    return tuple(kept)
