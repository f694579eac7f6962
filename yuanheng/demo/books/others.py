"""生态环境局, 统计局, 科技局, 应急管理局 and two tables that nobody has described yet."""

from __future__ import annotations

from yuanheng.demo.books.columns import code, figure, large_only, name, one_line, serial, town, until, words
from yuanheng.demo.cells import Look
from yuanheng.demo.economics import FirmYear
from yuanheng.demo.firms import Firm
from yuanheng.demo.names import spoken_name
from yuanheng.demo.planted import Mark, Planted
from yuanheng.demo.sheetplan import Column, Line, SheetPlan


def emissions(year: int, *, unit: str, parts: bool) -> tuple[SheetPlan, ...]:
    """生态环境局: dischargers only; substances and their sum, in 千克 or 吨."""

    def dischargers(firm: Firm, figures: FirmYear) -> list[Line]:
        return [] if figures.values["emissions"] is None else [Line(firm, figures)]

    top = f"主要污染物排放量({unit})"
    look = Look.UNIT_IN_CELL if unit == "吨" else Look.NUMBER
    kinds: tuple[Column, ...] = (
        figure("emissions_cod", unit, top, "废水", "化学需氧量"),
        figure("emissions_nh3n", unit, top, "废水", "氨氮"),
        figure("emissions_so2", unit, top, "废气", "二氧化硫"),
        figure("emissions_nox", unit, top, "废气", "氮氧化物", look=look, every=13),
    )
    return (
        SheetPlan(
            name="排放汇总",
            titles=(f"{year}年重点排污单位主要污染物排放情况",),
            columns=(
                serial(),
                name("排污单位名称"),
                code(),
                *(kinds if parts else ()),
                figure("emissions", unit, top, "合计") if parts else figure("emissions", unit, top),
                words("较上年增减", "growth", lambda line: f"{(line.firm.index * 13 % 300 - 170) / 10}%"),
            ),
            lines=dischargers,
            totals=True,
            footers=("填报单位:生态环境局", "注:未列入的企业本年未核定排放量。"),
            year=year,
        ),
    )


def statistics(year: int, *, month: int) -> tuple[SheetPlan, ...]:
    """统计局: firms above size, the same names of figures; not permitted for grading single firms (统计法)."""
    span = f"1-{month}月累计"
    return (
        SheetPlan(
            name="主要指标",
            titles=(
                f"{year}年1-{month}月规模以上工业企业主要指标(统计局)",
                "本表仅供宏观分析,不得用于对单个企业的评价",
            ),
            columns=(
                serial(),
                name("单位详细名称", former_until=2020),
                code(),
                until("output_value", "千元", month, "工业总产值(千元)", span),
                until("operating_revenue", "千元", month, "营业收入(千元)", span, look=Look.SEPARATED_TEXT, every=3),
                until("profit", "千元", month, "利润总额(千元)", span),
                words("产值同比", "growth", lambda line: f"{(line.firm.index * 29 % 400 - 120) / 10}%"),
            ),
            lines=large_only,
            totals=True,
            year=year,
        ),
    )


_BY_HEART = "名单凭记忆写成“字号+公司”,没有代码和户号;须人工确认归户"


def _by_heart(firm: Firm) -> bool:
    """One in seven of the ordinary firms of the list is written from memory."""
    return not firm.story and firm.index % 7 == 3


def _listed_name(line: Line) -> str:
    return spoken_name(line.firm.name) if _by_heart(line.firm) else line.firm.name


def high_tech(year: int) -> tuple[SheetPlan, ...]:
    """科技局: the list of high-tech firms in force."""

    def listed(firm: Firm, figures: FirmYear) -> list[Line]:
        mark = Mark("unlinked_name", _BY_HEART) if _by_heart(firm) else None
        return [Line(firm, figures, mark=mark)] if firm.high_tech else []

    return (
        SheetPlan(
            name="高企名单",
            titles=(f"{year}年有效高新技术企业名单",),
            columns=(
                serial(),
                words("企业名称", "name", _listed_name, width=34),
                town(),
                words(
                    "证书编号",
                    "certificate",
                    lambda line: f"GR{line.year.year - line.firm.index % 3}32{line.firm.index:06d}",
                    width=18,
                ),
            ),
            lines=listed,
            footers=("科技局 高新科",),
            year=year,
        ),
    )


def accidents(year: int, *, last: bool) -> tuple[SheetPlan, ...]:
    """应急管理局: firms with an accident in the year."""

    def listed(firm: Firm, figures: FirmYear) -> list[Line]:
        return [Line(firm, figures)] if had_accident(firm, last=last) else []

    return (
        SheetPlan(
            name="事故企业",
            titles=(f"{year}年发生生产安全事故企业名单",),
            columns=(
                serial(),
                name("企业名称"),
                words("事故类别", "kind", lambda line: "机械伤害"),
                words(
                    "发生时间",
                    "on",
                    lambda line: f"{line.year.year}.{line.firm.index % 12 + 1}.{line.firm.index % 27 + 1}",
                ),
            ),
            lines=listed,
            footers=("应急管理局",),
            year=year,
        ),
    )


def had_accident(firm: Firm, *, last: bool) -> bool:
    """The firm of the story in the last year, one in 211 of the others in the years before."""
    return firm.story == "accident" if last else not firm.story and firm.index % 211 == 17


def technical_investment(year: int) -> tuple[SheetPlan, ...]:
    """经发局: a table that states no unit anywhere. No figure may be taken from it until a person says which."""
    return (
        SheetPlan(
            name="技改",
            titles=(f"{year}年企业技改投资完成情况",),
            columns=(serial(), name(), code(), figure("technical_investment", "万元", "技改投资")),
            lines=one_line,
            year=year,
        ),
    )


def missing_unit(file: str, year: int) -> Planted:
    """The problem of `technical_investment`."""
    note = "全表没有单位:不取数,请人工指明单位"
    return Planted("unknown_unit", file, "技改", "D2", "", "", year, ("technical_investment",), note)


def unknown_layout(year: int) -> tuple[SheetPlan, ...]:
    """安商服务中心: words that no source file knows, to be mapped once; one firm counts in US dollars."""

    def amount(line: Line) -> str | float | None:
        quanta = line.year.values["fixed_investment"]
        if quanta is None:
            return None
        return f"{quanta // 65_000}万美元" if line.firm.story == "dollars" else quanta / 10_000

    return (
        SheetPlan(
            name="Sheet1",
            titles=(f"{year}年走访企业摸底",),
            columns=(
                words("厂名", "name", lambda line: line.firm.name, width=34),
                words("所在地", "town", lambda line: line.firm.town),
                words("本年砸下去的钱(万元)", "fixed_investment", amount),
                words("老板心气", "mood", lambda line: ("足", "一般", "偏弱")[line.firm.index % 3]),
            ),
            lines=one_line,
            year=year,
        ),
    )


def unknown_column(file: str, year: int) -> Planted:
    """The problem of `unknown_layout`."""
    note = "列名没有来源认识:请映射为固定资产投资(其中一户以美元计),只需映射一次"
    return Planted("unknown_column", file, "Sheet1", "C2", "", "", year, ("fixed_investment",), note)
