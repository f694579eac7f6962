"""税务局: twelve cumulative monthly tables of the last year, one yearly table of each year before."""

from __future__ import annotations

from yuanheng.demo.books.columns import code, figure, in_month, name, one_line, serial, town, until, words
from yuanheng.demo.cells import Look
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import Firm
from yuanheng.demo.planted import Override
from yuanheng.demo.sheetplan import Column, Line, SheetPlan

_BAD_CODE = Override("bad_uscc", "91320681YH0000000A", "校验码不对;名称可归户,代码不得猜")
_LOST_CODE = Override("bad_uscc", "9.13207E+17", "信用代码成了科学计数法,后几位已丢失")


def monthly(year: int, month: int) -> tuple[SheetPlan, ...]:
    """The table up to `month`: kinds and total under a merged header, in 万元; sales alternately in 万元 and 亿元."""
    span = f"1-{month}月累计" if month > 1 else "1月累计"
    paid = f"{span}入库税收(万元)"
    sales_unit = "亿元" if month % 4 == 2 else "万元"
    columns = (
        serial(),
        code("纳税人识别号", mangled=True),
        name("纳税人名称"),
        town(),
        in_month("tax_paid", "万元", month, f"{month}月当月入库税收(万元)", look=Look.BRACKETED),
        until("tax_paid_vat", "万元", month, paid, "增值税"),
        until("tax_paid_cit", "万元", month, paid, "企业所得税", look=Look.SEPARATED_TEXT, every=5),
        until("tax_paid_other", "万元", month, paid, "其他税费"),
        until(
            "tax_paid", "万元", month, paid, "合计", formula="=F{row}+G{row}+H{row}-L{row}" if month % 3 == 0 else ""
        ),
        until("tax_paid_audit", "万元", month, f"其中:查补税款{span}(万元)"),
        until("tax_paid_export_credit", "万元", month, f"免抵调库{span}(万元)"),
        until("tax_refund_retained", "万元", month, f"留抵退税{span}(万元)"),
        until("taxable_sales", sales_unit, month, f"{span}应税销售({sales_unit})"),
        words("税收同比增幅(%)", "growth", _growth),
    )
    plan = SheetPlan(
        name=f"{month}月",
        titles=(f"启东经济开发区{year}年{month}月企业税收入库情况表",),
        columns=columns,
        lines=one_line,
        totals=True,
        by_town=month % 3 == 0,
        among=month % 3 == 1,
        hide_every=37 if month % 2 else 0,
        footers=("填表单位:税务局  填表人:收入核算股", "注:留抵退税已从当月入库税收中扣减;免抵调库不计入入库税收。"),
        overrides={("bad_code", "uscc"): _BAD_CODE, ("lost_code", "uscc"): _LOST_CODE} if month == 12 else {},
        year=year,
    )
    return (plan, _draft(year, columns)) if month == 5 else (plan,)


def _growth(line: Line) -> float:
    return round((line.firm.index * 37 % 500 - 180) / 10, 1)


def _draft(year: int, columns: tuple[Column, ...]) -> SheetPlan:
    """A hidden sheet with an older state of a few rows: a draft, not a report."""

    def first_rows(firm: Firm, figures: FirmYear) -> list[Line]:
        return [Line(firm, figures)] if firm.index < 12 else []

    return SheetPlan(
        name="草稿", titles=(f"{year}年5月(未核对)",), columns=columns, lines=first_rows, hidden=True, year=year
    )


def yearly(year: int, *, national_and_local: bool) -> tuple[SheetPlan, ...]:
    """The year's table: three header levels with 国税 and 地税, or two levels with the unit in the title line."""
    if national_and_local:
        top = "入库税收(万元)"
        columns = (
            serial(),
            name("纳税人名称", former_until=2020),
            code("纳税人识别号", mangled=True),
            figure("tax_paid_vat", "万元", top, "按税种", "增值税"),
            figure("tax_paid_cit", "万元", top, "按税种", "企业所得税"),
            figure("tax_paid_other", "万元", top, "按税种", "其他税费"),
            figure("tax_paid", "万元", top, "合计"),
            figure("tax_paid_export_credit", "万元", "免抵调库(万元)"),
            figure("taxable_sales", "万元", "应税销售(万元)", look=Look.FULL_WIDTH_TEXT, every=41),
        )
        return (_year_plan(year, columns, unit_line="", by_town=True),)
    columns = (
        serial(),
        code("纳税人识别号"),
        name("纳税人名称", former_until=2020),
        figure("taxable_sales", "元", "销售", "应税销售"),
        figure("tax_paid_vat", "元", "税收", "增值税"),
        figure("tax_paid_cit", "元", "税收", "企业所得税", look=Look.SEPARATED_TEXT, every=3),
        figure("tax_paid_other", "元", "税收", "其他税费"),
        figure("tax_paid", "元", "税收", "入库税收合计"),
        figure("tax_paid_export_credit", "元", "税收", "免抵调库"),
    )
    return (_year_plan(year, columns, unit_line="单位:元", by_town=False),)


def _year_plan(year: int, columns: tuple[Column, ...], *, unit_line: str, by_town: bool) -> SheetPlan:
    return SheetPlan(
        name=f"{year}年",
        titles=(f"{year}年度开发区工业企业税收情况汇总表", "(税务局提供,内部资料)"),
        columns=columns,
        lines=one_line,
        unit_line=unit_line,
        numbered=not by_town,
        by_town=by_town,
        totals=True,
        year=year,
    )
