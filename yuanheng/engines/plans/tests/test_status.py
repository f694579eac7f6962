"""States, forecasts and proposals."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.plans import Expected, Figure, Goal, TallyOffer, extract, forecast, propose, status

JAN, JUNE, DEC = datetime.date(2021, 1, 1), datetime.date(2021, 6, 30), datetime.date(2021, 12, 31)


def goal(value: int | None = 100, *, kind: str = "count", comparator: str | None = ">=", adds_up: bool = True) -> Goal:
    return Goal(
        kind=kind,  # type: ignore[arg-type]
        comparator=comparator,  # type: ignore[arg-type]
        value=None if value is None else Decimal(value),
        starts=JAN,
        deadline=DEC,
        adds_up=adds_up,
    )


@pytest.mark.parametrize(
    ("value", "on", "code"),
    [
        pytest.param(100, JUNE, "done", id="the mark is reached"),
        pytest.param(45, JUNE, "on_pace", id="within the slack of the time gone"),
        pytest.param(30, JUNE, "behind", id="more than the slack behind the time gone"),
        pytest.param(99, DEC, "on_pace", id="on the last day it can still be reached"),
        pytest.param(99, datetime.date(2022, 1, 1), "lost", id="the day after it is lost"),
    ],
)
def test_a_sum_stands_by_its_progress_against_the_time_gone(value: int, on: datetime.date, code: str) -> None:
    assert status(goal(), Figure(on, Decimal(value)), on=on).code == code


def test_unbound_and_unread_targets_say_so_and_are_never_zero() -> None:
    assert status(goal(), None, on=JUNE, bound=False).code == "not_bound"
    unread = status(goal(), None, on=JUNE)
    assert (unread.code, unread.progress) == ("no_data", None)


def test_a_ceiling_that_is_passed_is_lost_at_once() -> None:
    assert status(goal(3, comparator="<="), Figure(JUNE, Decimal(4)), on=JUNE).code == "lost"
    assert status(goal(3, comparator="<="), Figure(DEC, Decimal(3)), on=DEC).code == "done"


def test_a_rate_is_compared_with_its_mark_and_done_only_at_its_date() -> None:
    rate = goal(100, kind="share", adds_up=False)
    assert status(rate, Figure(JUNE, Decimal(100)), on=JUNE).code == "on_pace"
    assert status(rate, Figure(JUNE, Decimal(80)), on=JUNE).code == "behind"
    assert status(rate, Figure(DEC, Decimal(100)), on=DEC).code == "done"


def test_a_rank_is_better_when_it_is_smaller() -> None:
    rank = goal(60, kind="rank", comparator="<=", adds_up=False)
    assert status(rank, Figure(DEC, Decimal(58)), on=DEC).code == "done"
    assert status(rank, Figure(DEC, Decimal(75)), on=DEC).code == "lost"


def test_a_dated_event_is_behind_near_its_date_and_lost_after_it() -> None:
    event = goal(None, kind="milestone", comparator=None)
    assert status(event, None, on=JUNE).code == "on_pace"
    assert status(event, None, on=datetime.date(2021, 12, 10)).code == "behind"
    assert status(event, None, on=datetime.date(2022, 1, 5)).code == "lost"
    assert status(event, Figure(JUNE, Decimal(1)), on=DEC).code == "done"


@given(st.integers(0, 400), st.integers(0, 200), st.integers(0, 200))
def test_more_done_never_makes_a_floor_stand_worse(day: int, less: int, more: int) -> None:
    order = ("lost", "behind", "on_pace", "done")
    on = JAN + datetime.timedelta(days=day)
    low, high = sorted((less, more))
    worse, better = (status(goal(), Figure(on, Decimal(v)), on=on).code for v in (low, high))
    assert order.index(better) >= order.index(worse)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=11), st.sampled_from(["pace", "season", "pipeline"]))
def test_a_forecast_lies_within_its_range_and_not_below_what_is_done(steps: list[int], method: str) -> None:
    days = [datetime.date(2021, m + 1, 28) for m in range(len(steps))]
    figures = [Figure(day, Decimal(sum(steps[: i + 1]))) for i, day in enumerate(days)]
    before = [Figure(datetime.date(2020, m, 28), Decimal(m)) for m in range(1, 13)]
    ahead = [
        Expected(datetime.date(2021, 12, 30), Decimal(3), Decimal("0.5")),
        Expected(datetime.date(2022, 2, 1), Decimal(9)),
    ]
    made = forecast(figures, goal(), on=days[-1], method=method, last_year=before, pipeline=ahead)  # type: ignore[arg-type]
    assert made.value is not None and made.low is not None and made.high is not None
    assert made.low <= made.value <= made.high
    assert made.value >= figures[-1].value


def test_a_pace_goes_on_to_the_last_day() -> None:
    made = forecast([Figure(datetime.date(2021, 7, 2), Decimal(183))], goal(), on=JUNE.replace(month=7), method="pace")
    assert made.value == Decimal(365)


def test_a_season_reads_last_years_share_of_the_year() -> None:
    last = [Figure(datetime.date(2020, 6, 30), Decimal(20)), Figure(datetime.date(2020, 12, 31), Decimal(80))]
    assert forecast([Figure(JUNE, Decimal(30))], goal(), on=JUNE, method="season", last_year=last).value == Decimal(120)


def test_a_method_without_its_data_says_what_lacks() -> None:
    assert "上年" in forecast([Figure(JUNE, Decimal(3))], goal(), on=JUNE, method="season").sentence
    assert forecast([], goal(), on=JUNE).value is None


def test_a_reading_after_the_day_is_not_looked_at() -> None:
    figures = [Figure(JUNE, Decimal(10)), Figure(DEC, Decimal(99))]
    assert forecast(figures, goal(), on=JUNE, method="pipeline").value == Decimal(10)


OFFERS = (
    TallyOffer(
        code="projects.signed",
        label="签约项目",
        unit="个",
        synonyms=("签约 项目",),
        filters=frozenset({"amount_min_yuan", "foreign"}),
    ),
    TallyOffer(
        code="projects.started",
        label="开工项目",
        unit="个",
        synonyms=("新开工 项目",),
        filters=frozenset({"amount_min_yuan", "period"}),
    ),
    TallyOffer(code="sales", label="应税销售", unit="元", synonyms=("开票销售",), filters=frozenset({"cluster"})),
)


def test_the_words_of_a_target_choose_its_tally_and_its_threshold() -> None:
    (target,) = extract("力争新开工亿元以上项目不少于17个。", year=2021).targets
    made = propose(target, OFFERS)
    assert made.tally == "projects.started"
    assert made.filters == {"amount_min_yuan": Decimal(10**8), "period": "2021"}


def test_a_cluster_is_a_filter_where_the_tally_takes_one() -> None:
    (target,) = extract("力争实现新能源产业应税销售达70亿元。", year=2021).targets
    assert (propose(target, OFFERS).tally, propose(target, OFFERS).filters) == ("sales", {"cluster": "新能源"})


def test_a_unit_that_cannot_measure_the_target_is_refused_in_words() -> None:
    (target,) = extract("力争实现应税销售企业达到20家。", year=2021).targets
    made = propose(target, OFFERS[2:])
    assert made.tally is None
    assert "单位不符" in made.why[0]


def test_a_filter_that_the_tally_lacks_is_asked_about() -> None:
    (target,) = extract("力争新开工外资项目5个。", year=2021).targets
    assert any("foreign" in q for q in propose(target, OFFERS).open_questions)
