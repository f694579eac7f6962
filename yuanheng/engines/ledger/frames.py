"""Where the tables of a sheet are: header rows found by their words, data below, texts around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .captions import is_caption_row, is_label, is_title, is_unit_statement
from .framepaths import frame_of, segments_of
from .framesheet import HINT, LABELLED, Frame, Sheet, header_text, is_unit_row
from .grid import Box, Grid, Value, is_number
from .headertext import read_header, unit_line
from .lexicon import GENERIC, MEASURE, ROLE, SKIP, Lexicon
from .periods import find_period, read_period_cell
from .rowkinds import row_words
from .words import normalise

_MAX_HEADER = 6


def find_frames(grid: Grid, lexicon: Lexicon) -> list[Frame]:
    """All tables of a sheet that name their firms in a column, from top to bottom and left to right."""
    sheet = Sheet(grid, lexicon)
    blocks: list[tuple[int, int, int]] = []
    row = 0
    while row < len(grid.rows):
        if _may_be_header(grid.rows[row]):
            block = _block_at(sheet, row)
            if block is not None:
                blocks.append(block)
                row = block[1] + 1
                continue
        row += 1
    return _frames_of(sheet, blocks)


def _may_be_header(line: list[Value]) -> bool:
    """Cheap test that spares rows of figures: more texts than numbers, and one that sounds like a name of a column."""
    kinds = list(map(type, line))
    if kinds.count(float) + kinds.count(int) > 3 * kinds.count(str):
        return False
    texts = [v for v in line if type(v) is str and v]
    if not texts or kinds.count(float) + kinds.count(int) > 3 * len(texts):
        return False
    return any(len(t) <= 40 and not (len(t) > 8 and t.endswith(("公司", "厂"))) and HINT.search(t) for t in texts)


def _block_at(sheet: Sheet, row: int) -> tuple[int, int, int] | None:
    """The header block whose identity words stand in `row`: (top, bottom, row), or None."""
    identity = sheet.identity_columns(row)
    weak = False
    if not identity:
        identity, weak = _weak_columns(sheet, row), True
    if not identity or _values_beside(sheet, row, identity) or _states_a_unit(sheet, row):
        return None
    bottom = _bottom(sheet, row, identity)
    top = _top(sheet, row, identity)
    if weak and not _names_a_figure(sheet, top, bottom):
        return None
    if _known_cells(sheet, top, bottom) < 2 and not _figures_below(sheet, row, bottom):
        return None
    return top, bottom, row


def _states_a_unit(sheet: Sheet, row: int) -> bool:
    """True for 填报单位 | 税务局 | 单位:万元; false where measures stand in the row or the unit is merged over columns."""
    columns = sheet.filled(row)
    if any(sheet.meaning(sheet.own(row, c)).kind == MEASURE for c in columns):
        return False
    for column in columns:
        box = sheet.box(row, column)
        if is_unit_statement(sheet.own(row, column)) and not (box and box[3] > box[1]):
            return True
    return False


def _weak_columns(sheet: Sheet, row: int) -> list[int]:
    """单位 or 名称 as the only name of the firm column."""
    found = []
    for column in sheet.filled(row):
        text = sheet.own(row, column)
        if len(text) <= 8 and not LABELLED.search(text):
            meaning = sheet.meaning(text)
            if meaning.kind == ROLE and meaning.code == "weak_firm":
                found.append(column)
    return found


def _values_beside(sheet: Sheet, row: int, identity: Sequence[int]) -> bool:
    """True where the word is a label with its value beside it (a form, or firms across), not a column's head."""
    others = [sheet.own(row, c) for c in sheet.filled(row) if c not in identity]
    endings = row_words().strong_end
    firms = [
        t
        for t in others
        if len(t) >= 5 and normalise(t).endswith(endings) and not LABELLED.search(t) and not sheet.is_header_like(t)
    ]
    return bool(firms)


