"""Which workbooks the zone receives: about twenty for a year past, forty for the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yuanheng.demo.books import declarations, land, others, power, tax
from yuanheng.demo.firms import TOWNS, Firm
from yuanheng.demo.planted import Planted
from yuanheng.demo.sheetplan import SheetPlan
from yuanheng.demo.xls import MOST_ROWS


@dataclass(frozen=True, slots=True)
class Book:
    """One file: its path below the folder, its sheets, the encoding of a .csv, the zip it arrives in, its own problem."""

    path: str
    year: int
    sheets: tuple[SheetPlan, ...]
    encoding: str = ""
    archive: str = ""
    planted: Callable[[str, int], Planted] | None = None


def all_books(years: tuple[int, ...], *, firms: int, stories: dict[str, Firm]) -> list[Book]:
    """Every workbook of these years; the last year comes in full months."""
    books: list[Book] = []
    for place, year in enumerate(years[:-1]):
        books += _past_year(year, odd=place % 2 == 1, firms=firms)
    books += _last_year(years[-1], stories=stories)
    return books


def _past_year(year: int, *, odd: bool, firms: int) -> Iterator[Book]:
    def book(name: str, sheets: tuple[SheetPlan, ...], encoding: str = "") -> Book:
        return Book(f"sheets/{year}/{name}", year, sheets, encoding)

    yield book(f"税务局_{year}年企业税收汇总.xlsx", tax.yearly(year, national_and_local=not odd))
    if odd:
        yield book(f"供电公司_{year}年分月用电量.xlsx", power.sheet_a_month(year))
    else:
        yield book(f"供电公司_{year}年用电量.csv", power.yearly(year), "gb18030")
    unit = "平方米" if odd else "公顷"
    yield book(f"自然资源局_{year}年用地情况.xlsx", land.one_list(year, unit=unit, total_error=odd))
    yield book(f"企业申报表_{year}年汇总.xlsx", declarations.earlier_year(year, seal_column=odd))
    old = ".xls" if not odd and firms < MOST_ROWS else ".xlsx"
    yield book(f"生态环境局_{year}年排放{old}", others.emissions(year, unit="吨" if odd else "千克", parts=odd))
    for month in (6, 12):
        yield book(f"统计局_{year}年1-{month}月规上工业.xlsx", others.statistics(year, month=month))
    yield book(f"科技局_{year}年高企名单.ods", others.high_tech(year))
    yield book(f"应急管理局_{year}年事故企业名单{old}", others.accidents(year, last=False))


def _last_year(year: int, *, stories: dict[str, Firm]) -> Iterator[Book]:
    def book(name: str, sheets: tuple[SheetPlan, ...], **more: object) -> Book:
        return Book(f"sheets/{year}/{name}", year, sheets, **more)  # type: ignore[arg-type]

    for month in range(1, 13):
        archive = f"sheets/{year}/微信转发_税务局{year}年7-9月.zip" if month in (7, 8, 9) else ""
        yield book(f"税务局_{year}年{month}月税收.xlsx", tax.monthly(year, month), archive=archive)
    yield book(f"供电公司_{year}年1-3月用电明细.csv", power.months_down(year, (1, 2, 3)), encoding="gb18030")
    yield book(f"供电公司_{year}年4-6月用电.xlsx", power.months_across(year, (4, 5, 6), stories=stories))
    for month in range(7, 13):
        yield book(f"供电公司_{year}年{month}月用电.xlsx", power.monthly(year, month, stories=stories))
    yield book(f"自然资源局_{year}年工业用地调查.xlsx", land.by_town(year))
    for town, _ in TOWNS:
        yield book(f"企业申报表_{year}年_{town}.xlsx", declarations.last_year(year, town=town, stories=stories))
    yield book(f"生态环境局_{year}年排放.xlsx", others.emissions(year, unit="千克", parts=True))
    for month in range(2, 13):
        yield book(f"统计局_{year}年1-{month}月规上工业.xlsx", others.statistics(year, month=month))
    yield book(f"科技局_{year}年高企名单.ods", others.high_tech(year))
    yield book(f"应急管理局_{year}年事故企业名单.csv", others.accidents(year, last=True), encoding="utf-8-sig")
    yield book(f"经发局_{year}年技改投资.xlsx", others.technical_investment(year), planted=others.missing_unit)
    yield book(f"安商服务中心_{year}年走访摸底.xlsx", others.unknown_layout(year), planted=others.unknown_column)
