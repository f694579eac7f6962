"""Lines above the header with two texts: a title or a label at left, the unit at right. None is part of the header."""

from typing import Any

from .case import A, B, Sheet, case

_HEAD = ["序号", "企业名称", "税收合计", "工业总产值", "成立日期"]
_TWO_LEVELS = [["序号", "企业名称", "经济指标", None, "成立日期"], [None, None, "税收合计", "工业总产值", None]]
_TITLE = "启东市2021年度工业企业一览表"
# Both colons, because cells are written with either.
_COLONS = {"ASCII": ":", "full-width": "\uff1a"}


def _facts(row: int, period: str = "2021") -> list[tuple[Any, ...]]:
    """The facts of the two firms whose first row is `row`."""
    return [
        (firm, measure, period, value * 10_000, "yuan", f"{column}{row + at}")
        for at, (firm, values) in enumerate([(A, (5, 6)), (B, (7, 8))])
        for measure, value, column in zip(("tax_paid", "output_value"), values, "CD", strict=True)
    ]


def _add(name: str, above: list[list[Any]], header: list[list[Any]], period: str = "2021") -> None:
    rows = [*above, *header, [1, A, 5, 6, "2010-01-01"], [2, B, 7, 8, "2011-01-01"]]
    case(name, Sheet(rows), _facts(len(above) + len(header) + 1, period))


for _kind, _c in _COLONS.items():
    _unit = f"单位{_c}万元"
    _add(f"title and unit in one row, {_kind} colon", [[_TITLE, None, None, None, _unit]], [_HEAD])
    _add(f"title and unit, a blank row below, {_kind} colon", [[_TITLE, None, None, None, _unit], []], [_HEAD])
    _add(f"title and unit over a measure, {_kind} colon", [[_TITLE, None, None, _unit], []], [_HEAD])
    _add(f"issuer and unit, {_kind} colon", [[_TITLE], [f"填报单位{_c}税务局", None, None, None, _unit]], [_HEAD])
    _add(
        f"issuer and unit over two unmerged levels, {_kind} colon",
        [[_TITLE], [f"编制{_c}统计局", None, None, _unit]],
        _TWO_LEVELS,
    )
    _add(
        f"period and unit over two levels, {_kind} colon",
        [["某表"], [f"统计时间{_c}2021年一季度", None, None, None, f"(金额单位{_c}万元)"]],
        _TWO_LEVELS,
        "2021-01..2021-03",
    )
    _add(
        f"a bare period and the unit, {_kind} colon",
        [["某表"], ["2021年1-11月", None, None, None, _unit]],
        _TWO_LEVELS,
        "2021-01..2021-11",
    )
    _add(
        f"two caption rows, the unit in the first, {_kind} colon",
        [[_TITLE, None, None, None, _unit], [f"所属时期{_c}2021年1-6月", None, None, None, f"填报人{_c}张三"]],
        [_HEAD],
        "2021-01..2021-06",
    )
    _add(
        f"label, value and unit in three cells, {_kind} colon",
        [[_TITLE], ["填报单位", "税务局", None, None, _unit]],
        [_HEAD],
    )
    case(
        f"two tables side by side, each with its title and its unit, {_kind} colon",
        Sheet(
            [
                ["2021年上半年规上企业入库税收", None, None, None, "2021年上半年规下企业用电量"],
                [None, None, _unit, None, None, None, f"单位{_c}千瓦时"],
                ["序号", "企业名称", "入库税收", None, "序号", "企业名称", "用电量"],
                [1, A, 5, None, 1, B, 7],
            ]
        ),
        [
            (A, "tax_paid", "2021-01..2021-06", 50_000, "yuan", "C4"),
            (B, "electricity", "2021-01..2021-06", 7, "kWh", "G4"),
        ],
    )
    case(
        f"a unit in the bracket of a group header stays with its group, {_kind} colon",
        Sheet(
            [
                ["2021年"],
                ["序号", "企业名称", f"经济指标(单位{_c}万元)", None, f"用地(单位{_c}亩)"],
                [None, None, "税收合计", "工业总产值", "用地面积"],
                [1, A, 5, 6, 3],
            ]
        ),
        [
            (A, "tax_paid", "2021", 50_000, "yuan", "C4"),
            (A, "output_value", "2021", 60_000, "yuan", "D4"),
            (A, "land_area", "2021", 2000, "m2", "E4"),
        ],
    )
    case(
        f"of-which with a colon is a header and no label, {_kind} colon",
        Sheet(
            [
                ["2021年税收(万元)"],
                ["企业名称", "入库税收", f"其中{_c}", None],
                [None, None, "增值税", "企业所得税"],
                [A, 10, 6, 3],
            ],
            merge=["C2:D2"],
        ),
        [
            (A, "tax_paid", "2021", 100_000, "yuan", "B4"),
            (A, "tax_paid_vat", "2021", 60_000, "yuan", "C4"),
            (A, "tax_paid_cit", "2021", 30_000, "yuan", "D4"),
        ],
    )

