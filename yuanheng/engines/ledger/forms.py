"""A form of one firm, labels with their values beside them (企业名称 | X; 入库税收(万元) | 123), as a table of one row.

Only what leaves no doubt is taken: one firm in the whole sheet, one value beside each label. Everything else is left to
the other readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .framesheet import NAMES, Sheet, is_unit_row
from .grid import Grid, Value, is_blank, is_number
from .headertext import read_header
from .lexicon import GENERIC, MEASURE, PLAIN, ROLE, SKIP, Lexicon
from .rowkinds import FACT, is_plain_firm, name_kind, row_words
from .words import normalise

_MOST_ROWS, _MOST_COLUMNS, _FEWEST = 200, 40, 3
_FIRM_INLINE = re.compile("(企业名称|单位名称|公司名称|企业全称|单位全称|单位详细名称)\\s*[:\uff1a](.+)")
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, each with its cell."""

    label: str
    value: Value
    label_at: _Place
    value_at: _Place
    is_measure: bool
    is_firm: bool


def form_as_table(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """The form as titles, one header row and one data row whose references lead back to the sheet; None where it is none."""
    if not _FEWEST <= len(grid.rows) <= _MOST_ROWS or grid.width > _MOST_COLUMNS:
        return None
    sheet = Sheet(grid, lexicon)
    if not any(sheet.identity_columns(r) or _inline(sheet, r) for r in range(len(grid.rows))):
        return None
    pairs: list[Pair] = []
    titles: list[str] = []
    for row in range(len(grid.rows)):
        found = _pairs_of(sheet, row)
        if found is None:
            return None
        pairs.extend(found)
        used = {p[1] for pair in found for p in (pair.label_at, pair.value_at)}
        titles.extend(sheet.own(row, c) for c in sheet.filled(row) if c not in used and not sheet.dated_by_hand(row, c))
    firms = [p for p in pairs if p.is_firm]
    figures = [p for p in pairs if p.is_measure]
    if len(firms) != 1 or not figures or len(pairs) < _FEWEST or not _is_the_only_firm(sheet, firms[0]):
        return None
    return _table(grid, [firms[0], *(p for p in pairs if not p.is_firm)], titles)


def _is_the_only_firm(sheet: Sheet, pair: Pair) -> bool:
    """No other firm and no other word for one stands in the sheet: else it may be a table below a line of its issuer."""
    value = pair.value
    if type(value) is not str or name_kind(value.strip()) != FACT or not row_words().looks_like_firm(normalise(value)):
        return False
    for row, line in enumerate(sheet.grid.rows):
        if any(
            type(v) is str and v != value and is_plain_firm(v) and (row, c) != pair.label_at for c, v in enumerate(line)
        ):
            return False
        if any((row, c) != pair.label_at for c in sheet.identity_columns(row) if _names(sheet, row, c)):
            return False
    return True


def _names(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.meaning(sheet.own(row, column)).code in NAMES


def _table(grid: Grid, pairs: Sequence[Pair], titles: Sequence[str]) -> Grid:
    header, data = len(titles), len(titles) + 1
    places: dict[_Place, _Place] = {}
    for column, pair in enumerate(pairs):
        places[(header, column)], places[(data, column)] = pair.label_at, pair.value_at
    rows: list[list[Value]] = [[t] for t in titles]
    rows += [[p.label for p in pairs], [p.value for p in pairs]]
    return Grid(name=grid.name, rows=rows, date1904=grid.date1904, places=places)


def _inline(sheet: Sheet, row: int) -> bool:
    return any(type(v) is str and _FIRM_INLINE.fullmatch(v.strip()) for v in sheet.grid.rows[row])


def _pairs_of(sheet: Sheet, row: int) -> list[Pair] | None:
    """The pairs of a row, left to right; None where a label has two values, so that nobody can tell which counts."""
    columns = sheet.filled(row)
    pairs: list[Pair] = []
    at = 0
    while at < len(columns):
        label = sheet.own(row, columns[at])
        inline = _FIRM_INLINE.fullmatch(label)
        if inline and inline[2].strip():
            place = (row, columns[at])
            pairs.append(Pair(inline[1], inline[2].strip(), place, place, is_measure=False, is_firm=True))
            at += 1
            continue
        if not _is_label(sheet, row, columns[at]):
            at += 1
            continue
        rest = columns[at + 1 :]
        if len(rest) > 1 and is_unit_row([sheet.own(row, rest[0])]) and is_number(sheet.grid.at(row, rest[1])):
            label, rest, at = f"{label}({sheet.own(row, rest[0])})", rest[1:], at + 1
        if not rest or _is_label(sheet, row, rest[0]):
            at += 1
            continue
        pair = _pair(sheet, row, columns[at], rest[0], label)
        if (pair.is_measure or pair.is_firm) and len(rest) > 1 and not _is_label(sheet, row, rest[1]):
            return None
        pairs.append(pair)
        at += 2
    return pairs


def _pair(sheet: Sheet, row: int, column: int, beside: int, label: str) -> Pair:
    meaning = sheet.meaning(label)
    is_firm = meaning.kind == ROLE and meaning.code == "firm"
    value = sheet.grid.at(row, beside)
    return Pair(label, value, (row, column), (row, beside), meaning.kind == MEASURE, is_firm)


def _is_label(sheet: Sheet, row: int, column: int) -> bool:
    value = sheet.grid.at(row, column)
    if type(value) is not str or is_blank(value) or len(value) > 40 or sheet.lexicon.is_placeholder(value):
        return False
    header = read_header(value)
    kind = sheet.lexicon.read(header).kind
    return bool(header.words) and kind in (ROLE, PLAIN, MEASURE, GENERIC, SKIP)
