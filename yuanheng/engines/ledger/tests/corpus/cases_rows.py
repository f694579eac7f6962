"""Rows: totals, groups, footers, merged firms, duplicates, hidden rows, codes."""

from .case import A, B, C, D, Sheet, case, code

case(
    "totals, subtotals, groups, averages, among-which and footers",
    Sheet(
        [
            ["2021年企业税收 单位:万元"],
            ["序号", "企业名称", "入库税收"],
            ["甲", "乙", 1],
            ["合计", None, 60],
            [None, "一、汇龙镇", 30],
            [1, A, 10],
            [2, B, 20],
            [None, "小计", 30],
            [None, "二、北新镇", None],
            [3, C, 30],
            [None, "北新镇小计", 30],
            [None, "其中:规上企业", 30],
            [None, "平均", 20],
            [None, "总  计", 60],
            ["填表人:王五", None, "2022年1月5日"],
            ["注:以上为入库数。"],
        ]
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "C6"),
        (B, "tax_paid", "2021", 200000, "yuan", "C7"),
        (C, "tax_paid", "2021", 300000, "yuan", "C10"),
    ],
)

case(
    "a firm whose name contains a total's word",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "入库税收"],
            ["启东市合计算机有限公司", 10],
            ["启东总计量仪器厂", 5],
            ["启东平均律乐器有限公司", 2],
            ["合计", 17],
        ]
    ),
    [
        ("启东市合计算机有限公司", "tax_paid", "2021", 100000, "yuan", "B3"),
        ("启东总计量仪器厂", "tax_paid", "2021", 50000, "yuan", "B4"),
        ("启东平均律乐器有限公司", "tax_paid", "2021", 20000, "yuan", "B5"),
    ],
)

case(
    "a merged firm over four meters",
    Sheet(
        [
            ["2021年6月用电量(千瓦时)"],
            ["企业名称", "户号", "用电量"],
            [A, "32001", 100],
            [None, "32002", 200],
            [None, "32003", 300],
            [None, "32004", 400],
            [B, "32005", 50],
        ],
        merge=["A3:A6"],
    ),
    [
        (A, "electricity", "2021-06", 100, "kWh", "C3"),
        (A, "electricity", "2021-06", 200, "kWh", "C4"),
        (A, "electricity", "2021-06", 300, "kWh", "C5"),
        (A, "electricity", "2021-06", 400, "kWh", "C6"),
        (B, "electricity", "2021-06", 50, "kWh", "C7"),
    ],
)

case(
    "merged firm and code over parcels of equal size",
    Sheet(
        [
            ["2021年土地"],
            ["序号", "企业名称", "统一社会信用代码", "土地证号", "用地面积(㎡)"],
            [1, A, code(1), "启国用1", 1000],
            [None, None, None, "启国用2", 1000],
            [2, B, code(2), "启国用3", 500],
        ],
        merge=["A3:A4", "B3:B4", "C3:C4"],
    ),
    [
        (A, "land_area", "2021", 1000, "m2", "E3"),
        (A, "land_area", "2021", 1000, "m2", "E4"),
        (B, "land_area", "2021", 500, "m2", "E5"),
    ],
    keys={A: code(1), B: code(2)},
)

case(
    "an identical row is one problem and no second fact; other figures are two facts",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "入库税收", "应税销售"],
            [A, 10, 100],
            [B, 20, 200],
            [A, 10, 100],
            [B, 25, 200],
            [C, 1, 2],
        ]
    ),
    [
        (A, "tax_paid", "2021", 100000, "yuan", "B3"),
        (A, "taxable_sales", "2021", 1000000, "yuan", "C3"),
        (B, "tax_paid", "2021", 200000, "yuan", "B4"),
        (B, "tax_paid", "2021", 250000, "yuan", "B6"),
        (B, "taxable_sales", "2021", 2000000, "yuan", "C4"),
        (B, "taxable_sales", "2021", 2000000, "yuan", "C6"),
        (C, "tax_paid", "2021", 10000, "yuan", "B7"),
        (C, "taxable_sales", "2021", 20000, "yuan", "C7"),
    ],
    [("duplicate_row", ""), ("duplicate_row", "")],
)

case(
    "one firm on several meters, named every time",
    Sheet(
        [
            ["2021年5月用电(度)"],
            ["户号", "户名", "用电量"],
            ["1", A, 10],
            ["2", A, 10],
            ["3", A, 30],
            ["合计", None, 50],
        ]
    ),
    [
        (A, "electricity", "2021-05", 10, "kWh", "C3"),
        (A, "electricity", "2021-05", 10, "kWh", "C4"),
        (A, "electricity", "2021-05", 30, "kWh", "C5"),
    ],
)

case(
    "hidden rows count, hidden sheets are drafts",
    [
        Sheet(
            [["2021年税收(万元)"], ["企业名称", "入库税收"], [A, 10], [B, 20], [C, 30], ["合计", 60]],
            name="正式",
            hidden_rows=[4],
        ),
        Sheet([["2021年税收(万元)"], ["企业名称", "入库税收"], [D, 99]], name="草稿", hidden=True),
    ],
    [
        (A, "tax_paid", "2021", 100000, "yuan", "B3"),
        (B, "tax_paid", "2021", 200000, "yuan", "B4"),
        (C, "tax_paid", "2021", 300000, "yuan", "B5"),
    ],
)

