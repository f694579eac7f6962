"""More of the same, as other hands would have made it."""

import datetime
from pathlib import Path

import xlsxwriter

from .case import A, B, C, D, Sheet, case, code

case(
    "of-which as a level of its own",
    Sheet(
        [
            ["2021年税收(单位:万元)"],
            ["企业名称", "入库税收", "其中", None, "占比%"],
            [None, None, "增值税", "企业所得税", None],
            [A, 10, 6, 3, 5],
        ],
        merge=["A2:A3", "B2:B3", "C2:D2", "E2:E3"],
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "B4"),
        (A, "tax_paid_vat", "2021", 60000, "yuan", "C4"),
        (A, "tax_paid_cit", "2021", 30000, "yuan", "D4"),
    ],
)

case(
    "groups of columns: who they are, their figures, their land",
    Sheet(
        [
            ["附件1"],
            ["2021年度工业企业资源利用情况调查表"],
            ["企业基本情况", None, None, "经济指标(万元)", None, "用地情况", None, "其他"],
            ["序号", "企业名称", "信用代码", "入库税收", "应税销售", "面积(亩)", "其中:持证面积(亩)", "备注"],
            [1, A, code(1), 5, 6, 3, 3, "x"],
        ],
        merge=["A2:H2", "A3:C3", "D3:E3", "F3:G3"],
    ),
    [
        (A, "tax_paid", "2021", 50000, "yuan", "D5"),
        (A, "taxable_sales", "2021", 60000, "yuan", "E5"),
        (A, "land_area", "2021", 2000, "m2", "F5"),
        (A, "certified_land_area", "2021", 2000, "m2", "G5"),
    ],
    keys={A: code(1)},
)

case(
    "rows of last year, of growth and of plans below the total",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "税收"],
            [A, 5],
            [B, 6],
            ["合计", 11],
            ["上年同期", 10],
            ["增长%", 10],
            ["年度目标", 12],
            ["完成率", "92%"],
            ["户均", 5.5],
        ]
    ),
    [(A, "tax_paid", "2021", 50000, "yuan", "B3"), (B, "tax_paid", "2021", 60000, "yuan", "B4")],
)

case(
    "groups named by town with a count, by class, by all",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "税收"],
            ["全区", 11],
            ["汇龙镇(2户)", 11],
            ["A类企业", 5],
            [A, 5],
            ["B类企业", 6],
            [B, 6],
            ["22家企业合计", 11],
            ["规模以上工业企业", 11],
        ]
    ),
    [(A, "tax_paid", "2021", 50000, "yuan", "B6"), (B, "tax_paid", "2021", 60000, "yuan", "B8")],
)

case(
    "unit and conversion in one bracket; several units stated in one line",
    Sheet(
        [
            ["2021年能耗", None, "金额单位:万元,面积单位:亩"],
            ["企业名称", "综合能耗(吨标准煤,等价值)", "产值", "用地面积"],
            [A, 5, 6, 3],
        ]
    ),
    [
        (A, "energy_tce", "2021", 5, "tce", "B3"),
        (A, "output_value", "2021", 60000, "yuan", "C3"),
        (A, "land_area", "2021", 2000, "m2", "D3"),
    ],
)

case(
    "three levels by year, month and measure",
    Sheet(
        [
            ["企业情况"],
            ["企业名称", "2021年", None, None, None],
            [None, "1月", None, "2月", None],
            [None, "税收(万元)", "用电(度)", "税收(万元)", "用电(度)"],
            [A, 1, 2, 3, 4],
        ],
        merge=["A2:A4", "B2:E2", "B3:C3", "D3:E3"],
    ),
    [
        (A, "tax_paid", "2021-01", 10000, "yuan", "B5"),
        (A, "electricity", "2021-01", 2, "kWh", "C5"),
        (A, "tax_paid", "2021-02", 30000, "yuan", "D5"),
        (A, "electricity", "2021-02", 4, "kWh", "E5"),
    ],
)

case(
    "a subtotal row inside a merged firm",
    Sheet(
        [
            ["2021年6月用电(度)"],
            ["企业名称", "户号", "用电量"],
            [A, "1", 5],
            [None, "2", 6],
            [None, "小计", 11],
            [B, "3", 7],
        ],
        merge=["A3:A5"],
    ),
    [
        (A, "electricity", "2021-06", 5, "kWh", "C3"),
        (A, "electricity", "2021-06", 6, "kWh", "C4"),
        (B, "electricity", "2021-06", 7, "kWh", "C6"),
    ],
)

