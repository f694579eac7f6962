"""The records of a sheet as the register takes them, each with its cells' doubts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter

from yuanheng.engines.errors import Problem

from ..stages import place_of, stage_named, stages
from .layout import LEAST_COLUMNS, Column, Sheet, fold, words
from .values import Amount, Asked, read_day, read_investors, read_money

LIMITS = {
    "national_code": 40,
    "cluster": 60,
    "town": 60,
    "country": 60,
    "source_name": 120,
    "industry_code": 20,
    "name": 200,
}
MOST_LAND = Decimal(10) ** 8
MONEY = ("total", "contract_foreign", "registered", "arrived")
TEXTS = ("name", "national_code", "cluster", "source_name", "town", "summary", "note", "country", "industry_code")


@dataclass(slots=True)
class LibraryRow:
    """One project of a sheet. `stages` are (code, day, note); `blocked` when a doubt must be settled before it counts."""

    sheet: str
    row: int
    texts: dict[str, str] = field(default_factory=dict)
    investors: tuple[str, ...] = ()
    origin: str = ""
    amounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    land_mu: str | None = None
    stages: list[tuple[str, str, str]] = field(default_factory=list)
    blocked: bool = False


def read_rows(sheet: Sheet, *, file: str, today: date) -> tuple[list[LibraryRow], list[Problem]]:
    """Every record, and every doubt with its cell. Totals, notes and empty rows are no records."""
    rows: list[LibraryRow] = []
    problems: list[Problem] = []
    used = [c for c in sheet.columns if c.field]
    name = next((c for c in used if c.field in ("name", "investors")), None)
    if name is None:  # a person has mapped them away
        place = " › ".join(part for part in (file, sheet.name) if part)
        return [], [
            Problem(
                "no_name_column",
                place,
                "没有一列对应项目名称或投资方",
                "项目名称列",
                "选定项目名称列后重读",
                file=file,
                sheet=sheet.name,
            )
        ]
    name = next((c for c in used if c.field == "name"), name)
    serial = next((c for c in sheet.columns if fold(c.heading) in ("序号", "编号", "no", "no.")), None)
    for offset, cells in enumerate(sheet.rows):
        number = sheet.first + offset
        if _is_record(cells, name, used, serial):
            row = _Reader(sheet, cells, number, file=file, today=today, problems=problems).read(used)
            rows.append(row)
        elif _is_nameless(cells, name, used):
            problems.append(_nameless(sheet, name, number, file))
    problems += _two_currencies(rows, used, sheet, file)
    return rows, problems


def _is_record(cells: Sequence[Any], name: Column, used: Sequence[Column], serial: Column | None) -> bool:
    label = fold(cells[name.index]) if name.index < len(cells) else ""
    first = fold(next((c for c in cells if c not in ("", None)), ""))
    if (
        not label
        or label.startswith(tuple(words().totals))
        or first.startswith((*words().totals, "注", "备注", "填表"))
    ):
        return False
    if label == fold(name.heading):
        return False
    filled = sum(1 for c in used if c.index < len(cells) and cells[c.index] not in ("", None))
    return filled >= 2


def _is_nameless(cells: Sequence[Any], name: Column, used: Sequence[Column]) -> bool:
    """A row that tells of a project without naming it: never left out in silence."""
    first = fold(next((c for c in cells if c not in ("", None)), ""))
    if (name.index < len(cells) and fold(cells[name.index])) or first.startswith(
        (*words().totals, "注", "备注", "填表")
    ):
        return False
    return sum(1 for c in used if c.index < len(cells) and cells[c.index] not in ("", None)) >= LEAST_COLUMNS


def _nameless(sheet: Sheet, name: Column, number: int, file: str) -> Problem:
    place = f"{get_column_letter(name.index + 1)}{number}"
    where = " › ".join(part for part in (file, sheet.name, place) if part)
    return Problem(
        "missing_name", where, "这一行没有项目名称", "项目名称", "补上名称后重新导入;这一行没有导入", file=file, sheet=sheet.name,
        cell=place,
    )  # fmt: skip


class _Reader:
    def __init__(
        self, sheet: Sheet, cells: Sequence[Any], number: int, *, file: str, today: date, problems: list[Problem]
    ) -> None:
        self.sheet, self.cells, self.number, self.file, self.today = sheet, cells, number, file, today
        self.problems, self.row = problems, LibraryRow(sheet=sheet.name, row=number)

    def read(self, used: Sequence[Column]) -> LibraryRow:
        """The record."""
        for column in used:
            cell = self.cells[column.index] if column.index < len(self.cells) else None
            kind = words().fields[column.field].kind
            getattr(self, f"_{kind}")(column, cell)
        if not self.row.texts.get("name"):
            self.row.texts["name"] = f"{'、'.join(self.row.investors)}项目"[:200]
        self._order()
        return self.row

    def _ask(self, column: Column, asked: Asked, kind: str) -> None:
        place = f"{get_column_letter(column.index + 1)}{self.number}"
        where = " › ".join(part for part in (self.file, self.sheet.name, place) if part)
        self.row.blocked |= asked.blocks
        self.problems.append(
            Problem(
                kind, where, asked.found[:120], asked.expected, asked.advice, file=self.file, sheet=self.sheet.name,
                cell=place,
            )
        )  # fmt: skip

    def _text(self, column: Column, cell: Any) -> None:
        if cell not in (None, ""):
            limit = LIMITS.get(column.field, 200)
            text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
            if column.field in LIMITS and len(text) > limit:
                self._ask(
                    column,
                    Asked(text, f"不超过 {limit} 个字", "只导入前面的字;改短后重新上传", blocks=False),
                    "too_long",
                )
            self.row.texts[column.field] = text if column.field in ("summary", "note") else text[:limit]

    def _investors(self, column: Column, cell: Any) -> None:
        self.row.investors = read_investors(cell)

    def _origin(self, column: Column, cell: Any) -> None:
        text = fold(cell or "")
        if text:
            foreign, domestic = "外" in text and "内外" not in text, "内" in text and "内外" not in text
            self.row.origin = "foreign" if foreign else ("domestic" if domestic else "")
            if not foreign and not domestic:
                self._ask(column, Asked(str(cell), "内资或外资", "改写为内资或外资", blocks=False), "unknown_origin")

    def _money(self, column: Column, cell: Any) -> None:
        found = read_money(cell, unit=column.unit or _title_unit(self.sheet.title))
        if isinstance(found, Asked):
            self._ask(column, found, "unknown_amount")
        elif isinstance(found, Amount):
            self.row.amounts[column.field] = (str(found.value), found.currency)

    def _number(self, column: Column, cell: Any) -> None:
        if cell in (None, "", "-", "/"):
            return
        text = str(cell).replace(",", "").removesuffix("亩").strip()
        try:
            value = Decimal(text)
        except InvalidOperation:
            self._ask(column, Asked(str(cell), "一个数(亩)", "改成数字", blocks=False), "bad_number")
        else:
            if value.is_finite() and 0 <= value < MOST_LAND:
                self.row.land_mu = str(value)
            else:
                self._ask(column, Asked(str(cell), "一个数(亩)", "改正数字;导入时留空", blocks=False), "bad_number")

    def _date(self, column: Column, cell: Any) -> None:
        found = read_day(cell, today=self.today)
        if isinstance(found, Asked):
            self._ask(column, found, "bad_date")
        elif found is not None:
            day, note = found
            if note:
                self._ask(
                    column,
                    Asked(str(cell), "到日的日期", "按当月最后一天导入,知道日期后改正", blocks=False),
                    "month_only",
                )
            self.row.stages.append((column.field.removesuffix("_on"), day.isoformat(), note))

    def _stage(self, column: Column, cell: Any) -> None:
        text = str(cell or "").strip()
        if not text:
            return
        stage = stage_named(text)
        if stage is None:
            self._ask(
                column, Asked(text, "项目阶段", "改写为规则中的阶段,或按日期列导入", blocks=False), "unknown_stage"
            )
            return
        self.row.texts["stage"] = stage.code

    def _order(self) -> None:
        """A stage word without its date column: nothing is invented, it is a question that does not block."""
        said = self.row.texts.get("stage", "")
        reached = {code for code, _, _ in self.row.stages}
        if said and said not in reached and said not in ("lead", "talks") and place_of(said) >= 0:
            column = next(c for c in self.sheet.columns if c.field == "stage")
            asked = Asked(stages()[said].label, "这一阶段的日期", "导入后在项目页登记阶段和日期", blocks=False)
            self._ask(column, asked, "stage_without_day")


def _title_unit(title: str) -> str:
    at = title.find("单位")
    return re.sub(r"^[:: ]+", "", title[at + 2 : at + 12]) if at >= 0 else ""


def _two_currencies(rows: Sequence[LibraryRow], used: Sequence[Column], sheet: Sheet, file: str) -> list[Problem]:
    found = []
    for column in used:
        if column.field in MONEY:
            seen = sorted({row.amounts[column.field][1] for row in rows if column.field in row.amounts})
            if len(seen) > 1:
                where = " › ".join(
                    p for p in (file, sheet.name, f"{get_column_letter(column.index + 1)} 列 {column.heading}") if p
                )
                found.append(
                    Problem(
                        "two_currencies", where, "、".join(seen), "一列一种币种",
                        "各行按自己写明的币种导入,不折算;请核对这一列", file=file, sheet=sheet.name,
                        cell=f"{get_column_letter(column.index + 1)}{sheet.first - 1}",
                    )
                )  # fmt: skip
    return found
