"""Layouts: side by side, stacked, page breaks, kinds down the rows, firms across, forms."""

from .case import A, B, C, D, Sheet, case, code

case(
    "two tables side by side with the same header",
    Sheet(
        [
            ["2021年企业税收(万元)"],
            ["序号", "企业名称", "入库税收", "序号", "企业名称", "入库税收"],
            [1, A, 1, 3, C, 3],
            [2, B, 2, 4, D, 4],
            ["合计", None, 10, None, None, None],
        ],
        merge=["A1:F1"],
    ),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "C3"),
        (B, "tax_paid", "2021", 20000, "yuan", "C4"),
        (C, "tax_paid", "2021", 30000, "yuan", "F3"),
        (D, "tax_paid", "2021", 40000, "yuan", "F4"),
    ],
)

case(
    "two different tables side by side",
    Sheet(
        [
            ["2021年税收(万元)", None, None, "2021年用电量(千瓦时)", None],
            ["企业名称", "入库税收", None, "用户名称", "用电量"],
            [A, 1, None, B, 200],
            [C, 2, None, D, 300],
        ]
    ),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "B3"),
        (C, "tax_paid", "2021", 20000, "yuan", "B4"),
        (B, "electricity", "2021", 200, "kWh", "E3"),
        (D, "electricity", "2021", 300, "kWh", "E4"),
    ],
)

case(
    "tables one under the other, each with its own title and unit",
    Sheet(
        [
            ["一、2021年5月入库税收"],
            ["单位:万元"],
            ["企业名称", "入库税收"],
            [A, 1],
            [B, 2],
            ["合计", 3],
            [],
            ["二、2021年6月用电量"],
            ["单位:度"],
            ["企业名称", "用电量"],
            [A, 100],
            [C, 200],
        ]
    ),
    [
        (A, "tax_paid", "2021-05", 10000, "yuan", "B4"),
        (B, "tax_paid", "2021-05", 20000, "yuan", "B5"),
        (A, "electricity", "2021-06", 100, "kWh", "B11"),
        (C, "electricity", "2021-06", 200, "kWh", "B12"),
    ],
)

case(
    "one table a month, stacked, with the same header",
    Sheet([["2021年1月税收(元)"], ["企业名称", "税收"], [A, 1], ["2021年2月税收(元)"], ["企业名称", "税收"], [A, 2]]),
    [(A, "tax_paid", "2021-01", 1, "yuan", "B3"), (A, "tax_paid", "2021-02", 2, "yuan", "B6")],
)

case(
    "header printed again at a page break",
    Sheet(
        [
            ["2021年企业税收情况表"],
            ["单位:万元"],
            ["序号", "企业名称", "入库税收"],
            [1, A, 1],
            [2, B, 2],
            ["本页小计", None, 3],
            ["第1页 共2页"],
            ["2021年企业税收情况表"],
            ["单位:万元"],
            ["序号", "企业名称", "入库税收"],
            [3, C, 3],
            ["合计", None, 6],
        ]
    ),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "C4"),
        (B, "tax_paid", "2021", 20000, "yuan", "C5"),
        (C, "tax_paid", "2021", 30000, "yuan", "C11"),
    ],
)

case(
    "kinds of tax down the rows",
    Sheet(
        [
            ["2021年税款入库明细(元)"],
            ["纳税人识别号", "纳税人名称", "税种", "入库税额"],
            [code(1), A, "增值税", 10],
            [code(1), A, "企业所得税", 20],
            [code(1), A, "合计", 30],
            [code(2), B, "增值税", 5],
            [code(2), B, "合计", 5],
        ]
    ),
    [
        (A, "tax_paid_vat", "2021", 10, "yuan", "D3"),
        (A, "tax_paid_cit", "2021", 20, "yuan", "D4"),
        (A, "tax_paid", "2021", 30, "yuan", "D5"),
        (B, "tax_paid_vat", "2021", 5, "yuan", "D6"),
        (B, "tax_paid", "2021", 5, "yuan", "D7"),
    ],
)

case(
    "indicators and units down the rows",
    Sheet(
        [
            ["2021年企业申报"],
            ["企业名称", "指标名称", "计量单位", "数值"],
            [A, "工业总产值", "万元", 10],
            [A, "从业人员", "人", 20],
            [A, "用电量", "万千瓦时", 3],
            [B, "工业总产值", "千元", 5],
        ],
        merge=["A3:A5"],
    ),
    [
        (A, "output_value", "2021", 100000, "yuan", "D3"),
        (A, "employees", "2021", 20, "persons", "D4"),
        (A, "electricity", "2021", 30000, "kWh", "D5"),
        (B, "output_value", "2021", 5000, "yuan", "D6"),
    ],
)

case(
    "firms across, measures down",
    Sheet([["2021年指标(万元)"], ["企业名称", A, B], ["入库税收", 1, 2], ["工业总产值", 3, 4]]),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "B3"),
        (B, "tax_paid", "2021", 20000, "yuan", "C3"),
        (A, "output_value", "2021", 30000, "yuan", "B4"),
        (B, "output_value", "2021", 40000, "yuan", "C4"),
    ],
)

case(
    "lessor and lessee in one table",
    Sheet([["2021年土地租赁台账"], ["出租方", "承租方", "出租面积(亩)", "承租面积(亩)"], [A, B, 3, 3]]),
    [(A, "leased_out_land_area", "2021", 2000, "m2", "C3"), (B, "leased_in_land_area", "2021", 2000, "m2", "D3")],
)

case(
    "a register of parcels by holder",
    Sheet(
        [
            ["2021年宗地登记表"],
            [
                "宗地编号",
                "土地使用权人",
                "坐落",
                "宗地面积(平方米)",
                "证载面积(平方米)",
                "土地单价(元/㎡)",
                "出让金(万元)",
            ],
            ["GB001", A, "汇龙镇", 2000, 1900, 384, 76.8],
            ["GB002", A, "北新镇", 1000, 1000, 384, 38.4],
        ]
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "D3"),
        (A, "certified_land_area", "2021", 1900, "m2", "E3"),
        (A, "land_area", "2021", 1000, "m2", "D4"),
        (A, "certified_land_area", "2021", 1000, "m2", "E4"),
    ],
)

case(
    "notes beside the table and a legend below",
    Sheet(
        [
            ["2021年税收 单位:元"],
            ["企业名称", "入库税收", None, None, "说明:黄色为新增企业"],
            [A, 5],
            [B, 6],
            [],
            ["说明:1. 数据来自税务局;2. 单位为元,保留整数。"],
        ]
    ),
    [(A, "tax_paid", "2021", 5, "yuan", "B3"), (B, "tax_paid", "2021", 6, "yuan", "B4")],
)
