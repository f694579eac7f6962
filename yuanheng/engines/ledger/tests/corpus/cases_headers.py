"""Headers: levels, merges, units in every place, parts and totals, twins."""

from .case import A, B, C, Sheet, case

MU = 2000 / 3

case(
    "three levels, merged, unit in the top one",
    Sheet(
        [
            ["启东经济开发区2021年度企业税收情况表"],
            ["序号", "企业名称", "入库税收(万元)", None, None, None, "备注"],
            [None, None, "国税", None, "地税", "合计", None],
            [None, None, "增值税", "企业所得税", None, None, None],
            [1, A, 100, 50.5, 20, 170.5, None],
            [2, B, 10, 5, 2, 17, "新增"],
        ],
        merge=["A1:G1", "A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:E4", "F3:F4", "G2:G4"],
    ),
    [
        (A, "tax_paid", "2021", 1705000, "yuan", "F5"),
        (B, "tax_paid", "2021", 170000, "yuan", "F6"),
        (A, "tax_paid_vat", "2021", 1000000, "yuan", "C5"),
        (B, "tax_paid_local", "2021", 20000, "yuan", "E6"),
        (B, "tax_paid_vat", "2021", 100000, "yuan", "C6"),
        (A, "tax_paid_local", "2021", 200000, "yuan", "E5"),
    ],
)

case(
    "group header unmerged, as a CSV export leaves it",
    Sheet(
        [
            ["2021年企业经济指标"],
            ["序号", "企业名称", "入库税收(万元)", None, None, "用地面积(亩)"],
            [None, None, "国税", "地税", "合计", None],
            [1, A, 3, 2, 5, 30],
        ]
    ),
    [
        (A, "tax_paid", "2021", 50000, "yuan", "E4"),
        (A, "land_area", "2021", 20000, "m2", "F4"),
        (A, "tax_paid_national", "2021", 30000, "yuan", "C4"),
    ],
)

case(
    "only parts: the sum is derived over the cells",
    Sheet([["2021年入库税收表"], ["单位:万元"], ["企业名称", "国税", "地税"], [A, 3, 2]]),
    [
        (A, "tax_paid", "2021", 50000, "yuan", "B4:C4"),
        (A, "tax_paid_national", "2021", 30000, "yuan", "B4"),
        (A, "tax_paid_local", "2021", 20000, "yuan", "C4"),
    ],
)

case(
    "unit sub-row below the header, with a dash",
    Sheet(
        [
            ["2021年规上企业主要指标"],
            ["企业名称", "工业总产值", "从业人员", "综合能耗", "用电量", "用地面积"],
            [None, "千元", "人", "吨标准煤", "万千瓦时", "亩"],
            [A, 1234.5, 120, 88.8, 12.3, 45],
        ]
    ),
    [
        (A, "output_value", "2021", 1234500, "yuan", "B4"),
        (A, "employees", "2021", 120, "persons", "C4"),
        (A, "energy_tce", "2021", 88.8, "tce", "D4"),
        (A, "electricity", "2021", 123000, "kWh", "E4"),
        (A, "land_area", "2021", 30000, "m2", "F4"),
    ],
)

case(
    "the header's unit wins over the sub-row and the title",
    Sheet([["2021年税收(单位:亿元)"], ["企业名称", "入库税收(万元)", "应税销售"], [None, "元", "千元"], [A, 5, 6]]),
    [(A, "tax_paid", "2021", 50000, "yuan", "B4"), (A, "taxable_sales", "2021", 6000, "yuan", "C4")],
)

case(
    "unit in the title line, several dimensions",
    Sheet(
        [
            ["企业综合情况"],
            ["2021年度", None, None, "单位:万元、人、亩"],
            ["单位名称", "利润总额", "年末从业人员", "持证面积"],
            [A, 8, 30, 3],
        ]
    ),
    [
        (A, "profit", "2021", 80000, "yuan", "B4"),
        (A, "employees", "2021", 30, "persons", "C4"),
        (A, "certified_land_area", "2021", 2000, "m2", "D4"),
    ],
)

