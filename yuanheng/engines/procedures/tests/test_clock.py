"""The clock: against walking day by day, the properties it promises, and what it says of itself."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.calendars import SpecialDay, load_calendar
from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import Clock, due_date

from .making import DAY, Span, d, naive_due

CHINA = load_calendar()
starts = st.dates(datetime.date(2023, 6, 1), datetime.date(2027, 6, 30))
budgets = st.integers(0, 90)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.dates(datetime.date(2023, 6, 1), datetime.date(2027, 12, 31)))
    return first, first + datetime.timedelta(days=draw(st.integers(0, 40)))


@st.composite
def near(draw: st.DrawFn) -> tuple[datetime.date, list[Span]]:
    """A start with stops that are likely to matter to it."""
    start = draw(starts)
    stops = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + datetime.timedelta(days=draw(st.integers(-10, 120)))
        stops.append((first, first + datetime.timedelta(days=draw(st.integers(0, 25)))))
    return start, stops


@given(near(), budgets)
def test_the_due_date_is_the_one_found_by_walking_day_by_day(case: tuple[datetime.date, list[Span]], days: int):
    start, stops = case
    assert due_date(start, days, stops, calendar=CHINA).on == naive_due(start, days, stops)


@given(near(), budgets, spans())
def test_suspending_never_makes_a_due_date_earlier(case: tuple[datetime.date, list[Span]], days: int, more: Span):
    start, stops = case
    assert due_date(start, days, [*stops, more], calendar=CHINA).on >= due_date(start, days, stops, calendar=CHINA).on


@given(near(), budgets, st.integers(0, 40))
def test_lengthening_a_stop_never_makes_a_due_date_earlier(
    case: tuple[datetime.date, list[Span]], days: int, longer: int
):
    start, stops = case
    stretched = [(first, last + datetime.timedelta(days=longer)) for first, last in stops]
    assert due_date(start, days, stretched, calendar=CHINA).on >= due_date(start, days, stops, calendar=CHINA).on


@given(near(), budgets, st.integers(1, 200))
def test_adding_a_holiday_never_makes_a_due_date_earlier(case: tuple[datetime.date, list[Span]], days: int, later: int):
    start, stops = case
    holiday = start + datetime.timedelta(days=later)
    added = replace(CHINA, special={**CHINA.special, holiday: SpecialDay(work=False, name="某节", notice="某通知")})
    if CHINA.is_known(holiday):
        assert due_date(start, days, stops, calendar=added).on >= due_date(start, days, stops, calendar=CHINA).on


@given(near(), budgets, st.integers(1, 30))
def test_an_extension_is_so_many_working_days_more(case: tuple[datetime.date, list[Span]], days: int, more: int):
    start, stops = case
    extended = due_date(start, days, stops, (more,), calendar=CHINA)
    assert extended.on == due_date(start, days + more, stops, calendar=CHINA).on
    assert extended.counted == days + more


@given(near(), st.integers(1, 90))
def test_the_order_and_the_overlap_of_stops_do_not_matter(case: tuple[datetime.date, list[Span]], days: int):
    start, stops = case
    due = due_date(start, days, stops, calendar=CHINA).on
    assert due_date(start, days, stops[::-1] + stops, calendar=CHINA).on == due


@given(near(), st.integers(1, 60), st.integers(0, 60))
def test_what_remains_runs_out_on_the_due_date(case: tuple[datetime.date, list[Span]], days: int, ahead: int):
    start, stops = case
    clock = Clock(start, days, tuple(stops))
    due = clock.due(CHINA)
    assert due is not None
    assert clock.remaining(due.on, CHINA) == 0
    assert clock.remaining(due.on - DAY, CHINA) == 1
    on = start + datetime.timedelta(days=ahead)
    assert clock.remaining(on, CHINA) >= clock.remaining(on + DAY, CHINA)


@given(near(), budgets)
def test_a_clock_survives_being_written_down(case: tuple[datetime.date, list[Span]], days: int):
    start, stops = case
    for clock in (Clock(start, days, tuple(stops), (5,)), Clock(start, days, stopped_on=start + DAY)):
        assert Clock.from_dict(clock.to_dict()) == clock


def test_spring_festival_and_its_make_up_saturdays_are_named_with_the_notice():
    due = due_date(d("2026-02-10"), 20)
    assert due.on == d("2026-03-16")
    assert due.moves == (
        "2026-02-10 起算,当日不计,共计 20 个工作日",
        "2026-02-14 春节调休上班,计 1 个工作日(依据国办发明电〔2025〕7号)",
        "2026-02-16 至 2026-02-23 春节放假,顺延 6 个工作日(依据国办发明电〔2025〕7号)",
        "2026-02-28 春节调休上班,计 1 个工作日(依据国办发明电〔2025〕7号)",
    )


def test_a_make_up_saturday_can_itself_be_the_due_date():
    assert due_date(d("2026-05-08"), 1).on == d("2026-05-09")


def test_a_stop_over_a_holiday_costs_its_working_days_only():
    due = due_date(d("2026-09-01"), 20, [(d("2026-09-24"), d("2026-10-09"))])
    assert due.on == d("2026-10-13")
    assert "2026-09-24 至 2026-10-09 暂停计时,停 6 个工作日" in due.moves
    assert not any("国庆节放假" in move for move in due.moves)


def test_a_date_beyond_the_last_notice_is_provisional_and_firms_up_when_the_year_is_published():
    due = due_date(d("2026-12-20"), 20)
    assert due.provisional
    assert "尚未公布" in due.moves[-1]
    notice = {d("2027-01-01"): SpecialDay(work=False, name="元旦", notice="国办发明电〔2026〕某号")}
    published = replace(CHINA, special={**CHINA.special, **notice}, known_through=d("2027-12-31"))
    firm = due_date(d("2026-12-20"), 20, calendar=published)
    assert not firm.provisional
    assert (due.on, firm.on) == (d("2027-01-15"), d("2027-01-18"))
    assert firm.changed_from(due) == (
        "由 2027-01-15(暂定)改为 2027-01-18(确定)",
        "2027-01-01 元旦放假,顺延 1 个工作日(依据国办发明电〔2026〕某号)",
    )
    assert firm.changed_from(firm) == ()


def test_a_stopped_clock_has_no_due_date():
    assert Clock(d("2026-03-02"), 20, stopped_on=d("2026-03-10")).due(CHINA) is None


@pytest.mark.parametrize(
    ("days", "stops", "more"), [(-1, (), ()), (5, (), (-1,)), (5, ((d("2026-03-09"), d("2026-03-02")),), ())]
)
def test_a_clock_that_cannot_run_is_refused(days: int, stops: tuple[Span, ...], more: tuple[int, ...]):
    with pytest.raises(YuanhengError) as caught:
        due_date(d("2026-03-02"), days, stops, more)
    assert caught.value.problem.kind == "bad_clock"


def test_a_start_before_the_first_known_year_is_provisional():
    assert due_date(d("2003-12-20"), 30).provisional
    assert not due_date(d("2004-01-01"), 30).provisional
