"""供电公司: accounts (户号) and meters, no credit codes. Months down, months across, month by month, year by year."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.demo.books.columns import serial, spaced_name, words
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import Firm
from yuanheng.demo.names import short_name
from yuanheng.demo.planted import Override, Planted
from yuanheng.demo.sheetplan import Column, Line, SheetPlan

ABSENT = "no_power"


def _account() -> Column:
    return words("户号", "account", lambda line: line.firm.meters[line.part], width=16)


def _usage(unit: str, *heads: str, months: tuple[int, ...] = ()) -> Column:
    """kWh of the line's meter: of the line's own month (0 is the year), or the sum over `months`."""

    def quanta(line: Line) -> int | None:
        wanted = months or (line.month,)
        return sum(line.year.meter(line.part, month=month) for month in wanted)

    return Column(heads, "electricity", measure="electricity", unit=unit, quanta=quanta)


def _voltage(line: Line) -> str:
    return "10kV" if len(line.firm.meters) > 1 else "0.4kV"


def _meters(firm: Firm, year: FirmYear, *, months: tuple[int, ...] = (0,)) -> list[Line]:
    return [Line(firm, year, part=part, month=month) for month in months for part in range(len(firm.meters))]


def _connected(*months: int) -> Callable[[Firm, FirmYear], list[Line]]:
    """A row a meter and month for every firm but the one that the company does not know."""

    def lines(firm: Firm, year: FirmYear) -> list[Line]:
        return [] if firm.story == ABSENT else _meters(firm, year, months=months)

    return lines


def _name_overrides(stories: dict[str, Firm]) -> dict[tuple[str, str], Override]:
    """Names as they were written: a short name waits for a person; a glued note and a former name find their firm."""
    overrides = {}
    if firm := stories.get("short_name"):
        note = "只写简称,名录中没有这个名称;须人工确认归户"
        overrides["short_name", "name"] = Override("unlinked_name", short_name(firm.name), note, spoils_row=True)
    if firm := stories.get("glued_note"):
        overrides["glued_note", "name"] = Override("", f"{firm.name}(停产)")
    if firm := stories.get("former_name"):
        overrides["former_name", "name"] = Override("", firm.former)
    return overrides


def yearly(year: int) -> tuple[SheetPlan, ...]:
    """One row a meter, exported by the company's system."""
    return (
        SheetPlan(
            name="用电量",
            titles=(f"国网启东供电公司{year}年工业企业用电量",),
            columns=(
                serial(),
                _account(),
                spaced_name("户名"),
                words("电压等级", "voltage", _voltage),
                _usage("千瓦时", "用电量(千瓦时)"),
            ),
            lines=_meters,
            footers=("制表:营销部",),
            year=year,
        ),
    )


def sheet_a_month(year: int) -> tuple[SheetPlan, ...]:
    """One workbook of twelve sheets; only the sheet's name tells the month."""

    def plan(month: int) -> SheetPlan:
        def lines(firm: Firm, figures: FirmYear) -> list[Line]:
            return _meters(firm, figures, months=(month,))

        return SheetPlan(
            name=f"{month}月",
            titles=(f"{year}年工业企业分月用电量",),
            columns=(serial(), _account(), spaced_name("户名"), _usage("度", "用电量(度)")),
            lines=lines,
            totals=True,
            year=year,
        )

    return tuple(plan(month) for month in range(1, 13))


def months_down(year: int, months: tuple[int, ...]) -> tuple[SheetPlan, ...]:
    """A long table: a row for each meter and month, the month in a column."""
    return (
        SheetPlan(
            name="用电明细",
            titles=(),
            columns=(
                _account(),
                spaced_name("用户名称"),
                words("月份", "month", lambda line: f"{line.year.year}-{line.month:02d}"),
                _usage("度", "用电量(度)"),
            ),
            lines=_connected(*months),
            footers=(),
            year=year,
        ),
    )


def months_across(year: int, months: tuple[int, ...], *, stories: dict[str, Firm]) -> tuple[SheetPlan, ...]:
    """A wide table: a column a month and their sum, in 万千瓦时; the firm's cell is merged over its meters."""
    top = "用电量(万千瓦时)"
    return (
        SheetPlan(
            name="二季度",
            titles=(f"开发区企业{year}年{months[0]}-{months[-1]}月用电情况",),
            columns=(
                serial(),
                spaced_name("企业名称", merged=True),
                _account(),
                *(_usage("万千瓦时", top, f"{month}月", months=(month,)) for month in months),
                _usage("万千瓦时", top, f"{months[0]}-{months[-1]}月合计", months=months),
            ),
            lines=_connected(0),
            totals=True,
            footers=("供电公司 用电检查班",),
            overrides=_name_overrides(stories),
            year=year,
        ),
    )


def monthly(year: int, month: int, *, stories: dict[str, Firm]) -> tuple[SheetPlan, ...]:
    """One month: merged firm cells over the meters, the unit in a row of its own below the header."""
    unit = "千千瓦时" if month % 2 else "千瓦时"
    usage = _usage(unit, "当月用电量")
    return (
        SheetPlan(
            name=f"{year}年{month}月",
            titles=(f"{year}年{month}月工业企业用电量统计表",),
            columns=(
                serial(),
                spaced_name("用户名称", merged=True),
                _account(),
                words("电压等级", "voltage", _voltage),
                Column(usage.heads, usage.key, measure="electricity", unit=unit, quanta=usage.quanta, unit_row=unit),
                Column(("上年同月",), "last_year", text=lambda line: "", hidden=True),
            ),
            lines=_connected(month),
            totals=True,
            hide_every=29,
            footers=("国网启东供电公司",),
            overrides=_name_overrides(stories) if month >= 10 else {},
            year=year,
        ),
    )


def absence(firm: Firm, year: int) -> Planted:
    """The firm that the company's lists of the year do not know."""
    return Planted("absent", "", "", "", firm.id, firm.name, year, ("electricity",), "本年供电数据中没有这一户")
