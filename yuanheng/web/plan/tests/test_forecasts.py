"""What a forecast goes by: things in hand with their days and chances, or the same months of the year before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yuanheng.web.base import tallies
from yuanheng.web.base.tallies import Ahead
from yuanheng.web.plan.actions.readings import take_readings, take_season
from yuanheng.web.plan.models import TargetReading
from yuanheng.web.plan.pages.target import target_page
from yuanheng.web.plan.standing import standings
from yuanheng.web.plan.tests.zone import at, bind, counting, make_plan

JUNE, AUGUST = date(2021, 6, 30), date(2021, 8, 31)
IN_HAND = [
    Ahead(date(2021, 9, 1), Decimal(1), Decimal("0.5"), "甲项目"),
    Ahead(date(2021, 12, 1), Decimal(1), Decimal("0.9"), "乙项目"),
    Ahead(date(2022, 3, 1), Decimal(1), Decimal("0.9"), "丙项目"),
    Ahead(None, Decimal(1), Decimal("0.9"), "丁项目"),
]


@pytest.fixture
def in_hand():
    """A pipeline behind the test's tally: what it answers is in the list."""
    answers = list(IN_HAND)

    @tallies.pipeline("test.signed")
    def read(period, *, on, known_on, **filters):
        return list(answers)

    yield answers
    del tallies._pipelines["test.signed"]


@pytest.fixture
def target(cast, in_hand):
    """Six projects over 10 亿元, counted by the test's tally."""
    with counting({}):
        return bind(make_plan(cast["analyst"]).targets.first(), cast["analyst"])


def take(target, day, value):
    with counting({date(2021, 1, 1): value}):
        return take_readings([target], day=day, known_on=day, at=at(AUGUST))


def test_a_tally_with_a_pipeline_is_forecast_by_it_from_the_first_confirmation_on(target):
    assert target.forecast == "pipeline"


def test_only_what_is_dated_before_the_deadline_counts_by_its_chance(target):
    take(target, JUNE, 3)
    ahead = standings([target], day=JUNE, known_on=None)[0].forecast
    assert (ahead.value, ahead.low, ahead.high) == (Decimal("4.40"), Decimal("3.90"), Decimal("5.00"))
    page = target_page(target, day=JUNE)
    assert [(c.label, c.counted) for c in page.coming] == [
        ("甲项目", True),
        ("乙项目", True),
        ("丙项目", False),
        ("丁项目", False),
    ]
    assert page.undated == 1


def test_a_pipeline_that_moves_is_a_new_reading_and_the_old_one_stays(target, in_hand):
    assert take(target, JUNE, 3) == 1
    in_hand.pop(0)
    assert (take(target, JUNE, 3), take(target, JUNE, 3)) == (1, 0)
    assert [len(r.ahead) for r in TargetReading.objects.filter(target=target).order_by("pk")] == [4, 3]


def test_the_season_is_the_same_tally_over_the_year_before(target):
    target.forecast = "season"
    target.save()
    values = {date(2020, 3, 31): 2, date(2020, 6, 30): 4, date(2020, 12, 31): 10, date(2021, 1, 1): 3}
    with counting(values) as asked:
        assert take_season([target]) == 10
    assert {str(a["period"]) for a in asked} >= {"2020-01..2020-06", "2020"}
    take(target, JUNE, 3)
    ahead = standings([target], day=JUNE, known_on=None)[0].forecast
    assert ahead.method == "season"
    assert ahead.value == Decimal("7.50")


def test_a_page_names_targets_of_one_sentence_by_their_tiers(target):
    tiers = [t.named.removeprefix(t.subject) for t in target.plan.targets.all()[:2]]
    assert tiers == ["(10亿元以上)", "(1亿元以上)"]
