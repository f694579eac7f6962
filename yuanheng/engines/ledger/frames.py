"""Where the tables of a sheet are: header rows found by their words, data below, texts around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..quantities import unit_table
from .grid import Box, Grid, Value, cell_text, is_blank, is_number
from .headertext import read_header, unit_line
from .lexicon import GENERIC, MEASURE, PLAIN, ROLE, SKIP, Lexicon, Meaning
from .periods import find_period, read_period_cell
from .rowkinds import row_words
from .words import normalise

IDENTITY = ("firm", "builder", "holder", "lessee", "lessor", "account_name", "uscc", "tax_no")
NAMES = ("firm", "builder", "holder", "lessee", "lessor", "account_name")
_HINT = re.compile(
    r"名|称|代码|识别号|税号|用户|客户|权利人|权人|受让|竞得|产权|承租|出租|租|业主|单位|企业|公司|uscc|法人|使用者|持证人|商户|房东|投资",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"(表|情况|汇总|统计|明细|台账|清单|名单|报表|一览|数据|附件\d*|报告|登记|排名)(\(.*\))?$")
_LABELLED = re.compile(r"[::].+")
_MAX_HEADER = 6


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
            if type(value) is str and 0 < len(value) <= 40 and _HINT.search(value) and not _LABELLED.search(value):
                meaning = self.meaning(value)
                if meaning.kind == ROLE and meaning.code in IDENTITY:
                    found.append(column)
        return found

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
    return any(len(t) <= 40 and not (len(t) > 8 and t.endswith(("公司", "厂"))) and _HINT.search(t) for t in texts)


def _block_at(sheet: Sheet, row: int) -> tuple[int, int, int] | None:
    """The header block whose identity words stand in `row`: (top, bottom, row), or None."""
    identity = sheet.identity_columns(row)
    weak = False
    if not identity:
        identity, weak = _weak_columns(sheet, row), True
    if not identity or _values_beside(sheet, row, identity):
        return None
    bottom = _bottom(sheet, row, identity)
    top = _top(sheet, row, identity)
    if _known_cells(sheet, top, bottom) < 2 or (weak and not _names_a_figure(sheet, top, bottom)):
        return None
    return top, bottom, row


def _weak_columns(sheet: Sheet, row: int) -> list[int]:
    """单位 or 名称 as the only name of the firm column."""
    found = []
    for column in sheet.filled(row):
        text = sheet.own(row, column)
        if len(text) <= 8 and not _LABELLED.search(text):
            meaning = sheet.meaning(text)
            if meaning.kind == ROLE and meaning.code == "weak_firm":
                found.append(column)
    return found


def _values_beside(sheet: Sheet, row: int, identity: Sequence[int]) -> bool:
    """True where the word is a label with its value beside it (a form, or firms across), not a column's head."""
    others = [sheet.own(row, c) for c in sheet.filled(row) if c not in identity]
    endings = row_words().strong_end
    firms = [t for t in others if len(t) >= 5 and normalise(t).endswith(endings) and not _LABELLED.search(t) and not sheet.is_header_like(t)]
    return bool(firms)


def _known_cells(sheet: Sheet, top: int, bottom: int) -> int:
    seen = {sheet.own(r, c) for r in range(top, bottom + 1) for c in sheet.filled(r)}
    return sum(1 for text in seen if sheet.is_header_like(text))


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
    if any(c in texts for c in identity) and not all(sheet.is_header_like(texts[c]) for c in identity if c in texts):
        return False
    if any(is_number(sheet.grid.at(row, c)) and not _is_period_number(sheet.grid.at(row, c)) for c in filled):
        return False
    like = sum(1 for t in texts.values() if sheet.is_header_like(t) and not sheet.lexicon.is_placeholder(t))
    return like * 2 > len(texts) and not any(c in texts for c in identity if sheet.own(row, c))


def _is_period_number(value: Value) -> bool:
    return isinstance(value, int | float) and value > 1989 and read_period_cell(value) is not None


def is_unit_row(texts: Sequence[str] | object) -> bool:
    """True where every text is a unit (or a dash, or the word 单位)."""
    table, some = unit_table(), False
    for text in list(texts):  # type: ignore[call-overload]
        body = normalise(text).strip("()")
        if body in ("", "-", "/", "单位", "计量单位", "%"):
            continue
        if table.find(body) is None and not table.is_other(body) and not table.find_all(body) and "/" not in body:
            return False
        some = some or table.find(body) is not None
    return some


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
    if any(_LABELLED.search(t) and unit_line(t) for _, t, _ in cells) or len(cells) > len(below) + 1:
        return False
    if len(cells) == 1:
        return _is_single_parent(sheet, cells[0], below, identity)
    if any(len(t) > 30 or _LABELLED.search(t) for _, t, _ in cells):
        return False
    return sum(1 for _, t, _ in cells if sheet.is_header_like(t)) * 2 >= len(cells)


def _is_single_parent(
    sheet: Sheet, cell: tuple[int, str, Box | None], below: Sequence[int], identity: Sequence[int]
) -> bool:
    column, text, box = cell
    right = box[3] if box else column
    if column <= min(identity) or _TITLE_END.search(normalise(text)) or right > max(below, default=0):
        return False
    if box and right > column:
        return True
    header = read_header(text)
    return bool(header.words) and sheet.lexicon.read(header).kind in (MEASURE, SKIP) and column > max(identity)


def _frames_of(sheet: Sheet, blocks: list[tuple[int, int, int]]) -> list[Frame]:
    frames: list[Frame] = []
    lines: list[str] = []
    previous_end = -1
    for index, (top, bottom, anchor) in enumerate(blocks):
        following = blocks[index + 1][0] if index + 1 < len(blocks) else len(sheet.grid.rows)
        end = _data_end(sheet, bottom, following, last=index + 1 == len(blocks))
        fresh = list(_texts(sheet, previous_end + 1, top))
        segments = [_frame(sheet, top, bottom, left, right) for left, right in _segments(sheet, top, bottom, anchor)]
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


def _texts(sheet: Sheet, first: int, last: int) -> Iterator[str]:
    """Texts in rows first..last-1, nearest to the table first."""
    for row in range(last - 1, first - 1, -1):
        for column in sheet.filled(row):
            text = header_text(sheet.grid.at(row, column))
            if text:
                yield text


def _lines_for(sheet: Sheet, frame: Frame, segments: list[Frame], first: int, last: int) -> list[str]:
    """Texts right above one of several tables side by side come before the rest."""
    if len(segments) < 2:
        return []
    own = []
    for row in range(last - 1, first - 1, -1):
        for column in sheet.filled(row):
            if frame.left <= column <= frame.right:
                own.append(header_text(sheet.grid.at(row, column)))
    return own


def _segments(sheet: Sheet, top: int, bottom: int, anchor: int) -> list[tuple[int, int]]:
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


def _frame(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> Frame:
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
        if path:
            frame.paths[column], frame.header_cells[column] = path, at
    return frame


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
