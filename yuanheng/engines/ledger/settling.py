"""Columns compared with one another: totals over months, parts and totals, twins, areas in two units, derived sums."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from .columnperiods import one_after_another, total_over
from .columns import FIGURE, Column
from .headertext import read_header
from .lexicon import Lexicon
from .periods import CURRENT, TO_DATE, PeriodSpec
from .words import normalise

_TOTAL_LEAVES = ("合计", "总计", "小计", "共计", "累计", "合计数", "总计数", "总额", "总量", "全年", "总")
_WORKS = ("fixed_investment", "technical_investment", "industrial_investment")
_DERIVED_FAMILIES = {"offices": 2, "kinds": 2, "substances": 2, "tariffs": 2}


@dataclass(frozen=True, slots=True)
class Derived:
    """A total that the sheet does not give: the sum of part columns."""

    measure: str
    columns: tuple[int, ...]
    period: PeriodSpec | None


@dataclass(frozen=True, slots=True)
class Settled:
    """Columns after comparison; `twins` are groups that cannot be told apart (no facts from either)."""

    columns: list[Column]
    twins: list[list[Column]]
    derived: list[Derived]


def settle(columns: list[Column], lexicon: Lexicon) -> Settled:
    """Compare a table's columns."""
    columns = _rest_of_parts(columns, lexicon)
    columns = _since_the_start(_totals_over_months(columns))
    columns = _alone(columns, lexicon)
    columns, twins = _twins(columns)
    return Settled(columns, twins, _derive(columns, lexicon))


def _leaf(column: Column) -> str:
    return normalise(read_header(column.path[-1]).words)


