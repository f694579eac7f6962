"""`projects/项目库.xlsx`: four sheets of four hands, a hidden draft, and deliberate problems.

The oldest has merged headings and subtotals, the middle one 万元 and months, the investment bureau free-text amounts
in two currencies, the Shanghai office its own columns and some of the bureau's projects under another spelling.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuanheng.demo.xlsx import XlsxBook

from . import spelling
from .cohorts import SHANGHAI
from .model import Project
from .sheets import OfficeSheet, PlantedProblem

_YI, _WAN = 100_000_000, 10_000
_DATES = ("signed", "registered", "started", "completed", "in_production")


def write_library(path: Path, projects: Sequence[Project], *, last_year: int) -> tuple[PlantedProblem, ...]:
    """Write the workbook; every project stands in exactly one sheet, duplicates planted besides."""
    book = XlsxBook(path, firms=len(projects))
    old = [each for each in projects if each.first_year < last_year - 1]
    middle = [each for each in projects if each.first_year == last_year - 1]
    late = [each for each in projects if each.first_year == last_year]
    shanghai = [each for each in late if each.source_name == SHANGHAI]
    bureau = [each for each in late if each.source_name != SHANGHAI]
    sheets = (
        _old_sheet(book, old, year=last_year - 2),
        _middle_sheet(book, middle, year=last_year - 1),
        _bureau_sheet(book, bureau, year=last_year),
        _shanghai_sheet(book, shanghai, also=bureau[:3], year=last_year),
    )
    draft = OfficeSheet(book, "草稿", hidden=True)
    draft.line(["草稿,勿用"])
    draft.line(["测试项目", 1, "XXX公司"])
    book.close()
    return tuple(problem for sheet in sheets for problem in sheet.planted)


def _old_sheet(book: XlsxBook, projects: Sequence[Project], *, year: int) -> OfficeSheet:
    sheet = OfficeSheet(book, f"{year}年及以前", widths=[6, 34, 34, 11, 11, 11, 11, 9, 16, 11, 12, 12, 12, 12, 12, 20])
    sheet.title(f"启东经济开发区招商项目库({year}年及以前)", across=16)
    sheet.line(["填报单位:招商局", *[""] * 12, "单位:亿元、万美元、亩"], "note")
    sheet.two_level(
        [
            ("序号", ()), ("项目名称", ()), ("投资方", ()),
            ("投资情况", ("总投资(亿元)", "合同外资(万美元)", "注册外资(万美元)", "到账外资(万美元)")),
            ("用地(亩)", ()), ("产业", ()), ("目前阶段", ()),
            ("时间节点", ("签约", "注册", "开工", "竣工", "投产")), ("备注", ()),
        ]
    )  # fmt: skip
    clusters = list(dict.fromkeys(each.cluster for each in projects))
    total = 0
    for number, cluster in zip("一二三四五六", clusters, strict=False):
        members = [each for each in projects if each.cluster == cluster]
        sheet.line([f"{number}、{cluster}"], "total")
        for place, project in enumerate(members, 1):
            _old_row(sheet, project, place)
        yuan = sum(each.total.amount for each in members if each.total.currency == "yuan")
        total += yuan
        sheet.line(["", f"小计({len(members)}个)", "", spelling.number_in(yuan, _YI)], "total")
    row = sheet.line(["", "合计", "", spelling.number_in(total + 3 * _YI, _YI)], "total")
    sheet.plant("total_mismatch", row=row, column=3, number="", note="合计比各行之和多 3 亿元")
    sheet.line(["注:外资项目总投资按协议填报;到账外资以商务局口径为准。"], "note")
    return sheet


def _old_row(sheet: OfficeSheet, project: Project, place: int) -> None:
    capital = {
        amount.kind: spelling.number_in(amount.amount, _WAN) for amount in project.amounts if amount.kind != "total"
    }
    total = project.total
    dollars = total.currency == "usd"
    shown = spelling.amount_cell(total, style=place) if dollars else spelling.number_in(total.amount, _YI)
    if place % 9 == 8:
        sheet.hide_next()
    row = sheet.line(
        [
            place, project.name, spelling.investors_cell(project, style=place), shown,
            *[capital.get(kind, "") for kind in ("contract_foreign", "registered", "arrived")],
            project.land_mu or "—", project.cluster, spelling.stage_words(project, style=place),
            *[spelling.day_cell(project.reached(stage), style=place + shift) for shift, stage in enumerate(_DATES)],
            "原名:" + project.former[0] if project.former else "",
        ]
    )  # fmt: skip
    if dollars:
        sheet.plant("two_currencies", row=row, column=3, number=project.number, note="亿元列中填了万美元")


def _middle_sheet(book: XlsxBook, projects: Sequence[Project], *, year: int) -> OfficeSheet:
    sheet = OfficeSheet(book, f"{year}年")
    sheet.title(f"{year}年度重点项目推进表", across=11)
    sheet.line(
        [
            "编号", "项目", "投资主体", "计划总投资(万元)", "行业代码", "牵头部门", "进度",
            "签约时间", "开工时间", "竣工时间", "情况说明",
        ],
        "head",
    )  # fmt: skip
    for place, project in enumerate(projects):
        total = project.total
        wan = spelling.number_in(total.amount, _WAN)
        amount = f"{wan:,}" if place % 4 == 1 and total.currency == "yuan" else wan
        if total.currency == "usd":
            amount = f"{wan}万美元"
        row = sheet.line(
            [
                f"{year}-{place + 1:02d}", project.name, spelling.investors_cell(project, style=place), amount, project.industry,
                "招商局" if project.manager == "promoter" else "项目办", spelling.stage_words(project, style=place + 1),
                *[spelling.month_text(project.reached(stage)) for stage in ("signed", "started", "completed")],
                spelling.history_text(project),
            ]
        )  # fmt: skip
        if total.currency == "usd":
            sheet.plant("two_currencies", row=row, column=3, number=project.number, note="万元列中填了万美元")
    _middle_problems(sheet, year=year)
    return sheet


def _middle_problems(sheet: OfficeSheet, *, year: int) -> None:
    row = sheet.line(
        ["", "示例未来智造项目", "南通示例控股有限公司", 30_000, "3484", "招商局", "已签约", "2031年5月", "", "", ""]
    )
    sheet.plant("date_in_future", row=row, column=7, number="", note="签约时间在将来")
    row = sheet.line(["", "示例负数项目", "南通示例控股有限公司", -5_000, "3484", "招商局", "在谈", "", "", "", ""])
    sheet.plant("negative_amount", row=row, column=3, number="", note="总投资为负数")
    row = sheet.line(["", "", "上海示例无名有限公司", 8_000, "3484", "招商局", "在谈", "", "", "", "名称待定"])
    sheet.plant("missing_name", row=row, column=1, number="", note="没有项目名称")


def _bureau_sheet(book: XlsxBook, projects: Sequence[Project], *, year: int) -> OfficeSheet:
    sheet = OfficeSheet(book, f"{year}年招商局")
    sheet.line(["", "", "内部资料"], "note")
    sheet.title(f"招商局{year}年在手项目一览表", across=10)
    sheet.line(
        [
            "序号",
            "项目名称",
            "投资方(国别)",
            "总投资",
            "内/外资",
            "产业类别",
            "当前状态",
            "签约日期",
            "注册日期",
            "备注",
        ],
        "head",
    )
    for place, project in enumerate(projects):
        country = project.investors[0].country
        row = sheet.line(
            [
                place + 1, project.name, spelling.investors_cell(project, style=place) + (f"({country})" if country else ""),
                "未披露" if place % 8 == 6 else spelling.amount_cell(project.total, style=place),
                "外资" if project.foreign else "内资",
                project.cluster, spelling.stage_words(project, style=place + 2),
                *[spelling.day_cell(project.reached(stage), style=place * 5 + 1) for stage in ("signed", "registered")],
                "与上海办重复,请核" if project.twin_of else "",
            ]
        )  # fmt: skip
        _bureau_problems(sheet, project, row=row, place=place)
    row = sheet.line(
        [len(projects) + 1, "示例待定项目", "示例投资有限公司", "2个亿左右吧", "内资", "其他", "走流程", "待定", "", ""]
    )
    sheet.plant("unreadable_amount", row=row, column=3, number="", note="金额读不准")
    sheet.plant("unknown_stage", row=row, column=6, number="", note="阶段用语不认识")
    sheet.plant("unreadable_date", row=row, column=7, number="", note="日期写“待定”")
    return sheet


def _bureau_problems(sheet: OfficeSheet, project: Project, *, row: int, place: int) -> None:
    if place % 8 == 6:
        sheet.plant("missing_amount", row=row, column=3, number=project.number, note="总投资未披露,不当作 0")
    elif project.total.currency == "usd":
        sheet.plant("two_currencies", row=row, column=3, number=project.number, note="同一列有人民币也有美元")
    else:
        _without_currency(sheet, project, row=row, style=place)


def _without_currency(sheet: OfficeSheet, project: Project, *, row: int, style: int) -> None:
    """`3.5亿` says no currency: a question, not a guess."""
    if str(spelling.amount_cell(project.total, style=style)).endswith("亿"):
        sheet.plant("no_currency", row=row, column=3, number=project.number, note="金额没有写币种")


def _shanghai_sheet(book: XlsxBook, projects: Sequence[Project], *, also: Sequence[Project], year: int) -> OfficeSheet:
    sheet = OfficeSheet(book, "上海办")
    sheet.title(f"上海招商联络办公室{year}年项目信息", across=7)
    sheet.line(["信息来源", "项目名称", "意向投资方", "意向投资额", "行业", "进展", "跟进情况"], "head")
    for place, project in enumerate(projects):
        row = sheet.line(
            [
                "张江走访" if place % 3 else "临港推介会", project.name, spelling.investors_cell(project, style=place + 2),
                spelling.amount_cell(project.total, style=place + 3), project.cluster,
                spelling.stage_words(project, style=place), spelling.history_text(project),
            ]
        )  # fmt: skip
        _without_currency(sheet, project, row=row, style=place + 3)
    for project in also:
        row = sheet.line(
            [
                "企业自荐", f"{project.name.replace('项目', '')}(暂名)", project.investors[0].name,
                spelling.amount_cell(project.total, style=2), project.cluster, "在谈", "与招商局在手项目重复",
            ]
        )  # fmt: skip
        sheet.plant("duplicate", row=row, column=1, number=project.number, note=f"与招商局“{project.name}”是同一项目")
    return sheet
