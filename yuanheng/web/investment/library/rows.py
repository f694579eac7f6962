"""The rows of a list, each with its cells' doubts. Nothing is dropped: what is not understood is kept as written and asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter

from yuanheng.engines.errors import Problem
from yuanheng.engines.identities import repair_uscc
from yuanheng.web.projects.library.layout import Column, Sheet, fold
from yuanheng.web.projects.library.values import Amount, Asked, read_day, read_investors, read_money

from ..rules import chain_of, company_words, segment_meant

LIMITS = {
    "name": 200,
    "uscc": 18,
    "country": 60,
    "city": 60,
    "products": 300,
    "contact": 120,
    "source": 120,
    "news": 300,
}
_TOTALS = ("合计", "小计", "总计")
_PERCENT = re.compile(r"^-?\d{1,5}(\.\d{1,6})?\s{0,3}%?$", re.ASCII)


@dataclass(slots=True)
class Counts:
    """How the amounts of a list were taken; they add to the cells that hold something."""

    understood: int = 0
    undisclosed: int = 0
    asked: int = 0
    empty: int = 0
    investors: int = 0
    shared_cells: int = 0

    def to_dict(self) -> dict[str, int]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class ListRow:
    """One company of a list. Amounts are {field: (value or None, currency, text)}."""

    sheet: str
    row: int
    kind: str = "company"
    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, tuple[str | None, str, str]] = field(default_factory=dict)
    investors: tuple[str, ...] = ()
    news_on: str | None = None
    growth: str | None = None
    blocked: bool = False


def read_rows(sheet: Sheet, *, file: str, today: date) -> tuple[list[ListRow], list[Problem], Counts]:
    """Every company, every doubt with its cell, and the counts of amounts."""
    used = [c for c in sheet.columns if c.field]
    name = next((c for c in used if c.field == "name"), None)
    counts = Counts()
    if name is None:
        where = " › ".join(p for p in (file, sheet.name) if p)
        return [], [
            Problem("no_name_column", where, "没有一列对应企业名称", "企业名称列", "选定企业名称列后重读", file=file,
                    sheet=sheet.name)
        ], counts  # fmt: skip
    kind = "investor" if fold(name.heading) in {fold(w) for w in company_words().investor_lists} else "company"
    rows: list[ListRow] = []
    problems: list[Problem] = []
    for offset, cells in enumerate(sheet.rows):
        reader = _Reader(sheet, cells, sheet.first + offset, file=file, today=today, counts=counts)
        reader.row.kind = kind
        if any(c not in ("", None) for c in cells) and not fold(_first(cells)).startswith(_TOTALS):
            rows += reader.read(used, name)
            problems += reader.problems
    return rows, problems, counts


def _first(cells: Sequence[Any]) -> str:
    return str(next((c for c in cells if c not in ("", None)), ""))


class _Reader:
    def __init__(
        self, sheet: Sheet, cells: Sequence[Any], number: int, *, file: str, today: date, counts: Counts
    ) -> None:
        self.sheet, self.cells, self.number, self.file, self.today, self.counts = (
            sheet,
            cells,
            number,
            file,
            today,
            counts,
        )
        self.row = ListRow(sheet=sheet.name, row=number)
        self.problems: list[Problem] = []

    def read(self, used: Sequence[Column], name: Column) -> list[ListRow]:
        """The row; none where it names nobody."""
        for column in used:
            cell = self.cells[column.index] if column.index < len(self.cells) else None
            getattr(self, f"_{company_words().fields[column.field].kind}")(column, cell)
        said = self.row.texts.get("name", "")
        if not said or said in company_words().nobody:
            self._ask(name, Asked(said or "(空)", "企业名称", "补上名称后重新导入;这一行没有导入"), "missing_name")
            return []
        self._place(used)
        return [self.row]

    def _place(self, used: Sequence[Column]) -> None:
        """Chain and segment: what the cells say, else what the words of products and news mean."""
        texts = self.row.texts
        said, part = texts.pop("chain", ""), texts.pop("segment", "")
        chain = chain_of(said)
        if chain is not None and part:
            found = next((s for s in chain.segments if part in (s.label, s.code, *s.words)), None)
            if found is None:
                column = next(c for c in used if c.field == "segment")
                names = "、".join(s.label for s in chain.segments)
                self._ask(
                    column, Asked(part, names, "导入时环节留空,改正后在企业页补登", blocks=False), "unknown_segment"
                )
            texts["chain"], texts["segment"] = chain.code, found.code if found else ""
            return
        words = " ".join([said, part, texts.get("products", ""), texts.get("news", "")])
        texts["chain"], texts["segment"] = segment_meant(words, chain.code if chain else "")
        if said and chain is None and not texts["chain"]:
            texts["note"] = "\n".join(t for t in (texts.get("note", ""), f"原表行业:{said}") if t)

    def _ask(self, column: Column, asked: Asked, kind: str) -> None:
        place = f"{get_column_letter(column.index + 1)}{self.number}"
        where = " › ".join(part for part in (self.file, self.sheet.name, place) if part)
        self.problems.append(
            Problem(
                kind, where, asked.found[:120], asked.expected, asked.advice, file=self.file, sheet=self.sheet.name,
                cell=place,
            )
        )  # fmt: skip

    def _text(self, column: Column, cell: Any) -> None:
        if cell in (None, ""):
            return
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())
        if text in ("暂无信息", "暂无", "-", "/", "—"):
            return
        limit = LIMITS.get(column.field, 400)
        if column.field == "name" and len(text) > limit:
            self._ask(column, Asked(text, f"不超过 {limit} 个字", "改短后重新导入", blocks=False), "too_long")
        self.row.texts[column.field] = self._code(column, text) if column.field == "uscc" else text[:limit]

    def _code(self, column: Column, text: str) -> str:
        found = repair_uscc(text)
        if found.problem or not found.code:
            said = found.problem or "不是 18 位统一社会信用代码"
            self._ask(column, Asked(text, "18 位统一社会信用代码", f"{said};导入时留空", blocks=False), "bad_code")
        return found.code

    def _investors(self, column: Column, cell: Any) -> None:
        nobody = company_words().nobody
        names = tuple(n for n in read_investors(cell) if n not in nobody)
        self.row.investors = names
        self.counts.investors += len(names)
        self.counts.shared_cells += len(names) > 1

    def _money(self, column: Column, cell: Any) -> None:
        text = unicodedata.normalize("NFKC", str(cell if cell is not None else "")).strip()
        if not text:
            self.counts.empty += 1
            return
        if any(word in text for word in company_words().undisclosed):
            self.counts.undisclosed += 1
            self.row.amounts[column.field] = (None, "", text[:80])
            return
        found = read_money(cell, unit=column.unit)
        if isinstance(found, Amount):
            self.counts.understood += 1
            self.row.amounts[column.field] = (str(found.value), found.currency, text[:80])
            return
        self.counts.asked += 1
        self.row.amounts[column.field] = (None, "", text[:80])
        self._ask(column, _vague(text) or found or Asked(text, "金额", "补登"), "unknown_amount")

    def _percent(self, column: Column, cell: Any) -> None:
        """`12.5%`, or a number under a head with %; 0.125 without either may mean 12.5% or 0.125%: asked."""
        if cell in (None, ""):
            return
        text = unicodedata.normalize("NFKC", str(cell)).strip()
        if not _PERCENT.match(text):
            self._ask(column, Asked(text, "百分数,如 12.5%", "改成一个百分数;导入时留空", blocks=False), "bad_percent")
            return
        value = Decimal(text.removesuffix("%").strip())
        said = text.endswith("%") or "%" in column.heading or "%" in column.heading
        if not said and value and abs(value) < 1:
            asked = Asked(text, f"{text}% 还是 {value * 100:f}%", "写上百分号;导入时留空", blocks=False)
            self._ask(column, asked, "bad_percent")
            return
        self.row.growth = str(round(value, 2))

    def _date(self, column: Column, cell: Any) -> None:
        found = read_day(cell, today=self.today)
        if isinstance(found, Asked):
            self._ask(column, found, "bad_date")
        elif found is not None:
            self.row.news_on = found[0].isoformat()


def _vague(text: str) -> Asked | None:
    """`数千万人民币` says a size: kept as written, never made a figure."""
    for vague in company_words().vague:
        if any(word in text for word in vague.words):
            return Asked(
                text, "一个金额,如 3500万人民币", f"原文只说了{vague.label},按原文保留;问清后补登", blocks=False
            )
    return None
