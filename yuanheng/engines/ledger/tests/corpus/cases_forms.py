"""One firm a sheet as labels and values, firms across a row, 同上: read where nothing is in doubt."""

from .case import A, B, C, Sheet, case, code

case(
    "a form: labels with their values to the right",
    Sheet(
        [
            ["企业基本情况表(2021年)"],
            ["企业名称", A],
            ["统一社会信用代码", code(1)],
            ["所属行业", "通用设备制造业"],
            ["入库税收(万元)", 123],
            ["用地面积(亩)", 30],
            ["职工人数", 50],
            ["利润总额(万元)", "—"],
            ["填表人:张三"],
        ]
    ),
    [
        (A, "tax_paid", "2021", 1_230_000, "yuan", "B5"),
        (A, "land_area", "2021", 20_000, "m2", "B6"),
        (A, "employees", "2021", 50, "persons", "B7"),
    ],
    [("missing_value", "B8")],
    keys={A: code(1)},
)

case(
    "a form of two pairs a row, one form a sheet, merged values, the unit in a line of its own",
    [
        Sheet(
            [
                ["2021年企业基本情况表", None, None, None],
                [None, None, None, "单位:万元"],
                ["企业名称", firm, None, None],
                ["统一社会信用代码", code(at), "所属镇", "汇龙镇"],
                ["一、经济指标"],
                ["入库税收", 10 * at, "应税销售", 500],
                ["研发费用", None, "用地面积(亩)", 30],
            ],
            name=firm[:6],
            merge=["A1:D1", "B3:D3", "A5:D5"],
        )
        for at, firm in ((1, A), (2, B))
    ],
    [
        fact
        for at, firm in ((1, A), (2, B))
        for fact in (
            (firm, "tax_paid", "2021", 100_000 * at, "yuan", "B6", firm[:6]),
            (firm, "taxable_sales", "2021", 5_000_000, "yuan", "D6", firm[:6]),
            (firm, "land_area", "2021", 20_000, "m2", "D7", firm[:6]),
        )
    ],
    keys={A: code(1), B: code(2)},
)

case(
    "a form with a column of units",
    Sheet([["2021年"], ["企业名称", A], ["入库税收", "万元", 5], ["用电量", "千瓦时", 7], ["从业人员", "人", 9]]),
    [
        (A, "tax_paid", "2021", 50_000, "yuan", "C3"),
        (A, "electricity", "2021", 7, "kWh", "C4"),
        (A, "employees", "2021", 9, "persons", "C5"),
    ],
)

case(
    "firms across a row under the word for the indicators",
    Sheet([["2021年各企业指标(单位:万元)"], ["指标", A, B], ["入库税收", 5, 6], ["应税销售", 3, 4]]),
    [
        (A, "tax_paid", "2021", 50_000, "yuan", "B3"),
        (B, "tax_paid", "2021", 60_000, "yuan", "C3"),
        (A, "taxable_sales", "2021", 30_000, "yuan", "B4"),
        (B, "taxable_sales", "2021", 40_000, "yuan", "C4"),
    ],
)

case(
    "firms across a row beside a column of units",
    Sheet(
        [
            ["2021年各企业指标"],
            ["指标", "单位", A, B, C],
            ["入库税收", "万元", 5, 6, 7],
            ["用电量", "千瓦时", 3, 4, None],
        ]
    ),
    [
        (A, "tax_paid", "2021", 50_000, "yuan", "C3"),
        (B, "tax_paid", "2021", 60_000, "yuan", "D3"),
        (C, "tax_paid", "2021", 70_000, "yuan", "E3"),
        (A, "electricity", "2021", 3, "kWh", "C4"),
        (B, "electricity", "2021", 4, "kWh", "D4"),
    ],
    [("missing_value", "E4")],
)

case(
    "same as above, in words and in marks, for the name and the code",
    Sheet(
        [
            ["2021年"],
            ["权利人", "统一社会信用代码", "宗地号", "用地面积(亩)"],
            [A, code(1), "1", 3],
            ["同上", "同上", "2", 6],
            ["\u3003", "\u3003", "3", 9],
            [B, code(2), "4", 12],
            ['"', '"', "5", 15],
        ]
    ),
    [
        (A, "land_area", "2021", 2_000, "m2", "D3"),
        (A, "land_area", "2021", 4_000, "m2", "D4"),
        (A, "land_area", "2021", 6_000, "m2", "D5"),
        (B, "land_area", "2021", 8_000, "m2", "D6"),
        (B, "land_area", "2021", 10_000, "m2", "D7"),
    ],
    keys={A: code(1), B: code(2)},
)

case(
    "same as above without anything that tells the rows apart is as a merged cell",
    Sheet([["2021年"], ["企业名称", "用电量(千瓦时)"], [A, 3], ["同上", 4]]),
    [(A, "electricity", "2021", 3, "kWh", "B3"), (A, "electricity", "2021", 4, "kWh", "B4")],
)

case(
    "a form with colons, and the day on which it was filled in",
    Sheet(
        [
            ["2021年企业基本情况表"],
            ["企业名称:", A],
            ["入库税收(万元):", 5],
            ["职工人数:", 6],
            ["填表日期:", "2022年3月1日"],
        ]
    ),
    [(A, "tax_paid", "2021", 50_000, "yuan", "B3"), (A, "employees", "2021", 6, "persons", "B4")],
)

case(
    "a form whose firm stands behind its label in one cell",
    Sheet([["2021年"], ["企业名称:" + A], ["指标", "单位", "数值"], ["入库税收", "万元", 5], ["用电量", "千瓦时", 7]]),
    [(A, "tax_paid", "2021", 50_000, "yuan", "C4"), (A, "electricity", "2021", 7, "kWh", "C5")],
)

case(
    "a form of two years is not guessed at",
    Sheet([["企业名称", A, None], ["指标", "2020年", "2021年"], ["入库税收(万元)", 5, 6], ["用电量(千瓦时)", 7, 8]]),
    [],
)

case(
    "a table below a line of its issuer is no form of the issuer",
    Sheet(
        [
            ["填报单位", "启东市供电服务有限公司", None, "2021年"],
            ["企业名称", "指标", "数值(万元)"],
            [A, "增值税", 5],
            [B, "企业所得税", 6],
        ]
    ),
    [(A, "tax_paid_vat", "2021", 50_000, "yuan", "C3"), (B, "tax_paid_cit", "2021", 60_000, "yuan", "C4")],
)