def _rest_of_parts(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """其他 beside 增值税 and 企业所得税 is the rest of the taxes, though no header above says so."""
    parents = {
        (lexicon.measures[c.measure].part_of, c.path[:-1])
        for c in columns
        if c.role == FIGURE and c.measure in lexicon.measures
    }
    out = []
    for column in columns:
        if column.reason.startswith("不认识的指标"):
            header = read_header(column.path[-1])
            for parent, above in parents:
                below = lexicon.below(header.words, parent) if parent and above == column.path[:-1] else None
                if below is not None:
                    words = lexicon.measures[below.code]
                    column = replace(
                        column, role=FIGURE, measure=below.code, dimension=words.dimension, stock=words.stock, reason=""
                    )
                    column = replace(column, units=column.units or header.units)
                    break
        out.append(column)
    return out


def _totals_over_months(columns: list[Column]) -> list[Column]:
    """合计 beside 1月, 2月, ... is a total over periods; beside 国税, 地税 it is not."""
    out: list[Column] = []
    for column in columns:
        out.append(_one_total(column, columns) if column.role == FIGURE else column)
    return out


def _since_the_start(columns: list[Column]) -> list[Column]:
    """累计完成投资 in a project table is since the start of works, unless it says 本年 or stands alone with 本月."""
    projects = any(c.role == "project" for c in columns)
    yearly = {c.measure for c in columns if c.role == FIGURE and re.search("本年|当年|年度|今年", "".join(c.path))}
    monthly = {c.measure for c in columns if c.role == FIGURE and c.period is not None and c.period.mode == CURRENT}
    out = []
    for column in columns:
        open_end = column.period is not None and column.period.mode == TO_DATE and not column.period.has_months
        own = re.search("本年|当年|年度|今年|年初", "".join(column.path))
        works = column.role == FIGURE and column.measure in _WORKS and open_end and not own
        if works and (column.measure in yearly or (projects and column.measure not in monthly)):
            column = replace(column, role="", reason="自开工以来的累计数,没有起点")
        out.append(column)
    return out


def _one_total(column: Column, columns: list[Column]) -> Column:
    if column.period is not None and column.period.mode == TO_DATE and not column.period.has_months:
        return _to_the_last_month(column, columns)
    has_months = column.period is not None and (column.period.has_months or column.period.mode != "")
    if has_months or _leaf(column) not in _TOTAL_LEAVES:
        return column
    siblings = [c for c in columns if c.role == FIGURE and c.index != column.index and c.path[:-1] == column.path[:-1]]
    months = [c for c in siblings if c.measure == column.measure and c.period is not None and c.period.has_months]
    if len(months) < 2:
        return _over_years(column, siblings)
    if _leaf(column) == "小计":
        previous = max((c.index for c in siblings if c.index < column.index and _leaf(c) in _TOTAL_LEAVES), default=-1)
        months = [c for c in months if previous < c.index < column.index] or months
    spans = [c.period for c in months if c.period is not None]
    single = [p for p in spans if p.first == p.last]
    period = total_over(single if len(single) >= 2 else one_after_another(spans))
    return (
        replace(column, period=period)
        if period is not None
        else replace(column, role="", reason="不能确定合计所属的期间")
    )


def _to_the_last_month(column: Column, columns: list[Column]) -> Column:
    """累计 beside 1月, 2月 runs to the last of them."""
    siblings = [
        c for c in columns if c.role == FIGURE and c.measure == column.measure and c.path[:-1] == column.path[:-1]
    ]
    months = [c.period.last for c in siblings if c.period is not None and c.period.last is not None]
    if not months or column.period is None:
        return column
    return replace(column, period=PeriodSpec(column.period.year, 1, max(months)))


def _over_years(column: Column, siblings: list[Column]) -> Column:
    years = {
        c.period.year
        for c in siblings
        if c.measure == column.measure and c.period is not None and c.period.year is not None
    }
    if len(years) > 1 and (column.period is None or column.period.year is None):
        return replace(column, role="", reason="跨多个年度的合计")
    return column


def _alone(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """开票销售 counts as taxable_sales where no 应税销售 stands beside it; 年末人数 as employees likewise."""
    codes = {c.measure for c in columns if c.role == FIGURE}
    out = []
    for column in columns:
        words = lexicon.measures.get(column.measure)
        if column.role == FIGURE and words is not None and words.alone:
            rivals = {words.counterpart, *words.rivals}
            if not rivals & codes:
                column = replace(column, measure=words.alone)
        out.append(column)
    return out


def _twins(columns: list[Column]) -> tuple[list[Column], list[list[Column]]]:
    groups: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.role == FIGURE and column.measure:
            groups[(column.measure, column.period, _parents_unknown(column))].append(column)
    changed = {c.index: c for c in columns}
    twins: list[list[Column]] = []
    for group in groups.values():
        if len(group) > 1:
            twin = _settle_group(group, changed)
            if twin:
                twins.append(twin)
    return list(changed.values()), twins


def _parents_unknown(column: Column) -> str:
    """老厂区 › 面积 and 新厂区 › 面积 are two things: a parent that is no measure tells them apart."""
    return "" if column.generic else "/".join(read_header(p).words for p in column.path[:-1])


def _settle_group(group: list[Column], changed: dict[int, Column]) -> list[Column]:
    """Same measure, same period: another unit of the same figure, a weaker name, or truly the same header."""
    first = group[0]
    rest: list[Column] = []
    for column in group[1:]:
        if _unit_key(column) != _unit_key(first) and _unit_key(column) and _unit_key(first):
            if _currency(column) == _currency(first):
                changed[column.index] = replace(column, alternate_of=first.index, reason="同一数额的另一计量单位")
        else:
            rest.append(column)
    if not rest:
        return []
    same = [first, *rest]
    if len({tuple(normalise(t) for t in c.path) for c in same}) == 1:
        for column in same:
            changed[column.index] = replace(column, role="", reason="与另一列表头相同,无法区分")
        return same
    best = min(same, key=lambda c: (c.from_title, _is_total(c), c.rank, c.index))
    for column in same:
        if column is not best:
            changed[column.index] = replace(column, role="", reason=f"与「{best.label}」是同一指标,取后者")
    return []


def _is_total(column: Column) -> int:
    return 0 if _leaf(column) in _TOTAL_LEAVES else 1


def _unit_key(column: Column) -> str:
    return column.units[0].name if column.units else ""


def _currency(column: Column) -> str:
    return column.units[0].code if column.units else ""


def _derive(columns: list[Column], lexicon: Lexicon) -> list[Derived]:
    """Sums of parts where the table gives no total for the period."""
    totals = {(c.measure, c.period) for c in columns if c.role == FIGURE}
    groups: dict[tuple[str, str, PeriodSpec | None], list[Column]] = defaultdict(list)
    special: set[str] = set()
    for column in columns:
        words = lexicon.measures.get(column.measure)
        if column.role != FIGURE or words is None or not words.part_of or column.alternate_of >= 0:
            continue
        if words.family == "special":
            special.add(words.part_of)
        elif words.family in _DERIVED_FAMILIES:
            groups[(words.part_of, words.family, column.period)].append(column)
    derived: list[Derived] = []
    done: set[tuple[str, PeriodSpec | None]] = set()
    for (measure, family, period), parts in groups.items():
        if (measure, period) in totals or (measure, period) in done or len(parts) < _DERIVED_FAMILIES[family]:
            continue
        if (family == "kinds" and measure in special) or len({c.measure for c in parts}) < len(parts):
            continue
        done.add((measure, period))
        derived.append(Derived(measure, tuple(c.index for c in parts), period))
    return derived