case(
    "a title that names the measure, months below, the unit in its row",
    Sheet(
        [
            ["2021年8月入库税收", None, None, "单位:万元"],
            ["序号", "企业名称", "8月", "1-8月累计"],
            [1, A, 5, 50],
        ]
    ),
    [(A, "tax_paid", "2021-08", 50_000, "yuan", "C3"), (A, "tax_paid", "2021-01..2021-08", 500_000, "yuan", "D3")],
)

case(
    "the unit in a free cell of the header's first row",
    Sheet(
        [
            ["2021年9月进度"],
            ["序号", "建设单位", "完成投资", None, None, "单位:万元"],
            [None, None, "9月", "1-9月累计", None, "备注"],
            [1, A, 5, 50, None, "x"],
        ]
    ),
    [
        (A, "fixed_investment", "2021-09", 50_000, "yuan", "C4"),
        (A, "fixed_investment", "2021-01..2021-09", 500_000, "yuan", "D4"),
    ],
)

case(
    "two tables without a gap, the unit once at the right",
    Sheet(
        [
            ["2021年税收", None, None, None, None, "单位:万元"],
            ["序号", "企业名称", "税收", "序号", "企业名称", "税收"],
            [1, A, 5, 2, B, 7],
        ]
    ),
    [(A, "tax_paid", "2021", 50_000, "yuan", "C3"), (B, "tax_paid", "2021", 70_000, "yuan", "F3")],
)

case(
    "stacked tables, each with its title and unit in one row",
    Sheet(
        [
            ["2021年1月税收", None, "单位:万元"],
            ["序号", "企业名称", "税收"],
            [1, A, 5],
            ["合计", None, 5],
            [],
            ["2021年2月税收", None, "单位:元"],
            ["序号", "企业名称", "税收"],
            [1, A, 7],
            ["合计", None, 7],
        ]
    ),
    [(A, "tax_paid", "2021-01", 50_000, "yuan", "C3"), (A, "tax_paid", "2021-02", 7, "yuan", "C8")],
)

case(
    "the day of the count is for stocks, the title's year for flows",
    Sheet(
        [
            ["2021年企业家底调查汇总表"],
            ["统计日期:2021年12月31日"],
            ["企业名称", "入库税收(万元)", "用地面积(亩)", "职工人数(人)"],
            [A, 5, 3, 20],
        ]
    ),
    [
        (A, "tax_paid", "2021", 50_000, "yuan", "B4"),
        (A, "land_area", "2021-12", 2000, "m2", "C4"),
        (A, "employees", "2021-12", 20, "persons", "D4"),
    ],
)

case(
    "a title of months refines a sheet named by the last of them",
    Sheet(
        [["2021年1-11月"], ["项目名称", "建设单位", "本年完成投资(万元)"], ["x", A, 5]],
        name="2021.11",
    ),
    [(A, "fixed_investment", "2021-01..2021-11", 50_000, "yuan", "C3")],
)
