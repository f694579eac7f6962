"""Numbers as clerks type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.quantities import chinese_number, exact_decimal, parse_number, shortest_text, unit_table

READABLE = {
    "1,234.5": "1234.5",
    "1，234.50": "1234.50",
    "１２３．４５": "123.45",
    "￥1,234.5": "1234.5",
    "(123)": "-123",
    "（1,234.50）": "-1234.50",
    "△123": "-123",
    "－123": "-123",
    "−123": "-123",
    "1.2E+05": "120000",
    "'12": "12",
    "1亿2000万元": "120000000",
    "壹万贰仟元整": "12000",
    "三百零五人": "305",
    "1 234.5": "1234.5",
    "+5": "5",
}


@pytest.mark.parametrize(("text", "value"), list(READABLE.items()))
def test_a_readable_number_is_read(text: str, value: str) -> None:
    assert parse_number(text).value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "12.3.4",
        "1O5.2",
        "300-350",
        "约20",
        "20左右",
        "12,34",
        "—123",
        "A5",
        "12%",
        "--5",
        "((5))",
        "5元6",
        "1e999",
        "",
        "元",
    ],
)
def test_an_unreadable_number_is_never_guessed(text: str) -> None:
    assert parse_number(text).value is None


def test_an_estimate_is_said_to_be_one() -> None:
    assert parse_number("约20").about and parse_number("20余").about and not parse_number("12.3.4").about


@pytest.mark.parametrize(
    ("text", "code", "factor"),
    [
        ("12.5万元", "yuan", 10**4),
        ("3.2亿", "", 10**8),
        ("500万美元", "usd", 10**4),
        ("$5", "usd", 1),
        ("20人", "persons", 1),
        ("7度", "kWh", 1),
    ],
)
def test_the_unit_behind_a_number_is_read(text: str, code: str, factor: int) -> None:
    unit = parse_number(text).unit
    assert unit is not None and (unit.code, unit.factor) == (code, factor)


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2, allow_nan=False, allow_infinity=False))
def test_separators_width_and_brackets_change_nothing(number: Decimal) -> None:
    plain = format(number, ",.2f")
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"})
    assert parse_number(plain).value == number
    assert parse_number(wide).value == number
    if number < 0:
        assert parse_number(f"({plain[1:]})").value == number


@given(st.text(alphabet="0123456789.,-()（）万亿元约O eE+△￥%", max_size=12))
def test_any_text_gives_a_decimal_or_nothing(text: str) -> None:
    value = parse_number(text).value
    assert value is None or value.is_finite()


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_come_back(number: int) -> None:
    assert chinese_number(_write(number)) == number


def _write(number: int) -> str:
    """A number in Chinese numerals, by rank."""
    digits, ranks = "零一二三四五六七八九", ["", "十", "百", "千"]
    if number == 0:
        return "零"
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return _write(high) + "万" + (gap + _write(low) if low else "")
    text, zero = "", False
    for place, digit in enumerate(reversed([int(c) for c in str(number)])):
        if digit:
            text = digits[digit] + ranks[place] + ("零" if zero and text else "") + text
            zero = False
        elif text:
            zero = True
    return text


def test_artefacts_of_binary_fractions_mean_what_a_cell_shows() -> None:
    assert exact_decimal(0.1 + 0.2) == Decimal("0.3")
    assert shortest_text(100.0) == "100" and shortest_text(1e15) == "1000000000000000"


def test_a_currency_nobody_may_convert_is_known_to_be_one() -> None:
    unit = unit_table().find("万欧元")
    assert unit is not None and not unit.known
