"""What each column of a table holds: who, when, in what unit, which measure, or why nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..quantities import Unit, unit_table
from .codes import good_codes
from .columnperiods import path_period
from .framesheet import Frame
from .grid import Grid, Value, cell_text, is_blank, is_number
from .headertext import HeaderText, read_header
from .lexicon import GENERIC, MEASURE, PLAIN, ROLE, SKIP, Lexicon, Meaning
from .periods import NAMED, PeriodSpec, count_years
from .words import normalise

FIGURE = "figure"
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column's reading. `role` is a header role, `figure`, or '' where nothing is taken from it; `reason` says why."""

    index: int
    path: tuple[str, ...]
    cell: tuple[int, int]
    role: str = ""
    measure: str = ""
    dimension: str = ""
    stock: bool = False
    period: PeriodSpec | None = None
    units: tuple[Unit, ...] = ()
    rank: int = 0
    generic: bool = False
    from_title: bool = False
    reason: str = ""
    alternate_of: int = -1

    @property
    def label(self) -> str:
        """The header from the top level to the leaf."""
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a table, for columns whose own header does not say all."""

    lines: tuple[str, ...]
    sheet: str
    file: str
    default_measure: str = ""


def read_columns(frame: Frame, grid: Grid, lexicon: Lexicon, context: Context) -> list[Column]:
    """All columns of a frame, each by itself; `settle` compares them with one another afterwards."""
    columns = []
    for index, path in frame.paths.items():
        column = _read_path(index, path, frame, lexicon)
        columns.append(_by_values(column, frame, grid, lexicon))
    has_kind = any(c.role == "kind" for c in columns)
    return [
        _from_context(c, lexicon, context, has_kind=has_kind) if c.role == FIGURE and not c.measure else c
        for c in columns
    ]


def _read_path(index: int, path: tuple[str, ...], frame: Frame, lexicon: Lexicon) -> Column:
    headers = [read_header(text) for text in path]
    base = Column(index, path, frame.header_cells[index], period=path_period([h.period for h in headers]))
    meanings = [lexicon.read(h) if h.words or h.modifiers else Meaning(GENERIC) for h in headers]
    leaf = meanings[-1]
    if leaf.kind == ROLE:
        return replace(base, role=leaf.code)
    if leaf.kind == PLAIN:
        return replace(base, reason="说明列")
    reason = _forbidden(headers, meanings)
    if reason:
        return replace(base, reason=reason)
    return _figure(base, headers, meanings, lexicon)


def _forbidden(headers: list[HeaderText], meanings: list[Meaning]) -> str:
    if any(h.ratio for h in headers):
        return "比率或单位值,不是数额"
    if any(m.kind == SKIP for m in meanings):
        return "计划、同期、增幅、比率或价格,不是实绩"
    years = [count_years(h.text) for h in headers]
    if any(n > 1 for n in years) and not any(h.period and h.period.has_months for h in headers):
        return "跨多个年度"
    return ""


def _figure(base: Column, headers: list[HeaderText], meanings: list[Meaning], lexicon: Lexicon) -> Column:
    """The measure, from the leaf up: a leaf that only says "the figure" or a month leaves it to the level above."""
    units = tuple(u for h in reversed(headers) for u in h.units[:4])
    base = replace(base, units=units, role=FIGURE)
    for at in range(len(headers) - 1, -1, -1):
        meaning = meanings[at]
        above = next((m.code for m in reversed(meanings[:at]) if m.kind == MEASURE), "")
        part = _part_that_sounds_like_a_unit(headers[at], above, lexicon)
        if part is not None:
            return _with_measure(base, part, lexicon)
        if meaning.kind == GENERIC and not _area_alone(headers, at):
            continue
        found = _specific(meaning, headers, at, above, lexicon)
        if found is None:
            return replace(base, role="", reason=f"不认识的指标:{headers[at].text.strip()[:30]}")
        return _with_measure(replace(base, generic=at < len(headers) - 1), found, lexicon)
    return replace(base, generic=True)


def _part_that_sounds_like_a_unit(header: HeaderText, above: str, lexicon: Lexicon) -> Meaning | None:
    """平 below 用电量 is the flat tariff's part and no square metre."""
    return lexicon.below(normalise(header.text), above) if above and header.units and not header.words else None


def _area_alone(headers: list[HeaderText], at: int) -> bool:
    return headers[at].words == "面积" and at > 0


def _specific(meaning: Meaning, headers: list[HeaderText], at: int, above: str, lexicon: Lexicon) -> Meaning | None:
    words = headers[at].words
    if above:
        below = lexicon.below(words, above)
        if below is not None:
            return below
    if meaning.kind == MEASURE:
        floor = above == "floor_area" or any(re.search("厂房|建筑|房屋|楼宇", h.words) for h in headers[:at])
        if floor and meaning.code in ("leased_in_land_area", "leased_out_land_area"):
            return lexicon.below(words, "floor_area") or Meaning(MEASURE, meaning.code.replace("land", "floor"))
        return meaning
    if at == 0 and not above:
        return None
    for level in range(at - 1, -1, -1):
        parent = re.sub("情况|信息|数据|指标|(?<=.)面积$", "", headers[level].words)
        for text in (parent + words, words + parent):
            joined = lexicon.read(read_header(text)) if parent else None
            if joined is not None and joined.kind == MEASURE and (meaning.kind == GENERIC or joined.code != above):
                return joined
    if meaning.kind == GENERIC:
        return Meaning(MEASURE, above) if above else Meaning(GENERIC)
    return None