case(
    "unit only in the footer",
    Sheet([["2021年企业增加值"], ["企业名称", "工业增加值"], [A, 12], [B, 13], ["注:本表金额单位为万元。"]]),
    [(A, "value_added", "2021", 120000, "yuan", "B3"), (B, "value_added", "2021", 130000, "yuan", "B4")],
)

case(
    "no unit anywhere",
    Sheet([["2021年企业税收"], ["企业名称", "入库税收", "从业人员"], [A, 12, 5]]),
    [(A, "employees", "2021", 5, "persons", "C3")],
    [("unknown_unit", "")],
)

case(
    "a unit per row",
    Sheet(
        [
            ["2021年排放情况"],
            ["企业名称", "主要污染物排放量", "计量单位"],
            [A, 12, "吨"],
            [B, 300, "千克"],
            [C, 5, "车"],
        ]
    ),
    [(A, "emissions", "2021", 12000, "kg", "B3"), (B, "emissions", "2021", 300, "kg", "B4")],
    [("unknown_unit", "B5")],
)

case(
    "a currency per row, the scale in the header",
    Sheet(
        [
            ["2021年固定资产投资"],
            ["建设单位", "项目名称", "本年完成投资(万元)", "币种"],
            [A, "一期", 100, "人民币"],
            [B, "二期", 20, "美元"],
            [C, "三期", 7, "欧元"],
        ]
    ),
    [(A, "fixed_investment", "2021", 1000000, "yuan", "C3"), (B, "fixed_investment", "2021", 200000, "usd", "C4")],
    [("unknown_unit", "C5")],
)

case(
    "a full unit with currency per row",
    Sheet(
        [
            ["2021年投资"],
            ["建设单位", "项目名称", "完成投资", "单位"],
            [A, "一期", 100, "万元"],
            [B, "二期", 20, "万美元"],
        ]
    ),
    [(A, "fixed_investment", "2021", 1000000, "yuan", "C3"), (B, "fixed_investment", "2021", 200000, "usd", "C4")],
)

case(
    "mixed units per column, in brackets of many kinds",
    Sheet(
        [
            [
                "企业名称",
                "入库税收\n(万元)",
                "应税销售【元】",
                "用电量（度）",
                "占地面积/亩",
                "建筑面积㎡",
                "能耗[吨标煤]",
                "研发费用,千元",
            ],
            [A, 1, 2, 3, 3, 5, 6, 7],
        ]
    ),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "B2"),
        (A, "taxable_sales", "2021", 2, "yuan", "C2"),
        (A, "electricity", "2021", 3, "kWh", "D2"),
        (A, "land_area", "2021", 2000, "m2", "E2"),
        (A, "floor_area", "2021", 5, "m2", "F2"),
        (A, "energy_tce", "2021", 6, "tce", "G2"),
        (A, "rd_expense", "2021", 7000, "yuan", "H2"),
    ],
)

case(
    "two columns with one header cannot be told apart",
    Sheet([["2021年"], ["企业名称", "入库税收(万元)", "入库税收(万元)", "利润总额(万元)"], [A, 1, 2, 3]]),
    [(A, "profit", "2021", 30000, "yuan", "D3")],
    [("ambiguous_header", "")],
)

case(
    "the same area in two units is one fact",
    Sheet(
        [
            ["2021年用地情况"],
            ["企业名称", "用地面积", None, "租入面积(亩)"],
            [None, "亩", "平方米", None],
            [A, 3, 2000, "无"],
            [B, 6, 4000, 3],
        ],
        merge=["A2:A3", "B2:C2", "D2:D3"],
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "B4"),
        (B, "land_area", "2021", 4000, "m2", "B5"),
        (B, "leased_in_land_area", "2021", 2000, "m2", "D5"),
    ],
    optional=[(A, "leased_in_land_area", "2021", 0, "m2", "D4")],
)