case(
    "a figure merged over the firm's parcels is one fact",
    Sheet(
        [
            ["2021年"],
            ["企业名称", "地块编号", "用地面积(亩)", "入库税收(万元)"],
            [A, "1", 3, 9],
            [None, "2", 6, None],
            [B, "3", 3, 8],
        ],
        merge=["A3:A4", "D3:D4"],
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "C3"),
        (A, "land_area", "2021", 4000, "m2", "C4"),
        (B, "land_area", "2021", 2000, "m2", "C5"),
        (A, "tax_paid", "2021", 90000, "yuan", "D3"),
        (B, "tax_paid", "2021", 80000, "yuan", "D5"),
    ],
)

case(
    "this period and last period",
    Sheet(
        [["2021年1-9月利润表(千元)"], ["单位名称", "利润总额", None], [None, "本期金额", "上期金额"], [A, 5, 4]],
        merge=["A2:A3", "B2:C2"],
    ),
    [(A, "profit", "2021-01..2021-09", 5000, "yuan", "B4")],
)

case(
    "quarters down, halves down",
    Sheet(
        [
            ["用电量(万度)"],
            ["企业名称", "所属期", "用电量"],
            [A, "2021年一季度", 1],
            [A, "2021年第2季度", 2],
            [A, "2021年下半年", 3],
            [A, "2021年", 6],
        ]
    ),
    [
        (A, "electricity", "2021-01..2021-03", 10000, "kWh", "C3"),
        (A, "electricity", "2021-04..2021-06", 20000, "kWh", "C4"),
        (A, "electricity", "2021-07..2021-12", 30000, "kWh", "C5"),
        (A, "electricity", "2021", 60000, "kWh", "C6"),
    ],
)

case(
    "sheets by year and by quarter",
    [
        Sheet([["税收(万元)"], ["企业名称", "税收"], [A, 1]], name="2020"),
        Sheet([["税收(万元)"], ["企业名称", "税收"], [A, 2]], name="2021年1季度"),
    ],
    [
        (A, "tax_paid", "2020", 10000, "yuan", "B3", "2020"),
        (A, "tax_paid", "2021-01..2021-03", 20000, "yuan", "B3", "2021年1季度"),
    ],
)

case(
    "sheets numbered by month",
    [Sheet([["2021年税收(万元)"], ["企业名称", "税收"], [A, m]], name=str(m)) for m in (1, 2, 3)],
    [(A, "tax_paid", f"2021-0{m}", m * 10000, "yuan", "B3", str(m)) for m in (1, 2, 3)],
)

case(
    "kinds of income tax from two offices are parts, both kept",
    Sheet([["2021年(万元)"], ["企业名称", "税收合计", "企业所得税(国税)", "企业所得税(地税)"], [A, 9, 5, 4]]),
    [(A, "tax_paid", "2021", 90000, "yuan", "B3")],
)

case(
    "cumulative investment since the start beside this year's",
    Sheet(
        [
            ["2021年6月固定资产投资(万元)"],
            ["项目名称", "项目公司", "累计完成投资", "本年完成投资", "本月完成投资"],
            ["一期", A, 900, 60, 10],
        ]
    ),
    [(A, "fixed_investment", "2021-06", 100000, "yuan", "E3")],
    optional=[
        (A, "fixed_investment", "2021-06", 600000, "yuan", "D3"),
        (A, "fixed_investment", "2021", 600000, "yuan", "D3"),
        (A, "fixed_investment", "2021-01..2021-06", 600000, "yuan", "D3"),
    ],
)

case(
    "foreign investment in dollars by header",
    Sheet(
        [["2021年投资"], ["企业名称", "完成固定资产投资(万元)", "完成固定资产投资(万美元)"], [A, 5, None], [B, None, 6]]
    ),
    [(A, "fixed_investment", "2021", 50000, "yuan", "B3"), (B, "fixed_investment", "2021", 60000, "usd", "C4")],
    [("missing_value", "B4"), ("missing_value", "C3")],
)

case(
    "odd spellings of units",
    Sheet(
        [
            ["2021年"],
            ["企业名称", "用电量(KW·h)", "用电", "土地面积(公顷)", "建筑面积(M²)", "COD(公斤)", "能耗(tce)"],
            [None, None, None, None, None, None, None],
            [A, 1, None, 1, 5, 6, 7],
        ]
    ),
    [
        (A, "electricity", "2021", 1, "kWh", "B4"),
        (A, "land_area", "2021", 10000, "m2", "D4"),
        (A, "floor_area", "2021", 5, "m2", "E4"),
        (A, "emissions_cod", "2021", 6, "kg", "F4"),
        (A, "energy_tce", "2021", 7, "tce", "G4"),
    ],
)

case(
    "the firm column called 单位, a unit line, a reporting office",
    Sheet([["填报单位:启东市税务局", None, "单位:万元"], ["单位", "入库税收", "销售收入"], [A, 5, 6]]),
    [(A, "tax_paid", "2021", 50000, "yuan", "B3"), (A, "taxable_sales", "2021", 60000, "yuan", "C3")],
)

