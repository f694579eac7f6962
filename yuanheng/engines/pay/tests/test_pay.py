"""One month's pay against sums written out by hand, and what the money may never do."""

from __future__ import annotations

import itertools
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.pay import (
    ContractSpan,
    Deduction,
    PaySlip,
    Share,
    check_shares,
    compare_slips,
    compute_pay,
    describe_pay,
    load_pay_scheme,
    split,
)
from yuanheng.engines.pay.computing import PayRefused
from yuanheng.engines.pay.values import PayLine

from .making import JUNE, event, shares, staff

SCHEME = load_pay_scheme("promoters-2021")


def test_a_month_is_what_the_hand_computes():
    """A person of the Shanghai office, contract renewed on 16 June from 6,000 to 6,500 yuan, two events, one absence.

    Base: 6000 x 15/30 = 3000.00; 6500 x 15/30 = 3250.00.
    Signed, 1.2bn yuan: 120 points x 100 = 12000; found 33.33 % = 3999.60.
    Registered, 15m dollars: 30 points x 100 = 3000; negotiated 12.5 % = 375.00.
    Events 4374.60; office 1.1: 437.46. Performance 4812.06. Absence 1.5 days x 200 = 300.
    Total 3000 + 3250 + 4812.06 - 300 = 10762.06.
    """
    contracts = (
        ContractSpan("甲", date(2020, 6, 16), date(2021, 6, 15), Decimal(6000)),
        ContractSpan("乙", date(2021, 6, 16), date(2022, 6, 15), Decimal(6500)),
    )
    absence = Deduction("1", "absence", Decimal("1.5"), "事假", date(2021, 6, 21))
    person = staff(office="上海办事处", contracts=contracts, deductions=(absence,))
    events = [
        event(of=shares(A1_found="33.33", A2_negotiated="66.67")),
        event("registered", "15000000", currency="usd", key="XM2:registered",
              of=shares(A1_negotiated="12.5", A2_found="87.5")),
    ]  # fmt: skip
    slip = compute_pay(SCHEME, person, events, JUNE)
    assert [line.amount for line in slip.lines] == [
        Decimal("3000.00"), Decimal("3250.00"), Decimal("3999.60"), Decimal("375.00"), Decimal("437.46"),
        Decimal("-300.00"),
    ]  # fmt: skip
    assert (slip.base, slip.performance, slip.deducted) == (Decimal("6250.00"), Decimal("4812.06"), Decimal("-300.00"))
    assert slip.total == Decimal("10762.06")


def test_the_sentence_says_the_sum_and_the_share():
    slip = compute_pay(SCHEME, staff(), [event(of=shares(A1_found="40", A2_landed="60"))], JUNE)
    said = next(line.sentence for line in slip.lines if line.kind == "event")
    assert said == (
        "“储能系统项目”正式签约(2021-06-10):金额 12 亿元,按“10 亿元以上”档 120 分 × 100 元 = 12,000.00 元;"
        "您的份额 发现 40%:4,800.00 元。"
    )


def test_what_is_above_the_cap_is_taken_off_and_said():
    slip = compute_pay(SCHEME, staff(), [event(amount="10000000000")], JUNE)
    assert [(line.kind, line.amount) for line in slip.lines][1:] == [
        ("event", Decimal(40000)),
        ("cap", Decimal(-20000)),
    ]
    assert compute_pay(SCHEME, staff(post="总经理"), [event(amount="10000000000")], JUNE).performance == 30000


def test_deductions_end_where_the_performance_ends_and_leave_the_base():
    off = tuple(Deduction(str(n), "absence", Decimal(30), "旷工", date(2021, 6, n)) for n in (1, 2))
    slip = compute_pay(SCHEME, staff(deductions=off), [event(amount="100000000")], JUNE)
    assert [line.amount for line in slip.lines if line.kind == "deduction"] == [Decimal("-4000"), Decimal(0)]
    assert slip.total == Decimal(6000)


def test_days_without_a_contract_are_a_question_not_a_zero_without_words():
    bare = staff(contracts=(ContractSpan("甲", date(2021, 6, 11), date(2022, 6, 10), Decimal(6000)),))
    slip = compute_pay(SCHEME, bare, [], JUNE)
    assert slip.base == Decimal(4000) and slip.questions == ("2021-06 有 10 天在职而没有聘用合同,这些天没有计基本工资",)


def test_two_contracts_on_one_day_are_refused():
    twice = staff(contracts=tuple(ContractSpan(k, date(2021, 1, 1), date(2021, 12, 31), Decimal(1)) for k in "甲乙"))
    with pytest.raises(PayRefused, match="重叠"):
        compute_pay(SCHEME, twice, [], JUNE)


def test_a_month_before_the_scheme_is_refused():
    with pytest.raises(PayRefused, match="换用当时施行的办法"):
        compute_pay(SCHEME, staff(), [], date(2020, 12, 1))


def test_a_set_of_101_per_cent_is_refused_with_where_found_and_expected():
    with pytest.raises(ProblemsError) as caught:
        check_shares(shares(A1_found="41", A2_landed="60"), where="储能系统项目 › 份额")
    problem = caught.value.problem
    assert (problem.kind, problem.where) == ("shares_not_whole", "储能系统项目 › 份额")
    assert (problem.found, problem.expected) == ("份额合计 101%", "合计恰为 100%") and "多 1%" in problem.advice


