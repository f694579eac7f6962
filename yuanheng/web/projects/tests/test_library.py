"""An existing Excel library: what its cells mean, and what is asked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.web.projects.library import find_sheets, read_rows
from yuanheng.web.projects.library.layout import field_of
from yuanheng.web.projects.library.values import Amount, Asked, read_day, read_investors, read_money

TODAY = date(2021, 12, 31)
REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "investment_events_2k.csv"


@pytest.mark.parametrize(
    ("cell", "unit", "value", "currency"),
    [
        ("3.5亿人民币", "", "350000000", "yuan"),
        ("2000万美元", "", "20000000", "usd"),
        ("1.2亿元", "", "120000000", "yuan"),
        (5000, "万元", "50000000", "yuan"),
        ("人民币800万", "", "8000000", "yuan"),
        ("1,200", "万美元", "12000000", "usd"),
        ("3000万", "亿元", "30000000", "yuan"),
        ("约5亿元", "", "500000000", "yuan"),
    ],
)
def test_an_amount_is_read_with_its_own_currency(cell, unit, value, currency):
    found = read_money(cell, unit=unit)
    assert isinstance(found, Amount)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("cell", "unit"), [("5000", ""), ("3000万", ""), ("数千万人民币", ""), ("2亿元+500万美元", "")]
)
def test_an_amount_without_unit_or_currency_or_of_two_is_a_question(cell, unit):
    found = read_money(cell, unit=unit)
    assert isinstance(found, Asked) and found.blocks


def test_an_undisclosed_amount_is_missing_not_zero_and_does_not_hold_the_project_up():
    found = read_money("未披露", unit="万元")
    assert isinstance(found, Asked) and not found.blocks
    assert read_money("", unit="万元") is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-03-05", date(2021, 3, 5)), ("2021.3.5", date(2021, 3, 5)), ("2021年3月5日", date(2021, 3, 5)),
        ("20210305", date(2021, 3, 5)), (44260, date(2021, 3, 5)), ("2021年2月", date(2021, 2, 28)),
    ],
)  # fmt: skip
def test_days_in_every_form(cell, day):
    found = read_day(cell, today=TODAY)
    assert isinstance(found, tuple) and found[0] == day


def test_a_month_alone_says_so_and_a_day_to_come_or_none_is_asked():
    assert "只写到月" in read_day("2021年2月", today=TODAY)[1]
    assert isinstance(read_day("2022-01-01", today=TODAY), Asked)
    assert isinstance(read_day("2021-02-30", today=TODAY), Asked)


@given(st.dates(date(1950, 1, 1), TODAY))
def test_any_day_comes_back_as_it_was_written(day):
    for text in (day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_day(text, today=TODAY) == (day, "")


def test_several_investors_of_a_cell_are_told_apart():
    assert read_investors("上海甲公司、苏州乙公司;丙基金") == ("上海甲公司", "苏州乙公司", "丙基金")
    assert read_investors("鼎珮投资集团 国投创业 君联资本") == ("鼎珮投资集团", "国投创业", "君联资本")
    assert read_investors("Le Peigné") == ("Le Peigné",)


def test_headings_mean_fields_whatever_their_unit_or_group():
    assert field_of("投资情况/总投资(亿元)") == "total"
    assert field_of("项目 名称") == "name"
    assert field_of("天气") == ""


def write(folder, text):
    path = folder / "库.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_totals_and_notes_are_no_projects_and_every_doubt_names_its_cell(tmp_path):
    path = write(
        tmp_path,
        "招商项目库,,,\n序号,项目名称,总投资,签约时间\n1,光伏项目,3亿元,2021-03-05\n2,储能项目,500万美元,去年\n,合计,8亿元,\n注:以上为预计,,,\n",
    )
    (sheet,) = find_sheets(path)
    rows, problems = read_rows(sheet, file=path.name, today=TODAY)
    assert [r.texts["name"] for r in rows] == ["光伏项目", "储能项目"]
    assert {(p.kind, p.cell) for p in problems} == {("bad_date", "D4"), ("two_currencies", "C2")}
    assert [r.blocked for r in rows] == [False, True]


@pytest.mark.skipif(not REAL.exists(), reason="the folder of real data is not here")
def test_every_amount_of_two_thousand_real_investments_is_understood_or_asked_about():
    (sheet,) = find_sheets(REAL)
    rows, problems = read_rows(sheet, file=REAL.name, today=date(2026, 1, 1))
    asked = Counter(p.kind for p in problems if p.kind == "unknown_amount")["unknown_amount"]
    understood = sum("total" in row.amounts for row in rows)
    assert len(rows) == 2000
    assert understood + asked == 2000
    assert understood > 600
