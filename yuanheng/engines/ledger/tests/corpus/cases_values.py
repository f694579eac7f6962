"""Cells: numbers as text, signs, units in the cell, errors, formulas, odd formats."""

from pathlib import Path

import xlsxwriter

from .case import A, B, C, D, E, Sheet, case

FIRMS = [f"启东市第{n}工厂" for n in "一二三四五六七八九十"]

case(
    "text numbers of every kind",
    Sheet(
        [["2021年利润(万元)"], ["企业名称", "利润总额"]]
        + [
            [FIRMS[i], v]
            for i, v in enumerate(
                [
                    "1,234.5",
                    "1，234.50",
                    "１２３．４５",
                    "￥1,234.5",
                    " 12.50 ",
                    "'12",
                    "(123)",
                    "（123）",
                    "△123",
                    "－123",
                ]
            )
        ]
    ),
    [
        (FIRMS[i], "profit", "2021", v * 10000, "yuan", f"B{i + 3}")
        for i, v in enumerate([1234.5, 1234.5, 123.45, 0.12345, 12.5, 12, -123, -123, -123, -123])
        if i != 3
    ]
    + [(FIRMS[3], "profit", "2021", 1234.5, "yuan", "B6")],
)

case(
    "more text numbers",
    Sheet(
        [["2021年利润(万元)"], ["企业名称", "利润总额"]]
        + [
            [FIRMS[i], v]
            for i, v in enumerate(
                ["−123", "-1,234", "1.2E+05", "+5", "1 234", "-0.5", "0", "12,345,678.90", "５", "(1,234.50)"]
            )
        ]
    ),
    [
        (FIRMS[i], "profit", "2021", v * 10000, "yuan", f"B{i + 3}")
        for i, v in enumerate([-123, -1234, 120000, 5, 1234, -0.5, 0, 12345678.9, 5, -1234.5])
    ],
)

case(
    "unreadable numbers and estimates",
    Sheet(
        [["2021年税收(万元)"], ["企业名称", "税收"]]
        + [
            [FIRMS[i], v]
            for i, v in enumerate(["12.3.4", "1O5.2", "300-350", "约20", "20左右", "详见附件", "12..5", "12,34"])
        ]
    ),
    [],
    [("unreadable_number", f"B{i}") for i in range(3, 11)],
)

case(
    "the unit in the cell wins",
    Sheet(
        [
            ["2021年投资(万元)"],
            ["建设单位", "项目名称", "完成投资"],
            [A, "甲", "12.5万元"],
            [B, "乙", "3.2亿"],
            [C, "丙", "500万美元"],
            [D, "丁", 7],
            [E, "戊", "2亿5000万元"],
            ["启东己厂", "己", "300欧元"],
        ]
    ),
    [
        (A, "fixed_investment", "2021", 125000, "yuan", "C3"),
        (B, "fixed_investment", "2021", 320000000, "yuan", "C4"),
        (C, "fixed_investment", "2021", 5000000, "usd", "C5"),
        (D, "fixed_investment", "2021", 70000, "yuan", "C6"),
        (E, "fixed_investment", "2021", 250000000, "yuan", "C7"),
    ],
    [("unknown_unit", "C8")],
)

case(
    "units in the cells only",
    Sheet(
        [
            ["2021年用地"],
            ["企业名称", "用地面积", "用电量"],
            [A, "3亩", "1200度"],
            [B, "2000㎡", "1.5万千瓦时"],
            [C, "1公顷", "800"],
        ]
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "B3"),
        (B, "land_area", "2021", 2000, "m2", "B4"),
        (C, "land_area", "2021", 10000, "m2", "B5"),
        (A, "electricity", "2021", 1200, "kWh", "C3"),
        (B, "electricity", "2021", 15000, "kWh", "C4"),
    ],
    [("unknown_unit", "C5")],
)


def _formulas(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("税收")
    sheet.write_row(0, 0, ["2021年税收(元)"])
    sheet.write_row(1, 0, ["企业名称", "增值税", "企业所得税", "入库税收合计"])
    for row, (name, vat, cit) in enumerate([(A, 1, 2), (B, 3, 4), (C, 5, 6), (D, 7, 8)], 2):
        sheet.write_row(row, 0, [name, vat, cit])
    sheet.write_formula("D3", "=B3+C3", None, 3)
    sheet.write_formula("D4", "=B4+C4", None, "")
    sheet.write_formula("D5", "=B5/0", None, "#DIV/0!")
    sheet.write_formula("D6", "=B6+C6", None, 0)
    book.close()


case(
    "formulas: cached, not cached, in error, cached zero",
    _formulas,
    [(A, "tax_paid", "2021", 3, "yuan", "D3"), (D, "tax_paid", "2021", 0, "yuan", "D6")],
    [("error_cell", "D5"), ("missing_value", "")],
)

case(
    "error cells as values",
    Sheet([["2021年税收(元)"], ["企业名称", "税收"], [A, "#N/A"], [B, "#REF!"], [C, 5]]),
    [(C, "tax_paid", "2021", 5, "yuan", "B5")],
    [("error_cell", "B3"), ("error_cell", "B4")],
)

case(
    "a date in a number column, a boolean, a percentage",
    Sheet([["2021年税收(元)"], ["企业名称", "税收"], [A, "12%"], [B, True], [C, 5]]),
    [(C, "tax_paid", "2021", 5, "yuan", "B5")],
    [("unreadable_number", "B3"), ("unreadable_number", "B4")],
)

case(
    "artefacts of binary fractions mean what is shown",
    Sheet([["2021年税收(万元)"], ["企业名称", "税收"], [A, 0.1 + 0.2], [B, 1234567.89], [C, 1e-7]]),
    [
        (A, "tax_paid", "2021", 3000, "yuan", "B3"),
        (B, "tax_paid", "2021", 12345678900, "yuan", "B4"),
        (C, "tax_paid", "2021", 0.001, "yuan", "B5"),
    ],
)

case(
    "number formats with letters of dates in quotes",
    Sheet(
        [["2021年用地"], ["企业名称", "用地面积(亩)", "税收(元)"], [A, 3, 5], [B, 6, 7]],
        formats={"B3": '0.00"亩"', "B4": '[Red]0.0"mu";-0.0', "C3": '#,##0.00"元d"', "C4": "_ ¥* #,##0.00_ "},
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "B3"),
        (B, "land_area", "2021", 4000, "m2", "B4"),
        (A, "tax_paid", "2021", 5, "yuan", "C3"),
        (B, "tax_paid", "2021", 7, "yuan", "C4"),
    ],
)

case(
    "Chinese numerals and 元 with 整",
    Sheet([["2021年"], ["企业名称", "从业人员", "税收(元)"], [A, "一百二十人", "壹万贰仟元整"], [B, "35人", "5万"]]),
    [
        (A, "employees", "2021", 120, "persons", "B3"),
        (A, "tax_paid", "2021", 12000, "yuan", "C3"),
        (B, "employees", "2021", 35, "persons", "B4"),
        (B, "tax_paid", "2021", 50000, "yuan", "C4"),
    ],
)
