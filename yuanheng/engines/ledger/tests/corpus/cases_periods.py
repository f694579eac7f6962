"""Periods: wide and long, cumulative, quarters, dates and serials, sheets by month, stocks."""

import datetime

from .case import A, B, Sheet, case

MONTHS = [f"{m}月" for m in range(1, 13)]

case(
    "months across with a year's total",
    Sheet(
        [
            ["2021年企业用电量统计表(单位:万千瓦时)"],
            ["户号", "企业名称", *MONTHS, "全年合计"],
            ["1", A, *range(1, 13), 78],
        ]
    ),
    [(A, "electricity", f"2021-{m:02d}", m * 10000, "kWh", f"{'CDEFGHIJKLMN'[m - 1]}3") for m in range(1, 13)]
    + [(A, "electricity", "2021", 780000, "kWh", "O3")],
)

case(
    "half a year across, the total without a word of when",
    Sheet([["2021年入库税收"], ["单位:万元"], ["企业名称", *MONTHS[:6], "合计"], [A, 1, 2, 3, 4, 5, 6, 21]]),
    [(A, "tax_paid", f"2021-{m:02d}", m * 10000, "yuan", f"{'BCDEFG'[m - 1]}4") for m in range(1, 7)]
    + [(A, "tax_paid", "2021-01..2021-06", 210000, "yuan", "H4")],
)

case(
    "this month and cumulative, the month in the title",
    Sheet(
        [
            ["2021年6月入库税收情况表"],
            ["企业名称", "本月(万元)", "1-6月累计(万元)", "去年同期累计", "同比%"],
            [A, 1, 6, 5, 20],
        ]
    ),
    [(A, "tax_paid", "2021-06", 10000, "yuan", "B3"), (A, "tax_paid", "2021-01..2021-06", 60000, "yuan", "C3")],
)

case(
    "this month and cumulative below each measure, the month in the sheet's name",
    Sheet(
        [
            ["规上企业月报(单位:千元)"],
            ["单位名称", "工业总产值", None, "利润总额", None],
            [None, "本月", "本年累计", "本月", "本年累计"],
            [A, 1, 5, 2, 6],
        ],
        name="2021年5月",
        merge=["A2:A3", "B2:C2", "D2:E2"],
    ),
    [
        (A, "output_value", "2021-05", 1000, "yuan", "B4"),
        (A, "output_value", "2021-01..2021-05", 5000, "yuan", "C4"),
        (A, "profit", "2021-05", 2000, "yuan", "D4"),
        (A, "profit", "2021-01..2021-05", 6000, "yuan", "E4"),
    ],
)

case(
    "long: a month column in many forms",
    Sheet(
        [
            ["用电量明细(千瓦时)"],
            ["企业名称", "月份", "用电量"],
            [A, "2021年1月", 1],
            [A, "2021-02", 2],
            [A, 202103, 3],
            [A, "2021.4", 4],
            [A, datetime.datetime(2021, 5, 1), 5],
            [A, 44348, 6],
            [A, "2021/7", 7],
            [A, "8月", 8],
            [A, "2021年9月份", 9],
            [A, "20211031", 10],
            [A, "二〇二一年十一月", 11],
            [A, 12, 12],
        ]
    ),
    [(A, "electricity", f"2021-{m:02d}", m, "kWh", f"C{m + 2}") for m in range(1, 13)],
)

case(
    "long: year and month columns apart, start and end of the tax period",
    [
        Sheet([["用电量(度)"], ["企业名称", "年份", "月份", "用电量"], [A, 2020, 12, 5], [A, 2021, 1, 6]], name="电"),
        Sheet(
            [
                ["税收(元)"],
                ["纳税人名称", "所属期起", "所属期止", "实缴税额"],
                [B, "2021-01-01", "2021-03-31", 7],
                [B, "2021-04-01", "2021-04-30", 8],
            ],
            name="税",
        ),
    ],
    [
        (A, "electricity", "2020-12", 5, "kWh", "D3", "电"),
        (A, "electricity", "2021-01", 6, "kWh", "D4", "电"),
        (B, "tax_paid", "2021-01..2021-03", 7, "yuan", "D3", "税"),
        (B, "tax_paid", "2021-04", 8, "yuan", "D4", "税"),
    ],
)

