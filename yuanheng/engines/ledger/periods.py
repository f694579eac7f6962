"""Which months a figure is for: the grammar of 2021年1-6月累计, 一季度, 本月, 202106, 44348.

A `PeriodSpec` is what one place (a header, a row, a sheet's name, a title) says; `resolve` puts the places together,
the first that says something winning: column, row, sheet, title, file name, then the year of the call.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..quantities import chinese_number
from .words import normalise

NAMED, TO_DATE, CURRENT, WHOLE_YEAR, YEAR_END = "", "to_date", "current", "whole_year", "year_end"


@dataclass(frozen=True, slots=True)
class PeriodSpec:
    """A year, a range of months, or a word (本月, 累计, 全年) that needs its surroundings."""

    year: int | None = None
    first: int | None = None
    last: int | None = None
    mode: str = NAMED

    @property
    def has_months(self) -> bool:
        """True where months are named."""
        return self.first is not None


_Y = r"(?P<y>(?:19|20)\d\d)"
_M = r"(?P<a>1[0-2]|0?[1-9])"
_N = r"(?P<b>1[0-2]|0?[1-9])"
_TO = r"(?:-|~|至|到)"
_CUM = r"(?P<c>累计数?)?"
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], PeriodSpec | None]]


def _year(match: re.Match[str]) -> int | None:
    text = match.groupdict().get("y")
    if not text:
        return None
    number = int(text) if text.isdigit() else chinese_number(text)
    if number is None:
        return None
    return 2000 + number if number < 100 else number


def _range(match: re.Match[str]) -> PeriodSpec | None:
    first, last = int(match["a"]), int(match["b"])
    second = match.groupdict().get("y2")
    if first > last or (second and int(second) != (_year(match) or int(second))):
        return None
    return PeriodSpec(_year(match) or (int(second) if second else None), first, last)


def _month(match: re.Match[str]) -> PeriodSpec | None:
    text = match["a"]
    month = int(text) if text.isdigit() else chinese_number(text)
    if month is None or not 1 <= month <= 12:
        return None
    return PeriodSpec(_year(match), 1 if match.groupdict().get("c") else month, month)


def _quarter(match: re.Match[str]) -> PeriodSpec:
    quarter = int(match["q"]) if match["q"].isdigit() else int(chinese_number(match["q"]) or 1)
    first = 1 if match.groupdict().get("c") else 3 * quarter - 2
    return PeriodSpec(_year(match), first, 3 * quarter)


def _half(match: re.Match[str]) -> PeriodSpec:
    first = 1 if match["h"] in "上1" else 7
    return PeriodSpec(_year(match), first, first + 5)


def _named(mode: str) -> Callable[[re.Match[str]], PeriodSpec]:
    return lambda match: PeriodSpec(_year(match), mode=mode)


_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"{_Y}(?:[.\-/年]){_M}(?:[.\-/月]\d{{1,2}}日?|月份?)?{_TO}(?P<y2>20\d\d)[.\-/年]{_N}(?:[.\-/月]\d{{1,2}}日?|月份?)?{_CUM}",
            _range,
        ),
        (rf"(?<!\d){_Y}(?P<a>0[1-9]|1[0-2]){_TO}(?:(?P<y2>20\d\d))?(?P<b>0[1-9]|1[0-2])(?!\d)", _range),
        (rf"(?:{_Y}[年.\-/]?度?)?(?<!\d){_M}月?份?{_TO}{_N}月份?(?:末|底)?{_CUM}", _range),
        (rf"{_Y}年{_M}{_TO}{_N}(?!\d)", _range),
        (rf"(?:{_Y}年?度?)?(?:前三季度?|1-3季度)", lambda m: PeriodSpec(_year(m), 1, 9)),
        (rf"(?:{_Y}年?度?)?第?(?P<q>[一二三四1-4])季度?{_CUM}", _quarter),
        (rf"(?:{_Y}[年.\-/]?)q(?P<q>[1-4])(?!\d)", _quarter),
        (r"(?<![a-z])q(?P<q>[1-4])(?![\da-z])", _quarter),
        (rf"(?:{_Y}年?度?)?(?P<h>[上下])半年度?", _half),
        (rf"(?:{_Y}年?度?)h(?P<h>[12])(?!\d)", _half),
        (rf"(?:截至|截止)?(?<!\d){_Y}[年.\-/]{_M}[月.\-/](?:[12]\d|3[01]|0?[1-9])(?:日|号)?(?!\d)", _month),
        (rf"(?<!\d){_Y}(?P<a>0[1-9]|1[0-2])(?:[012]\d|3[01])(?!\d)", _month),
        (rf"(?:截至|截止)?(?<!\d){_Y}年度?{_M}月份?(?:末|底)?{_CUM}", _month),
        (rf"(?<!\d){_Y}[.\-/]{_M}(?:月份?)?(?![\d])", _month),
        (rf"(?<!\d){_Y}(?P<a>0[1-9]|1[0-2])(?!\d)", _month),
        (rf"(?<!\d)(?P<y>\d\d)年{_M}月份?{_CUM}", _month),
        (r"(?P<y>[二一〇零○九][〇零○一二三四五六七八九]{3})年(?P<a>十[一二]?|[一二三四五六七八九])月份?", _month),
        (rf"(?:截至|截止)?(?<![\d.]){_M}月份?(?:末|底)?{_CUM}(?!\d)", _month),
        (r"(?<![一二三四五六七八九十])(?P<a>十[一二]?|[一二三四五六七八九])月份?(?:末|底)?" + _CUM, _month),
        (rf"(?:截至|截止)?(?<!\d){_Y}年(?:末|底)", lambda m: PeriodSpec(_year(m), 12, 12, YEAR_END)),
        (rf"(?<!\d){_Y}年?(?:度|全年)(?:累计|合计)?数?", _named(WHOLE_YEAR)),
        (rf"(?<!\d){_Y}年?(?:累计|1-本月|至本月)数?", _named(TO_DATE)),
        (rf"(?<!\d){_Y}年?(?!\d)", _named(NAMED)),
        (r"(?P<y>[二一〇零○九][〇零○一二三四五六七八九]{3})年度?", _named(NAMED)),
        (r"(?<!\d)(?P<y>\d\d)年度?(?!限|以|内)", _named(NAMED)),
        (r"全年(?:累计|合计|总计|度)?数?|年度(?:累计|合计|总计)|1至?-?年末", lambda m: PeriodSpec(mode=WHOLE_YEAR)),
        (
            r"(?:自?年初|1月?)-?(?:至|到)?(?:本月|当月|今|本期)(?:止|末|底)?(?:累计)?数?|本年度?(?:止)?累计数?|(?:当年|年初|今年|期末)累计数?|1-本月累?计?|年累计|累计数?|(?:截?至)?本月(?:止|末|底)?累计数?|截?至本月(?:止)?",
            lambda m: PeriodSpec(mode=TO_DATE),
        ),
        (r"本月(?:数|份|发生)?|当月(?:数|发生)?", lambda m: PeriodSpec(mode=CURRENT)),
    )
)


def find_period(text: str) -> tuple[PeriodSpec | None, str]:
    """The period that a header or title names, and the text without it. A later year refines a month found first."""
    body = re.sub(r"(?<=\d)[一ー](?=\d)", "-", normalise(text))
    spec: PeriodSpec | None = None
    for pattern, build in _RULES:
        match = pattern.search(body)
        if match is None:
            continue
        found = build(match)
        if found is None or (found.year is not None and not 1990 <= found.year <= 2060):
            continue
        merged = _merge(spec, found)
        if merged is None:
            continue
        spec, body = merged, body[: match.start()] + body[match.end() :]
    return spec, body


def _merge(spec: PeriodSpec | None, found: PeriodSpec) -> PeriodSpec | None:
    """Two mentions in one text, if they go together: 2021年 and 6月, 6月 and 累计."""
    if spec is None:
        return found
    if found.has_months:
        return replace(found, year=spec.year) if not spec.has_months and found.year in (None, spec.year) else None
    if found.mode == TO_DATE and found.year in (None, spec.year):
        return replace(spec, first=1) if spec.has_months else replace(spec, mode=TO_DATE)
    if found.mode == CURRENT and spec.has_months and spec.first == spec.last and found.year is None:
        return spec
    if found.mode in (WHOLE_YEAR, CURRENT) and not spec.has_months and spec.mode == NAMED:
        return replace(found, year=spec.year or found.year)
    return replace(spec, year=found.year) if spec.year is None and found.year is not None else None


def count_years(text: str) -> int:
    """How many different years a text names: 2019-2021年 says no single one."""
    return len({m for m in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", normalise(text))})


def read_period_cell(value: object, *, date1904: bool = False) -> PeriodSpec | None:
    """The period in a cell: text, a date, a serial number, 202106, 2021.6, or a bare month or year."""
    if isinstance(value, datetime.date):
        return PeriodSpec(value.year, value.month, value.month)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _numeric_period(float(value), date1904=date1904)
    if not isinstance(value, str):
        return None
    text = normalise(value)
    span = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    if span and 1 <= int(span[1]) < int(span[2]) <= 12:
        return PeriodSpec(None, int(span[1]), int(span[2]))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        if re.fullmatch(r"(19|20)\d\d\.(0?[1-9]|1[0-2])", text):
            year, month = text.split(".")
            return PeriodSpec(int(year), int(month), int(month))
        return _numeric_period(float(text), date1904=date1904)
    spec, _ = find_period(text)
    return spec


def _numeric_period(number: float, *, date1904: bool) -> PeriodSpec | None:
    if not 0 < number < 1e9:
        return None
    whole = int(number)
    if number != whole:
        return _dotted(number) if 1990 <= number < 2061 else None
    if 1 <= whole <= 12:
        return PeriodSpec(None, whole, whole)
    if 1990 <= whole <= 2060:
        return PeriodSpec(whole)
    if 199001 <= whole <= 206012 and 1 <= whole % 100 <= 12:
        return PeriodSpec(whole // 100, whole % 100, whole % 100)
    if 19900101 <= whole <= 20601231 and 1 <= whole // 100 % 100 <= 12:
        return PeriodSpec(whole // 10000, whole // 100 % 100, whole // 100 % 100)
    return _serial(whole, date1904=date1904)


def _dotted(number: float) -> PeriodSpec | None:
    text = format(number, ".15g")
    year, _, month = text.partition(".")
    if month.isdigit() and 1 <= int(month) <= 12:
        return PeriodSpec(int(year), int(month), int(month))
    return None


def _serial(whole: int, *, date1904: bool) -> PeriodSpec | None:
    """A date shown as its serial number; 1990-2060 in either system."""
    epoch = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
    if not 30000 <= whole <= 60000:
        return None
    day = epoch + datetime.timedelta(days=whole)
    return PeriodSpec(day.year, day.month, day.month) if 1990 <= day.year <= 2060 else None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the places around a table say, nearest first, and the year of the call."""

    sheet: PeriodSpec | None
    titles: tuple[PeriodSpec, ...]
    file: PeriodSpec | None
    year: int
    # The day of 统计日期 or 截止日期: when stocks were counted; of flows it says the year at most.
    as_of: tuple[PeriodSpec, ...] = ()


