"""Firms that stand in a row under no word for them: 指标 | 甲公司 | 乙公司."""

from __future__ import annotations

import re

from .framesheet import Sheet
from .grid import Grid
from .rowkinds import is_plain_firm
from .words import normalise

_CORNER = re.compile(r"(指标|项目|内容|统计指标|指标项)?(名称)?(/企业|/单位)?|企业/指标|指标/企业")
_UNIT_CELL = ("单位", "计量单位")


def row_of_firms(sheet: Sheet) -> int:
    """The one row that holds firms and nothing else but its corner and a column of units; -1 where there is none."""
    rows = []
    for row in range(len(sheet.grid.rows)):
        texts = {c: sheet.own(row, c) for c in sheet.filled(row)}
        firms = [c for c, t in texts.items() if is_plain_firm(t)]
        if firms:
            rows.append(row if len(firms) > 1 and _only_a_corner_beside(texts, min(firms)) else -1)
    return rows[0] if len(rows) == 1 else -1


def _only_a_corner_beside(texts: dict[int, str], first: int) -> bool:
    others = [normalise(t) for c, t in texts.items() if not is_plain_firm(t)]
    if any(c > first for c, t in texts.items() if not is_plain_firm(t)):
        return False
    return all(t in _UNIT_CELL or _CORNER.fullmatch(t) for t in others)


def named_firms(grid: Grid, row: int) -> Grid:
    """The sheet with 企业名称 in the corner of the row of firms, as other sheets have it."""
    rows = [list(line) for line in grid.rows]
    rows[row][0] = "企业名称"
    return Grid(grid.name, rows, grid.merges, grid.hidden_rows, grid.hidden_columns, date1904=grid.date1904)