def _known_cells(sheet: Sheet, top: int, bottom: int) -> int:
    seen = {sheet.own(r, c) for r in range(top, bottom + 1) for c in sheet.filled(r)}
    return sum(1 for text in seen if sheet.is_header_like(text))


def _figures_below(sheet: Sheet, row: int, bottom: int) -> bool:
    """True where a column with a header nobody knows holds numbers: a layout that a person can still settle."""
    columns = sheet.filled(row)
    rows = range(bottom + 1, min(bottom + 6, len(sheet.grid.rows)))
    return any(is_number(sheet.grid.at(r, c)) for c in columns for r in rows)


def _names_a_figure(sheet: Sheet, top: int, bottom: int) -> bool:
    """True where a header block names a measure or a period: 单位 alone is no table."""
    headers = [read_header(sheet.own(r, c)) for r in range(top, bottom + 1) for c in sheet.filled(r)]
    return any(h.period is not None or sheet.lexicon.read(h).kind in (MEASURE, GENERIC) for h in headers)


def _bottom(sheet: Sheet, row: int, identity: Sequence[int]) -> int:
    bottom = row
    for column in identity:
        box = sheet.box(row, column)
        if box:
            bottom = max(bottom, min(box[2], row + _MAX_HEADER))
    while bottom - row < _MAX_HEADER and _continues(sheet, bottom + 1, identity):
        bottom += 1
    return bottom


def _continues(sheet: Sheet, row: int, identity: Sequence[int]) -> bool:
    """True where a row below still belongs to the header: no firm in it, and words, units or periods only."""
    filled = sheet.filled(row)
    if not filled:
        return False
    texts = {c: sheet.own(row, c) for c in filled}
    if is_unit_row(texts.values()):
        return True
    if any(c in texts for c in identity):
        return False
    if any(is_number(sheet.grid.at(row, c)) and not _is_period_number(sheet.grid.at(row, c)) for c in filled):
        return False
    like = sum(
        1
        for c, t in texts.items()
        if not sheet.lexicon.is_placeholder(t) and (sheet.is_header_like(t) or _is_part_of_above(sheet, row, c, t))
    )
    return like * 2 > len(texts)


def _is_part_of_above(sheet: Sheet, row: int, column: int, text: str) -> bool:
    """峰, 平, 谷 below 用电量, merged or written once over the first of its columns."""
    for back in range(column, -1, -1):
        above = sheet.text(row - 1, back)
        if above:
            meaning = sheet.meaning(above)
            return meaning.kind == MEASURE and sheet.lexicon.below(normalise(text), meaning.code) is not None
    return False


def _is_period_number(value: Value) -> bool:
    return isinstance(value, int | float) and value > 1989 and read_period_cell(value) is not None


def _top(sheet: Sheet, row: int, identity: Sequence[int]) -> int:
    top = row
    while top > 0 and row - top < _MAX_HEADER and _is_parent_row(sheet, top - 1, row, identity):
        top -= 1
    return top


def _is_parent_row(sheet: Sheet, row: int, anchor: int, identity: Sequence[int]) -> bool:
    """True where a row above holds group headers, not a title, a unit line or figures."""
    filled = sheet.filled(row)
    if not filled:
        return False
    below = sheet.filled(anchor)
    cells = [(c, sheet.own(row, c), sheet.box(row, c)) for c in filled]
    if any(is_number(sheet.grid.at(row, c)) and not _is_period_number(sheet.grid.at(row, c)) for c in filled):
        return False
    if is_caption_row(sheet, row, identity) or len(cells) > len(below) + 1:
        return False
    if len(cells) == 1:
        return _is_single_parent(sheet, cells[0], below, identity)
    if any(len(t) > 30 or is_label(t) for _, t, _ in cells):
        return False
    return sum(1 for _, t, _ in cells if sheet.is_header_like(t)) * 2 >= len(cells)


