"""Read a list of changes of firms (变更名单): who was renamed, moved, closed, on which day, by which document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.errors import Problem, Problems, ProblemsError
from yuanheng.engines.identities import normalise_name, repair_uscc
from yuanheng.engines.ledger.register import HEADER_ROWS, Place, date_of, fold, sheets_of, text_of
from yuanheng.engines.rules import Citation, load_rule


class ChangeWords(BaseModel):
    """`rules/registers/changes.yaml`: the words by which columns and kinds of a list of changes are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    source: Citation
    fields: dict[str, tuple[str, ...]]
    kind_words: dict[str, tuple[str, ...]]
    on_the_page: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One row that could be read: `where` and `cell` of its name, for what only the register can tell."""

    kind: str
    uscc: str
    old_name: str
    new_name: str
    happened_on: datetime.date
    document: str
    where: str
    cell: str


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """The rows that could be read, and all that was wrong with the others, each with its cell."""

    changes: tuple[ListedChange, ...]
    problems: tuple[Problem, ...]


def read_changes(path: Path) -> ChangeReading:
    """Read the first sheet whose header names a day and a kind or a new name. Rows with a problem are never guessed at.

    Raises:
        ProblemsError: no such header, or the file cannot be read.
    """
    words = load_rule("registers", "changes", ChangeWords)
    for sheet, rows in sheets_of(path):
        header = _header(rows, words)
        if header is not None:
            return _read(rows, header, words, file=path.name, sheet=sheet)
    problems = Problems()
    problems.add(
        "no_header", where=path.name, found=f"前 {HEADER_ROWS} 行里没有找到表头",
        expected="统一代码、原名称、现名称、变更日期、文号、类型", advice="给名单加上表头后重新上传", file=path.name,
    )  # fmt: skip
    raise ProblemsError(problems)


def _header(rows: Sequence[Sequence[Any]], words: ChangeWords) -> tuple[int, dict[str, int]] | None:
    field_of = {fold(word): field for field, names in words.fields.items() for word in names}
    for index, row in enumerate(rows[:HEADER_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = field_of.get(fold(cell))
            if field and field not in columns:
                columns[field] = column
        if "happened_on" in columns and {"kind", "new_name"} & set(columns):
            return index, columns
    return None


def _read(
    rows: Sequence[Sequence[Any]], header: tuple[int, dict[str, int]], words: ChangeWords, *, file: str, sheet: str
) -> ChangeReading:
    top, columns = header
    problems = Problems()
    found: list[ListedChange] = []
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = {field: row[column] for field, column in columns.items() if column < len(row)}
        if any(text_of(value) for value in cells.values()):
            change = _change(cells, words, Place(file, sheet, number, columns), problems)
            if change is not None:
                found.append(change)
    return ChangeReading(tuple(found), tuple(problems))


def _change(cells: Mapping[str, Any], words: ChangeWords, place: Place, problems: Problems) -> ListedChange | None:
    """The row, or None with every one of its problems noted."""
    before = len(problems.items)
    kind = _kind(cells, words, place, problems)
    read = repair_uscc(text_of(cells.get("uscc")))
    old_name, new_name = text_of(cells.get("old_name")), text_of(cells.get("new_name"))
    if read.problem and text_of(cells.get("uscc")):
        place.add(problems, "bad_uscc", "uscc", read.problem, "18 位统一社会信用代码", "对照营业执照改正代码")
    if not read.code and not normalise_name(old_name):
        place.add(problems, "no_firm", "old_name", "没有代码,也没有原名称", "代码或变更前的全称", "补上代码")
    if kind == "renamed" and not normalise_name(new_name):
        place.add(problems, "no_new_name", "new_name", "没有现名称", "变更后的全称", "补上现名称")
    document = text_of(cells.get("document"))
    if not document:
        place.add(problems, "no_document", "document", "没有文号", "批准或登记的文号", "补上文号")
    day = date_of(cells.get("happened_on"), "happened_on", place, problems)
    if day is None and not text_of(cells.get("happened_on")):
        place.add(problems, "no_date", "happened_on", "没有日期", "日期,如 2021-05-10", "补上变更日期")
    if len(problems.items) > before or day is None:
        return None
    where, cell = place.at("old_name" if old_name else "uscc")
    return ListedChange(kind, read.code, old_name, new_name if kind == "renamed" else "", day, document, where, cell)


def _kind(cells: Mapping[str, Any], words: ChangeWords, place: Place, problems: Problems) -> str:
    """By its word; a list without that column, or a row with a new name and no word, is of renamings."""
    said = fold(text_of(cells.get("kind")))
    found = next((kind for kind, names in words.kind_words.items() if said in map(fold, names)), "")
    if found or (not said and text_of(cells.get("new_name"))):
        return found or "renamed"
    if said in map(fold, words.on_the_page):
        place.add(problems, "kind_on_page", "kind", said, "更名、迁入、迁出、停产、复产、注销、吊销",
                  "分立、合并和分支机构涉及几家企业,在企业的页面上登记")  # fmt: skip
    else:
        place.add(
            problems, "unknown_kind", "kind", said or "没有类型", "更名、迁入、迁出、停产、复产、注销、吊销", "改正类型"
        )
    return ""