case(
    "one sheet a month",
    [Sheet([["入库税收(万元)"], ["企业名称", "入库税收"], [A, m]], name=f"{m}月") for m in (1, 2, 3)],
    [(A, "tax_paid", f"2021-0{m}", m * 10000, "yuan", "B3", f"{m}月") for m in (1, 2, 3)],
)

case(
    "one sheet a town",
    [
        Sheet([["2021年度入库税收(万元)"], ["企业名称", "入库税收"], [firm, 5]], name=town)
        for town, firm in (("汇龙镇", A), ("北新镇", B))
    ],
    [(A, "tax_paid", "2021", 50000, "yuan", "B3", "汇龙镇"), (B, "tax_paid", "2021", 50000, "yuan", "B3", "北新镇")],
)

case(
    "the period from the file's name",
    Sheet([["企业名称", "用电量(度)"], [A, 5]]),
    [(A, "electricity", "2021-07", 5, "kWh", "B2")],
    file="供电公司2021年7月用电量.xlsx",
    year=2022,
)

case(
    "the year of the call where nothing says one",
    Sheet([["企业名称", "用电量(度)"], [A, 5]]),
    [(A, "electricity", "2020", 5, "kWh", "B2")],
    year=2020,
)

case(
    "stocks take the month they are as of",
    Sheet([["截至2021年6月底企业情况"], ["企业名称", "从业人员(人)", "用地面积(亩)"], [A, 5, 3]]),
    [(A, "employees", "2021-06", 5, "persons", "B3"), (A, "land_area", "2021-06", 2000, "m2", "C3")],
)

case(
    "flows and stocks of half a year",
    Sheet([["2021年1-6月企业情况(万元)"], ["企业名称", "入库税收", "期末用工人数"], [A, 5, 3]]),
    [(A, "tax_paid", "2021-01..2021-06", 50000, "yuan", "B3"), (A, "employees", "2021-06", 3, "persons", "C3")],
)

case(
    "quarters and halves across",
    Sheet([["2021年产值(万元)"], ["企业名称", "一季度", "上半年", "前三季度", "全年"], [A, 1, 2, 3, 4]]),
    [
        (A, "output_value", "2021-01..2021-03", 10000, "yuan", "B3"),
        (A, "output_value", "2021-01..2021-06", 20000, "yuan", "C3"),
        (A, "output_value", "2021-01..2021-09", 30000, "yuan", "D3"),
        (A, "output_value", "2021", 40000, "yuan", "E3"),
    ],
)

case(
    "months across two measures, years and months as numbers and dates",
    Sheet(
        [
            ["企业情况"],
            ["企业名称", "入库税收(万元)", None, "用电量(度)", None],
            [None, datetime.datetime(2021, 1, 1), datetime.datetime(2021, 2, 1), 202101, 202102],
            [A, 1, 2, 3, 4],
        ],
        merge=["A2:A3", "B2:C2", "D2:E2"],
    ),
    [
        (A, "tax_paid", "2021-01", 10000, "yuan", "B4"),
        (A, "tax_paid", "2021-02", 20000, "yuan", "C4"),
        (A, "electricity", "2021-01", 3, "kWh", "D4"),
        (A, "electricity", "2021-02", 4, "kWh", "E4"),
    ],
)

case(
    "monthly and cumulative per month",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "1月", None, "2月", None],
            [None, "当月", "累计", "当月", "累计"],
            [A, 1, 1, 2, 3],
        ],
        merge=["A2:A3", "B2:C2", "D2:E2"],
    ),
    [
        (A, "tax_paid", "2021-01", 10000, "yuan", "B4"),
        (A, "tax_paid", "2021-02", 20000, "yuan", "D4"),
        (A, "tax_paid", "2021-01..2021-02", 30000, "yuan", "E4"),
    ],
)

case(
    "cumulative months across",
    Sheet([["2021年累计入库税收(万元)"], ["企业名称", "1月", "1-2月", "1-3月"], [A, 1, 3, 6]]),
    [
        (A, "tax_paid", "2021-01", 10000, "yuan", "B3"),
        (A, "tax_paid", "2021-01..2021-02", 30000, "yuan", "C3"),
        (A, "tax_paid", "2021-01..2021-03", 60000, "yuan", "D3"),
    ],
)

case(
    "the date of filling in is no period",
    Sheet([["2021年企业税收", None, "填报日期:2022年1月15日"], ["企业名称", "税收(元)"], [A, 5]]),
    [(A, "tax_paid", "2021", 5, "yuan", "B3")],
    year=2022,
)
