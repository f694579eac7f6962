"""What is refused or asked about, in words that say what to do; nothing wrong is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.channels.actions.channels import (
    alike_channels,
    change_channel,
    end_channel,
    register_channel,
    set_staff,
)
from yuanheng.web.channels.actions.commissions import end_commission, pay_commission
from yuanheng.web.channels.actions.events import add_event_lead
from yuanheng.web.channels.actions.refusing import ChannelError
from yuanheng.web.channels.actions.relations import bring, record_partnership, record_relation, withdraw
from yuanheng.web.channels.fees import fees_of
from yuanheng.web.channels.models import Brought, Channel, CommissionPayment, Relation
from yuanheng.web.channels.policy.fees import FeeRule, fee_of
from yuanheng.web.channels.tests.walk_samples import (
    AT,
    DAY,
    channel,
    commission,
    contact,
    event,
    project,
    relation,
    signed_project,
    stored,
)
from yuanheng.web.projects.actions.projects import Money, set_amount

TOMORROW = AT.date() + timedelta(days=1)


def pay(contract, found, cast, **values):
    wanted = {
        "amount": Decimal("30000.00"),
        "currency": "yuan",
        "paid_on": date(2021, 6, 1),
        "voucher": "PZ-1",
        "at": AT,
    }
    return pay_commission(contract, found, by=cast["promoter"], **(wanted | values))


@pytest.mark.parametrize(
    "name", ["示例产业咨询有限公司", " 示例产业咨询有限公司", "示例产业咨询有限公司 ", "示例产业咨询有限公司"]
)
def test_one_channel_is_registered_once_however_its_name_is_written(cast, name):
    channel(cast)
    with pytest.raises(ChannelError, match="已登记为"):
        channel(cast, name)
    assert Channel.objects.count() == 1


def test_two_who_register_a_channel_at_once_register_one(cast, monkeypatch):
    from yuanheng.web.channels.actions import channels as acts

    channel(cast)
    monkeypatch.setattr(acts, "alike_channels", lambda *names, but=None: [])  # the other one was not there yet
    with pytest.raises(ChannelError, match="刚刚被别人登记"):
        channel(cast)
    assert Channel.objects.count() == 1


def test_another_name_of_a_channel_is_the_same_channel(cast):
    made = channel(cast, other_names=["示例产业"])
    with pytest.raises(ChannelError, match="又名 示例产业"):
        channel(cast, "示例产业")
    other = channel(cast, "别家顾问")
    with pytest.raises(ChannelError, match="已登记为"):
        change_channel(other, other_names=["示例产业"], by=cast["promoter"])
    assert change_channel(made, other_names=["示例产业", "示例招商"], by=cast["promoter"]).other_names[-1] == "示例招商"


def test_a_name_that_is_near_is_asked_about_and_another_is_not(cast):
    channel(cast, "示例长三角产业咨询有限公司")
    near = alike_channels("示例长三角产业顾问(上海)有限公司")
    assert [a.same for a in near] == [False] and "名称相近" in near[0].why
    assert alike_channels("浦江创新服务有限公司") == []


def test_a_relation_without_a_paper_is_refused_and_does_not_count(cast):
    made = channel(cast)
    with pytest.raises(ChannelError, match="没有附佐证"):
        record_relation(made, what="口头约定", evidence_kind="letter", file=None, since=DAY, by=cast["promoter"], at=AT)
    assert not Relation.objects.exists()


def test_days_to_come_are_refused_everywhere(cast):
    made, found = channel(cast), project(cast)
    held = event(cast)
    tries = [
        lambda: contact(cast, made, on=TOMORROW),
        lambda: relation(cast, made, since=TOMORROW),
        lambda: bring(made, found, on=TOMORROW, by=cast["promoter"], at=AT),
        lambda: event(cast, "明天的活动", on=TOMORROW),
        lambda: add_event_lead(held, found, on=TOMORROW, by=cast["promoter"], at=AT),
        lambda: commission(cast, made, since=TOMORROW),
        lambda: end_channel(made, on=TOMORROW, reason="x", by=cast["promoter"], at=AT),
    ]
    for attempt in tries:
        with pytest.raises(ChannelError, match="不晚于今天"):
            attempt()


@pytest.mark.parametrize("percent", ["100.0001", "0", "-1", "NaN", "Infinity"])
def test_a_share_above_a_hundred_or_none_at_all_is_refused(cast, percent):
    with pytest.raises(ChannelError, match="不超过 100%"):
        commission(cast, channel(cast), percent=Decimal(percent))


def test_a_contract_has_one_fee_rule_a_known_currency_and_one_number(cast):
    made = channel(cast)
    for values, said in (
        ({"fixed": Decimal(1), "percent": Decimal(1)}, "二者之一"), ({"fixed": None}, "二者之一"),
        ({"currency": "btc"}, "币种 btc"), ({"currency": ""}, "(空)"), ({"fixed": Decimal("0.001")}, "两位小数"),
        ({"file": None}, "没有附合同"), ({"trigger": "rumour"}, "付费条件"),
    ):  # fmt: skip
        with pytest.raises(ChannelError, match=said):
            commission(cast, made, **values)
    commission(cast, made)
    with pytest.raises(ChannelError, match="编号已用于"):
        commission(cast, made)
    with pytest.raises(ChannelError, match="同期"):
        commission(cast, made, "WT-2")
    assert commission(cast, made, "WT-3", trigger="registered").pk


def test_nothing_is_paid_twice_nor_above_what_is_due(cast):
    made = channel(cast)
    found, contract = signed_project(cast, made), commission(cast, made)
    pay(contract, found, cast)
    for values, said in (
        ({}, "已登记"), ({"voucher": "PZ-2"}, "应付 50,000.00,已付 30,000.00"),
        ({"voucher": "PZ-2", "currency": "usd"}, "以美元付款"),
        ({"voucher": "PZ-2", "currency": "doge"}, "币种 doge"), ({"voucher": "PZ-2", "amount": Decimal(0)}, "大于 0"),
        ({"voucher": "PZ-2", "amount": Decimal(1), "paid_on": DAY - timedelta(days=1)}, "早于"),
    ):  # fmt: skip
        with pytest.raises(ChannelError, match=said):
            pay(contract, found, cast, **values)
    pay(contract, found, cast, voucher="PZ-2", amount=Decimal("20000"))
    assert fees_of(made, on=AT.date())[0].left == 0 and CommissionPayment.objects.count() == 2


def test_a_project_that_has_not_landed_or_that_another_brought_owes_nothing(cast):
    made, other = channel(cast), channel(cast, "别家顾问")
    contract = commission(cast, made)
    waiting, theirs = project(cast, "在谈项目"), signed_project(cast, other, "别家引荐的项目")
    bring(made, waiting, on=DAY, by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="还没有签约"):
        pay(contract, waiting, cast)
    with pytest.raises(ChannelError, match="不在合同期内"):
        pay(contract, theirs, cast)


def test_capital_in_another_currency_is_a_question_and_never_converted(cast):
    made = channel(cast)
    found, contract = signed_project(cast, made), commission(cast, made, percent=Decimal("0.5"))
    for amount, currency in (("1000000", "usd"), ("7000000", "yuan")):
        money = Money("arrived", Decimal(amount), currency, date(2021, 7, 1 if currency == "usd" else 2))
        set_amount(found, money=money, by=cast["promoter"], at=AT)
        row = fees_of(made, on=AT.date())[0]
        if currency == "usd":
            assert row.due is None and "不折算" in row.question
            with pytest.raises(ChannelError, match="不折算"):
                pay(contract, found, cast, paid_on=date(2021, 8, 1))
    assert row.due == Decimal("35000.00") and "7,000,000 元 × 0.5% = 35,000 元" in row.sentence


def test_a_project_has_one_main_channel_and_others_may_help(cast):
    first, second, found = channel(cast), channel(cast, "别家顾问"), project(cast)
    entry = bring(first, found, on=DAY, by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="主要渠道"):
        bring(second, found, on=DAY, by=cast["promoter"], at=AT)
    bring(second, found, on=DAY, main=False, by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="登记一次"):
        bring(first, found, on=DAY, main=False, by=cast["promoter"], at=AT)
    withdraw(entry, reason="登记有误", by=cast["promoter"], at=AT)
    assert Brought.objects.known(None).filter(main=True).count() == 0


def test_what_was_paid_for_cannot_be_taken_back_from_under_the_payment(cast):
    made = channel(cast)
    found, contract = signed_project(cast, made), commission(cast, made)
    payment = pay(contract, found, cast)
    for row in (contract, Brought.objects.get()):
        with pytest.raises(ChannelError, match="PZ-1"):
            withdraw(row, reason="登记有误", by=cast["promoter"], at=AT)
    withdraw(payment, reason="付错", by=cast["promoter"], at=AT)
    withdraw(contract, reason="登记有误", by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="已经撤回"):
        withdraw(contract, reason="再来", by=cast["promoter"], at=AT)


def test_a_contract_that_ended_covers_what_was_brought_before_its_end_only(cast):
    made = channel(cast)
    contract = commission(cast, made)
    early, late = signed_project(cast, made, "早的项目"), project(cast, "晚的项目")
    bring(made, late, on=date(2021, 8, 1), by=cast["promoter"], at=AT)
    later = AT + timedelta(days=3)
    end_commission(contract, on=date(2021, 7, 1), reason="协商终止", by=cast["promoter"], at=later)
    day = AT.date()
    assert [r.project for r in fees_of(made, on=day)] == [early]
    assert {r.project for r in fees_of(made, on=day, known_on=day)} == {early, late}


def test_a_channel_that_counts_already_keeps_its_kind_and_region(cast):
    made = channel(cast)
    assert change_channel(made, region="苏南", by=cast["promoter"]).region == "苏南"
    contact(cast, made)
    with pytest.raises(ChannelError, match="另行登记"):
        change_channel(made, region="上海", by=cast["promoter"])


def test_a_channel_that_ended_takes_nothing_more_from_that_day_on(cast):
    made = channel(cast)
    end_channel(made, on=DAY, reason="注销", by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="已于"):
        contact(cast, made, on=DAY)
    assert contact(cast, made, on=DAY - timedelta(days=1)).pk
    with pytest.raises(ChannelError, match="终止"):
        end_channel(made, on=DAY, reason="再来", by=cast["promoter"], at=AT)


def test_an_event_lead_older_than_the_event_did_not_come_of_it(cast):
    held, found = event(cast), project(cast)
    with pytest.raises(ChannelError, match="不早于活动日期"):
        add_event_lead(held, found, on=DAY - timedelta(days=1), by=cast["promoter"], at=AT)
    add_event_lead(held, found, on=DAY, by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="登记一次"):
        add_event_lead(held, found, on=DAY, by=cast["promoter"], at=AT)
    with pytest.raises(ChannelError, match="一场活动登记一次"):
        event(cast)


def test_a_partnership_has_both_sides_and_an_agreement_its_paper(cast):
    zone = channel(cast, "上海示例园区", kind="zone")
    common = {"on": DAY, "by": cast["promoter"], "at": AT, "what": "合作"}
    for values, said in (
        ({"kind": "talks"}, "缺 合作的园区"), ({"kind": "agreement", "channel": zone}, "没有附协议"),
        ({"kind": "rd_pair", "channel": zone}, "缺 研发主体、本区企业或项目"),
        ({"kind": "rd_pair", "partner": "研究院", "project": project(cast)}, "缺 地区"),
        ({"kind": "friendship", "channel": zone}, "类别"),
    ):  # fmt: skip
        with pytest.raises(ChannelError, match=said):
            record_partnership(**common, **values)
    assert record_partnership(kind="agreement", channel=zone, file=stored(cast), **common).region == "上海"


def test_only_an_office_has_people_counted_and_a_channel_needs_kind_and_region(cast):
    with pytest.raises(ChannelError, match="招商联络办公室"):
        set_staff(channel(cast), count=3, since=DAY, by=cast["promoter"], at=AT)
    for kind, region in (("", "上海"), ("rumour", "上海"), ("fund", " ")):
        with pytest.raises(ChannelError, match="以及地区"):
            register_channel(name="某某", kind=kind, region=region, by=cast["promoter"], at=AT)


def test_midnight_in_shanghai_is_the_border_of_the_day(cast):
    made = channel(cast)
    late = datetime(2021, 12, 6, 0, 30, tzinfo=SHANGHAI)  # still the 5th in UTC
    assert contact(cast, made, on=date(2021, 12, 6), at=late).pk


MONEY = st.decimals(min_value=0, max_value=10**11, places=2)
PERCENT = st.decimals(min_value="0.0001", max_value=100, places=4)


@given(arrived=MONEY, percent=PERCENT, cap=st.none() | st.decimals(min_value="0.01", max_value=10**9, places=2))
def test_a_fee_is_the_share_to_the_cent_never_above_its_cap(arrived, percent, cap):
    fee = fee_of(FeeRule(currency="yuan", percent=percent, cap=cap), arrived=arrived, arrived_currency="yuan")
    exact = arrived * percent / 100
    wanted = exact if cap is None else min(exact, cap)
    assert abs(fee.amount - wanted) <= Decimal("0.005") and fee.amount == fee.amount.quantize(Decimal("0.01"))
    assert cap is None or fee.amount <= cap


@given(less=MONEY, more=MONEY, percent=PERCENT)
def test_more_capital_never_lowers_the_fee(less, more, percent):
    rule = FeeRule(currency="usd", percent=percent, cap=Decimal(500_000))
    first, second = (
        fee_of(rule, arrived=each, arrived_currency="usd").amount for each in (min(less, more), max(less, more))
    )
    assert first <= second
