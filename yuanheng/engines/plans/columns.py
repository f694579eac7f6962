"""Tables flattened to text: the header row says what a column holds, and which only describe."""

from __future__ import annotations

import re

from .layout import Paragraph

# what a project is, and what is done already
_DESCRIBED = re.compile(
    "总投资|投资额|投资规模|建设规模|建设内容|面积|占地|用地|序号|编号|电话|分值|权重|完成情况|完成值|实际|实绩|现状|基期|上年|去年|累计"
)
_YEAR = re.compile(r"(20\d{2})年?")


def columns_of(paragraph: Paragraph, before: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that hold for this paragraph: its own (a header row), those `before` it in the table, or none."""
    if not paragraph.cells:
        return ()
    cells = split_cells(paragraph.text)
    header = (
        len(cells) > 1 and "。" not in paragraph.text and not re.search(r"\d(?!\d{3}年)", _YEAR.sub("", paragraph.text))
    )
    return cells if header and all(len(c) <= 14 for c in cells) else before


def split_cells(text: str) -> tuple[str, ...]:
    """The cells of a row, without the signs at its ends."""
    return tuple(cell.strip() for cell in text.strip().strip("|").split("|"))


def column_at(columns: tuple[str, ...], text: str, position: int) -> str:
    """The header over the cell at `position` of a row; '' where there is no table."""
    index = text[:position].count("|") - text.startswith("|")
    return columns[index] if 0 <= index < len(columns) else ""


def describes(columns: tuple[str, ...], text: str, position: int, *, year: int | None) -> bool:
    """True where the column of the cell at `position` tells a size, a number of order, or a year before the plan's."""
    if not columns or "|" not in text:
        return False
    label = column_at(columns, text, position)
    written = _YEAR.search(label)
    return _DESCRIBED.search(label) is not None or bool(written and year and int(written[1]) < year)
