"""Promises against figures: kept, not kept, cannot be said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.measures import load_measures
from yuanheng.web.admission.policy import Figured, Promised, Verdict, keep_or_not, load_promise_kinds, reached_or_not
from yuanheng.web.admission.policy.promises import needed

KINDS = load_promise_kinds()
LABELS = {"tax_paid": "入库税收", "fixed_investment": "固定资产投资", "land_area": "用地面积"}


def promised(kind, value="0", *, land=None, due=None):
    return Promised(
        kind=KINDS[kind], value=Decimal(value), due_on=due, signed_on=date(2019, 5, 1),
        land_mu=None if land is None else Decimal(land),
    )  # fmt: skip


def figures(**years):
    return {(k.rsplit("_", 1)[0], int(k.rsplit("_", 1)[1])): Figured(Decimal(v)) for k, v in years.items()}


def test_tax_per_mu_of_a_year_is_compared_with_the_agreements_land():
    kept = keep_or_not(
        promised("tax_per_mu", "500000", land="100"),
        year=2021,
        figures=figures(tax_paid_2021="50000000"),
        labels=LABELS,
    )
    assert kept.verdict is Verdict.KEPT
    assert kept.sentence == "2021 年亩均税收 50.00 万元/亩,承诺不低于 50.00 万元/亩,已兑现。"
    assert "50.00" not in kept.plain


def test_one_yuan_less_is_not_kept_and_the_sentence_shows_the_difference():
    kept = keep_or_not(
        promised("tax_per_mu", "500000", land="100"),
        year=2021,
        figures=figures(tax_paid_2021="49999999"),
        labels=LABELS,
    )
    assert kept.verdict is Verdict.NOT_KEPT
    assert "49.999999 万元/亩" in kept.sentence


def test_investment_is_summed_from_the_year_of_signing_and_a_missing_year_cannot_be_said():
    what = promised("invest_total", "300000000")
    assert needed(what, 2021) == (("fixed_investment", 2019), ("fixed_investment", 2020), ("fixed_investment", 2021))
    some = figures(fixed_investment_2019="100000000", fixed_investment_2021="200000000")
    kept = keep_or_not(what, year=2021, figures=some, labels=LABELS)
    assert kept.verdict is Verdict.UNKNOWN
    assert kept.sentence == "缺 2020 年固定资产投资,2021 年“累计固定资产投资”是否兑现不能判断。"
    whole = {**some, ("fixed_investment", 2020): Figured(Decimal(0))}
    assert keep_or_not(what, year=2021, figures=whole, labels=LABELS).verdict is Verdict.KEPT


def test_a_missing_figure_tells_the_ledgers_reason():
    found = {("tax_paid", 2021): Figured(None, "数据矛盾,待人工核定")}
    kept = keep_or_not(promised("tax_yearly", "1"), year=2021, figures=found, labels=LABELS)
    assert "数据矛盾" in kept.sentence


def test_land_of_nothing_is_no_divisor():
    found = figures(tax_paid_2021="1", land_area_2021="0")
    assert keep_or_not(promised("tax_per_mu", "1"), year=2021, figures=found, labels=LABELS).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("reached", "on", "verdict"),
    [
        (date(2021, 6, 30), date(2021, 12, 31), Verdict.KEPT),
        (date(2021, 7, 1), date(2021, 12, 31), Verdict.NOT_KEPT),
        (None, date(2021, 6, 30), Verdict.NOT_DUE),
        (None, date(2021, 7, 1), Verdict.NOT_KEPT),
        (date(2021, 8, 1), date(2021, 6, 1), Verdict.NOT_DUE),
    ],
)
def test_a_stage_is_due_by_its_day_as_known_on_a_day(reached, on, verdict):
    what = promised("full_output_by", due=date(2021, 6, 30))
    assert reached_or_not(what, reached_on=reached, on=on).verdict is verdict


money = st.decimals(min_value=0, max_value=10**11, places=2)


@given(money, money, st.decimals(min_value=Decimal("0.01"), max_value=5000, places=2))
def test_a_promise_is_kept_exactly_when_the_fraction_meets_it(tax, limit, land):
    kept = keep_or_not(
        Promised(KINDS["tax_per_mu"], limit, None, date(2020, 1, 1), land),
        year=2021,
        figures={("tax_paid", 2021): Figured(tax)},
        labels=LABELS,
    )
    assert (kept.verdict is Verdict.KEPT) == (Fraction(tax) >= Fraction(limit) * Fraction(land))


@given(st.lists(st.none() | money, min_size=3, max_size=3), money)
def test_no_missing_year_is_ever_taken_for_nothing(years, limit):
    found = {("fixed_investment", 2019 + i): Figured(amount) for i, amount in enumerate(years)}
    kept = keep_or_not(promised("invest_total", str(limit)), year=2021, figures=found, labels=LABELS)
    assert (kept.verdict is Verdict.UNKNOWN) == (None in years)


def test_every_kind_asks_for_measures_that_the_ledger_has():
    known = load_measures()
    assert {k.above for k in KINDS.values() if k.above} <= set(known)
