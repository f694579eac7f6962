import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.calendars import Period, parse_period


@given(st.integers(1900, 2200), st.integers(1, 12), st.integers(1, 12))
def test_every_period_reads_back_as_written(year, a, b):
    period = Period(year, min(a, b), max(a, b))
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("text", ["2021-13", "2021-06..2021-01", "2020-01..2021-06", "21", "", "2021-6"])
def test_what_is_not_a_period_within_one_year_is_refused(text):
    with pytest.raises(ValueError):
        parse_period(text)


def test_the_label_is_what_a_page_shows():
    assert Period(2021, 1, 6).label() == "2021 年 1—6 月"
