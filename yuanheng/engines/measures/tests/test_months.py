"""A flow month by month: what is told, what follows, what stays unknown."""

from decimal import Decimal

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.measures import month_amounts
from yuanheng.engines.measures.months import months_of


def test_a_month_is_its_own_report_or_the_difference_of_two_sums_and_else_missing():
    d = Decimal
    assert months_of({(1, 1): d(5), (1, 2): d(12), (1, 4): d(40)}) == {1: d(5), 2: d(7)}
    assert months_of({(3, 3): d(0), (1, 12): d(99)}) == {3: d(0)}
    assert months_of({(1, 1): d(1), (2, 2): d(2), (1, 3): d(9)}) == {1: d(1), 2: d(2), 3: d(6)}


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=12, max_size=12))
def test_months_and_sums_since_january_say_the_same(months):
    singles = {(m, m): months[m - 1] for m in range(1, 13)}
    sums = {(1, m): sum(months[:m], Decimal(0)) for m in range(1, 13)}
    assert months_of(singles) == months_of(sums) == {m: months[m - 1] for m in range(1, 13)}


def test_a_month_that_two_files_tell_differently_is_missing_until_a_person_decides():
    def fact(period, amount, file, conflict=False):
        return {
            "subject_key": "", "subject_name": "甲公司", "account": "", "source": "tax_bureau", "measure": "tax_paid",
            "period": period, "amount": Decimal(amount), "unit": "yuan", "file": file, "conflict": conflict,
        }  # fmt: skip

    told = [
        fact("2021-01", 100, "a"), fact("2021-01", 100, "b"), fact("2021-02", 50, "a"), fact("2021-02", 60, "b"),
        fact("2021-03", 7, "a"),
    ]  # fmt: skip
    links = [{"source": "tax_bureau", "uscc": "", "name": "甲公司", "account": "", "right_id": "E1"}]
    found = month_amounts(pa.Table.from_pylist(told), pa.Table.from_pylist(links), measure="tax_paid", years=[2021])
    assert found == {"E1": {(2021, 1): 100, (2021, 3): 7}}