case(
    "numbered names, blank rows, notes at the side",
    Sheet([["2021年税收(元)"], ["企业名称", "税收"], ["1、" + A, 5], [], ["2、" + B, 6], [], ["备注:无"]]),
    [("1、" + A, "tax_paid", "2021", 5, "yuan", "B3"), ("2、" + B, "tax_paid", "2021", 6, "yuan", "B5")],
)

case(
    "the same firm in two sheets by town, identical and not",
    [
        Sheet([["2021年税收(元)"], ["企业名称", "税收"], [A, 5], [B, 6]], name="汇龙镇"),
        Sheet([["2021年税收(元)"], ["企业名称", "税收"], [A, 5], [B, 7]], name="北新镇"),
    ],
    [
        (A, "tax_paid", "2021", 5, "yuan", "B3", "汇龙镇"),
        (B, "tax_paid", "2021", 6, "yuan", "B4", "汇龙镇"),
        (B, "tax_paid", "2021", 7, "yuan", "B4", "北新镇"),
    ],
    [("duplicate_row", ""), ("duplicate_row", "")],
)

case(
    "the same name with other spaces",
    Sheet([["2021年税收(元)"], ["企业名称", "税收"], ["启东 海工机械公司", 5], ["启东海工机械公司", 5]]),
    [("启东 海工机械公司", "tax_paid", "2021", 5, "yuan", "B3")],
    [("duplicate_row", "")],
)

case(
    "peak, flat and valley with and without a total",
    [
        Sheet(
            [
                ["2021年6月(千瓦时)"],
                ["户名", "用电量", None, None, None],
                [None, "峰", "平", "谷", "合计"],
                [A, 1, 2, 3, 6],
            ],
            name="甲",
            merge=["A2:A3", "B2:E2"],
        ),
    ],
    [(A, "electricity", "2021-06", 6, "kWh", "E4")],
)

case(
    "months as Chinese numerals and a half-year total inside",
    Sheet(
        [
            ["2021年用电量(度)"],
            ["企业名称", "一月", "二月", "三月", "一季度小计", "四月", "五月", "六月", "二季度小计", "上半年合计"],
            [A, 1, 2, 3, 6, 4, 5, 6, 15, 21],
        ]
    ),
    [(A, "electricity", f"2021-0{m}", m, "kWh", f"{c}3") for m, c in zip(range(1, 7), "BCDFGH", strict=True)]
    + [
        (A, "electricity", "2021-01..2021-03", 6, "kWh", "E3"),
        (A, "electricity", "2021-04..2021-06", 15, "kWh", "I3"),
        (A, "electricity", "2021-01..2021-06", 21, "kWh", "J3"),
    ],
)

case(
    "year by year columns per measure, one header row",
    Sheet(
        [
            [
                "企业名称",
                "2020年入库税收(万元)",
                "2021年入库税收(万元)",
                "2021年比2020年增长(%)",
                "2021年末从业人员(人)",
            ],
            [A, 1, 2, 100, 50],
        ]
    ),
    [(A, "tax_paid", "2020", 10000, "yuan", "B2"), (A, "tax_paid", "2021", 20000, "yuan", "C2")],
    optional=[(A, "employees", "2021", 50, "persons", "E2"), (A, "employees", "2021-12", 50, "persons", "E2")],
)

case(
    "twelve months as a range is the year",
    Sheet([["2021年1-12月税收(万元)"], ["企业名称", "税收", "去年同期"], [A, 5, 4]]),
    [(A, "tax_paid", "2021", 50000, "yuan", "B3")],
)

case(
    "project table with firm, builder and money in text",
    Sheet(
        [
            ["2021年技改项目投资完成情况表", None, None, None, "单位:万元"],
            ["序号", "企业名称", "项目名称", "备案投资额", "本年完成技改投资", "完成率"],
            [1, A, "自动化改造", "5,000", "1,200.50", "24%"],
        ]
    ),
    [(A, "technical_investment", "2021", 12005000, "yuan", "E3")],
)

case(
    "land: supply table by winner, plot ratio, prices",
    Sheet(
        [
            ["2021年工业用地供应情况"],
            ["宗地编号", "受让单位", "土地坐落", "出让面积(公顷)", "容积率", "成交价(万元)", "约定开工时间"],
            ["G1", A, "汇龙镇", 1.5, ">1.2", 300, datetime.datetime(2022, 1, 1)],
        ]
    ),
    [(A, "land_area", "2021", 15000, "m2", "D3")],
)

