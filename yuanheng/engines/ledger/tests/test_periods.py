"""Periods as offices write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.ledger.columnperiods import path_period, total_over
from yuanheng.engines.ledger.periods import PeriodSpec, Surroundings, find_period, read_period_cell, resolve, spell

NOWHERE = Surroundings(None, (), None, 2021)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021年1-6月", "2021-01..2021-06"),
        ("1—6月累计", "2021-01..2021-06"),
        ("2020年6月", "2020-06"),
        ("202106", "2021-06"),
        ("2021.6", "2021-06"),
        ("2021-06-30", "2021-06"),
        ("20210630", "2021-06"),
        ("2021年第一季度", "2021-01..2021-03"),
        ("2021Q4", "2021-10..2021-12"),
        ("上半年", "2021-01..2021-06"),
        ("前三季度", "2021-01..2021-09"),
        ("1-12月", "2021"),
        ("全年合计", "2021"),
        ("2019年度", "2019"),
        ("21年6月", "2021-06"),
        ("二〇二一年六月", "2021-06"),
        ("十二月", "2021-12"),
        ("6月累计", "2021-01..2021-06"),
        ("2021年1月至2021年6月", "2021-01..2021-06"),
        ("2021-01-01至2021-03-31", "2021-01..2021-03"),
    ],
)
def test_a_header_names_its_period(text: str, period: str) -> None:
    spec, rest = find_period(text)
    assert resolve(spec, None, NOWHERE, stock=False) == period
    assert rest == ""


@pytest.mark.parametrize("text", ["入库税收", "Sheet1", "汇龙镇", "本年完成投资", "3号厂房", "A类"])
def test_other_words_name_no_period(text: str) -> None:
    assert find_period(text)[0] is None


@given(st.integers(1990, 2059), st.integers(1, 12))
def test_every_way_to_write_a_month_is_the_same_month(year: int, month: int) -> None:
    day = datetime.date(year, month, 1)
    serial = (day - datetime.date(1899, 12, 30)).days
    ways = [
        f"{year}年{month}月",
        f"{year}-{month:02d}",
        f"{year}.{month}",
        f"{year}/{month}",
        f"{year}{month:02d}",
        year * 100 + month,
        day,
        serial,
    ]
    for way in ways:
        assert read_period_cell(way) == PeriodSpec(year, month, month), way


@given(st.integers(1, 12), st.integers(1, 12), st.booleans())
def test_a_stock_takes_the_last_month_and_a_flow_the_range(a: int, b: int, stock: bool) -> None:
    first, last = sorted((a, b))
    text = spell(2021, (first, last), stock=stock)
    if stock or first == last:
        assert text == f"2021-{last:02d}"
    else:
        assert text == ("2021" if (first, last) == (1, 12) else f"2021-{first:02d}..2021-{last:02d}")


def test_the_first_place_that_says_a_period_wins() -> None:
    around = Surroundings(PeriodSpec(None, 5, 5), (PeriodSpec(2020),), PeriodSpec(2019, 3, 3), 2021)
    assert resolve(None, None, around, stock=False) == "2020-05"
    assert resolve(PeriodSpec(2018, 2, 2), None, around, stock=False) == "2018-02"
    assert resolve(None, PeriodSpec(2017, 1, 1), around, stock=False) == "2017-01"


def test_this_month_needs_a_month_somewhere() -> None:
    this_month = find_period("本月")[0]
    assert resolve(this_month, None, NOWHERE, stock=False) is None
    assert (
        resolve(this_month, None, Surroundings(None, (PeriodSpec(2021, 1, 6),), None, 2021), stock=False) == "2021-06"
    )


def test_cumulative_runs_from_january_to_the_month_around_it() -> None:
    around = Surroundings(PeriodSpec(None, 6, 6), (), None, 2021)
    assert resolve(find_period("本年累计")[0], None, around, stock=False) == "2021-01..2021-06"


def test_levels_of_a_header_combine() -> None:
    assert path_period([find_period("2020年")[0], None, find_period("6月")[0]]) == PeriodSpec(2020, 6, 6)
    assert path_period([find_period("累计")[0], find_period("6月")[0]]) == PeriodSpec(None, 1, 6)


def test_a_total_over_months_covers_them() -> None:
    assert total_over([PeriodSpec(2021, m, m) for m in (1, 2, 3)]) == PeriodSpec(2021, 1, 3)
    assert total_over([PeriodSpec(2021)]) is None
