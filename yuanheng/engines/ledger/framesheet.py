"""A table's frame, and a sheet that answers questions about header words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..quantities import unit_table
from .grid import Box, Grid, Value, cell_text, is_blank, is_number
from .headertext import read_header
from .lexicon import GENERIC, MEASURE, PLAIN, ROLE, SKIP, Lexicon, Meaning
from .periods import read_period_cell
from .words import normalise

IDENTITY = ("firm", "builder", "holder", "lessee", "lessor", "account_name", "uscc", "tax_no")
NAMES = ("firm", "builder", "holder", "lessee", "lessor", "account_name")
HINT = re.compile(
    r"名|称|代码|识别号|税号|用户|客户|权利人|权人|受让|竞得|产权|承租|出租|租|业主|单位|企业|公司|uscc|法人|使用者|持证人|商户|房东|投资",
    re.IGNORECASE,
)
FILLED_IN = re.compile(r"(填报|填表|制表|打印|报送|导出|报出|发布|更新)(日期|时间):?")
# A label with its value (单位:万元), with either colon: cells are compared here as they were written.
LABELLED = re.compile("[:\uff1a].+")


@dataclass(slots=True)
class Frame:
    """One table: header rows, columns, ranges of data rows, and the texts above it (nearest first)."""

    top: int
    bottom: int
    left: int
    right: int
    ranges: list[tuple[int, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    header_cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    sub_units: dict[int, str] = field(default_factory=dict)

    def data_rows(self) -> Iterator[int]:
        """All data rows in order."""
        for first, last in self.ranges:
            yield from range(first, last + 1)


class Sheet:
    """A grid with quick questions about header words; used while frames are looked for."""

    def __init__(self, grid: Grid, lexicon: Lexicon) -> None:
        self.grid, self.lexicon = grid, lexicon
        self._small = [b for b in grid.merges if b[2] - b[0] <= 50]
        self._wide_rows: dict[int, list[Box]] = {}
        for box in self._small:
            for row in range(box[0], box[2] + 1):
                self._wide_rows.setdefault(row, []).append(box)

    def box(self, row: int, column: int) -> Box | None:
        """The merged area that covers a cell."""
        return next((b for b in self._wide_rows.get(row, ()) if b[1] <= column <= b[3]), None)

    def text(self, row: int, column: int) -> str:
        """A header's text; in a merged area that of its first cell."""
        box = self.box(row, column)
        return header_text(self.grid.at(box[0], box[1]) if box else self.grid.at(row, column))

    def own(self, row: int, column: int) -> str:
        """A header's text without merges."""
        return header_text(self.grid.at(row, column))

    def meaning(self, text: str) -> Meaning:
        """What a header text means by itself."""
        return self.lexicon.read(read_header(text))

    def filled(self, row: int) -> list[int]:
        """Columns with something in them, merged areas counted at their first cell."""
        line = self.grid.rows[row] if 0 <= row < len(self.grid.rows) else []
        return [c for c, v in enumerate(line) if not is_blank(v)]

    def identity_columns(self, row: int) -> list[int]:
        """Columns of a row whose text names the firm, its code or its account."""
        line = self.grid.rows[row] if 0 <= row < len(self.grid.rows) else []
        found = []
        for column, value in enumerate(line):
            if type(value) is str and 0 < len(value) <= 40 and HINT.search(value) and not LABELLED.search(value):
                meaning = self.meaning(value)
                if meaning.kind == ROLE and meaning.code in IDENTITY:
                    found.append(column)
        return found

    def dated_by_hand(self, row: int, column: int) -> bool:
        """True for the day in 填表日期: | 2021年4月5日: it says when the sheet was filled in, not what it is about."""
        before = [c for c in self.filled(row) if c < column]
        return bool(before) and FILLED_IN.fullmatch(normalise(self.own(row, before[-1]))) is not None

    def is_header_like(self, text: str) -> bool:
        """True for a text that a header would have: a known word, a unit or a period."""
        header = read_header(text)
        if header.units or header.ratio or header.other_unit or header.period is not None:
            return True
        return self.lexicon.read(header).kind in (ROLE, PLAIN, MEASURE, GENERIC, SKIP)


def header_text(value: Value) -> str:
    """A header cell as text; dates and serial numbers become months."""
    if is_number(value):
        spec = read_period_cell(value)
        if spec is not None and isinstance(value, int | float) and value > 31:
            return _period_text(spec.year, spec.first)
    if not isinstance(value, str) and not is_blank(value) and not is_number(value):
        spec = read_period_cell(value)
        if spec is not None:
            return _period_text(spec.year, spec.first)
    return cell_text(value).strip()


def _period_text(year: int | None, month: int | None) -> str:
    return (f"{year}年" if year else "") + (f"{month}月" if month else "")


def is_unit_row(texts: Iterable[str]) -> bool:
    """True where every text is a unit (or a dash, or the word 单位)."""
    table, some = unit_table(), False
    for text in texts:
        body = normalise(text).strip("()")
        if body in ("", "-", "/", "单位", "计量单位", "%"):
            continue
        if table.find(body) is None and not table.is_other(body) and not table.find_all(body) and "/" not in body:
            return False
        some = some or table.find(body) is not None
    return some
