"""Land out of floor area, sides compared, sums that add up, bills divided: cases with their sums, properties, a witness."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.engines.tenancies import (
    Base,
    Bill,
    Holding,
    Part,
    Said,
    Use,
    balance_uses,
    compare_sides,
    derive_land,
    load_tenancy_rules,
    split_bill,
)

RULES = load_tenancy_rules()
DAY = date(2021, 12, 31)
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LAND, LOSS, TOLERANCE = RULES.land_on(DAY), RULES.losses_on(DAY), RULES.tolerance_on(DAY)


def test_land_by_share_of_floor_area():
    base = Base(land_mu=D(30), floor_m2=D(20000))
    found = derive_land(stated_mu=None, floor_m2=D(4000), base=base, rule=LAND)
    assert found.mu == D(30) * 4000 / 20000 == D("6.0000")
    assert "4,000 ㎡ ÷ 出租方建筑面积 20,000 ㎡ × 出租方用地 30 亩 = 6 亩" in found.sentence


def test_land_by_floor_area_ratio_where_the_owners_floor_area_is_not_known():
    found = derive_land(stated_mu=None, floor_m2=D(4000), base=Base(plot_ratio=D("1.2")), rule=LAND)
    assert (found.mu, found.method) == (D(4000) / D("1.2") * D("0.0015"), "plot_ratio") == (D("5.0000"), "plot_ratio")


def test_a_stated_land_area_goes_before_any_derivation():
    found = derive_land(stated_mu=D(7), floor_m2=D(4000), base=Base(land_mu=D(30), floor_m2=D(20000)), rule=LAND)
    assert (found.mu, found.method) == (D(7), "stated")


@pytest.mark.parametrize(
    ("floor", "base", "asks"),
    [
        (D(4000), Base(), "不知道出租方用地和出租方建筑面积"),
        (D(4000), Base(land_mu=D(30)), "不知道出租方建筑面积"),
        (None, Base(land_mu=D(30), floor_m2=D(20000)), "都没有填"),
        (D(21000), Base(land_mu=D(30), floor_m2=D(20000)), "大于"),
    ],
    ids=["nothing known", "no floor area", "no figure", "more than there is"],
)
def test_where_no_base_is_known_there_is_a_question_and_never_nought(floor, base, asks):
    found = derive_land(stated_mu=None, floor_m2=floor, base=base, rule=LAND)
    assert found.mu is None and asks in found.question


AREAS = st.integers(1, 10**7).map(lambda n: D(n) / 100)


@given(st.lists(AREAS, min_size=1, max_size=6), AREAS)
@CALM
def test_shares_of_a_whole_never_exceed_it_and_leave_less_than_a_step_each(floors, land):
    base = Base(land_mu=land, floor_m2=sum(floors))
    parts = [derive_land(stated_mu=None, floor_m2=f, base=base, rule=LAND).mu for f in floors]
    assert land - D("0.0001") * len(floors) < sum(parts) <= land
    for floor, part in zip(floors, parts, strict=True):  # the witness: plain fractions
        exact = Fraction(floor) / Fraction(sum(floors)) * Fraction(land)
        assert 0 <= exact - Fraction(part) < Fraction(1, 10_000)


def test_each_figure_on_which_the_sides_differ_is_said_with_both_and_the_difference():
    owner = Said(floor_m2=D(4000), since=date(2021, 1, 1), until=date(2025, 12, 31))
    tenant = Said(floor_m2=D(3800), since=date(2021, 1, 1))
    floor, term = compare_sides(owner=owner, tenant=tenant, tolerance=TOLERANCE)
    assert floor.gap == 4000 - 3800 and floor.sentence == "建筑面积:出租方 4,000 ㎡,承租方 3,800 ㎡,相差 200 ㎡"
    assert (term.what, term.owner, term.tenant) == ("term", " 2021-01-01 至 2025-12-31", " 2021-01-01 至 未写明")
    assert compare_sides(owner=owner, tenant=owner, tolerance=TOLERANCE) == ()


def test_sides_that_give_no_figure_in_common_do_not_agree():
    (found,) = compare_sides(owner=Said(floor_m2=D(4000)), tenant=Said(land_mu=D(6)), tolerance=TOLERANCE)
    assert (found.what, found.gap) == ("basis", None)


def test_a_zone_of_three_firms_adds_up():
    uses = [
        Use(key="1", owner="landlord", tenant="anvil", mu=D("9")), Use(key="2", owner="landlord", tenant="bolt", mu=D("6")),
        Use(key="3", owner="landlord", tenant="", mu=D("1.5")), Use(key="4", owner="", tenant="bolt", mu=D("2")),
        Use(key="5", owner="landlord", tenant="cog", mu=None),
    ]  # fmt: skip
    found = balance_uses(owned={"landlord": D(40), "anvil": D(0), "bolt": None}, uses=uses)
    landlord, anvil, bolt = (found.firms[name] for name in ("landlord", "anvil", "bolt"))
    assert landlord.real == D(40) - (9 + 6 + D("1.5")) + 0 == D("23.5") and landlord.open == ("5",)
    assert anvil.real == 0 - 0 + 9 and bolt.into == 6 + 2 and bolt.real is None
    zone = found.zone
    assert zone.out - zone.out_to_outside == D("16.5") - D("1.5") == 15 == zone.into - zone.in_from_outside == 17 - 2
    assert zone.holds and zone.unknown == 2  # bolt's land is not known, nor that of cog, whose one lease is open
    over = Holding(key="h", certified=D(14), uses=(("1", D(9)), ("2", D(6))))
    assert (over.used, over.excess, over.left) == (15, 1, None)


USES = st.lists(
    st.builds(
        lambda key, owner, tenant, mu: Use(key=key, owner=owner, tenant=tenant, mu=mu), key=st.uuids().map(str),
        owner=st.sampled_from("abc"), tenant=st.sampled_from(["d", "e", ""]), mu=st.none() | AREAS,
    ), max_size=12,
)  # fmt: skip


@given(USES, st.randoms())
@CALM
def test_what_is_let_is_what_is_rented_whatever_the_order(uses, chance):
    owned = {name: D(1000) for name in "abcde"}
    found = balance_uses(owned=owned, uses=uses)
    shuffled = list(uses)
    chance.shuffle(shuffled)
    assert balance_uses(owned=owned, uses=shuffled) == found
    assert found.zone.holds
    assert found.zone.real == found.zone.owned - found.zone.out + found.zone.into
    known = [u.mu for u in uses if u.mu is not None]
    assert (
        found.zone.out == sum(known) == found.zone.into + sum(u.mu for u in uses if u.mu is not None and not u.tenant)
    )


def bill(kwh, *readings, holder="landlord"):
    parts = tuple(Part(key=f"m{n}", user=f"u{n}", kwh=None if r is None else D(r)) for n, r in enumerate(readings))
    return Bill(account="3206001", kwh=None if kwh is None else D(kwh), holder=holder, parts=parts)


def test_sub_meters_and_their_loss_make_the_bill():
    found = split_bill(bill(1000, 600, 380), rule=LOSS)
    assert found.loss == 1000 - (600 + 380) == 20
    assert found.of_users() == {"u0": D("612.24") + 0, "u1": D("387.76")}  # 20 × 600/980 = 12.24, 20 × 380/980 = 7.76
    assert found.sentence == "账单 1,000 度 = 分表合计 980 度 + 损耗 20 度,损耗按分表电量分摊"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (bill(1000, 600, 300), "sum"), (bill(1000, 600, 500), "sum"), (bill(1000, 600, None), "unread"),
        (bill(None, 600, 400), "no_bill"), (bill(1000), "no_users"),
    ],
    ids=["ten per cent lost", "more than billed", "a meter not read", "no bill", "nobody behind it"],
)  # fmt: skip
def test_a_bill_that_does_not_fit_is_a_question_and_is_not_divided(asked, kind):
    found = split_bill(asked, rule=LOSS)
    assert (found.kind, found.shares) == (kind, ()) and found.question


def test_a_difference_that_a_person_lets_stand_is_divided_all_the_same():
    found = split_bill(bill(1000, 600, 300), rule=LOSS, accepted=True)
    assert found.loss == 100 and sum(found.of_users().values()) == 1000


def test_agreed_shares_must_be_a_whole():
    def shared(*percents):
        parts = tuple(Part(key=f"m{n}", user=f"u{n}", percent=D(p)) for n, p in enumerate(percents))
        return split_bill(Bill(account="a", kwh=D(1000), holder="h", parts=parts), rule=LOSS)

    assert shared("70", "30").of_users() == {"u0": D(700), "u1": D(300)}
    assert shared("70", "20").question == "约定比例合计 90%,应为 100%:核对各户比例"


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(0, 500), st.randoms())
@CALM
def test_the_parts_of_a_bill_add_up_to_it_whatever_the_order(readings, loss, chance):
    total = sum(readings)
    asked = bill(total + total * loss // 10_000, *readings)
    found = split_bill(asked, rule=LOSS)
    assert sum(kwh for _, kwh in found.shares) == asked.kwh
    parts = list(asked.parts)
    chance.shuffle(parts)
    again = split_bill(Bill(account=asked.account, kwh=asked.kwh, holder=asked.holder, parts=tuple(parts)), rule=LOSS)
    assert again == found
    for part, kwh in found.shares:  # the witness: within a cent of the plain proportion
        exact = Fraction(part.kwh) * Fraction(asked.kwh) / total
        assert abs(Fraction(kwh) - exact) < Fraction(1, 100)
