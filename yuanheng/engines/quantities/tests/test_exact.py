"""Numbers as people read them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.quantities import trimmed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**15), max_value=10**15))
def test_a_trimmed_number_is_the_same_number_without_trailing_zeros(value):
    text = f"{trimmed(value):f}"
    assert Decimal(text) == value
    assert "." not in text or not text.endswith("0")