def _with_measure(column: Column, meaning: Meaning, lexicon: Lexicon) -> Column:
    if meaning.kind != MEASURE:
        return replace(column, generic=True)
    words = lexicon.measures[meaning.code]
    return replace(column, measure=meaning.code, dimension=words.dimension, stock=words.stock, rank=meaning.rank)


def _sample(frame: Frame, grid: Grid, index: int) -> list[Value]:
    values: list[Value] = []
    for row in frame.data_rows():
        value = grid.at(row, index)
        if not is_blank(value):
            values.append(value)
        if len(values) >= _SAMPLE:
            break
    return values


def _by_values(column: Column, frame: Frame, grid: Grid, lexicon: Lexicon) -> Column:
    """单位 is a firm or a unit, 项目 a project or an indicator: the cells below decide."""
    if column.role not in (
        "weak_firm",
        "unit",
        "kind",
        "project",
        "period",
        "index",
        "account",
        "currency",
        "month",
        "year",
    ):
        return column
    values = _sample(frame, grid, column.index)
    if column.role == "account":
        good = good_codes(values)
        return replace(column, role="uscc") if len(values) and good.mean() > 0.8 else column
    share = _share(values)
    table = unit_table()
    if column.role in ("weak_firm", "unit"):
        units = share(
            lambda t: table.find(t) is not None or table.is_other(t) or normalise(t) in table.currency_words or "/" in t
        )
        return replace(column, role="unit" if units > 0.5 else "weak_firm")
    if column.role in ("kind", "project"):
        measures = share(lambda t: _kind_of(t, lexicon) is not None)
        if measures > 0.4:
            return replace(column, role="kind")
        return replace(column, role="project" if column.role == "project" else "account")
    return column


def _share(values: list[Value]) -> Callable[[Callable[[str], bool]], float]:
    texts = [v for v in values if isinstance(v, str)]
    return lambda test: sum(1 for t in texts if test(t)) / len(texts) if texts else 0.0


def _kind_of(text: str, lexicon: Lexicon) -> Meaning | None:
    meaning = lexicon.read(read_header(text))
    return meaning if meaning.kind == MEASURE else None


def _from_context(column: Column, lexicon: Lexicon, context: Context, *, has_kind: bool) -> Column:
    """A column headed 1月, 合计 or 万元 takes its measure from the title, the sheet's name, the file's name."""
    if has_kind:
        return replace(column, generic=True)
    for text in (*context.lines, context.sheet, context.file):
        codes = _fitting(lexicon.find_in_title(text), column.units, lexicon)
        if len(codes) == 1:
            return _with_measure(replace(column, from_title=True, generic=True), Meaning(MEASURE, codes.pop()), lexicon)
        if len(codes) > 1:
            break
    default = context.default_measure
    if default and _fitting({default}, column.units, lexicon):
        return _with_measure(replace(column, from_title=True, generic=True), Meaning(MEASURE, default), lexicon)
    return replace(column, role="", reason="表头和标题都没有说明是什么指标")


def _fitting(codes: set[str], units: tuple[Unit, ...], lexicon: Lexicon) -> set[str]:
    if units:
        dimensions = {u.dimension for u in units}
        codes = {c for c in codes if lexicon.measures[c].dimension in dimensions}
    totals = {c for c in codes if not lexicon.measures[c].part_of}
    return totals or codes


def row_kind_measure(text: str, base: str, lexicon: Lexicon) -> str:
    """The measure of a row whose 税种 or 指标 column says it; '' where it says none."""
    meaning = _kind_of(text, lexicon)
    if meaning is not None:
        return meaning.code
    body = normalise(text)
    if base:
        below = lexicon.below(body, base)
        if below is not None:
            return below.code
        if re.fullmatch(r"(合计|总计|小计)(.*)", body):
            return base
    return ""


def mostly_numbers(values: Iterable[Value]) -> bool:
    """True where most filled cells are numbers."""
    kinds = Counter(is_number(v) for v in values if not is_blank(v))
    return kinds[True] > kinds[False]


def period_free(column: Column) -> bool:
    """True where the header says nothing of when."""
    return column.period is None or column.period == PeriodSpec(mode=NAMED)


def path_text(column: Column) -> str:
    """The header's words without units and periods: what a remembered layout compares."""
    return "/".join(read_header(t).words for t in column.path)


__all__ = [
    "FIGURE",
    "Column",
    "Context",
    "cell_text",
    "mostly_numbers",
    "path_text",
    "period_free",
    "read_columns",
    "row_kind_measure",
]
