"""A workbook that somebody handed in as a list: opened safely, its columns as a person settled them, shown for confirmation."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from yuanheng.engines.errors import Problem, ProblemsError, YuanhengError
from yuanheng.engines.ledger import read_workbook
from yuanheng.web.base import files
from yuanheng.web.base.models import StoredFile

from .layout import Sheet

Mapped = Mapping[str, Mapping[str, str]]
"""{sheet: {column index: field}}: where a person said otherwise than the words of the headings."""


@contextmanager
def placed(stored: StoredFile) -> Iterator[Path]:
    """The file under its own name, for the length of the block."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / Path(stored.name.replace("/", "_")).name
        shutil.copyfile(files.path_of(stored), place)
        yield place


def sheets_of(
    stored: StoredFile, mapping: Mapped, *, today: date, find: Callable[[Path], Sequence[Sheet]]
) -> list[Sheet]:
    """The sheets that `find` takes for lists, under the mapping.

    Raises:
        ProblemsError: it may not be opened, or holds no list.
    """
    with placed(stored) as place:
        opened = read_workbook(place, year=today.year)  # in the confined child first: a hostile file is refused there
        if opened.refused:
            raise ProblemsError(opened.problems)
        return [_mapped(sheet, mapping.get(sheet.name, {})) for sheet in find(place)]


def _mapped(sheet: Sheet, said: Mapping[str, str]) -> Sheet:
    columns = tuple(replace(c, field=said.get(str(c.index), c.field)) for c in sheet.columns)
    return replace(sheet, columns=columns)


def shown(sheet: Sheet) -> dict[str, Any]:
    """For the page on which columns are settled: headings with three samples each."""

    def sample(index: int) -> list[str]:
        cells = [str(r[index]) for r in sheet.rows[:30] if index < len(r) and r[index] not in ("", None)]
        return [cell[:40] for cell in cells[:3]]

    columns = [
        {"index": c.index, "heading": c.heading, "field": c.field, "sample": sample(c.index)} for c in sheet.columns
    ]
    return {"name": sheet.name, "first": sheet.first, "columns": [c for c in columns if c["heading"] or c["field"]]}


def plain(problem: Problem) -> dict[str, str]:
    """As JSON keeps it."""
    return {k: getattr(problem, k) for k in ("kind", "where", "found", "expected", "advice", "file", "sheet", "cell")}


def check_mapping(name: str, said: Mapped, *, refuse: type[YuanhengError]) -> None:
    """Raises:
    `refuse`: a field is given to two columns of a sheet.
    """
    for sheet, columns in said.items():
        fields = [f for f in columns.values() if f]
        twice = sorted({f for f in fields if fields.count(f) > 1})
        if twice:
            raise refuse(
                where=f"{name} › {sheet}", found=f"{'、'.join(twice)} 对到了两列", expected="一个字段一列",
                advice="留一列,其余选“不导入”",
            )  # fmt: skip
