"""Amounts stay exact, a column at a time as cell by cell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.ledger.amounts import fast_amounts, inside_factor, pick, slow_amount
from yuanheng.engines.quantities import exact_decimal, unit_table

UNITS = ["元", "万元", "亿元", "万美元", "亩", "平方米", "公顷", "千瓦时", "万千瓦时", "吨", "克", "吨标准煤", "人"]
numbers = st.decimals(min_value=-(10**7), max_value=10**7, places=4, allow_nan=False, allow_infinity=False)


@given(st.lists(numbers, min_size=1, max_size=20), st.sampled_from(UNITS))
def test_the_fast_way_and_the_slow_way_agree(values: list[Decimal], name: str) -> None:
    unit = unit_table().find(name)
    assert unit is not None
    floats = np.array([float(v) for v in values])
    exact, handed_over, amounts = fast_amounts(floats, unit)
    assert amounts is not None and exact.all()
    for number, value, amount in zip(values, handed_over.tolist(), amounts.to_pylist(), strict=True):
        slow_value, slow = slow_amount(number, unit)
        assert amount == slow
        assert value == slow_value
        assert Fraction(amount) == Fraction(number) * inside_factor(unit)


@given(st.lists(st.floats(-1e15, 1e15, allow_nan=False), min_size=1, max_size=20))
def test_a_number_the_fast_way_takes_is_the_number_shown(values: list[float]) -> None:
    unit = unit_table().find("元")
    assert unit is not None
    exact, _, amounts = fast_amounts(np.array(values), unit)
    assert amounts is not None
    for number, good, amount in zip(values, exact.tolist(), amounts.to_pylist(), strict=True):
        if good:
            assert amount == exact_decimal(number)


def test_picked_rows_keep_their_amounts() -> None:
    unit = unit_table().find("元")
    assert unit is not None
    _, _, amounts = fast_amounts(np.array([1.5, -2.25, 3.0]), unit)
    assert amounts is not None
    assert pick(amounts, np.array([2, 1])).to_pylist() == [Decimal("3"), Decimal("-2.25")]


def test_a_mu_is_two_thousand_thirds_of_a_square_metre() -> None:
    unit = unit_table().find("亩")
    assert unit is not None
    value, amount = slow_amount(Decimal(3), unit)
    assert (value, amount) == (2000.0, Decimal(3))
