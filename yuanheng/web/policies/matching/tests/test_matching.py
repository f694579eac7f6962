"""Conditions and support as pure functions: unknown is not unmet, currencies stay apart, nothing above the cap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from yuanheng.web.policies.matching import Condition, Known, Money, Outcome, Support, Verdict, fit, load_fields
from yuanheng.web.policies.matching.conditions import hold, say_condition

DAY = date(2021, 6, 1)
LABELS = {"stage": {"started": "开工", "signed": "签约"}, "qualification": {"high_tech": "高新技术企业"}}
ORDER = ("lead", "signed", "started")
FIXED = Support.model_validate({"kind": "fixed", "amount": 100_000})


def condition(field, op, value=None, **more):
    return Condition.model_validate({"field": field, "op": op, "value": value, **more})


def held(asked, value, *, source="台账", on=DAY):
    known = None if value is ... else Known(value, source)
    return hold(asked, known, on=on, labels=LABELS, order=ORDER)


TAX = condition("tax_paid", "at_least", 10_000_000)


def test_a_figure_at_the_threshold_meets_it_and_a_fen_below_does_not():
    assert held(TAX, Decimal(10_000_000)).outcome is Outcome.MET
    below = held(TAX, Decimal("9999999.99"))
    assert below.outcome is Outcome.NOT_MET
    assert "999.999999 万元" in below.sentence  # never rounded to look like the 1,000 it is not


def test_a_missing_figure_is_not_known_and_says_what_to_find_out():
    for found in (held(TAX, ...), held(TAX, None, source="2020 年台账:没有报送")):
        assert found.outcome is Outcome.UNKNOWN
        assert found.ask == load_fields()["tax_paid"].ask
    assert "没有报送" in held(TAX, None, source="2020 年台账:没有报送").sentence


def test_an_amount_in_dollars_is_held_against_the_threshold_in_dollars_only():
    both = condition("total_investment", "at_least", yuan=100_000_000, usd=10_000_000)
    assert held(both, Money(Decimal(10_000_000), "usd")).outcome is Outcome.MET
    assert held(both, Money(Decimal(90_000_000), "yuan")).outcome is Outcome.NOT_MET
    yuan_alone = condition("total_investment", "at_least", yuan=100_000_000)
    asked = held(yuan_alone, Money(Decimal(90_000_000), "usd"))
    assert asked.outcome is Outcome.UNKNOWN
    assert "9,000 万美元,政策没有写这一币种的门槛" in asked.sentence


def test_a_cluster_is_known_with_and_without_its_last_word():
    asked = condition("cluster", "one_of", ["新能源"])
    assert held(asked, frozenset(["新能源产业"])).outcome is Outcome.MET
    assert held(asked, frozenset()).outcome is Outcome.NOT_MET
    assert held(condition("cluster", "none_of", ["新能源"]), frozenset(["生物医药"])).outcome is Outcome.MET


def test_a_stage_counts_from_where_it_was_reached():
    asked = condition("stage", "reached", "signed")
    assert [held(asked, s).outcome for s in ORDER] == [Outcome.NOT_MET, Outcome.MET, Outcome.MET]


@pytest.mark.parametrize(
    ("on", "outcome"),
    [(date(2021, 2, 28), Outcome.MET), (date(2021, 3, 1), Outcome.MET), (date(2021, 3, 2), Outcome.NOT_MET)],
)
def test_an_anniversary_is_within_the_years_and_a_leap_day_has_one(on, outcome):
    asked = condition("founded_on", "within_years", 5)
    assert held(asked, date(2016, 2, 29), on=on).outcome is outcome


def test_a_policy_with_one_thing_unknown_is_asked_about_and_with_one_unmet_is_not():
    known = {"tax_paid": Known(Decimal(20_000_000)), "building_tenancy": Known(False)}
    tenancy = condition("building_tenancy", "is", True)
    asked = fit([TAX, condition("employees", "at_least", 10)], FIXED, known, on=DAY, labels=LABELS)
    assert asked.verdict is Verdict.ASK
    assert asked.asks == (load_fields()["employees"].ask,)
    unmet = fit([TAX, tenancy, condition("employees", "at_least", 10)], FIXED, known, on=DAY, labels=LABELS)
    assert unmet.verdict is Verdict.NOT
    assert unmet.asks == ()
    assert [f.condition.field for f in unmet.unmet] == ["building_tenancy"]


def test_of_alternatives_one_met_is_enough_and_one_unknown_leaves_the_group_open():
    scale = condition("scale", "one_of", ["规上"], group="A")
    high = condition("qualification", "one_of", ["high_tech"], group="A")
    for facts, verdict in (
        ({"scale": Known("规上")}, Verdict.FITS),
        ({"scale": Known("规下"), "qualification": Known(frozenset(["high_tech"]))}, Verdict.FITS),
        ({"scale": Known("规下")}, Verdict.ASK),
        ({"scale": Known("规下"), "qualification": Known(frozenset())}, Verdict.NOT),
    ):
        assert fit([scale, high], FIXED, facts, on=DAY, labels=LABELS).verdict is verdict
    met = fit([scale, high], FIXED, {"scale": Known("规上")}, on=DAY, labels=LABELS)
    assert met.asks == ()


def test_a_policy_without_conditions_fits_everybody():
    assert fit([], FIXED, {}, on=DAY, labels={}).verdict is Verdict.FITS


def test_conditions_are_said_in_words():
    money = condition("total_investment", "at_least", yuan=100_000_000, usd=10_000_000)
    assert say_condition(money) == "总投资不低于 1 亿元(或 1,000 万美元)"
    assert say_condition(condition("stage", "reached", "started"), LABELS) == "项目阶段已到“开工”"
    assert say_condition(condition("industry_code", "starts", ["35", "39"])) == "行业代码以 35、39 开头"
    assert say_condition(condition("building_tenancy", "is", False)) == "入驻载体楼宇为“否”"


@pytest.mark.parametrize(
    "given_",
    [
        {"field": "nothing", "op": "is", "value": True},
        {"field": "tax_paid", "op": "starts", "value": ["1"]},
        {"field": "total_investment", "op": "at_least"},
        {"field": "tax_paid", "op": "at_least"},
    ],
)
def test_a_condition_that_cannot_be_held_is_refused(given_):
    with pytest.raises(ValidationError):
        Condition.model_validate(given_)


def test_a_share_is_capped_rounded_down_and_says_its_sum():
    support = Support.model_validate({"kind": "percent", "of": "rd_expense", "rate": 3, "cap": 500_000})
    plain = support.worth({"rd_expense": Known(Decimal("1000000.99"), group="enterprise.operation")})
    assert plain.amount == Decimal("30000.02")  # 30,000.0297, never up
    assert plain.group == "enterprise.operation"
    capped = support.worth({"rd_expense": Known(Decimal(20_000_000))})
    assert capped.amount == 500_000
    assert "超过上限,按 50 万元 计" in capped.sentence
    unknown = support.worth({})
    assert unknown.amount is None
    assert unknown.ask == load_fields()["rd_expense"].ask


def test_a_share_of_a_dollar_amount_is_not_said_in_yuan():
    support = Support.model_validate({"kind": "percent", "of": "total_investment", "rate": 3})
    assert support.worth({"total_investment": Known(Money(Decimal(10_000_000), "usd"))}).amount is None


@pytest.mark.parametrize(
    "given_",
    [
        {"kind": "fixed"}, {"kind": "percent", "of": "tax_paid"}, {"kind": "percent", "of": "employees", "rate": 3},
        {"kind": "percent", "of": "tax_paid", "rate": 101}, {"kind": "fixed", "amount": -1},
    ],
)  # fmt: skip
def test_a_formula_without_its_parts_is_refused(given_):
    with pytest.raises(ValidationError):
        Support.model_validate(given_)


MONEY = st.decimals(min_value=0, max_value=10**11, places=2)


@settings(deadline=None)
@given(base=MONEY, more=MONEY, rate=st.decimals(min_value="0.01", max_value=100, places=2), cap=st.integers(1, 10**8))
def test_more_never_gives_less_and_nothing_is_above_the_cap_or_the_share(base, more, rate, cap):
    support = Support.model_validate({"kind": "percent", "of": "tax_paid", "rate": rate, "cap": cap})
    first = support.worth({"tax_paid": Known(base)}).amount
    second = support.worth({"tax_paid": Known(base + more)}).amount
    assert 0 <= first <= second <= cap
    assert first * 100 <= base * rate


@settings(deadline=None)
@given(value=MONEY, threshold=st.integers(0, 10**11))
def test_an_outcome_is_the_comparison_itself(value, threshold):
    found = held(condition("tax_paid", "at_least", threshold), value)
    assert (found.outcome is Outcome.MET) == (value >= threshold)
