"""Formats: .xls, .ods, CSV in four encodings and three separators, the 1904 date system."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from .case import A, B, C, case, code


def _csv(text: str, encoding: str):
    return lambda path: Path(path).write_bytes(text.encode(encoding))


PLAIN = (
    f'2021年税收情况,,,\n序号,企业名称,统一社会信用代码,入库税收(万元)\n1,{A},{code(1)},"1,234.5"\n2,{B},{code(2)},—\n'
    '合计,,,"1,234.5"\n'
)
EXPECTED = [(A, "tax_paid", "2021", 12345000, "yuan", "D3")]

for label, encoding in (
    ("GB18030", "gb18030"),
    ("UTF-8", "utf-8"),
    ("UTF-8 with mark", "utf-8-sig"),
    ("UTF-16", "utf-16"),
):
    case(
        f"CSV in {label}",
        _csv(PLAIN, encoding),
        EXPECTED,
        [("missing_value", "D4")],
        file="税收.csv",
        keys={A: code(1)},
    )

case(
    "CSV with semicolons and CRLF",
    _csv(f"企业名称;用电量(度);占地面积(亩)\r\n{A};12;3\r\n{B};13;6\r\n", "gb18030"),
    [
        (A, "electricity", "2021", 12, "kWh", "B2"),
        (B, "electricity", "2021", 13, "kWh", "B3"),
        (A, "land_area", "2021", 2000, "m2", "C2"),
        (B, "land_area", "2021", 4000, "m2", "C3"),
    ],
    file="电.csv",
)

case(
    "CSV with tabs, merged group header flattened, line break in a cell",
    _csv(f'企业名称\t"入库\n税收(万元)"\t\t\n\t国税\t地税\t合计\n{A}\t1\t2\t3\n', "utf-8"),
    [(A, "tax_paid", "2021", 30000, "yuan", "D3")],
    file="税.txt.csv",
)


def _xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("6月")
    sheet.write_merge(0, 0, 0, 3, "2021年用电量(千瓦时)")
    for column, text in enumerate(["企业名称", "户号", "用电量", "抄表日期"]):
        sheet.write(1, column, text)
    sheet.write_merge(2, 3, 0, 0, A)
    sheet.write(2, 1, "001")
    sheet.write(2, 2, 10)
    sheet.write(3, 1, "002")
    sheet.write(3, 2, "1,020")
    sheet.write(4, 0, B)
    sheet.write(4, 1, "003")
    sheet.write(4, 2, xlwt.Formula("1/0"))
    sheet.write(5, 0, C)
    sheet.write(5, 1, "004")
    sheet.write(5, 2, 7)
    sheet.row(5).hidden = True
    book.save(str(path))


case(
    "an .xls with merges and a hidden row",
    _xls,
    [
        (A, "electricity", "2021-06", 10, "kWh", "C3"),
        (A, "electricity", "2021-06", 1020, "kWh", "C4"),
        (C, "electricity", "2021-06", 7, "kWh", "C6"),
    ],
    [("missing_value", "C5")],
    file="电.xls",
)


def _ods(path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="土地")
    document.spreadsheet.addElement(table)

    def row(
        cells: list[object],
        spans: dict[int, tuple[int, int]] | None = None,
        covered: tuple[int, ...] = (),
        hidden: bool = False,
    ) -> None:
        line = TableRow(**({"visibility": "filter"} if hidden else {}))
        for index, value in enumerate(cells):
            if index in covered:
                line.addElement(CoveredTableCell())
                continue
            options = {}
            if spans and index in spans:
                options = {"numberrowsspanned": spans[index][0], "numbercolumnsspanned": spans[index][1]}
            if isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=value, **options)
            else:
                cell = TableCell(valuetype="string", **options)
                cell.addElement(P(text=str(value or "")))
            line.addElement(cell)
        table.addElement(line)

    row(["2021年用地情况(单位:亩)", "", ""], {0: (1, 3)}, (1, 2))
    row(["企业名称", "土地", ""], {0: (2, 1), 1: (1, 2)}, (2,))
    row(["", "用地面积", "持证面积"], covered=(0,))
    row([A, 3, 3], {0: (2, 1)})
    row(["", 6, "无"], covered=(0,))
    row([B, 9, 6], hidden=True)
    document.save(str(path))


case(
    "an .ods with spans and a filtered row",
    _ods,
    [
        (A, "land_area", "2021", 2000, "m2", "B4"),
        (A, "land_area", "2021", 4000, "m2", "B5"),
        (B, "land_area", "2021", 6000, "m2", "B6"),
        (A, "certified_land_area", "2021", 2000, "m2", "C4"),
        (B, "certified_land_area", "2021", 4000, "m2", "C6"),
    ],
    [("missing_value", "C5")],
    file="地.ods",
)


def _mac(path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["企业名称", "月份", "用电量(度)"])
    sheet.append([A, datetime.datetime(2021, 6, 1), 5])
    sheet.append([A, 42916, 6])
    book.save(path)


case(
    "dates in the 1904 system, as date and as serial",
    _mac,
    [(A, "electricity", "2021-06", 5, "kWh", "C2"), (A, "electricity", "2021-07", 6, "kWh", "C3")],
    file="mac.xlsx",
)

case(
    "a workbook under a false name",
    lambda path: _mac(path),
    [(A, "electricity", "2021-06", 5, "kWh", "C2"), (A, "electricity", "2021-07", 6, "kWh", "C3")],
    file="电.csv",
)
