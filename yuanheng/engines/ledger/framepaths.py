"""The columns of a header block: tables side by side, and each column's path of header texts."""

from __future__ import annotations

from .framesheet import NAMES, Frame, Sheet, is_unit_row
from .grid import is_blank
from .lexicon import PLAIN, ROLE
from .words import normalise


def segments_of(sheet: Sheet, top: int, bottom: int, anchor: int) -> list[tuple[int, int]]:
    """Column ranges of the tables that stand side by side under one header block."""
    used = sorted({c for r in range(top, bottom + 1) for c in range(sheet.grid.width) if sheet.text(r, c)})
    names = [c for c in used if _is_name(sheet, anchor, c)]
    groups = _contiguous(used)
    with_name = [g for g in groups if any(g[0] <= c <= g[1] for c in names)]
    if len(with_name) >= 2:
        bounds = [g[0] for g in with_name]
        ends = [*(b - 1 for b in bounds[1:]), used[-1]]
        return [
            part
            for low, high in zip(bounds, ends, strict=True)
            for part in _split_repeated(sheet, anchor, low, high, names)
        ]
    return _split_repeated(sheet, anchor, used[0], used[-1], names)


def _is_name(sheet: Sheet, row: int, column: int) -> bool:
    meaning = sheet.meaning(sheet.own(row, column)) if sheet.own(row, column) else None
    return meaning is not None and meaning.kind == ROLE and meaning.code in NAMES


def _contiguous(columns: list[int]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for column in columns:
        if groups and column == groups[-1][1] + 1:
            groups[-1] = (groups[-1][0], column)
        else:
            groups.append((column, column))
    return groups


def _split_repeated(sheet: Sheet, anchor: int, low: int, high: int, names: list[int]) -> list[tuple[int, int]]:
    """序号 企业名称 税收 | 序号 企业名称 税收: split where the same name of the firm column comes again."""
    inside = [c for c in names if low <= c <= high]
    if len(inside) < 2:
        return [(low, high)]
    texts = [normalise(sheet.own(anchor, c)) for c in inside]
    again = [c for c, t in zip(inside, texts, strict=True) if t == texts[0]]
    if len(again) < 2:
        return [(low, high)]
    starts = [low]
    for column in again[1:]:
        back = 0
        while (
            again[0] - back > low
            and sheet.own(anchor, column - back - 1) == sheet.own(anchor, again[0] - back - 1) != ""
        ):
            back += 1
        starts.append(column - back)
    ends = [*(s - 1 for s in starts[1:]), high]
    return list(zip(starts, ends, strict=True))


def frame_of(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> Frame:
    """A frame with the path of header texts of each column, from the top level to the leaf."""
    frame = Frame(top, bottom, left, right)
    levels = list(range(top, bottom + 1))
    for row in list(levels):
        texts = [sheet.own(row, c) for c in range(left, right + 1) if sheet.own(row, c)]
        if row > top and texts and is_unit_row(texts):
            frame.sub_units = {c: sheet.text(row, c) for c in range(left, right + 1) if sheet.own(row, c)}
            levels.remove(row)
    for column in range(left, right + 1):
        path, at = _path(sheet, levels, column, left)
        if path and at[1] != column and column not in frame.sub_units and _is_covered(sheet, at, column):
            continue
        if path:
            frame.paths[column], frame.header_cells[column] = path, at
    return frame


def _is_covered(sheet: Sheet, at: tuple[int, int], column: int) -> bool:
    """True for a column that only lies under a header cell merged sideways, with nothing of its own below."""
    box = sheet.box(*at)
    below = range((box[2] if box else at[0]) + 1, len(sheet.grid.rows))
    return all(is_blank(sheet.grid.at(r, column)) for r in below)


def _path(sheet: Sheet, levels: list[int], column: int, left: int) -> tuple[tuple[str, ...], tuple[int, int]]:
    path: list[str] = []
    at = (levels[-1], column)
    for index, row in enumerate(levels):
        box = sheet.box(row, column)
        if box and box[0] < row and box[0] >= levels[0]:
            continue
        text = sheet.text(row, column)
        if text:
            at = (box[0], box[1]) if box and box[0] >= levels[0] else (row, column)
        elif any(sheet.own(r, column) for r in levels[index + 1 :]):
            text = _group_to_the_left(sheet, levels, index, column, left)
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path), at


def _group_to_the_left(sheet: Sheet, levels: list[int], index: int, column: int, left: int) -> str:
    """The group header that an unmerged sheet (or a CSV) writes once, over the first of its columns."""
    row = levels[index]
    for back in range(column - 1, left - 1, -1):
        text = sheet.own(row, back)
        if not text:
            if sheet.box(row, back) is not None or not any(sheet.own(r, back) for r in levels[index + 1 :]):
                return ""
            continue
        box = sheet.box(row, back)
        if (box and box[3] > box[1]) or not any(sheet.own(r, back) for r in levels[index + 1 :]):
            return ""
        meaning = sheet.meaning(text)
        return "" if meaning.kind in (ROLE, PLAIN) else text
    return ""