def test_all_faults_of_a_set_are_told_at_once():
    with pytest.raises(ProblemsError) as caught:
        check_shares([Share("A1", "found", Decimal(0)), *([Share("A2", "landed", Decimal("49.999"))] * 2)], where="甲")
    assert [p.kind for p in caught.value.problems] == ["share_not_positive", "share_twice", "shares_not_whole"]


def test_a_settled_share_changes_its_line_alone_and_says_by_what():
    person = staff()
    other = event("registered", key="XM9:registered")
    before = compute_pay(SCHEME, person, [event(of=shares(A1_found="60", A2_landed="40")), other], JUNE)
    after = compute_pay(
        SCHEME, person, [event(of=shares(A1_found="45", A2_landed="55"), basis="办2021-00007 裁定"), other], JUNE
    )
    (change,) = compare_slips(before, after)
    assert change.difference == after.total - before.total == Decimal("-1800.00")
    assert change.sentence == (
        "份额由“60%”改为“45%”;份额依据由“2021-06-10 起”改为“办2021-00007 裁定”:7,200.00 元 → 5,400.00 元(−1,800.00 元)。"
    )


def test_a_slip_survives_its_json():
    slip = compute_pay(SCHEME, staff(), [event()], JUNE)
    assert tuple(PayLine.from_dict(line.to_dict()) for line in slip.lines) == slip.lines


def test_the_scheme_says_itself_and_its_assumptions():
    said = "".join(describe_pay(SCHEME))
    assert "10 亿元以上 120 分" in said and "每满 100 万美元 300 元" in said and "封顶 20,000 元" in said
    assert SCHEME.source.assumption and SCHEME.hash


# What money may never do -----------------------------------------------------------------------------------------------

CENTS = st.integers(min_value=0, max_value=10**11).map(lambda n: Decimal(n).scaleb(-2))


@st.composite
def whole_sets(draw: st.DrawFn) -> list[Decimal]:
    """Per cents with up to four places that add to exactly 100."""
    cuts = sorted(draw(st.sets(st.integers(min_value=1, max_value=999_999), max_size=11)))
    edges = [0, *cuts, 1_000_000]
    return [Decimal(b - a).scaleb(-4) for a, b in itertools.pairwise(edges)]


@given(CENTS, whole_sets())
def test_the_parts_add_to_the_whole_and_none_is_a_fen_from_its_exact_share(whole, percents):
    parts = split(whole, percents)
    assert sum(parts) == whole
    for part, percent in zip(parts, percents, strict=True):
        assert part >= 0 and abs(Fraction(part) - Fraction(whole) * Fraction(percent) / 100) < Fraction(1, 100)


@given(whole_sets())
def test_a_whole_set_passes_and_a_ten_thousandth_more_does_not(percents):
    rows = [Share(f"A{n}", "found", p) for n, p in enumerate(percents)]
    check_shares(rows, where="甲")
    rows[0] = Share("A0", "found", percents[0] + Decimal("0.0001"))
    with pytest.raises(ProblemsError):
        check_shares(rows, where="甲")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list, list]:
    """A few people who share a few events of June."""
    people = [staff(f"A{n}", office=draw(st.sampled_from(["上海办事处", "启东本部", "苏南办事处"]))) for n in range(4)]
    events = []
    for n in range(draw(st.integers(min_value=1, max_value=5))):
        percents = draw(whole_sets())
        chosen = [(f"A{k % 4}", list(SCHEME.roles)[k // 4 % 4]) for k in range(len(percents))]
        rows = tuple(Share(who, role, p) for (who, role), p in zip(chosen, percents, strict=True))
        amount = draw(st.integers(min_value=0, max_value=3 * 10**10))
        kind = draw(st.sampled_from(["signed", "registered", "started", "arrived"]))
        events.append(
            event(kind, str(amount), key=f"XM{n}:{kind}", of=rows, on=date(2021, 6, draw(st.integers(1, 30))))
        )
    return people, events


@settings(max_examples=60, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_everybodys_lines_add_to_the_events(world, chance: random.Random):
    people, events = world
    slips = [compute_pay(SCHEME, person, events, JUNE) for person in people]
    mixed = [e for e in events]
    chance.shuffle(mixed)
    turned = [type(e)(**{f: getattr(e, f) for f in e.__slots__} | {"shares": e.shares[::-1]}) for e in mixed]
    assert [compute_pay(SCHEME, person, turned, JUNE) for person in people] == slips
    by_event: dict[str, Decimal] = {}
    for slip in slips:
        for line in slip.lines:
            if line.kind == "event":
                key = line.key.rsplit(":", 1)[0]
                by_event[key] = by_event.get(key, Decimal(0)) + line.amount
    wholes = {
        line.key.rsplit(":", 1)[0]: line.facts["整体"] for slip in slips for line in slip.lines if line.kind == "event"
    }
    for key, paid in by_event.items():
        assert f"{paid:,.2f} 元" == wholes[key]


@settings(max_examples=40, deadline=None)
@given(worlds(), worlds())
def test_the_differences_of_the_lines_add_to_the_difference_of_the_totals(one, other):
    person = one[0][0]
    before, after = (compute_pay(SCHEME, person, w[1], JUNE) for w in (one, other))
    assert sum((c.difference for c in compare_slips(before, after)), Decimal(0)) == after.total - before.total
    assert compare_slips(before, before) == ()
    assert sum((c.difference for c in compare_slips(None, after)), Decimal(0)) == after.total
    assert isinstance(after, PaySlip) and after.total >= after.base