def resolve(column: PeriodSpec | None, row: PeriodSpec | None, around: Surroundings, *, stock: bool) -> str | None:
    """The period of a figure as written in facts; None where 本月 meets no month anywhere."""
    if around.as_of:
        around = _with_the_day(around, stock=stock)
    places: list[PeriodSpec | None] = [column, row, around.sheet, *around.titles, around.file]
    year = next((p.year for p in places if p is not None and p.year is not None), around.year)
    months = _months(column, row, around, year)
    if months is None and column is not None and column.mode == CURRENT:
        return None
    if column is not None and column.mode == YEAR_END and not stock:
        months = None
    return spell(year, months, stock=stock)


def _with_the_day(around: Surroundings, *, stock: bool) -> Surroundings:
    """统计日期:2021年12月31日 comes before the titles for stocks, behind them and as a year alone for flows."""
    titles = (*around.as_of, *around.titles) if stock else (*around.titles, *(PeriodSpec(p.year) for p in around.as_of))
    return replace(around, titles=titles, as_of=())


def _months(
    column: PeriodSpec | None, row: PeriodSpec | None, around: Surroundings, year: int
) -> tuple[int, int] | None:
    context = _context_months(row, around, year)
    if column is None:
        return context
    if column.first is not None and column.last is not None:
        return column.first, column.last
    if column.mode == WHOLE_YEAR:
        return None
    if column.mode == TO_DATE:
        return (1, context[1]) if context else None
    if column.mode == CURRENT:
        return (context[1], context[1]) if context else None
    if row is not None and row.has_months:
        return context
    return _months_beside_year(column, around)


