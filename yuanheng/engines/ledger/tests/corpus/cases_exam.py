"""Workbooks after those of a blind examiner: parts, totals over quarters, words, rows that are no firms, row periods."""

from .case import A, B, C, Sheet, case, code

case(
    "power by tariff with its total: 平 is a part and no square metre",
    Sheet(
        [
            ["户号", "户名", "电量(千瓦时)", None, None, None, "电费(元)"],
            [None, None, "峰", "平", "谷", "总", None],
            [320924, A, 296, 135, 524, 955, 432.72],
        ],
        name="2021年3月",
        merge=["A1:A2", "B1:B2", "C1:F1", "G1:G2"],
    ),
    [
        (A, "electricity_peak", "2021-03", 296, "kWh", "C3"),
        (A, "electricity_flat", "2021-03", 135, "kWh", "D3"),
        (A, "electricity_valley", "2021-03", 524, "kWh", "E3"),
        (A, "electricity", "2021-03", 955, "kWh", "F3"),
    ],
)

for _number, _total in enumerate(("合计", "小计", "总")):
    case(
        f"power by tariff, the total called {_total}, with a sharp peak",
        Sheet(
            [
                ["2021年3月"],
                ["企业名称", "用电量(千瓦时)", None, None, None, None],
                [None, "尖", "峰", "平", "谷", _total],
                [A, 1, 2, 3, 4, 10 + _number],
            ],
            merge=["B2:F2"],
        ),
        [
            (A, "electricity", "2021-03", 10 + _number, "kWh", "F4"),
            (A, "electricity_sharp", "2021-03", 1, "kWh", "B4"),
        ],
    )

case(
    "a total over the quarters",
    Sheet(
        [
            ["企业", "入库税收(万元)", None, None, None, None, "应税销售(亿元)", None],
            [None, "第一季度", "第二季度", "第三季度", "第四季度", "合计", "1-6月", "1-12月"],
            [A, 1, 2, 3, 4, 10, 1, 2],
        ],
        name="2020年度",
        merge=["A1:A2", "B1:F1", "G1:H1"],
    ),
    [
        *(
            (A, "tax_paid", f"2020-{m:02d}..2020-{m + 2:02d}", 10_000 * (i + 1), "yuan", f"{'BCDE'[i]}3")
            for i, m in enumerate((1, 4, 7, 10))
        ),
        (A, "tax_paid", "2020", 100_000, "yuan", "F3"),
        (A, "taxable_sales", "2020-01..2020-06", 1e8, "yuan", "G3"),
        (A, "taxable_sales", "2020", 2e8, "yuan", "H3"),
    ],
)

case(
    "a total over two quarters is the half year, over quarters with a gap it is none",
    [
        Sheet(
            [["2021年税收(万元)"], ["企业名称", "一季度", "二季度", "合计"], [A, 1, 2, 3]],
            name="半年",
        ),
        Sheet(
            [["2021年税收(万元)"], ["企业名称", "一季度", "三季度", "合计"], [B, 1, 2, 3]],
            name="缺季",
        ),
    ],
    [
        (A, "tax_paid", "2021-01..2021-03", 10_000, "yuan", "B3", "半年"),
        (A, "tax_paid", "2021-04..2021-06", 20_000, "yuan", "C3", "半年"),
        (A, "tax_paid", "2021-01..2021-06", 30_000, "yuan", "D3", "半年"),
        (B, "tax_paid", "2021-01..2021-03", 10_000, "yuan", "B3", "缺季"),
        (B, "tax_paid", "2021-07..2021-09", 20_000, "yuan", "C3", "缺季"),
    ],
)

case(
    "months written with 至 at the head of a column",
    Sheet([["2021年(单位:万元)"], ["企业名称", "1至6月开票销售", "1到9月开票销售"], [A, 1, 2]]),
    [
        (A, "taxable_sales", "2021-01..2021-06", 10_000, "yuan", "B3"),
        (A, "taxable_sales", "2021-01..2021-09", 20_000, "yuan", "C3"),
    ],
)

case(
    "power by tariff in two levels without any merged cell",
    Sheet(
        [
            ["2021年3月"],
            ["企业名称", "用电量(千瓦时)", None, None, None, "备注"],
            [None, "峰", "平", "谷", "合计", None],
            [A, 2, 3, 4, 9, "x"],
        ]
    ),
    [
        (A, "electricity", "2021-03", 9, "kWh", "E4"),
        (A, "electricity_flat", "2021-03", 3, "kWh", "C4"),
    ],
)

