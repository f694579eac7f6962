"""Quantities in running text."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.quantities import scan_quantities
from yuanheng.engines.quantities.running import spoken_decimal

DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A whole number below a hundred million in characters: 三百零五, 一千二百万."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return spoken(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + spoken(low))
    text, zero = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text or "零"


@given(st.integers(1, 10**8 - 1))
def test_a_number_in_characters_reads_as_the_number_it_says(number: int) -> None:
    assert spoken_decimal(spoken(number)) == number


@given(
    st.integers(0, 99999), st.integers(0, 99), st.sampled_from([("亿", 10**8), ("万", 10**4), ("", 1), ("千万", 10**7)])
)
def test_digits_with_a_scale_are_exact_and_stand_where_they_are_said_to(
    whole: int, part: int, scale: tuple[str, int]
) -> None:
    name, size = scale
    written = f"{whole}.{part:02d}{name}元"
    (found,) = scan_quantities(f"力争完成{written}左右")
    assert (found.value, found.unit) == (Decimal(f"{whole}.{part:02d}") * size, "元")
    assert f"力争完成{written}左右"[found.start : found.end] == written


@given(st.text(alphabet="0123456789.亿万千百元美个家%成番倍一二两十至-~余多,。增长第", max_size=40))
def test_any_text_is_scanned_without_overlap_or_error(text: str) -> None:
    found = scan_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        pytest.param("0.9万家", 9000, None, "家", id="a scale before a counting word"),
        pytest.param("30~50亿元", 3 * 10**9, 5 * 10**9, "元", id="one scale for both ends of a range"),
        pytest.param("7%-7.5%", 7, Decimal("7.5"), "%", id="a unit at both ends of a range"),
        pytest.param("三十至五十家", 30, 50, "家", id="a range in characters"),
        pytest.param("六成", 60, None, "%", id="tenths"),
        pytest.param("七成半", 75, None, "%", id="tenths and a half"),
        pytest.param("百分之八", 8, None, "%", id="a percentage in words"),
        pytest.param("1/3", Decimal("33.33"), None, "%", id="a fraction to two decimals"),
        pytest.param("翻番", 100, None, "%", id="doubled is plus a hundred"),
        pytest.param("翻两番", 300, None, "%", id="doubled twice is plus three hundred"),
        pytest.param("20万吨/日", 200000, None, "吨/日", id="a daily figure keeps its unit"),
        pytest.param("12万元/亩", 120000, None, "元/亩", id="a figure an acre keeps its unit"),
        pytest.param("1000余万元", 10**7, None, "元", id="some more than, before the scale"),
        pytest.param("2.5个百分点", Decimal("2.5"), None, "个百分点", id="percentage points are no percentage"),
        pytest.param("6‰", 6, None, "‰", id="per mille is its own unit"),
    ],
)
def test_a_written_quantity_has_this_value_and_unit(
    text: str, value: Decimal | int, high: Decimal | int | None, unit: str
) -> None:
    (found,) = scan_quantities(text)
    assert (found.value, found.high, found.unit) == (value, high, unit)


@pytest.mark.parametrize("text", ["统一部署", "三方协议", "十分重要", "一流环境", "第三产业", "百年大计", "千方百计"])
def test_words_that_hold_a_numeral_are_no_quantity(text: str) -> None:
    assert scan_quantities(text) == ()
