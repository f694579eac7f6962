"""Rows above a table that only speak about it: a title, 填报单位:, 统计时间:, 单位:万元. Never part of the header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .framesheet import Sheet
from .headertext import read_header, unit_line
from .lexicon import GENERIC, MEASURE, Lexicon
from .rowkinds import is_plain_firm
from .words import normalise

_TITLE_END = re.compile(r"(表|情况|汇总|统计|明细|台账|清单|名单|报表|一览|数据|附件\d*|报告|登记|排名)(\(.*\))?$")
_UNIT_STATEMENT = re.compile(r"\(?(本表|表中)?(计量|金额|面积|数据|货币|数量|计价|产值|税收)?单位(为|均为|:).{1,40}")
_ISSUER = re.compile(r"(填报|报送|编制|制表|填表|上报|统计|发布|提供)(单位|部门|人)")
_PART_MARKS = ("其中", "含:", "包括")


def is_title(text: str) -> bool:
    """True for a text that ends as titles do: …情况表, …一览."""
    return _TITLE_END.search(normalise(text)) is not None


@lru_cache(maxsize=4000)
def is_label(text: str) -> bool:
    """True for a label with its value, 填报单位:税务局; neither 税收(单位:万元) nor 其中:增值税."""
    body = normalise(text)
    if re.fullmatch(r"\([^()]*\)", body):
        body = body[1:-1]
    return re.search(":.", re.sub(r"\([^()]*\)", "", body)) is not None and not body.startswith(_PART_MARKS)


@lru_cache(maxsize=4000)
def is_unit_statement(text: str) -> bool:
    """True for a cell that states the unit of what stands below and nothing else: 单位:万元, (金额单位:元)."""
    return _UNIT_STATEMENT.fullmatch(normalise(text)) is not None and bool(unit_line(text))


def is_caption_row(sheet: Sheet, row: int, identity: Sequence[int]) -> bool:
    """True where a row above a header speaks about the table: it states a unit, labels a value, or is a title."""
    columns = sheet.filled(row)
    texts = {c: sheet.own(row, c) for c in columns}
    if any(is_unit_statement(t) or (is_label(t) and (c == columns[0] or unit_line(t))) for c, t in texts.items()):
        return True
    if any(is_plain_firm(t) for t in texts.values()) or (texts and _ISSUER.fullmatch(normalise(texts[columns[0]]))):
        return True
    others = [t for c, t in texts.items() if not _is_plain_title(sheet, row, c, t)]
    if len(others) < len(texts) and all(_says_only_unit_or_period(t, sheet.lexicon) for t in others):
        return True
    return any(_titles_the_names(sheet, row, columns, at, identity) for at in range(len(columns)))


def _is_plain_title(sheet: Sheet, row: int, column: int, text: str) -> bool:
    box = sheet.box(row, column)
    return is_title(text) and not (box and box[3] > box[1] and box[1] > 0)


def _says_only_unit_or_period(text: str, lexicon: Lexicon) -> bool:
    header = read_header(text)
    return bool(header.units or header.period) and not header.words and not header.ratio


def _titles_the_names(sheet: Sheet, row: int, columns: Sequence[int], at: int, identity: Sequence[int]) -> bool:
    """A text over the column of the names that names a measure or a period is a title: no firm's name is a figure."""
    box = sheet.box(row, columns[at])
    following = columns[at + 1] - 1 if at + 1 < len(columns) else columns[at]
    right = box[3] if box else following
    if not any(columns[at] <= c <= right for c in identity):
        return False
    header = read_header(sheet.own(row, columns[at]))
    return header.period is not None or (bool(header.words) and sheet.lexicon.read(header).kind in (MEASURE, GENERIC))