case(
    "a gross total mismatch, and a mere rounding",
    Sheet(
        [
            ["2021年(万元)"],
            ["企业名称", "入库税收", "应税销售", "利润总额"],
            [A, 10.4, 100, 5],
            [B, 20.4, 200, 6],
            [C, 30.4, 300, 7],
            ["合计", 61, 900, 18],
        ]
    ),
    [
        (A, "tax_paid", "2021", 104000, "yuan", "B3"),
        (B, "tax_paid", "2021", 204000, "yuan", "B4"),
        (C, "tax_paid", "2021", 304000, "yuan", "B5"),
        (A, "taxable_sales", "2021", 1000000, "yuan", "C3"),
        (B, "taxable_sales", "2021", 2000000, "yuan", "C4"),
        (C, "taxable_sales", "2021", 3000000, "yuan", "C5"),
        (A, "profit", "2021", 50000, "yuan", "D3"),
        (B, "profit", "2021", 60000, "yuan", "D4"),
        (C, "profit", "2021", 70000, "yuan", "D5"),
    ],
    [("total_mismatch", "C6")],
)

case(
    "codes: repaired, lost digits, wrong check, old numbers",
    Sheet(
        [
            ["2021年税收(元)"],
            ["统一社会信用代码", "企业名称", "入库税收"],
            [code(1).lower(), A, 1],
            [" " + code(2)[:6] + " " + code(2)[6:], B, 2],
            [9.13206810000000e17, C, 3],
            [code(4)[:-1] + ("0" if code(4)[-1] != "0" else "1"), D, 4],
            ["320681000012345", "启东老厂", 5],
            [320681000012345, "启东旧厂", 6],
            ["".join(chr(ord(c) + 0xFEE0) for c in code(7)), "启东宽厂", 7],
            ["—", "启东无码厂", 8],
        ]
    ),
    [
        (A, "tax_paid", "2021", 1, "yuan", "C3"),
        (B, "tax_paid", "2021", 2, "yuan", "C4"),
        (C, "tax_paid", "2021", 3, "yuan", "C5"),
        (D, "tax_paid", "2021", 4, "yuan", "C6"),
        ("启东老厂", "tax_paid", "2021", 5, "yuan", "C7"),
        ("启东旧厂", "tax_paid", "2021", 6, "yuan", "C8"),
        ("启东宽厂", "tax_paid", "2021", 7, "yuan", "C9"),
        ("启东无码厂", "tax_paid", "2021", 8, "yuan", "C10"),
    ],
    [("bad_uscc", "A5"), ("bad_uscc", "A6"), ("bad_uscc", "A7"), ("bad_uscc", "A8")],
    keys={A: code(1), B: code(2), C: "", D: "", "启东宽厂": code(7)},
)

case(
    "vacant rooms and column numbers",
    Sheet(
        [
            ["标准厂房入驻情况(2021年12月)"],
            ["房号", "入驻企业", "建筑面积(㎡)"],
            ["(1)", "(2)", "(3)"],
            ["101", A, 500],
            ["102", "空置", 300],
            ["103", "待招租", 300],
            ["104", None, 200],
            ["105", "/", 100],
            ["合计", None, 1400],
        ]
    ),
    [(A, "floor_area", "2021-12", 500, "m2", "C4")],
)

case(
    "town totals above their firms",
    Sheet(
        [
            ["2021年产值(万元)"],
            ["单位", "工业总产值"],
            ["汇龙镇", 30],
            [A, 10],
            [B, 20],
            ["吕四港镇", 5],
            [C, 5],
            ["全区合计", 35],
        ]
    ),
    [
        (A, "output_value", "2021", 100000, "yuan", "B4"),
        (B, "output_value", "2021", 200000, "yuan", "B5"),
        (C, "output_value", "2021", 50000, "yuan", "B7"),
    ],
)

case(
    "placeholders are missing, zero is zero",
    Sheet(
        [
            ["2021年税收(万元)"],
            ["企业名称", "入库税收"],
            [A, "—"],
            [B, "/"],
            [C, 0],
            [D, "未统计"],
            ["启东戊厂", "0.00"],
            ["启东己厂", "无"],
            ["启东庚厂", " - "],
            ["启东辛厂", "..."],
        ],
        formats={"B5": '0;-0;"—"'},
    ),
    [(C, "tax_paid", "2021", 0, "yuan", "B5"), ("启东戊厂", "tax_paid", "2021", 0, "yuan", "B7")],
    [
        ("missing_value", "B3"),
        ("missing_value", "B4"),
        ("missing_value", "B6"),
        ("missing_value", "B8"),
        ("missing_value", "B9"),
        ("missing_value", "B10"),
    ],
)

case(
    "group rows merged across the table",
    Sheet(
        [
            ["2021年 单位:万元"],
            ["企业名称", "税收", "利润"],
            ["第一类 重点企业", None, None],
            [A, 1, 2],
            ["第二类 其他", None, None],
            [B, 3, 4],
        ],
        merge=["A3:C3", "A5:C5"],
    ),
    [
        (A, "tax_paid", "2021", 10000, "yuan", "B4"),
        (A, "profit", "2021", 20000, "yuan", "C4"),
        (B, "tax_paid", "2021", 30000, "yuan", "B6"),
        (B, "profit", "2021", 40000, "yuan", "C6"),
    ],
)

case(
    "individual businesses and people as subjects",
    Sheet([["2021年税收(元)"], ["纳税人名称", "实缴税金"], ["张三", 5], ["启东市汇龙镇老张五金店", 6], ["合计", 11]]),
    [("张三", "tax_paid", "2021", 5, "yuan", "B3"), ("启东市汇龙镇老张五金店", "tax_paid", "2021", 6, "yuan", "B4")],
)

case(
    "names keep what was written, formula-like text included",
    Sheet([["2021年税收(元)"], ["企业名称", "实缴税金"], ["启东 海工（集团）有限公司", 5], ["@SUM(A1)公司", 6]]),
    [
        ("启东 海工（集团）有限公司", "tax_paid", "2021", 5, "yuan", "B3"),
        ("@SUM(A1)公司", "tax_paid", "2021", 6, "yuan", "B4"),
    ],
)