case(
    "buildings: rooms with tenants, one tenant in two rooms, owner's use",
    Sheet(
        [
            ["某大厦2021年6月入驻情况"],
            ["楼层", "房号", "入驻企业", "建筑面积(㎡)", "月租金(元/㎡)"],
            ["1F", "101", A, 100, 30],
            ["1F", "102", A, 100, 30],
            ["2F", "201", "空置", 300, None],
            ["2F", "202", B, 50, 28],
        ]
    ),
    [
        (A, "floor_area", "2021-06", 100, "m2", "D3"),
        (A, "floor_area", "2021-06", 100, "m2", "D4"),
        (B, "floor_area", "2021-06", 50, "m2", "D6"),
    ],
)


def _rich(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("税")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["2021年税收"])
    sheet.write_row(1, 0, ["企业名称"])
    sheet.write_rich_string(1, 1, bold, "入库", "税收(万元)")
    sheet.write_rich_string(2, 0, bold, "启东市", "海工机械有限公司")
    sheet.write_number(2, 1, 5)
    sheet.write_comment(2, 1, "实际为 6")
    sheet.write_formula(3, 0, '="启东市"&"丙厂"', None, "启东市丙厂")
    sheet.write_formula(3, 1, "=1+1", None, 2)
    sheet.set_column("A:A", None, None, {"hidden": True})
    book.close()


case(
    "rich text, comments, formula names, a hidden name column",
    _rich,
    [(A, "tax_paid", "2021", 50000, "yuan", "B3"), ("启东市丙厂", "tax_paid", "2021", 20000, "yuan", "B4")],
)

case(
    "a table without names, by code alone",
    Sheet([["2021年税收(元)"], ["统一社会信用代码", "入库税收"], [code(1), 5], [code(2), 6], ["合计", 11]]),
    [("", "tax_paid", "2021", 5, "yuan", "B3"), ("", "tax_paid", "2021", 6, "yuan", "B4")],
)

case(
    "a form: label and value, indicator rows of one firm",
    Sheet(
        [
            ["2021年企业申报表"],
            ["企业名称:" + A, None, "统一社会信用代码:" + code(1)],
            ["指标名称", "计量单位", "本年实际", "上年同期"],
            ["工业总产值", "万元", 5, 4],
            ["从业人员", "人", 6, 5],
        ]
    ),
    [],
    optional=[(A, "output_value", "2021", 50000, "yuan", "C4"), (A, "employees", "2021", 6, "persons", "C5")],
)

case(
    "pollutants down the rows",
    Sheet(
        [
            ["2021年污染物排放"],
            ["企业名称", "污染物名称", "排放量", "单位"],
            [A, "化学需氧量", 5, "吨"],
            [A, "氨氮", 6, "千克"],
            [B, "二氧化硫", 7, "吨"],
        ]
    ),
    [
        (A, "emissions_cod", "2021", 5000, "kg", "C3"),
        (A, "emissions_nh3n", "2021", 6, "kg", "C4"),
        (B, "emissions_so2", "2021", 7000, "kg", "C5"),
    ],
)

case(
    "firm again on another project, again with another address",
    Sheet(
        [
            ["2021年完成投资(万元)"],
            ["建设单位", "项目名称", "本年完成投资"],
            [A, "一期", 5],
            [A, "二期", 5],
            [B, "三期", 6],
            [B, "三期", 6],
        ]
    ),
    [
        (A, "fixed_investment", "2021", 50000, "yuan", "C3"),
        (A, "fixed_investment", "2021", 50000, "yuan", "C4"),
        (B, "fixed_investment", "2021", 60000, "yuan", "C5"),
    ],
    [("duplicate_row", "")],
)

case(
    "wide months with gaps, zeros and not yet reported months",
    Sheet(
        [
            ["2021年用电量(度)"],
            ["企业名称", *[f"{m}月" for m in range(1, 13)]],
            [A, 1, 0, "—", 4, *[None] * 8],
            [B, 1, 2, 3, 4, *[None] * 8],
        ]
    ),
    [
        (A, "electricity", "2021-01", 1, "kWh", "B3"),
        (A, "electricity", "2021-02", 0, "kWh", "C3"),
        (A, "electricity", "2021-04", 4, "kWh", "E3"),
        *[(B, "electricity", f"2021-0{m}", m, "kWh", f"{'ABCDE'[m]}4") for m in (1, 2, 3, 4)],
    ],
    [("missing_value", "D3")],
)

case(
    "totals that agree only with hidden rows, and a town's total that does not",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["镇", "企业名称", "税收"],
            ["汇龙镇", A, 10],
            ["汇龙镇", B, 20],
            ["汇龙镇小计", None, 30],
            ["北新镇", C, 30],
            ["北新镇小计", None, 99],
            ["合计", None, 60],
        ],
        hidden_rows=[4],
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "C3"),
        (B, "tax_paid", "2021", 200000, "yuan", "C4"),
        (C, "tax_paid", "2021", 300000, "yuan", "C6"),
    ],
    [("total_mismatch", "C7")],
)

