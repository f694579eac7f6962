"""Tables put together at random, with what they hold known: every figure is found, nothing else is."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.engines.ledger.grid import a1
from yuanheng.engines.ledger.reading import read_here

from .corpus.case import Sheet, code, write_xlsx

NAMES = {
    "tax_paid": ["入库税收", "实缴税金", "税收合计"],
    "taxable_sales": ["应税销售", "应税销售收入"],
    "output_value": ["工业总产值", "产值"],
    "value_added": ["工业增加值"],
    "profit": ["利润总额"],
    "rd_expense": ["研发费用", "R&D经费支出"],
}
UNITS = {"元": 1, "千元": 1000, "万元": 10**4, "亿元": 10**8}
NOISE = [
    "同比增长(%)",
    "亩均税收(万元/亩)",
    "税收计划(万元)",
    "备注",
    "联系电话",
    "所属镇",
    "注册资本(万元)",
    "去年同期(万元)",
]
FIRMS = [f"启东市{c}{d}有限公司" for c in "海江河湖山林田" for d in ("机械", "电子", "化工")]


@dataclass
class Built:
    """A sheet and the facts it holds: (name, measure, period, value, cell)."""

    sheet: Sheet
    facts: set[tuple[str, str, str, float, str]]


@st.composite
def tables(draw: st.DrawFn) -> Built:
    measures = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=4, unique=True))
    place = draw(st.sampled_from(["header", "sub-row", "title", "parent", "footer"]))
    unit = draw(st.sampled_from(sorted(UNITS)))
    months = draw(st.sampled_from([[], [1, 2, 3], list(range(1, 7))]))
    indexed, coded = draw(st.booleans()), draw(st.booleans())
    noise = draw(st.lists(st.sampled_from(NOISE), max_size=3, unique=True))
    firms = draw(st.lists(st.sampled_from(FIRMS), min_size=1, max_size=5, unique=True))
    origin = draw(st.tuples(st.integers(0, 3), st.integers(0, 2)))
    total = draw(st.sampled_from(["", "top", "bottom"]))
    lead = (["序号"] if indexed else []) + ["企业名称"] + (["统一社会信用代码"] if coded else [])
    leaves: list[tuple[str, str, str]] = []
    for measure in measures:
        name = draw(st.sampled_from(NAMES[measure]))
        for month in months or [0]:
            leaves.append((measure, name, f"{month}月" if month else ""))
    return _build(lead, leaves, noise, firms, place=place, unit=unit, origin=origin, total=total, draw=draw)


def _build(lead, leaves, noise, firms, *, place, unit, origin, total, draw) -> Built:
    wide = bool(leaves[0][2])
    rows = [["2021年企业情况表" + (f"(单位:{unit})" if place == "title" else "")]]
    head, second, merges = list(lead), [None] * len(lead), []
    top, left = origin
    row_of_head = top + len(rows)
    for number, (_, name, month) in enumerate(leaves):
        text = name + (f"({unit})" if place == "header" or (place == "parent" and wide) else "")
        first = not wide or number == 0 or leaves[number - 1][1] != name
        head.append(text if first else None)
        second.append(month or None)
        if wide and first:
            span = sum(1 for leaf in leaves if leaf[1] == name)
            begin = left + len(head) - 1
            merges.append(f"{a1(row_of_head, begin)}:{a1(row_of_head, begin + span - 1)}")
    if place == "parent" and not wide:
        head = [*lead, *[f"{leaf[1]}({unit})" for leaf in leaves]]
    head += noise
    rows.append(head)
    if wide:
        rows.append(second)
        merges += [f"{a1(row_of_head, left + c)}:{a1(row_of_head + 1, left + c)}" for c in range(len(lead))]
    if place == "sub-row":
        rows.append([None] * len(lead) + [unit] * len(leaves))
    facts, body, sums = set(), [], [0.0] * len(leaves)
    begin = top + len(rows) + (1 if total == "top" else 0)
    for number, firm in enumerate(firms):
        figures = [draw(st.integers(-(10**6), 10**6)) / 100 for _ in leaves]
        row = (
            ([number + 1] if "序号" in lead else [])
            + [firm]
            + ([code(number + 1)] if "统一社会信用代码" in lead else [])
        )
        for at, (measure, _, month) in enumerate(leaves):
            period = f"2021-{int(month[:-1]):02d}" if month else "2021"
            value = round(figures[at] * UNITS[unit], 2)
            facts.add((firm, measure, period, value, a1(begin + number, left + len(row) + at)))
            sums[at] += figures[at]
        body.append(row + figures + [7 if "(" in n else "某某" for n in noise])
    summed = [None] * (len(lead) - 1) + [round(s, 2) for s in sums]
    total_row = ["合计", *summed]
    rows += ([total_row] if total == "top" else []) + body + ([total_row] if total == "bottom" else [])
    if place == "footer":
        rows.append([f"注:金额单位为{unit}。"])
    return Built(Sheet(rows, merge=merges, origin=(top + 1, left + 1)), facts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables())
def test_a_table_put_together_at_random_is_read_wholly_and_only(built: Built) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        write_xlsx([built.sheet], path)
        reading = read_here(path, year=2020)
    found = {
        (f["subject_name"], f["measure"], f["period"], round(f["value"], 2), f["cell"])
        for f in reading.facts.to_pylist()
    }
    assert found == built.facts
    assert [p.kind for p in reading.problems] == []
