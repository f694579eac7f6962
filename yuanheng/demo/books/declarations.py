"""企业申报表: what the firms declare under their own seal; the lawful source for people, energy, research and revenue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yuanheng.demo.books.columns import code, figure, name, one_line, serial, words
from yuanheng.demo.cells import ErrorCell, Formula, Look, spell_date
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import Firm
from yuanheng.demo.planted import Mark, Override
from yuanheng.demo.sheetplan import Column, Line, SheetPlan

_NEVER_CALCULATED = Override("missing_value", Formula("=420*0.1229+38", None), "公式没有保存计算结果,须重新计算后再报")
_OVERRIDES: Mapping[tuple[str, str], Override] = {
    ("unreadable", "rd_expense"): Override("unreadable_number", "12.3.4", "数字中有两个小数点"),
    ("range", "employees"): Override("unreadable_number", "300-350", "填了区间而不是一个数"),
    ("error_cell", "energy_tce"): Override("error_cell", ErrorCell(), "公式出错"),
}


def last_year(year: int, *, town: str, stories: Mapping[str, Firm]) -> tuple[SheetPlan, ...]:
    """One town's collection of the last year: two header levels, units column by column, mixed."""
    top = "主要经济指标"
    columns = (
        serial(),
        code(mangled=True),
        name("单位名称"),
        words("投产日期", "production", lambda line: spell_date(line.firm.production, style=line.firm.index), width=13),
        figure("operating_revenue", "万元", top, "营业收入(万元)", look=Look.SEPARATED_TEXT, every=4),
        figure("main_business_revenue", "万元", top, "其中:主营业务收入(万元)"),
        figure("output_value", "千元", top, "工业总产值(千元)"),
        figure("value_added", "万元", top, "工业增加值(万元)"),
        figure("profit", "万元", top, "利润总额(万元)", look=Look.TRIANGLE),
        figure("rd_expense", "元", "研发情况", "研发费用(元)"),
        figure("rd_staff", "人", "研发情况", "研发人员(人)"),
        words("研发投入占比", "ratio", _research_share),
        figure("employees", "人", "从业人员(人)"),
        figure("energy_tce", "吨标煤", "综合能耗(吨标煤)", look=Look.FULL_WIDTH_TEXT, every=17),
        words("联系岗位", "contact", lambda line: line.firm.contact),
    )
    return (
        SheetPlan(
            name=town,
            titles=(f"{year}年度工业企业资源集约利用情况申报汇总表({town})",),
            columns=columns,
            lines=_with_duplicate,
            numbered=True,
            town=town,
            footers=("以上数据由企业盖章申报,真实性由企业负责。",),
            overrides={**_OVERRIDES, ("former_name", "uscc"): _letter_o(stories["former_name"])},
            year=year,
        ),
    )


def _letter_o(firm: Firm) -> Override:
    """The letter O for the last zero of the code: repaired when the firm is looked up, reported when the sheet is read."""
    before, _, after = firm.uscc.rpartition("0")
    return Override("bad_uscc", f"{before}O{after}", "代码中的 0 写成了字母 O;归户时可以还原")


def _research_share(line: Line) -> str:
    spent, revenue = line.year.values["rd_expense"], line.year.values["operating_revenue"]
    return f"{spent / revenue:.2%}" if spent and revenue else "—"


def _with_duplicate(firm: Firm, year: FirmYear) -> list[Line]:
    """The firm that handed in twice, the second time with other figures."""
    lines = [Line(firm, year)]
    if firm.story == "duplicate":
        other = {code: value * 11 // 1000 * 100 if value else value for code, value in year.values.items()}
        mark = Mark("duplicate_row", "同一企业再次出现,数字不同;两行都交出,指标待人工决定")
        lines.append(Line(firm, replace(year, values=other), mark=mark))
    return lines


def _with_repeat(firm: Firm, year: FirmYear) -> list[Line]:
    """The firm whose identical row was pasted twice: one problem, no second figure."""
    lines = [Line(firm, year)]
    if firm.story == "range":
        lines.append(Line(firm, year, mark=Mark("duplicate_row", "完全相同的一行重复出现;只计一次")))
    return lines


def earlier_year(year: int, *, seal_column: bool) -> tuple[SheetPlan, ...]:
    """The whole zone in one sheet, one header level, the unit in the title line; people need none."""
    money: tuple[Column, ...] = (
        figure("operating_revenue", "万元", "营业收入"),
        figure("main_business_revenue", "万元", "主营业务收入"),
        figure("output_value", "万元", "工业总产值", look=Look.SEPARATED_TEXT, every=2),
        figure("value_added", "万元", "工业增加值"),
        figure("profit", "万元", "利润总额", look=Look.BRACKETED),
        figure("rd_expense", "万元", "研发费用"),
    )
    return (
        SheetPlan(
            name="申报汇总",
            titles=(f"{year}年度企业申报数据汇总",),
            columns=(
                serial(),
                name(former_until=2019),
                code(),
                *money,
                figure("employees", "人", "从业人员"),
                figure("rd_staff", "人", "研发人员"),
                figure("energy_tce", "吨标准煤", "综合能耗(吨标准煤)"),
                *((words("是否盖章", "seal", lambda line: "是"),) if seal_column else ()),
            ),
            lines=_with_repeat if seal_column else one_line,
            unit_line="单位:万元、人",
            overrides={("renamed", "energy_tce"): _NEVER_CALCULATED} if seal_column else {},
            year=year,
        ),
    )
