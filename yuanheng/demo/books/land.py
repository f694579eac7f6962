"""自然资源和规划局: who holds and who rents how much land. A sheet a town with merged cells over the parcels, or one list."""

from __future__ import annotations

from yuanheng.demo.books.columns import code, figure, name, one_line, parcels_of, serial, share, town, words
from yuanheng.demo.cells import Look, spell_date
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import TOWNS, Firm
from yuanheng.demo.names import certificate_name
from yuanheng.demo.sheetplan import Column, Line, SheetPlan


def _certificate(line: Line) -> str:
    return f"苏(2016)启东市不动产权第{line.firm.index * 3 + line.part + 1:07d}号"


def _holder(line: Line) -> str:
    return line.firm.name if line.firm.story else certificate_name(line.firm.name, index=line.firm.index)


def _parcels(firm: Firm, year: FirmYear) -> list[Line]:
    return [Line(firm, year, part=part) for part in range(parcels_of(year))]


def by_town(year: int) -> tuple[SheetPlan, ...]:
    """One sheet a town; a row a parcel; areas in 亩 and floor area in ㎡, mixed in one table; hidden rows."""
    return tuple(
        SheetPlan(
            name=place,
            titles=(f"启东经济开发区工业用地调查表({place})", f"截至{year}年12月31日"),
            columns=(
                serial(),
                Column(("权利人名称",), "name", text=_holder, width=34, once=True),
                words("不动产权证号", "account", _certificate, width=30),
                share("land_area", "亩", 20, "用地面积", unit_row="亩"),
                share("certified_land_area", "亩", 20, "持证面积", unit_row="亩"),
                share("floor_area", "平方米", 20, "建筑面积", unit_row="平方米"),
                figure("leased_in_land_area", "亩", "租赁情况", "租入土地面积", unit_row="亩", once=True),
                figure("leased_out_land_area", "亩", "租赁情况", "出租土地面积", unit_row="亩", once=True),
                words("供地时间", "supplied", lambda line: spell_date(line.firm.founded, style=line.firm.index)),
                words("容积率", "ratio", _ratio),
            ),
            lines=_parcels,
            town=place,
            totals=True,
            hide_every=23,
            footers=("调查单位:自然资源和规划局", "注:面积以不动产登记为准。"),
            year=year,
        )
        for place, _ in TOWNS
    )


def _ratio(line: Line) -> float:
    return round(0.55 + line.firm.index % 9 * 0.1, 2)


def one_list(year: int, *, unit: str, total_error: bool) -> tuple[SheetPlan, ...]:
    """One list of the whole zone with subtotals a town, the unit in the title line or the header."""
    heads = f"({unit})" if unit == "公顷" else ""
    return (
        SheetPlan(
            name="用地",
            titles=(f"{year}年开发区企业用地情况表",),
            columns=(
                serial(),
                name("用地单位", former_until=2019),
                code(),
                town(),
                figure("land_area", unit, f"占地面积{heads}"),
                figure("certified_land_area", unit, f"持证面积{heads}"),
                figure("leased_in_land_area", unit, f"租入面积{heads}"),
                figure("leased_out_land_area", unit, f"出租面积{heads}"),
                figure("floor_area", "㎡", "建筑面积(㎡)", look=Look.SEPARATED_TEXT, every=2),
            ),
            lines=one_line,
            unit_line="" if heads else f"单位:{unit}",
            by_town=True,
            totals=True,
            total_error=("land_area", 72) if total_error else None,
            footers=("填报单位:国土资源分局",),
            year=year,
        ),
    )