case(
    "ratios, growth, plans, prices and capital are no facts",
    Sheet(
        [
            ["2021年企业情况"],
            [
                "企业名称",
                "注册资本(万元)",
                "入库税收(万元)",
                "同比增长(%)",
                "亩均税收(万元/亩)",
                "税收计划(万元)",
                "完成率",
                "去年同期(万元)",
                "土地单价(万元/亩)",
                "研发费用占比",
                "拟用地面积(亩)",
                "单位能耗税收(万元/吨标煤)",
            ],
            [A, 500, 12, 3.5, 0.4, 15, "80%", 11, 30, "3%", 10, 0.5],
        ]
    ),
    [(A, "tax_paid", "2021", 120000, "yuan", "C3")],
)

case(
    "a group that is a plan, beside the actual",
    Sheet(
        [
            ["2021年目标完成情况(万元)"],
            ["企业名称", "计划数", None, "实际数", None],
            [None, "税收", "产值", "税收", "产值"],
            [A, 10, 20, 11, 21],
        ],
        merge=["A2:A3", "B2:C2", "D2:E2"],
    ),
    [(A, "tax_paid", "2021", 110000, "yuan", "D4"), (A, "output_value", "2021", 210000, "yuan", "E4")],
)

case(
    "of which: a part after the total",
    Sheet(
        [
            ["2021年税收 单位:元"],
            ["企业名称", "入库税收", "其中:增值税", "其中:免抵调", "其中:留抵退税"],
            [A, 100, 60, 10, 5],
        ]
    ),
    [
        (A, "tax_paid", "2021", 100, "yuan", "B3"),
        (A, "tax_paid_vat", "2021", 60, "yuan", "C3"),
        (A, "tax_paid_export_credit", "2021", 10, "yuan", "D3"),
        (A, "tax_refund_retained", "2021", 5, "yuan", "E3"),
    ],
)

case(
    "unknown children of a total are parts, not the total",
    Sheet(
        [
            ["2021年用电量(千瓦时)"],
            ["企业名称", "用电量", None, None],
            [None, "合计", "其中:生产", "其中:办公生活"],
            [A, 100, 80, 20],
        ],
        merge=["A2:A3", "B2:D2"],
    ),
    [(A, "electricity", "2021", 100, "kWh", "B4")],
)

case(
    "pollutants by substance and a total in another unit",
    Sheet(
        [
            ["2021年主要污染物排放情况"],
            ["排污单位", "主要污染物排放量(吨)", None, None, None, None],
            [None, "化学需氧量", "氨氮", "二氧化硫", "氮氧化物", "合计"],
            [A, 1.5, 0.1, 2, 3, 6.6],
        ],
        merge=["A2:A3", "B2:F2"],
    ),
    [
        (A, "emissions", "2021", 6600, "kg", "F4"),
        (A, "emissions_cod", "2021", 1500, "kg", "B4"),
        (A, "emissions_nh3n", "2021", 100, "kg", "C4"),
    ],
)

case(
    "invoiced sales beside taxable sales keep their own code",
    Sheet([["2021年 单位:万元"], ["纳税人名称", "应税销售", "开票销售"], [A, 10, 9]]),
    [(A, "taxable_sales", "2021", 100000, "yuan", "B3"), (A, "invoiced_sales", "2021", 90000, "yuan", "C3")],
)

case(
    "invoiced sales alone are taxable sales",
    Sheet([["2021年 单位:万元"], ["纳税人名称", "开票销售收入"], [A, 9]]),
    [(A, "taxable_sales", "2021", 90000, "yuan", "B3")],
)

case(
    "average and year-end employees apart; 营业收入 is its own measure",
    Sheet(
        [
            ["2021年规上企业"],
            [
                "单位详细名称",
                "营业收入(千元)",
                "主营业务收入(千元)",
                "从业人员平均人数",
                "从业人员期末人数",
                "研发人员",
            ],
            [A, 10, 9, 50, 52, 6],
        ]
    ),
    [
        (A, "operating_revenue", "2021", 10000, "yuan", "B3"),
        (A, "main_business_revenue", "2021", 9000, "yuan", "C3"),
        (A, "employees_average", "2021", 50, "persons", "D3"),
        (A, "employees_year_end", "2021", 52, "persons", "E3"),
        (A, "rd_staff", "2021", 6, "persons", "F3"),
    ],
)