case(
    "town column merged over its firms, code column as number, phone column",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["所属镇", "企业名称", "联系电话", "税收", "从业人员(人)"],
            ["汇龙镇", A, 13900000001, 10, 5],
            [None, B, 13900000002, 20, 6],
        ],
        merge=["A3:A4"],
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "D3"),
        (B, "tax_paid", "2021", 200000, "yuan", "D4"),
        (A, "employees", "2021", 5, "persons", "E3"),
        (B, "employees", "2021", 6, "persons", "E4"),
    ],
)

case(
    "same header twice under different years is no twin; same header thrice is",
    Sheet(
        [
            ["企业情况(万元)"],
            ["企业名称", "2020年", "2021年", "税收", "税收", "税收"],
            [None, "利润总额", "利润总额", None, None, None],
            [A, 1, 2, 3, 4, 5],
        ],
        merge=["A2:A3", "D2:D3", "E2:E3", "F2:F3"],
    ),
    [(A, "profit", "2020", 10000, "yuan", "B4"), (A, "profit", "2021", 20000, "yuan", "C4")],
    [("ambiguous_header", "")],
)

case(
    "title far above, in a text of its own, period and unit apart",
    Sheet(
        [
            ["启东经济开发区管理委员会"],
            ["工业企业用电量统计报表"],
            ["统计时间:2021年8月", None, "计量单位:千瓦时"],
            [],
            ["企业名称", "合计"],
            [A, 5],
        ]
    ),
    [(A, "electricity", "2021-08", 5, "kWh", "B6")],
)

case(
    "money words: 开票销售 and 入库 with months",
    Sheet(
        [
            ["2021年企业开票销售和入库税收月报(万元)"],
            ["企业名称", "开票销售", None, None, "入库税收", None, None],
            [None, "1月", "2月", "累计", "1月", "2月", "累计"],
            [A, 1, 2, 3, 4, 5, 9],
        ],
        merge=["A2:A3", "B2:D2", "E2:G2"],
    ),
    [
        (A, "taxable_sales", "2021-01", 10000, "yuan", "B4"),
        (A, "taxable_sales", "2021-02", 20000, "yuan", "C4"),
        (A, "taxable_sales", "2021-01..2021-02", 30000, "yuan", "D4"),
        (A, "tax_paid", "2021-01", 40000, "yuan", "E4"),
        (A, "tax_paid", "2021-02", 50000, "yuan", "F4"),
        (A, "tax_paid", "2021-01..2021-02", 90000, "yuan", "G4"),
    ],
)

case(
    "sub-header without merges and a unit row in brackets",
    Sheet(
        [
            ["2021年"],
            ["序号", "企业名称", "土地", None, "房屋"],
            [None, None, "占地面积", "持证面积", "建筑面积"],
            [None, None, "(亩)", "(亩)", "(㎡)"],
            [1, A, 3, 3, 100],
        ]
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "C5"),
        (A, "certified_land_area", "2021", 2000, "m2", "D5"),
        (A, "floor_area", "2021", 100, "m2", "E5"),
    ],
)

case(
    "decimal text with unit, spaces inside, trailing text unit in brackets",
    Sheet(
        [
            ["2021年"],
            ["企业名称", "税收", "从业人员"],
            [A, "1 234.5 万元", "35 人"],
            [B, "12.5（万元）", "约 40 人"],
            [C, "人民币12万元", "五十"],
            [D, "0.8亿元", "60名"],
        ]
    ),
    [
        (A, "tax_paid", "2021", 12345000, "yuan", "B3"),
        (B, "tax_paid", "2021", 125000, "yuan", "B4"),
        (C, "tax_paid", "2021", 120000, "yuan", "B5"),
        (D, "tax_paid", "2021", 80000000, "yuan", "B6"),
        (A, "employees", "2021", 35, "persons", "C3"),
        (C, "employees", "2021", 50, "persons", "C5"),
        (D, "employees", "2021", 60, "persons", "C6"),
    ],
    [("unreadable_number", "C4")],
)

case(
    "names and figures merged sideways over two columns",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["序号", "企业名称", None, "入库税收", None, "利润"],
            [1, A, None, 5, None, 6],
            [2, B, None, 7, None, 8],
        ],
        merge=["A1:F1", "B2:C2", "D2:E2", "B3:C3", "D3:E3", "B4:C4", "D4:E4"],
    ),
    [
        (A, "tax_paid", "2021", 50000, "yuan", "D3"),
        (B, "tax_paid", "2021", 70000, "yuan", "D4"),
        (A, "profit", "2021", 60000, "yuan", "F3"),
        (B, "profit", "2021", 80000, "yuan", "F4"),
    ],
)