def _months_beside_year(column: PeriodSpec, around: Surroundings) -> tuple[int, int] | None:
    """A column headed 2021年: months from the sheet's name, or from a title of that very year."""
    for place in (around.sheet, *around.titles):
        if (
            place is not None
            and place.first is not None
            and place.last is not None
            and place.year in (None, column.year)
        ):
            return place.first, place.last
    return None


def _context_months(row: PeriodSpec | None, around: Surroundings, year: int) -> tuple[int, int] | None:
    if row is not None and (row.has_months or row.year is not None):
        return (row.first, row.last) if row.first is not None and row.last is not None else None
    places: Sequence[PeriodSpec | None] = (around.sheet, *around.titles, around.file)
    for index, place in enumerate(places):
        if place is None:
            continue
        if place.first is not None and place.last is not None:
            return (1, place.last) if place.mode == TO_DATE else (place.first, place.last)
        if place.mode == WHOLE_YEAR or (place.year is not None and _file_is_next(places, index)):
            return None
    return None


def _file_is_next(places: Sequence[PeriodSpec | None], index: int) -> bool:
    """A year said by sheet or title is refined by a title's months, not by the file name's."""
    return all(p is None or not p.has_months for p in places[index + 1 : -1])


def refined(sheet: PeriodSpec | None, titles: Sequence[PeriodSpec]) -> PeriodSpec | None:
    """A sheet named 2021.11 below a title 2021年1-11月 holds the range; the sheet's name says its last month."""
    if sheet is None or sheet.first is None or sheet.first != sheet.last:
        return sheet
    for title in titles:
        same_year = title.year is None or sheet.year is None or title.year == sheet.year
        if same_year and title.first == 1 and title.last == sheet.last and sheet.last != 1:
            return replace(title, year=title.year or sheet.year)
    return sheet


def spell(year: int, months: tuple[int, int] | None, *, stock: bool) -> str:
    """`2021`, `2021-06` or `2021-01..2021-06`; a stock takes the last month; twelve months are the year."""
    if months is None:
        return str(year)
    first, last = months
    if stock:
        return f"{year}-{last:02d}"
    if (first, last) == (1, 12):
        return str(year)
    if first == last:
        return f"{year}-{last:02d}"
    return f"{year}-{first:02d}..{year}-{last:02d}"