case(
    "columns headed by years",
    Sheet([["企业三年税收对比(万元)"], ["企业名称", "2019年", "2020年", "2021年", "增幅"], [A, 1, 2, 3, "50%"]]),
    [
        (A, "tax_paid", "2019", 10000, "yuan", "B3"),
        (A, "tax_paid", "2020", 20000, "yuan", "C3"),
        (A, "tax_paid", "2021", 30000, "yuan", "D3"),
    ],
)

case(
    "years over measures",
    Sheet(
        [
            ["企业情况"],
            ["企业名称", "2020年", None, "2021年", None],
            [None, "入库税收(万元)", "从业人员", "入库税收(万元)", "从业人员"],
            [A, 1, 10, 2, 12],
        ],
        merge=["A2:A3", "B2:C2", "D2:E2"],
    ),
    [
        (A, "tax_paid", "2020", 10000, "yuan", "B4"),
        (A, "employees", "2020", 10, "persons", "C4"),
        (A, "tax_paid", "2021", 20000, "yuan", "D4"),
        (A, "employees", "2021", 12, "persons", "E4"),
    ],
)

case(
    "land: certified, leased in and out below one header",
    Sheet(
        [
            ["2021年企业用地情况表"],
            ["企业名称", "用地面积(亩)", None, None, None],
            [None, "总面积", "持证", "出租", "租入"],
            [A, 30, 24, 3, "—"],
        ],
        merge=["A2:A3", "B2:E2"],
    ),
    [
        (A, "land_area", "2021", 20000, "m2", "B4"),
        (A, "certified_land_area", "2021", 16000, "m2", "C4"),
        (A, "leased_out_land_area", "2021", 2000, "m2", "D4"),
    ],
)

case(
    "the firm column wins over the account name; project tables name the builder",
    Sheet(
        [
            ["2021年用电量 单位:万度"],
            ["户号", "户名", "企业名称", "用电地址", "用电量"],
            ["001", "张三", A, "汇龙镇1号", 2],
        ]
    ),
    [(A, "electricity", "2021", 20000, "kWh", "E3")],
)

case(
    "a project table with totals since the start",
    Sheet(
        [
            ["2021年1-6月项目进度表"],
            [
                "序号",
                "项目名称",
                "建设单位",
                "计划总投资(亿元)",
                "自开工累计完成投资(万元)",
                "1-6月完成投资(万元)",
                "其中:设备投资(万元)",
            ],
            [1, "年产一万台电机项目", A, 2, 5000, 1200, 300],
        ]
    ),
    [(A, "fixed_investment", "2021-01..2021-06", 12000000, "yuan", "F3")],
)

case(
    "energy in both conversions",
    Sheet(
        [["2021年能源消费(吨标准煤)"], ["用能单位", "综合能耗", None], [None, "当量值", "等价值"], [A, 10, 12]],
        merge=["A2:A3", "B2:C2"],
    ),
    [(A, "energy_tce_equivalent", "2021", 10, "tce", "B4"), (A, "energy_tce_equal_value", "2021", 12, "tce", "C4")],
)

case(
    "a table that starts at C5, with an empty first column inside",
    Sheet([["2021年利润表 单位:万元"], ["企业名称", "利润总额"], [A, -3]], origin=(5, 3)),
    [(A, "profit", "2021", -30000, "yuan", "D7")],
)

case(
    "header with spaces, stars, numbers in front",
    Sheet([["2021年"], ["* 企 业 名 称", "1.入库税收 ( 万 元 )", "②研发费用(万元)"], [A, 1, 2]]),
    [(A, "tax_paid", "2021", 10000, "yuan", "B3"), (A, "rd_expense", "2021", 20000, "yuan", "C3")],
)
