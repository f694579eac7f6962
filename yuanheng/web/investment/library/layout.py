"""Where the table of a list begins and what its columns mean; the opening of files is the project library's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.web.projects.library.layout import Column, Sheet, fold, open_sheets, unit_in

from ..rules import company_words

HEAD_ROWS = 20
LEAST_COLUMNS = 2


@cache
def _fields() -> dict[str, str]:
    return {fold(word): name for name, field in company_words().fields.items() for word in field.words}


def field_of(heading: str) -> str:
    """The field a heading means, without bracketed units; '' where it is none of the words."""
    plain = fold(heading).split("(")[0]
    return _fields().get(plain, "")


def find_tables(path: Path) -> tuple[Sheet, ...]:
    """Every sheet with a head that names companies.

    Raises:
        ProblemsError: the file cannot be opened, or no sheet has such a head.
    """
    found = [sheet for name, rows in open_sheets(path) if (sheet := _table(name, rows)) is not None]
    if not found:
        raise ProblemsError(
            [
                Problem(
                    "no_header", path.name, f"前 {HEAD_ROWS} 行里没有找到企业名单的表头",
                    "一列企业名称和至少一列其他信息", "核对是不是目标对象名单,或给表格加上表头", file=path.name,
                )
            ]
        )  # fmt: skip
    return tuple(found)


def _table(name: str, rows: Sequence[Sequence[Any]]) -> Sheet | None:
    best = max(
        (
            (len({field_of(str(c)) for c in row if isinstance(c, str)} - {""}), -i)
            for i, row in enumerate(rows[:HEAD_ROWS])
        ),
        default=(0, 0),
    )
    if best[0] < LEAST_COLUMNS:
        return None
    top = -best[1]
    columns, seen = [], set()
    for index, cell in enumerate(rows[top]):
        heading = "".join(str(cell).split()) if cell is not None else ""
        field = field_of(heading)
        columns.append(
            Column(index=index, heading=heading, unit=unit_in(heading), field="" if field in seen else field)
        )
        seen.add(field)
    if "name" not in seen:
        return None
    return Sheet(name=name, columns=tuple(columns), first=top + 2, rows=tuple(tuple(r) for r in rows[top + 1 :]))
