"""Rent by month, terms as people write them, units that would do, alarms: pure functions, checked against plain witnesses."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.web.carriers.library.words import basis_in, read_free, read_steps
from yuanheng.web.carriers.policy.alarms import Course, alarms_of
from yuanheng.web.carriers.policy.matching import Need, Vacant, matches, uses_for
from yuanheng.web.carriers.policy.rent import Free, Step, Terms, faults, month_due, schedule, yearly_steps
from yuanheng.web.carriers.rules import economy_rules, kind_meant, list_words, matching_rules

D = Decimal
DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))


def witness(terms: Terms, year: int, month: int) -> Decimal:
    """Day by day, as a clerk would with a calendar."""
    days, total = monthrange(year, month)[1], Fraction(0)
    for number in range(1, days + 1):
        day = date(year, month, number)
        if not terms.starts <= day <= terms.last or any(f.begins <= day <= f.until for f in terms.free):
            continue
        rate = terms.rent
        for step in terms.steps:
            if step.begins <= day:
                raised = (rate * (100 + step.value) / 100).quantize(D("0.0001"), rounding=ROUND_HALF_UP)
                rate = step.value if step.kind == "rent" else raised
        area = terms.area if terms.basis.startswith("m2") else D(1)
        part = {
            "m2_day": Fraction(1),
            "m2_month": Fraction(1, days),
            "month": Fraction(1, days),
            "year": Fraction(1, 12 * days),
        }
        total += Fraction(rate) * Fraction(area) * part[terms.basis]
    cents = total * 100
    whole = cents.numerator // cents.denominator
    return D(whole + (cents - whole >= Fraction(1, 2))) / 100


@given(
    starts=DAYS, length=st.integers(0, 900), rent=st.decimals("0.01", 2000, places=2), area=st.decimals(1, 5000, places=2),
    basis=st.sampled_from(["m2_day", "m2_month", "month", "year"]), percent=st.decimals(0, 20, places=1),
    free=st.integers(0, 120),
)  # fmt: skip
def test_every_month_is_what_a_calendar_says(starts, length, rent, area, basis, percent, free):
    last = starts + timedelta(days=length)
    spans = (Free(starts, min(last, starts + timedelta(days=free))),) if free else ()
    terms = Terms(starts, last, rent, basis, area, yearly_steps(starts, last, percent), spans)
    assert not faults(terms)
    for due in schedule(terms):
        assert due.amount == witness(terms, due.year, due.month)


def test_full_months_are_owed_in_full_and_the_worked_example_holds():
    terms = Terms(date(2021, 1, 16), date(2021, 4, 30), D(3000), "month", None, (Step(date(2021, 4, 1), "percent", D(5)),),
                  (Free(date(2021, 1, 16), date(2021, 1, 31)),))  # fmt: skip
    assert [(d.label, d.owed_days, d.amount) for d in schedule(terms)] == [
        ("2021-01", 0, D("0.00")), ("2021-02", 28, D("3000.00")), ("2021-03", 31, D("3000.00")), ("2021-04", 30, D("3150.00"))
    ]  # fmt: skip
    assert month_due(Terms(date(2021, 1, 1), date(2021, 1, 31), D("1.2"), "m2_day"), year=2021, month=1) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("3个月", [("2021-01-01", "2021-03-31")]), ("三个月免租", [("2021-01-01", "2021-03-31")]),
        ("45天", [("2021-01-01", "2021-02-14")]), ("无", []), ("", []),
        ("2021.02.01至2021.02.28;2022/1/1-2022/1/31", [("2021-02-01", "2021-02-28"), ("2022-01-01", "2022-01-31")]),
        ("视装修情况", None), ("2021-02-30至2021-03-01", None),
    ],
)  # fmt: skip
def test_rent_free_periods_as_people_write_them(text, spans):
    found = read_free(text, starts=date(2021, 1, 1), ends=date(2023, 12, 31))
    assert (None if found is None else [(str(f.begins), str(f.until)) for f in found]) == spans


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("每年5%", [("2022-01-01", "percent", "5"), ("2023-01-01", "percent", "5")]),
        ("每年递增 3.5 %", [("2022-01-01", "percent", "3.5"), ("2023-01-01", "percent", "3.5")]),
        ("每2年8%", [("2023-01-01", "percent", "8")]),
        ("第3年起每年3%", [("2023-01-01", "percent", "3")]), ("第二年起上浮10%", [("2022-01-01", "percent", "10")]),
        ("2022-07-01起 2.5", [("2022-07-01", "rent", "2.5")]), ("-", []), ("面议", None),
    ],
)  # fmt: skip
def test_steps_as_people_write_them(text, steps):
    found = read_steps(text, starts=date(2021, 1, 1), ends=date(2023, 12, 31))
    assert (None if found is None else [(str(s.begins), s.kind, f"{s.value:f}") for s in found]) == steps


def test_units_of_rent_are_read_and_never_guessed():
    assert [basis_in(t) for t in ("元/㎡/天", "租金(元/平方米·月)", "元/月", "8万元/年", "租金")] == [
        "m2_day", "m2_month", "month", "year", "",
    ]  # fmt: skip
    assert (
        list_words().source.assumption and kind_meant("某某银行结算中心") == "settlement" and kind_meant("待定") == ""
    )


def test_neighbours_are_joined_and_a_let_unit_between_them_parts_them():
    rule = matching_rules()
    row = [Vacant(n, "3F", n, D(100), "office") for n in (1, 2, 4, 5, 6)]
    found = matches(row, Need(D(300), ("office",)), rule)
    assert found[0].keys == (4, 5, 6) and found[0].why == ("面积正好", "用途相合", "3 套相邻,可合并")
    assert all(D(240) <= m.area <= D(450) for m in found) and (2, 4) not in [m.keys for m in found]
    assert matches([Vacant(1, "1F", 1, D(300), "plant")], Need(D(300), ("office",)), rule) == ()
    assert matches([Vacant(1, "1F", 1, None, "office")], Need(None), rule) == ()
    assert uses_for("C2710", rule.uses)[0] == "research" and uses_for("C3562", rule.uses)[0] == "plant"
    assert uses_for("", rule.uses) == ()


def test_an_alarm_rings_at_the_threshold_and_never_for_what_is_not_known():
    rule = economy_rules().alarms
    assert rule.source.assumption  # the thresholds are ours; the source says only that falls ring
    ringing = alarms_of(Course(D(80), D(85), D(900), D(1000), D(80), D(100)), rule)
    assert [a.code for a in ringing] == ["occupancy_fall", "area_fall", "tax_fall"]
    assert [a.secret for a in ringing] == [False, False, True]
    assert alarms_of(Course(D("80.1"), D(85), D(901), D(1000), D("80.1"), D(100)), rule) == ()
    assert alarms_of(Course(None, None, D(0), None), rule) == ()
    assert [a.code for a in alarms_of(Course(D("49.9"), D(50), D(10), D(10)), rule)] == ["occupancy_low"]