def _is_single_parent(
    sheet: Sheet, cell: tuple[int, str, Box | None], below: Sequence[int], identity: Sequence[int]
) -> bool:
    column, text, box = cell
    right = box[3] if box else column
    if column <= min(identity) or is_title(text) or right > max(below, default=0):
        return False
    if box and right > column:
        return True
    if unit_line(text) and "单位" in text:
        return False
    header = read_header(text)
    return bool(header.words) and sheet.lexicon.read(header).kind in (MEASURE, SKIP) and column > max(identity)


def _frames_of(sheet: Sheet, blocks: list[tuple[int, int, int]]) -> list[Frame]:
    frames: list[Frame] = []
    lines: list[str] = []
    previous_end = -1
    for index, (top, bottom, anchor) in enumerate(blocks):
        following = blocks[index + 1][0] if index + 1 < len(blocks) else len(sheet.grid.rows)
        end = _data_end(sheet, bottom, following, last=index + 1 == len(blocks))
        fresh = [*_units_in_the_header(sheet, top, bottom), *_texts(sheet, previous_end + 1, top)]
        segments = [
            frame_of(sheet, top, bottom, left, right) for left, right in segments_of(sheet, top, bottom, anchor)
        ]
        repeated = _repeats(frames, segments, fresh, lines)
        if repeated:
            for frame in repeated:
                frame.ranges.append((bottom + 1, end))
        else:
            lines = [*fresh, *lines]
            for frame in segments:
                frame.ranges.append((bottom + 1, end))
                frame.lines = _lines_for(sheet, frame, segments, previous_end + 1, top) + lines
            frames.extend(segments)
        previous_end = end
    return frames


def _repeats(frames: list[Frame], segments: list[Frame], fresh: list[str], known: list[str]) -> list[Frame]:
    """The frames that a header printed again at a page break continues; empty where it begins new tables."""
    if not frames:
        return []
    last = frames[-len(segments) :]
    same = len(last) == len(segments) and all(
        f.left == s.left and [p for p in f.paths.values()] == [p for p in s.paths.values()]
        for f, s in zip(last, segments, strict=True)
    )
    news = [
        t
        for t in fresh
        if t not in known and (find_period(t)[0] is not None or unit_line(t)) and not re.search(r"第.{1,4}页", t)
    ]
    return last if same and not news else []


def _data_end(sheet: Sheet, bottom: int, following: int, *, last: bool) -> int:
    """The last data row; a title of the next table is not data."""
    end = following - 1
    if last:
        return end
    while end > bottom:
        filled = sheet.filled(end)
        if len(filled) > 2 or any(is_number(sheet.grid.at(end, c)) for c in filled):
            break
        end -= 1
    return end


def _units_in_the_header(sheet: Sheet, top: int, bottom: int) -> list[str]:
    """单位:万元 written into a free cell of the header holds for the table."""
    texts = (sheet.own(r, c) for r in range(top, bottom + 1) for c in sheet.filled(r))
    return [t for t in texts if is_unit_statement(t)]


def _texts(sheet: Sheet, first: int, last: int) -> Iterator[str]:
    """Texts in rows first..last-1, nearest to the table first."""
    for row in range(last - 1, first - 1, -1):
        for column in sheet.filled(row):
            text = header_text(sheet.grid.at(row, column))
            if text and not sheet.dated_by_hand(row, column):
                yield text


def _lines_for(sheet: Sheet, frame: Frame, segments: list[Frame], first: int, last: int) -> list[str]:
    """Texts right above one of several tables side by side come before the rest."""
    if len(segments) < 2:
        return []
    own = []
    for row in range(frame.bottom, first - 1, -1):
        for column in sheet.filled(row):
            if last <= row and not is_unit_statement(sheet.own(row, column)):
                continue
            if frame.left <= column <= frame.right:
                own.append(header_text(sheet.grid.at(row, column)))
    return own
