"""Where the table of a list begins and what its columns mean; the opening of files is the project library's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.web.projects.library.layout import Column, Sheet, fold, open_sheets, unit_in

from ..rules import list_words
from .words import basis_in

HEAD_ROWS = 15
LEAST_COLUMNS = 2
_BRACKETS = re.compile(r"\(.*?\)")
_LOOSE_UNIT = re.compile(r"(元.*|m2|平方米)$")


@cache
def _fields() -> dict[str, str]:
    return {fold(word): name for name, field in list_words().fields.items() for word in field.words}


def field_of(heading: str) -> str:
    """The field a heading means, without its unit; of two levels the lower one speaks first. '' where none does."""
    for part in (heading, *reversed(heading.split("›"))):
        plain = _BRACKETS.sub("", fold(part))
        for asked in (plain, _LOOSE_UNIT.sub("", plain)):
            if asked in _fields():
                return _fields()[asked]
    return ""


def find_tables(path: Path) -> tuple[Sheet, ...]:
    """Every sheet with a head that names units.

    Raises:
        ProblemsError: the file cannot be opened, or no sheet has such a head.
    """
    found = [sheet for name, rows in open_sheets(path) if (sheet := _table(name, rows)) is not None]
    if not found:
        raise ProblemsError(
            [
                Problem(
                    "no_header", path.name, f"前 {HEAD_ROWS} 行里没有找到房源清单的表头", "一列房号和至少一列其他信息",
                    "核对是不是房源和租约清单,或给表格加上表头", file=path.name,
                )
            ]
        )  # fmt: skip
    return tuple(found)


def _table(name: str, rows: Sequence[Sequence[Any]]) -> Sheet | None:
    counted = [(_known(row), -index) for index, row in enumerate(rows[:HEAD_ROWS])]
    most, place = max(counted, default=(0, 0))
    if most < LEAST_COLUMNS:
        return None
    top = -place
    heads, first = _heads(rows, top)
    columns, seen = [], set()
    for index, heading in enumerate(heads):
        field = field_of(heading)
        unit = unit_in(heading.split("›")[-1]) or unit_in(heading) or (heading if basis_in(heading) else "")
        columns.append(Column(index=index, heading=heading, unit=unit, field="" if field in seen else field))
        seen.add(field)
    if "unit" not in seen:
        return None
    title = " ".join(str(c) for row in rows[:top] for c in row if c not in ("", None))
    kept = tuple(tuple(row) for row in rows[first:])
    return Sheet(name=name, columns=tuple(columns), first=first + 1, rows=kept, title=title[:300])


def _known(row: Sequence[Any]) -> int:
    return len({field_of(str(cell)) for cell in row if isinstance(cell, str)} - {""})


def _heads(rows: Sequence[Sequence[Any]], top: int) -> tuple[list[str], int]:
    """The headings, two levels joined where the row below holds headings too, and the index of the first record."""
    main = [_cell(rows[top], i) for i in range(len(rows[top]))]
    below = rows[top + 1] if top + 1 < len(rows) else []
    under_unit = next((_cell(below, i) for i, head in enumerate(main) if field_of(head) == "unit"), "")
    if _known(below) < 2 or under_unit:
        return main, top + 1
    width, group, heads = max(len(main), len(below)), "", []
    for index in range(width):
        head, sub = _cell(main, index), _cell(below, index)
        group = head or (group if sub else "")
        heads.append(f"{group}›{sub}" if sub and group else (sub or head))
    return heads, top + 2


def _cell(row: Sequence[Any], index: int) -> str:
    return "".join(str(row[index]).split()) if index < len(row) and row[index] not in ("", None) else ""
