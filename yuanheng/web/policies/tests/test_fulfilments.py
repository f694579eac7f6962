"""Fulfilment as a case: refused twice, announced so many days, paid in parts within the approval and the budget."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.web.cases.actions import act
from yuanheng.web.policies.actions.fulfilments import FulfilmentError, apply_for
from yuanheng.web.policies.actions.policies import set_budget
from yuanheng.web.policies.actions.steps import (
    announce,
    approve,
    close_notice,
    lower_approval,
    object_to,
    pay,
    settle_objection,
)
from yuanheng.web.policies.actions.steps import (
    reverse as reverse_payment,
)
from yuanheng.web.policies.models import Fulfilment, FulfilmentState, Payment
from yuanheng.web.policies.money import money_of, paid_on

from .making import DAY, HALF_PER_CENT, JOINT, TAX, applied, at, brought_to, firm_of, policy_of, project_of


@pytest.fixture
def policy(cast):
    """5 ‰ of the tax, with a budget of 8 万元."""
    return policy_of(cast["analyst"], TAX, support=HALF_PER_CENT, budget=80_000)


@pytest.fixture
def firm(db):
    """Paid 20,000,000: worth 100,000."""
    return firm_of(tax_paid=20_000_000)


def paid(made, amount, cast, now, voucher="1"):
    return pay(made, amount=Decimal(amount), paid_on_day=now.date(), voucher=voucher, by=cast["analyst"], at=now)


def test_an_application_keeps_the_match_of_its_day(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"], amount=100_000)
    assert made.verdict == "fits"
    assert made.findings[0]["outcome"] == "met"
    assert made.case.procedure == "policy-fulfilment"
    assert made.case.subject_id == str(made.pk)


def test_the_same_policy_year_and_subject_is_applied_for_once(policy, firm, cast):
    first = applied(policy, firm, cast["analyst"])
    with pytest.raises(FulfilmentError, match=f"{first.case.number} 已申报"):
        applied(policy, firm, cast["analyst"])
    act(case=first.case, kind="accepted", by=cast["analyst"], at=at(DAY, 11))
    act(case=first.case, kind="revoked", by=cast["analyst"], at=at(DAY, 12), data={"reason": "补材料"})
    assert applied(policy, firm, cast["analyst"]).pk != first.pk  # withdrawn: may apply anew


def test_one_refused_is_not_applied_for_again_that_year(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"])
    now = brought_to("joint", made, cast)
    act(case=made.case, kind="refused", step="joint", by=cast["analyst"], at=now, data={"reason": "重复享受"})
    made.refresh_from_db()
    assert made.state == FulfilmentState.REFUSED
    with pytest.raises(FulfilmentError, match="不予兑现"):
        applied(policy, firm, cast["analyst"])


def test_the_database_itself_refuses_a_second_one(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"])
    other = applied(policy, firm_of("乙厂", tax_paid=20_000_000), cast["analyst"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Fulfilment.objects.filter(pk=other.pk).update(enterprise=made.enterprise)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount": Decimal(100_001)}, r"不超过按政策算出的 100,000\.00 元"),
        ({"amount": Decimal(0)}, "大于 0"),
        ({"year": 2020}, "2021 至 2030 年度"),
        ({"year": 2031}, "2021 至 2030 年度"),
    ],
)
def test_what_cannot_be_applied_for_is_refused_with_its_figures(policy, firm, cast, change, said):
    given_ = {"year": 2021, "amount": Decimal(1), **change}
    with pytest.raises(FulfilmentError, match=said):
        apply_for(policy, kind="enterprise", subject=firm, by=cast["analyst"], at=at(DAY), on=DAY, **given_)
    assert not Fulfilment.objects.exists()


def test_a_policy_for_firms_is_not_given_to_a_project(policy, cast):
    with pytest.raises(FulfilmentError, match="以项目名义申报"):
        apply_for(
            policy, kind="project", subject=project_of(cast["promoter"]), year=2021, amount=Decimal(1),
            by=cast["analyst"], at=at(DAY), on=DAY,
        )  # fmt: skip


def test_an_unmet_condition_needs_a_reason_and_an_unknown_one_does_not(policy, cast):
    poor, unknown = firm_of("乙厂", tax_paid=1_000_000), firm_of("丙厂")
    with pytest.raises(FulfilmentError, match="不符合"):
        applied(policy, poor, cast["analyst"], amount=5_000)
    made = apply_for(
        policy, kind="enterprise", subject=poor, year=2021, amount=Decimal(5_000), by=cast["analyst"], at=at(DAY),
        on=DAY, reason="去年搬迁停产", bureaus=JOINT,
    )  # fmt: skip
    assert made.verdict == "not"
    assert applied(policy, unknown, cast["analyst"]).verdict == "ask"


def test_an_amount_is_approved_within_what_was_asked(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"], amount=50_000)
    with pytest.raises(FulfilmentError, match="现在是“待受理”"):
        approve(made, amount=Decimal(1), opinion="同意", by=cast["leader"], at=at(DAY, 11))
    now = brought_to("decide", made, cast) + timedelta(hours=1)
    with pytest.raises(FulfilmentError, match=r"不超过申请的 50,000\.00 元"):
        approve(made, amount=Decimal(50_001), opinion="同意", by=cast["leader"], at=now)
    approve(made, amount=Decimal(40_000), opinion="核减", by=cast["leader"], at=now)
    made.case.refresh_from_db()
    assert made.case.next_label == "公示"


def test_signing_without_an_amount_does_not_pass(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"])
    now = brought_to("decide", made, cast) + timedelta(hours=1)
    with pytest.raises(FulfilmentError, match="没有审定金额"):
        act(case=made.case, kind="signed", step="decide", by=cast["leader"], at=now)
    made.case.refresh_from_db()
    assert made.case.next_label == "审定金额"


def test_a_notice_runs_five_working_days_and_no_objection_is_left_open(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"])
    now = brought_to("notice", made, cast)
    by = cast["analyst"]
    with pytest.raises(FulfilmentError, match="没有公示"):
        close_notice(made, by=by, at=now + timedelta(hours=1))
    friday = date(2021, 6, 4)
    notice = announce(made, place="门户网站", since=friday, by=by, at=at(friday))
    assert notice.until == date(2021, 6, 11)  # Mon 7 to Fri 11: five days, Friday 4 not counted
    with pytest.raises(FulfilmentError, match="正在公示"):
        announce(made, place="公告栏", since=friday, by=by, at=at(friday, 11))
    with pytest.raises(FulfilmentError, match="公示到 2021-06-11 期满以后"):
        close_notice(made, by=by, at=at(notice.until, 17))
    with pytest.raises(FulfilmentError, match="在公示期"):
        object_to(notice, text="晚了", received_on=date(2021, 6, 15), by=by, at=at(date(2021, 6, 15)))
    objection = object_to(notice, text="面积不符", received_on=date(2021, 6, 8), by=by, at=at(date(2021, 6, 8)))
    after = date(2021, 6, 15)
    with pytest.raises(FulfilmentError, match="有异议没有核查"):
        close_notice(made, by=by, at=at(after))
    settle_objection(objection, answer="一致", on=after, by=by)
    with pytest.raises(FulfilmentError, match="已核查"):
        settle_objection(objection, answer="又一次", on=after, by=by)
    assert close_notice(made, by=by, at=at(after, 11)).next_label == "拨付"


def test_a_notice_cannot_be_closed_early_on_the_case_s_own_page(client_of, policy, firm, cast):
    made = applied(policy, firm, cast["analyst"])
    brought_to("notice", made, cast)
    made.case.refresh_from_db()
    url = reverse("cases:act", args=[made.case_id, "step_done"]) + "?step=notice"
    answer = client_of("analyst").post(url, {"version": made.case.version, "opinion": "办结", "on": "2021-06-02"})
    assert answer.status_code == 422
    assert "没有公示" in answer.content.decode()


def test_money_is_paid_in_parts_never_above_the_approved_amount(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"], amount=50_000)
    now = brought_to("pay", made, cast)
    paid(made, 20_000, cast, now, "甲1")
    with pytest.raises(FulfilmentError, match=r"不超过未拨的 30,000\.00 元\(审定 50,000\.00,已拨 20,000\.00\)"):
        paid(made, 30_001, cast, now, "甲2")
    with pytest.raises(FulfilmentError, match="凭证号 甲1 已登记"):
        paid(made, 30_000, cast, now, "甲1")
    made.refresh_from_db()
    assert made.state == FulfilmentState.OPEN
    paid(made, 30_000, cast, now + timedelta(hours=1), "甲2")
    made.refresh_from_db()
    assert made.state == FulfilmentState.FULFILLED
    assert made.closed_on == now.date()
    with pytest.raises(FulfilmentError, match="已办结"):
        paid(made, 1, cast, now + timedelta(hours=2), "甲3")


def test_money_is_never_paid_above_the_budget_left(policy, firm, cast):
    first = applied(policy, firm, cast["analyst"], amount=50_000)
    second = applied(policy, firm_of("乙厂", tax_paid=20_000_000), cast["analyst"], amount=50_000)
    now = brought_to("pay", first, cast)
    brought_to("pay", second, cast)
    assert money_of(policy, 2021).free == -20_000
    paid(first, 50_000, cast, now)
    with pytest.raises(
        FulfilmentError, match=r"不超过预算余额 30,000\.00 元\(2021 年预算 80,000\.00,已拨 50,000\.00\)"
    ):
        paid(second, 30_001, cast, now)
    paid(second, 30_000, cast, now)
    set_budget(policy, year=2021, amount=Decimal(100_000), document="追加", by=cast["analyst"], at=now)
    paid(second, 20_000, cast, now + timedelta(hours=1), "2")
    assert money_of(policy, 2021).left == 0


def test_a_zone_policy_without_a_budget_pays_nothing_and_a_city_one_is_paid_by_the_city(cast, firm):
    zone = policy_of(cast["analyst"], title="没有预算")
    city = policy_of(cast["analyst"], title="市级补助", level="city")
    first = applied(zone, firm, cast["analyst"])
    now = brought_to("pay", first, cast)
    with pytest.raises(FulfilmentError, match="2021 年没有登记预算"):
        paid(first, 1, cast, now)
    second = applied(city, firm, cast["analyst"])
    brought_to("pay", second, cast)
    assert paid(second, 50_000, cast, now).amount_yuan == 50_000


def test_a_wrong_payment_is_reversed_once_and_an_approval_lowered_to_what_is_paid(policy, firm, cast):
    made = applied(policy, firm, cast["analyst"], amount=50_000)
    now = brought_to("pay", made, cast)
    wrong = paid(made, 20_000, cast, now)
    reverse_payment(wrong, reason="付错户", on=now.date(), by=cast["analyst"], at=now)
    with pytest.raises(FulfilmentError, match="已冲销"):
        reverse_payment(wrong, reason="又一次", on=now.date(), by=cast["analyst"], at=now)
    assert paid_on(made) == 0
    paid(made, 20_000, cast, now, "1")  # the voucher is free again
    with pytest.raises(FulfilmentError, match=r"不低于已拨付的 20,000\.00 元"):
        lower_approval(made, amount=Decimal(19_999), reason="退出", by=cast["leader"], at=now)
    with pytest.raises(FulfilmentError, match=r"还有 30,000\.00 元没有拨付"):
        act(case=made.case, kind="step_done", step="pay", by=cast["analyst"], at=now + timedelta(hours=1))
    lower_approval(made, amount=Decimal(20_000), reason="退出", by=cast["leader"], at=now)
    made.refresh_from_db()
    assert made.state == FulfilmentState.FULFILLED


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(1, 30_000), min_size=1, max_size=6))
def test_whatever_is_tried_the_paid_sum_stays_within_approval_and_budget(cast, parts):
    policy = policy_of(cast["analyst"], title="随机", budget=40_000)
    made = applied(policy, firm_of(f"厂{Fulfilment.objects.count()}"), cast["analyst"], amount=50_000)
    now = brought_to("pay", made, cast)
    for number, part in enumerate(parts):
        before = paid_on(made)
        fits = before + part <= 40_000
        try:
            paid(made, part, cast, now, str(number))
        except FulfilmentError:
            assert not fits
        else:
            assert fits
        assert paid_on(made) <= 40_000
    point = Payment.objects.filter(fulfilment=made).count()
    assert point <= len(parts)


def test_a_fulfilment_is_walked_on_its_pages_by_those_it_waits_for(client_of, policy, firm, cast):
    analyst, leader = client_of("analyst"), client_of("leader")
    url = reverse("policies:apply", args=[policy.pk, "enterprise", firm.pk]) + "?year=2021"
    assert "10" in str(analyst.get(url).context["form"]["amount"].value())
    answer = analyst.post(url, {"year": "2021", "amount": "5", "bureaus": ["经济发展局"]})
    made = Fulfilment.objects.get()
    assert answer.headers["Location"] == reverse("policies:fulfilment", args=[made.pk])
    early = leader.post(reverse("policies:approve", args=[made.pk]), {"amount": "5", "opinion": "同意"})
    assert early.status_code == 422
    assert "现在是“待受理”" in early.content.decode()
    from yuanheng.web.base import moment

    today = moment.today()
    for kind, step in (("accepted", ""), ("step_done", "materials"), ("signed", "joint")):
        act(case=made.case, kind=kind, step=step, by=cast["analyst"], at=moment.now())
    page = leader.get(reverse("policies:fulfilment", args=[made.pk])).content.decode()
    assert "审定并签署" in page
    assert (
        leader.post(reverse("policies:approve", args=[made.pk]), {"amount": "4", "opinion": "核减"}).status_code == 302
    )
    notice = {"place": "网站", "since": today.isoformat()}
    assert analyst.post(reverse("policies:announce", args=[made.pk]), notice).status_code == 302
    early = analyst.post(reverse("policies:close_notice", args=[made.pk]), {"opinion": "期满"})
    assert early.status_code == 422
    assert "期满以后" in early.content.decode()
    made.refresh_from_db()
    later = at(made.notices.get().until + timedelta(days=1), 23)
    close_notice(made, by=cast["analyst"], at=later)
    with moment.as_if(later + timedelta(hours=1)):
        analyst = client_of("analyst")  # the old session has run out by then
        more = {"amount": "5", "paid_on_day": today.isoformat(), "voucher": "付1"}
        refused = analyst.post(reverse("policies:pay", args=[made.pk]), more)
        assert refused.status_code == 422
        assert "不超过未拨的 40,000.00 元" in refused.content.decode()
        assert "付1" in refused.content.decode()  # what was typed stays
        done = analyst.post(reverse("policies:pay", args=[made.pk]), {**more, "amount": "4"})
        assert done.status_code == 302
    made.refresh_from_db()
    assert made.state == FulfilmentState.FULFILLED
