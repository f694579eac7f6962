"""The land bureau's ledger: columns by their words, units by their headers, and the traps of a real file by name."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.parcels.landledger import read_land_rows
from yuanheng.engines.parcels.register import load_register

REAL = Path(__file__).resolve().parents[4] / ".." / "shared" / "data" / "landchina_supply_2005_2007.csv"


def read(headers, *rows, **more):
    return read_land_rows(headers, rows, **more)


def test_columns_are_known_by_the_bureaus_words_and_the_rest_is_told():
    reading = read(
        ["地块号", "用地单位", "土地面积(平方米)", "合同总金额(万元)", "拆迁情况"],
        ["A-1", "甲厂", "6666.67", "500", "已拆"],
    )
    assert reading.unknown == ("拆迁情况",)
    row = reading.rows[0]
    assert row.values["number"] == "A-1"
    assert row.values["area"] == Decimal("10.000005")
    assert row.values["price"] == 5_000_000
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("unit", "mu"), [("亩", 2), ("公顷", 30), ("平方米", Decimal("0.003")), ("㎡", Decimal("0.003"))]
)
def test_areas_of_every_unit_become_mu_exactly(unit, mu):
    assert read([f"面积({unit})"], ["2"]).rows[0].values["area"] == mu


def test_a_column_without_a_unit_is_a_question_until_somebody_tells_it():
    asked = read(["地块号", "面积", "成交价格"], ["A", "2", "3"])
    assert asked.unitless == ("面积", "成交价格")
    assert asked.rows[0].values["area"] is None
    told = read(["地块号", "面积", "成交价格"], ["A", "2", "300"], units={"面积": "公顷", "成交价格": "万元"})
    assert told.rows[0].values["area"] == 30


def test_a_cell_with_its_own_unit_is_read_by_it_and_named_where_its_column_says_another():
    mixed = read(["面积(平方米)"], ["10亩"], ["2 公顷"], ["6666.67㎡"], ["3顷"])
    assert [r.values["area"] for r in mixed.rows] == [10, 30, Decimal("10.000005"), None]
    assert mixed.counts() == {"mixed_units": 2, "bad_number": 1}
    alone = read(["面积"], ["10亩"], ["5"])
    assert alone.unitless == ("面积",)
    assert [r.values["area"] for r in alone.rows] == [10, None]


def test_a_placeholder_day_is_no_day_and_is_named():
    reading = read(["约定开工时间", "合同签订日期"], ["1901年01月02日", "2007-01-14"], ["1900-01-01", "2007/1/5"])
    assert [r.values["agreed_start_on"] for r in reading.rows] == [None, None]
    assert [r.values["supplied_on"] for r in reading.rows] == [date(2007, 1, 14), date(2007, 1, 5)]
    assert reading.counts() == {"placeholder_date": 2}
    assert "第 2 行 › 约定开工时间" in reading.problems[0].where


def test_days_that_are_none_and_days_out_of_order_are_told():
    reading = read(
        ["合同签订日期", "约定开工时间", "约定竣工时间"],
        ["2007-02-30", "2007-06-01", "2006-06-01"],
        ["2007-02-01", "2006-01-01", ""],
    )
    assert reading.counts() == {"bad_date": 1, "days_out_of_order": 2}
    assert reading.rows[0].asks == {"agreed_completion_on"}


def test_two_terms_of_one_parcel_are_both_kept():
    reading = read(["土地使用年限"], ["70年、40年"], ["50"], ["50年"], ["五十"], ["5000"])
    assert [r.values["term"] for r in reading.rows] == [(70, 40), (50,), (50,), None, None]
    assert reading.counts() == {"several_terms": 1, "odd_term": 2}


def test_a_price_that_is_off_by_ten_thousand_is_asked_about_with_the_factor():
    headers = ["面积(公顷)", "成交价格(万元)", "供地方式"]
    reading = read(
        headers, ["1", "4500000", "挂牌出让"], ["1", "0.03", "协议出让"], ["1", "450", "协议出让"], ["1", "0", "划拨"]
    )
    assert [sorted(r.asks) for r in reading.rows] == [["price"], ["price"], [], []]
    assert "缩小 1 万倍" in reading.problems[0].found
    assert "放大 1 万倍" in reading.problems[1].found
    assert reading.rows[0].values["price"] == Decimal(45_000_000_000)  # as written: nothing is changed


def test_a_price_of_nothing_is_doubted_where_land_was_sold():
    assert read(["面积(亩)", "成交价格(万元)", "供地方式"], ["10", "0", "挂牌出让"]).counts() == {"zero_price": 1}


def test_a_district_of_a_common_name_is_settled_by_who_approved_it_or_asked():
    reading = read(
        ["行政区", "批准单位"],
        ["通州区", "北京市通州区国土房管局"],
        ["通州区", "南通市国土局"],
        ["通州区", "国土局"],
        ["启东市", ""],
    )
    assert [r.values.get("district_in_full") for r in reading.rows] == [
        "北京市通州区",
        "江苏省南通市通州区",
        None,
        None,
    ]
    assert reading.counts() == {"ambiguous_place": 1}


def test_missing_is_never_zero():
    reading = read(["面积(亩)", "成交价格(万元)", "容积率下限"], ["", "\u00a0", "0.00"])
    assert reading.rows[0].values == {"area": None, "price": None, "ratio_low": None}
    assert reading.counts() == {"zero_ratio": 1}


@given(st.decimals(min_value="0.01", max_value=100_000, places=4))
def test_a_hectare_is_fifteen_mu_whatever_the_figure(hectares):
    assert read(["面积(公顷)"], [str(hectares)]).rows[0].values["area"] == hectares * 15


def test_every_field_of_the_register_has_words_and_no_word_names_two_fields():
    register = load_register()
    words = [w.lower() for each in register.fields.values() for w in each]
    assert len(words) == len(set(words))
    assert set(register.kinds) <= set(register.fields)


def test_the_real_supply_file_is_read_whole_with_its_traps_named():
    if not REAL.exists():
        pytest.skip("the shared data folder is not here")
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    reading = read_land_rows(rows[0], rows[1:], name=REAL.name)
    assert len(reading.rows) == 15_180
    assert reading.unknown == ()
    assert reading.unitless == ()
    counts = reading.counts()
    placeholders = sum(cell[:4] in ("1900", "1901") for row in rows[1:] for cell in row[14:17])
    assert counts["placeholder_date"] == placeholders > 150
    several = sum(("、" in row[9]) and sum(ch.isdigit() for ch in row[9]) > 3 for row in rows[1:])
    assert counts["several_terms"] >= several > 0
    tongzhou = sum(row[1] == "通州区" for row in rows[1:])
    settled = sum(r.values.get("district_in_full") == "北京市通州区" for r in reading.rows)
    asked = sum(p.kind == "ambiguous_place" and p.found == "通州区" for p in reading.problems)
    assert settled > 0
    assert settled + asked == tongzhou
    assert counts["odd_price"] > 50
    total = sum((r.values["area"] for r in reading.rows if r.values["area"] is not None), Decimal(0))
    assert total == sum(Decimal(row[5]) * 15 for row in rows[1:] if row[5].strip())
