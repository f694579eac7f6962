"""Progress, lights and reserves as sums that an official could check."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.web.works.policy.lights import Dated, light_of
from yuanheng.web.works.policy.progress import StepNow, progress_of
from yuanheng.web.works.policy.reserves import Added, Fact, Promised, check_need, holds, reserve_of

DAY = date(2021, 6, 1)
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_progress_weighs_steps_by_days_and_takes_the_share_of_the_one_that_is_measured():
    steps = [
        StepNow("立项", 20, "done"), StepNow("用地", 60, "skipped"), StepNow("施工", 180, "open", Fraction(1, 3),
            "路段 400/1,200 米"),
        StepNow("验收", 10, "open"),
    ]  # fmt: skip
    found = progress_of(steps)
    assert found.percent == Decimal("38.1")  # (20 + 180/3) / (20 + 180 + 10) = 80/210
    assert found.sentence == "1/3 步完成,“施工”按路段 400/1,200 米折算"
    assert progress_of(()).percent is None
    assert progress_of([StepNow("施工", 999, "open", Fraction(1)), StepNow("验收", 1, "open")]).percent == Decimal(
        "99.9"
    )
    assert progress_of([StepNow("施工", 9, "done")]).percent == 100


STEP = st.builds(
    StepNow, st.just("步"), st.integers(0, 400), st.sampled_from(["done", "skipped", "open"]),
    st.none() | st.integers(0, 50).map(lambda n: Fraction(n, 50)),
)  # fmt: skip


@PATIENT
@given(st.lists(STEP, min_size=1, max_size=6), st.integers(0, 5))
def test_finishing_a_step_never_lowers_progress_and_only_all_done_is_a_hundred(steps, place):
    before = progress_of(steps).percent
    index = place % len(steps)
    if steps[index].state != "open":
        return
    after = progress_of([*steps[:index], StepNow("步", steps[index].days, "done"), *steps[index + 1 :]]).percent
    assert before is not None
    assert after is not None
    assert after >= before
    open_left = any(s.state == "open" for i, s in enumerate(steps) if i != index)
    assert (after == 100) is not open_left


def test_the_light_is_red_when_a_step_or_a_planned_date_is_past_and_amber_when_near_or_overpaid():
    plain = {
        "on": DAY,
        "has_case": True,
        "closed": False,
        "due": (),
        "planned": (),
        "soon_days": 15,
        "contract": None,
        "paid": None,
    }
    assert light_of(**plain).tone == "green"
    assert light_of(**plain | {"has_case": False}).tone == "secondary"
    late = light_of(**plain | {"due": [Dated("招标", DAY - timedelta(days=1))]})
    assert (late.tone, late.sentences) == ("red", ("“招标”应于 2021-05-31 办完,已超 1 个自然日",))
    assert light_of(**plain | {"due": [Dated("招标", DAY)]}).tone == "green"
    assert light_of(**plain | {"planned": [Dated("开工", DAY + timedelta(days=15))]}).tone == "orange"
    assert light_of(**plain | {"planned": [Dated("开工", DAY + timedelta(days=16))]}).tone == "green"
    over = light_of(**plain | {"contract": Decimal(100), "paid": Decimal("100.01")})
    assert (over.tone, over.sentences) == ("orange", ("已付 100.01 元,超过合同 100.00 元",))
    assert light_of(**plain | {"paid": Decimal(1)}).sentences == ("已付 1.00 元,没有登记合同",)
    assert light_of(**plain | {"closed": True, "due": [Dated("招标", DAY - timedelta(days=1))]}).tone == "green"


def test_the_reserve_is_capacity_and_what_was_added_less_what_is_contracted_and_promised():
    fact = Fact(date(2020, 12, 31), Decimal(1000), Decimal(600), Decimal(650))
    added = [
        Added(date(2020, 12, 31), Decimal(50), "早已计入"),
        Added(date(2021, 5, 1), Decimal(200), "增容"),
        Added(date(2021, 7, 1), Decimal(900), "未投运"),
    ]
    mine = Promised("a", Decimal(100), date(2021, 3, 1), date(2021, 12, 31))
    other = Promised("b", Decimal(80), date(2021, 3, 1), date(2021, 5, 31))
    left = reserve_of(fact, added, [mine, other], on=DAY)
    assert left is not None
    assert left.amount == 1000 + 200 - 650 - 100  # used is more than contracted; b's promise has ended
    assert left.sentence == "能力 1,000 + 新投运 200 - 已签约(或最大使用)650 - 已承诺 100 = 450(截至 2020-12-31)"
    assert reserve_of(fact, added, [mine, other], on=DAY, but="a").amount == 550
    assert reserve_of(None, added, [mine], on=DAY) is None
    assert [check_need(n, left) for n in (None, Decimal(0), Decimal(450), Decimal("450.01"))] == [
        "unknown",
        "none",
        "enough",
        "short",
    ]
    assert check_need(Decimal(1), None) == "unknown"


def test_a_promise_holds_to_its_last_day_and_once_signed_for_until_a_fact_counts_it():
    promise = Promised("a", Decimal(1), date(2021, 3, 1), date(2021, 5, 31))
    as_of = date(2020, 12, 31)
    assert [holds(promise, on=d, as_of=as_of) for d in (date(2021, 2, 28), date(2021, 5, 31), date(2021, 6, 1))] == [
        False,
        True,
        False,
    ]
    signed = Promised("a", Decimal(1), date(2021, 3, 1), date(2021, 5, 31), contracted_on=date(2021, 5, 1))
    assert holds(signed, on=DAY, as_of=as_of)
    assert not holds(signed, on=DAY, as_of=date(2021, 5, 1))
    released = Promised("a", Decimal(1), date(2021, 3, 1), date(2021, 5, 31), released_on=date(2021, 4, 1))
    assert [holds(released, on=d, as_of=as_of) for d in (date(2021, 3, 31), date(2021, 4, 1))] == [True, False]


AMOUNT = st.integers(0, 500).map(Decimal)


@PATIENT
@given(AMOUNT, AMOUNT, st.lists(AMOUNT, max_size=6))
def test_promises_made_one_after_another_as_far_as_each_fits_never_pass_the_capacity(capacity, contracted, wanted):
    fact, made = Fact(date(2020, 12, 31), capacity, contracted, None), []
    for number, need in enumerate(wanted):
        if check_need(need, reserve_of(fact, (), made, on=DAY)) == "enough":
            made.append(Promised(number, need, DAY, DAY))
    assert contracted + sum(p.amount for p in made) <= max(capacity, contracted)
