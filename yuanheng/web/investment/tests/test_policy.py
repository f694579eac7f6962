"""Fit, distance, protection and names, from values alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.web.investment.policy.fit import Candidate, figures_of, fits
from yuanheng.web.investment.policy.names import alike, core_of_investor
from yuanheng.web.investment.policy.nearness import distance_km
from yuanheng.web.investment.policy.protecting import protected_until
from yuanheng.web.investment.rules import (
    Span,
    forecast_rule,
    load_chains,
    protection_rule,
    segment_meant,
    work_calendar,
)

ON = date(2021, 12, 31)
WIND = {"chain": "new-energy", "segment": "wind"}


def test_a_known_company_is_scored_by_the_sum_of_its_items():
    one = Candidate("1", "甲", **WIND, city="上海", capital=Decimal(600_000_000), currency="yuan", growth=Decimal(16),
                    news_on=date(2021, 9, 1))  # fmt: skip
    present = {("new-energy", "wind"): 1, ("new-energy", "cells"): 5}
    fit = fits([one], present=present, on=ON)["1"]
    # one firm here: 18; 6亿: 15; 16 %: 11; 121 days: 20; Shanghai: 10; five neighbours: 5; encouraged: 10
    assert fit.total == 18 + 15 + 11 + 20 + 10 + 5 + 10 and fit.known == 100


def test_what_is_not_known_is_left_out_and_its_weight_is_said():
    one = Candidate("1", "甲", city="上海")
    fit = fits([one], present={}, on=ON)["1"]
    assert fit.known == 10 and fit.total == 100  # only the distance is known, and it is near: the page says 10 % known
    nothing = fits([Candidate("2", "乙")], present={}, on=ON)["2"]
    assert nothing.total is None and nothing.known == 0


def test_an_amount_in_dollars_is_stepped_in_dollars_and_one_in_yen_is_not_known():
    dollars = figures_of(Candidate("1", "甲", capital=Decimal(20_000_000), currency="usd"), present={}, on=ON)
    yen = figures_of(Candidate("2", "乙", capital=Decimal(20_000_000), currency="jpy"), present={}, on=ON)
    assert (dollars["capital"], dollars["capital_currency"]) == (Decimal(20_000_000), "usd")
    assert yen["capital"] is None


def test_news_of_a_day_to_come_is_no_news():
    assert figures_of(Candidate("1", "甲", news_on=ON + timedelta(days=1)), present={}, on=ON)["news_days"] is None


def test_every_line_of_the_score_explains_itself():
    fit = fits([Candidate("1", "甲", **WIND, city="苏州")], present={}, on=ON)["1"]
    total = next(c for c in fit.tree["children"] if c["kind"] == "total")
    labels = [c["label"] for c in total["children"]]
    assert labels == ["补链", "规模", "成长", "扩产动态", "距离", "就近配套", "政策匹配"]
    assert all(c["sentence"] and c["source"] for c in total["children"])


@settings(deadline=None)
@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_more_firms_of_a_segment_here_never_raise_the_fit(few, many):
    few, many = sorted((few, many))
    found = fits_of(few), fits_of(many)
    assert found[0] >= found[1]


_cache: dict[int, Decimal] = {}


def fits_of(here: int) -> Decimal:
    """The total of one company with so many firms here; the steps are few, so most are known already."""
    key = min(here, 6)
    if key not in _cache:
        one = Candidate("1", "甲", **WIND, city="上海", growth=Decimal(16))
        _cache[key] = fits([one], present={("new-energy", "wind"): here}, on=ON, explain=False)["1"].total or Decimal(0)
    return _cache[key]


@pytest.mark.parametrize(
    ("city", "near", "far"), [("上海市", 50, 90), ("苏州工业园区", 90, 140), ("深圳", 1_150, 1_350)]
)
def test_distances_are_what_a_map_says(city, near, far):
    assert near <= (distance_km(city) or 0) <= far


def test_a_city_that_the_rule_does_not_know_has_no_distance():
    assert distance_km("某地") is None and distance_km("") is None


@given(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.integers(0, 200))
def test_talks_never_shorten_a_protection(reported, later):
    rule, calendar = protection_rule(), work_calendar()
    alone = protected_until(rule, reported_on=reported, talks_on=None, calendar=calendar)
    talked = protected_until(rule, reported_on=reported, talks_on=reported + timedelta(days=later), calendar=calendar)
    assert talked.until >= alone.until == reported + timedelta(days=rule.reported.days)


def test_a_span_in_working_days_passes_over_the_holidays():
    calendar = work_calendar()
    assert Span(days=5, counted="workdays").after(date(2021, 9, 30), calendar) == calendar.after(date(2021, 9, 30), 5)
    assert Span(days=5, counted="workdays").after(date(2021, 9, 30), calendar) > date(2021, 10, 8)
    assert Span(days=5).after(date(2021, 9, 30), calendar) == date(2021, 10, 5)


def test_one_investor_under_two_names_is_noticed_and_two_investors_are_not():
    assert core_of_investor("鼎珮投资集团") == core_of_investor("鼎珮资本")
    found = alike(["鼎珮投资集团", "鼎珮资本", "国投创业", "君联资本"])
    assert list(found.values()) == [("鼎珮投资集团", "鼎珮资本")]
    assert core_of_investor("资本投资") != ""


def test_a_segment_is_meant_by_its_words_and_an_unclear_text_means_none():
    assert segment_meant("生产风电主轴和塔筒") == ("new-energy", "wind")
    assert segment_meant("体外诊断试剂", "biomedicine") == ("biomedicine", "diagnostics")
    assert segment_meant("餐饮连锁") == ("", "")


def test_the_three_chains_name_every_segment_once_and_say_that_they_are_samples():
    chains = load_chains()
    assert {c.cluster for c in chains} == {"新能源", "半导体装备及材料", "生物医药"}
    for chain in chains:
        codes = [s.code for s in chain.segments]
        assert len(codes) == len(set(codes)) and chain.source.assumption
        prefixes = [p for s in chain.segments for p in s.industry_codes]
        assert len(prefixes) == len(set(prefixes)), chain.code


def test_the_weights_of_the_forecast_grow_with_the_stages():
    weights = list(forecast_rule().weights.values())
    assert weights == sorted(weights) and forecast_rule().source.assumption