case(
    "this month and to this month's end",
    Sheet([["2021年8月工业总产值(万元)"], ["企业名称", "本月", "本月止累计"], [A, 1, 8]]),
    [(A, "output_value", "2021-08", 10000, "yuan", "B3"), (A, "output_value", "2021-01..2021-08", 80000, "yuan", "C3")],
)

case(
    "ranges of months down the rows",
    Sheet([["2021年税收(元)"], ["企业名称", "月份", "税收"], [A, "1-3", 5], [A, "4-6月", 6], [B, "01", 7]]),
    [
        (A, "tax_paid", "2021-01..2021-03", 5, "yuan", "C3"),
        (A, "tax_paid", "2021-04..2021-06", 6, "yuan", "C4"),
        (B, "tax_paid", "2021-01", 7, "yuan", "C5"),
    ],
)


def _xls_errors(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("税")
    for row, values in enumerate([["2021年税收(元)"], ["企业名称", "税收"], [A], [B, 5], [C]]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.row(2).set_cell_error(1, 42)
    sheet.row(4).set_cell_error(1, 23)
    hidden = book.add_sheet("草稿")
    hidden.write(0, 0, "企业名称")
    hidden.write(0, 1, "税收(元)")
    hidden.write(1, 0, D)
    hidden.write(1, 1, 9)
    hidden.visibility = 1
    book.save(str(path))


case(
    "an .xls with error cells and a hidden sheet",
    _xls_errors,
    [(B, "tax_paid", "2021", 5, "yuan", "B4")],
    [("error_cell", "B3"), ("error_cell", "B5")],
    file="税.xls",
)

case(
    "one total for two kinds of figures, blank rows between header and data",
    Sheet(
        [
            ["2021年"],
            [],
            ["企业名称", "税收(万元)", "亩产税收(万元/亩)", "单位面积产值"],
            [],
            [A, 5, 1, 2],
            [],
            [B, 6, 1, 2],
            [],
            ["合计", 11],
        ]
    ),
    [(A, "tax_paid", "2021", 50000, "yuan", "B5"), (B, "tax_paid", "2021", 60000, "yuan", "B7")],
)

case(
    "land leased between firms, by text with units, floor leased apart",
    Sheet(
        [
            ["2021年厂房租赁情况"],
            ["企业名称", "自有土地面积(亩)", "租入土地面积(亩)", "租用厂房面积(㎡)", "建筑面积(㎡)"],
            [A, 3, "无", 500, 1000],
            [B, "—", "1.5亩", "/", 0],
        ]
    ),
    [
        (B, "leased_in_land_area", "2021", 1000, "m2", "C4"),
        (A, "floor_area", "2021", 1000, "m2", "E3"),
        (B, "floor_area", "2021", 0, "m2", "E4"),
    ],
    optional=[(A, "leased_in_land_area", "2021", 0, "m2", "C3")],
)

case(
    "statistics: monthly sheet with code, scale and many measures",
    Sheet(
        [
            ["2021年1-10月规模以上工业企业主要经济指标"],
            ["制表单位:统计局", None, None, None, None, "单位:千元、人、吨标准煤"],
            [
                "组织机构代码",
                "单位详细名称",
                "行业代码",
                "工业总产值(当年价格)",
                None,
                "利润总额",
                "平均用工人数",
                "综合能源消费量",
            ],
            [None, None, None, "1-本月", "上年同期", None, None, None],
            ["123456789", A, "3441", 100, 90, -5, 30, 12.5],
        ],
        merge=["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "H3:H4"],
    ),
    [
        (A, "output_value", "2021-01..2021-10", 100000, "yuan", "D5"),
        (A, "profit", "2021-01..2021-10", -5000, "yuan", "F5"),
        (A, "employees", "2021-10", 30, "persons", "G5"),
        (A, "energy_tce", "2021-01..2021-10", 12.5, "tce", "H5"),
    ],
)

case(
    "electricity by meter with several firms on one, readings and price beside",
    Sheet(
        [
            ["供电公司2021年3月抄表明细"],
            [
                "户号",
                "用户名称",
                "用电地址",
                "上次示数",
                "本次示数",
                "倍率",
                "有功总电量(kWh)",
                "其中:峰电量",
                "电价(元)",
                "电费(元)",
            ],
            [3200000001, A, "汇龙镇1号", 100, 200, 40, 4000, 1000, 0.7, 2800],
            [3200000002, A, "汇龙镇2号", 1, 2, 40, 40, 10, 0.7, 28],
        ]
    ),
    [(A, "electricity", "2021-03", 4000, "kWh", "G3"), (A, "electricity", "2021-03", 40, "kWh", "G4")],
)

case(
    "tax by month down and kind across",
    Sheet(
        [
            ["2021年税收(元)"],
            ["纳税人名称", "税款所属期", "入库税额", None, None],
            [None, None, "增值税", "企业所得税", "小计"],
            [A, "2021-01", 1, 2, 3],
            [None, "2021-02", 4, 5, 9],
        ],
        merge=["A2:A3", "B2:B3", "C2:E2", "A4:A5"],
    ),
    [
        (A, "tax_paid", "2021-01", 3, "yuan", "E4"),
        (A, "tax_paid", "2021-02", 9, "yuan", "E5"),
        (A, "tax_paid_vat", "2021-01", 1, "yuan", "C4"),
        (A, "tax_paid_vat", "2021-02", 4, "yuan", "C5"),
    ],
)

case(
    "the total row first, in another unit of thousands separators, and a wrong one last",
    Sheet(
        [
            ["2021年(万元)"],
            ["企业名称", "税收", "销售收入"],
            ["总计", "3,000.50", "10,000"],
            [A, 1000.5, 4000],
            [B, 2000, 6000],
            ["合计", 3000.5, 60000],
        ]
    ),
    [(A, "tax_paid", "2021", 10005000, "yuan", "B4"), (B, "tax_paid", "2021", 20000000, "yuan", "B5")],
    [("total_mismatch", "C6")],
    optional=[
        (A, "taxable_sales", "2021", 40000000, "yuan", "C4"),
        (B, "taxable_sales", "2021", 60000000, "yuan", "C5"),
    ],
)

case(
    "kinds of tax with the rest and a total, only the title says of what",
    Sheet(
        [
            ["2021年入库税收分税种情况表(万元)"],
            ["企业名称", "增值税", "企业所得税", "个人所得税", "其他", "合计"],
            [A, 1, 2, 3, 4, 10],
        ]
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "F3"),
        (A, "tax_paid_vat", "2021", 10000, "yuan", "B3"),
        (A, "tax_paid_other", "2021", 40000, "yuan", "E3"),
    ],
)

case(
    "kinds of tax with the rest and no total: the sum takes the rest in",
    Sheet([["2021年入库税收(万元)"], ["企业名称", "增值税", "企业所得税", "其他"], [A, 1, 2, 4]]),
    [(A, "tax_paid", "2021", 70000, "yuan", "B3:D3"), (A, "tax_paid_other", "2021", 40000, "yuan", "D3")],
)

case(
    "subtotals of firms, pages carried forward, a Chinese one for a dash",
    Sheet(
        [
            ["2021年1一6月用电量(度)"],
            ["户号", "户名", "用电量"],
            ["1", A, 5],
            ["2", A, 6],
            [None, A + "小计", 11],
            [None, "过次页", 11],
            [None, "承前页", 11],
            ["3", "一、" + B, 7],
            [None, "空置(原启东市老厂)", 1],
            [None, "Total", 18],
        ]
    ),
    [
        (A, "electricity", "2021-01..2021-06", 5, "kWh", "C3"),
        (A, "electricity", "2021-01..2021-06", 6, "kWh", "C4"),
        ("一、" + B, "electricity", "2021-01..2021-06", 7, "kWh", "C8"),
    ],
)

case(
    "税额 below a year and a measure",
    Sheet(
        [
            ["启东市2021年度重点企业纳税情况"],
            ["序号", "企业名称", "2021年入库税收", "", "2020年入库税收", ""],
            ["", "", "税额(万元)", "其中:地方留成", "税额(万元)", "其中:地方留成"],
            [1, A, 5, 2, 4, 1],
        ],
        merge=["A2:A3", "B2:B3", "C2:D2", "E2:F2"],
    ),
    [(A, "tax_paid", "2021", 50000, "yuan", "C4"), (A, "tax_paid", "2020", 40000, "yuan", "E4")],
)

case(
    "as of the year's last day",
    Sheet(
        [
            ["用地面积统计(截至2021年12月31日)"],
            ["单位:平方米"],
            ["名称", "统一社会信用代码", "占地面积", "建筑面积"],
            [A, code(1), 5, 6],
        ]
    ),
    [(A, "land_area", "2021-12", 5, "m2", "C4"), (A, "floor_area", "2021-12", 6, "m2", "D4")],
)

case(
    "当月 and 1-3月 in one header row each",
    Sheet([["2021年3月"], ["企业", "当月用电量(万千瓦时)", "1-3月累计用电量(万千瓦时)", "累计同比(%)"], [A, 1, 3, 5]]),
    [(A, "electricity", "2021-03", 10000, "kWh", "B3"), (A, "electricity", "2021-01..2021-03", 30000, "kWh", "C3")],
)

case(
    "research: staff, spending, of which from the state",
    Sheet(
        [
            ["2021年企业R&D活动情况"],
            ["企业名称", "研发人员(人)", "R&D经费内部支出(万元)", "其中:政府资金", "研发投入强度(%)"],
            [A, 1, 3, 1, 5],
        ]
    ),
    [(A, "rd_expense", "2021", 30000, "yuan", "C3")],
)

case(
    "a town's 汇总 is no firm",
    Sheet(
        [
            ["2021年"],
            ["所属镇", "企业名称", "税收(万元)"],
            ["汇龙镇", A, 1],
            ["汇龙镇", B, 2],
            ["汇龙镇 汇总", None, 3],
            ["总计", None, 3],
        ]
    ),
    [(A, "tax_paid", "2021", 10000, "yuan", "C3"), (B, "tax_paid", "2021", 20000, "yuan", "C4")],
)

case(
    "substances with a unit row of many spellings",
    Sheet(
        [
            ["主要污染物排放(2021年)"],
            ["企业名称", "COD", "氨氮", "SO2", "NOx"],
            ["", "吨", "吨", "千克", "kg"],
            [A, 1, 2, 3, 4],
        ]
    ),
    [(A, "emissions_cod", "2021", 1000, "kg", "B4"), (A, "emissions_so2", "2021", 3, "kg", "D4")],
)

case(
    "two areas in two units each, by parcel",
    Sheet(
        [
            ["2021年工业用地明细"],
            ["用地单位", "宗地号", "供地面积", "", "土地证号", "发证面积", ""],
            ["", "", "亩", "平方米", "", "亩", "平方米"],
            [A, "1", 3, 2000, "证1", 3, 2000],
            [A, "2", 6, 4000, "证2", 6, 4000],
        ],
        merge=["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2"],
    ),
    [
        (A, "land_area", "2021", 2000, "m2", "C4"),
        (A, "land_area", "2021", 4000, "m2", "C5"),
        (A, "certified_land_area", "2021", 2000, "m2", "F4"),
        (A, "certified_land_area", "2021", 4000, "m2", "F5"),
    ],
)

case(
    "three months, an ellipsis and a total",
    Sheet(
        [
            ["2021年1月-12月 入库税收(单位：元)"],
            ["纳税人识别号", "纳税人名称", "1月", "2月", "3月", "...", "合计"],
            [code(1), A, 1, 2, 3, None, 6],
        ]
    ),
    [
        (A, "tax_paid", "2021-01", 1, "yuan", "C3"),
        (A, "tax_paid", "2021-02", 2, "yuan", "D3"),
        (A, "tax_paid", "2021-03", 3, "yuan", "E3"),
        (A, "tax_paid", "2021-01..2021-03", 6, "yuan", "G3"),
    ],
)

case(
    "people at the end of months",
    Sheet([["2021年企业用工(人)"], ["企业名称", "1月末人数", "6月末人数", "12月末人数"], [A, 1, 2, 3]]),
    [
        (A, "employees", "2021-01", 1, "persons", "B3"),
        (A, "employees", "2021-06", 2, "persons", "C3"),
        (A, "employees", "2021-12", 3, "persons", "D3"),
    ],
)

case(
    "energy bought: power, gas, coal, all together",
    Sheet(
        [
            ["能源购进消费(2021年)"],
            ["企业名称", "电力(万千瓦时)", "天然气(万立方米)", "原煤(吨)", "综合能源消费量(吨标准煤)"],
            [A, 1, 2, 3, 4],
        ]
    ),
    [(A, "electricity", "2021", 10000, "kWh", "B3"), (A, "energy_tce", "2021", 4, "tce", "E3")],
)

case(
    "plan, done and since the start",
    Sheet(
        [
            [
                "项目名称",
                "项目单位",
                "2021年度计划投资(万元)",
                "2021年1-11月完成投资(万元)",
                "开工以来累计完成投资(万元)",
            ],
            ["x", A, 1, 2, 3],
        ]
    ),
    [(A, "fixed_investment", "2021-01..2021-11", 20000, "yuan", "D2")],
)

case(
    "land and buildings let and rented",
    Sheet(
        [
            ["2021年"],
            ["企业名称", "出租土地面积(亩)", "出租厂房面积(㎡)", "租入土地(亩)"],
            [A, 3, 5, None],
            [B, "无", "无", 3],
        ]
    ),
    [(A, "leased_out_land_area", "2021", 2000, "m2", "B3"), (B, "leased_in_land_area", "2021", 2000, "m2", "D4")],
    optional=[(B, "leased_out_land_area", "2021", 0, "m2", "B4")],
)