for _firm in ("使用企业", "使用单位", "入驻单位", "用人单位", "厂商名称", "被评价企业"):
    case(
        f"the firm's column is headed {_firm}",
        Sheet([["2021年"], ["楼层", _firm, "建筑面积(平方米)"], ["1F", A, 100], ["2F", "空置", 50]]),
        [(A, "floor_area", "2021", 100, "m2", "C3")],
    )

for _word, _measure in (
    ("已入库税额", "tax_paid"),
    ("税额合计", "tax_paid"),
    ("国税+地税", "tax_paid"),
    ("应税营业额", "taxable_sales"),
    ("生产增加值", "value_added"),
    ("科研投入", "rd_expense"),
    ("盈亏总额", "profit"),
):
    case(
        f"a column headed {_word}",
        Sheet([["2021年"], ["企业名称", f"{_word}(万元)"], [A, 5]]),
        [(A, _measure, "2021", 50_000, "yuan", "B3")],
    )

case(
    "staff called 在职职工",
    Sheet([["2021年"], ["企业名称", "在职职工"], [A, 5]]),
    [(A, "employees", "2021", 5, "persons", "B3")],
)

case(
    "codes under 代码, house numbers under 编码",
    Sheet(
        [
            ["2021年"],
            ["代码", "单位名称", "入库税收(万元)", "编码"],
            [code(1), A, 5, "001"],
            [code(2), B, 6, "002"],
        ]
    ),
    [(A, "tax_paid", "2021", 50_000, "yuan", "C3"), (B, "tax_paid", "2021", 60_000, "yuan", "C4")],
    keys={A: code(1), B: code(2)},
)

case(
    "rows that are no firms: counts of towns, carried pages, rooms without a tenant",
    Sheet(
        [
            ["2021年"],
            ["企业名称", "税收(万元)"],
            [A, 5],
            ["空关", 1],
            ["(待租)", 1],
            ["待招租", 1],
            ["已退租", 1],
            ["未出租", 1],
            ["空房", 1],
            ["过次页", 9],
            ["承前页", 9],
            [B, 6],
            ["镇  计", 11],
            ["村计", 11],
            ["区计", 11],
            ["户计", 11],
            ["户均", 5.5],
            ["全镇", 11],
        ]
    ),
    [(A, "tax_paid", "2021", 50_000, "yuan", "B3"), (B, "tax_paid", "2021", 60_000, "yuan", "B12")],
)

_HALL = "其中堂食品(昆山)有限公司"
case(
    "a firm whose name begins with 其中, and a row that only begins so",
    Sheet([["2021年"], ["企业名称", "税收(万元)"], [_HALL, 5], [A, 6], ["其中:外资公司", 6], ["合计", 11]]),
    [(_HALL, "tax_paid", "2021", 50_000, "yuan", "B3"), (A, "tax_paid", "2021", 60_000, "yuan", "B4")],
)

case(
    "only a firm with several parcels has a subtotal of its own",
    Sheet(
        [
            ["2021年"],
            ["权利人", "宗地号", "证载面积(亩)"],
            [A, "1-0", 3],
            [B, "2-0", 6],
            [None, "2-1", 9],
            ["小计", None, 15],
            [C, "3-0", 30],
            ["合计", None, 48],
        ],
        merge=["A4:A5"],
    ),
    [
        (A, "certified_land_area", "2021", 2000, "m2", "C3"),
        (B, "certified_land_area", "2021", 4000, "m2", "C4"),
        (B, "certified_land_area", "2021", 6000, "m2", "C5"),
        (C, "certified_land_area", "2021", 20000, "m2", "C7"),
    ],
)

case(
    "such a subtotal is still checked",
    Sheet(
        [
            ["2021年"],
            ["权利人", "宗地号", "证载面积(亩)"],
            [A, "1-0", 3],
            [B, "2-0", 6],
            [None, "2-1", 9],
            ["小计", None, 25],
        ],
        merge=["A4:A5"],
    ),
    [
        (A, "certified_land_area", "2021", 2000, "m2", "C3"),
        (B, "certified_land_area", "2021", 4000, "m2", "C4"),
        (B, "certified_land_area", "2021", 6000, "m2", "C5"),
    ],
    [("total_mismatch", "C6")],
)

case(
    "the year of supply in the row wins over the title",
    Sheet([["2020年以来供地情况"], ["受让单位", "供地面积(亩)", "供地年度"], [A, 3, 2021], [B, 3, "2020年"]]),
    [(A, "land_area", "2021", 2000, "m2", "B3"), (B, "land_area", "2020", 2000, "m2", "B4")],
)
