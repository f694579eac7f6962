"""The library: entered, corrected, ended, budgeted; conditions typed as rows come back as they were typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.web.base.models import AuditEntry
from yuanheng.web.policies.actions.policies import PolicyError, change_policy, end_policy, set_budget
from yuanheng.web.policies.actions.steps import pay
from yuanheng.web.policies.models import Policy
from yuanheng.web.policies.money import money_of

from .making import DAY, HALF_PER_CENT, TAX, applied, at, brought_to, firm_of, policy_of

HEAD = {
    "title": "高企奖励", "document": "启开管发〔2021〕9 号", "issuer": "启东经济开发区管委会", "level": "zone",
    "theme": "innovation",
    "given_to": "enterprise", "issued_on": "2021-03-01", "since": "2021-03-01", "until": "", "words": "",
    "support_words": "奖励 20 万元", "kind": "fixed", "amount": "20",
}  # fmt: skip
ROWS = {
    "c-TOTAL_FORMS": "3", "c-INITIAL_FORMS": "0", "c-MIN_NUM_FORMS": "0", "c-MAX_NUM_FORMS": "12",
    "c-0-field": "qualification", "c-0-op": "one_of", "c-0-value": "高新技术企业", "c-1-field": "capital",
    "c-1-op": "at_least", "c-1-value": "1,000", "c-1-usd": "150",
}  # fmt: skip


def test_a_policy_is_entered_with_its_conditions_as_data(client_of, cast):
    answer = client_of("analyst").post(reverse("policies:new"), {**HEAD, **ROWS})
    policy = Policy.objects.get()
    assert answer.status_code == 302
    assert policy.conditions == [
        {"field": "qualification", "op": "one_of", "value": ["high_tech"]},
        {"field": "capital", "op": "at_least", "yuan": "10000000", "usd": "1500000"},
    ]
    assert policy.gives.amount == 200_000
    page = client_of("leader").get(reverse("policies:policy", args=[policy.pk])).content.decode()
    assert "资质荣誉属于高新技术企业" in page
    assert "注册资本不低于 1,000 万元(或 150 万美元)" in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"c-0-value": "诺贝尔奖"}, "不在"),
        ({"c-0-op": "at_least"}, "不能用"),
        ({"c-0-field": ""}, "请选择事项"),
        ({"c-1-value": "很多", "c-1-usd": ""}, "不是数字"),
        ({"c-1-value": "", "c-1-usd": ""}, "门槛"),
        ({"kind": "percent", "of": "", "rate": "5"}, "基数"),
        ({"amount": ""}, "定额补助要写金额"),
        ({"until": "2020-01-01"}, "有效期至不早于施行日期"),
    ],
)
def test_what_cannot_be_a_policy_is_refused_in_words(client_of, cast, row, said):
    answer = client_of("analyst").post(reverse("policies:new"), {**HEAD, **ROWS, **row})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Policy.objects.exists()


def test_the_form_shows_what_was_entered_and_saving_it_again_changes_nothing(client_of, cast):
    client = client_of("analyst")
    client.post(reverse("policies:new"), {**HEAD, **ROWS})
    policy = Policy.objects.get()
    before = (policy.conditions, policy.support)
    page = client.get(reverse("policies:change", args=[policy.pk]))
    rows, form = page.context["rows"], page.context["form"]
    again = {name: form[name].value() or "" for name in form.fields if name != "file"}
    again |= {"c-TOTAL_FORMS": "5", "c-INITIAL_FORMS": "2", "c-MIN_NUM_FORMS": "0", "c-MAX_NUM_FORMS": "12"}
    for number, row in enumerate(rows.initial):
        again |= {f"c-{number}-{name}": value or "" for name, value in row.items()}
    assert client.post(reverse("policies:change", args=[policy.pk]), again).status_code == 302
    policy.refresh_from_db()
    assert (policy.conditions, policy.support) == before
    assert not AuditEntry.objects.filter(action="policies.policy.changed").exclude(content__after={}).exists()


def test_what_a_policy_takes_and_gives_stays_once_somebody_has_applied(cast):
    policy = policy_of(cast["analyst"], TAX, support=HALF_PER_CENT)
    applied(policy, firm_of(tax_paid=20_000_000), cast["analyst"])
    kept = {n: getattr(policy, n) for n in ("document", "issuer", "level", "theme", "issued_on", "since", "until")}
    kept |= {"given_to": "enterprise", "words": "", "support_words": "按税收奖励"}
    with pytest.raises(PolicyError, match="已有 1 件兑现申报"):
        change_policy(policy, title=policy.title, conditions=(), support=policy.gives, by=cast["analyst"], **kept)
    changed = change_policy(
        policy, title="纳税奖励", conditions=policy.asked, support=policy.gives, by=cast["analyst"], **kept
    )
    assert changed.title == "纳税奖励"


def test_a_policy_is_entered_once(cast):
    policy = policy_of(cast["analyst"])
    with pytest.raises(PolicyError, match="同名政策已登记"):
        policy_of(cast["analyst"], document=policy.document)


def test_a_policy_ends_within_its_days(cast):
    policy = policy_of(cast["analyst"])
    with pytest.raises(PolicyError, match="2020-01-01 废止"):
        end_policy(policy, on=date(2020, 1, 1), reason="会议纪要", by=cast["analyst"])
    ended = end_policy(policy, on=DAY, reason="会议纪要", by=cast["analyst"])
    assert ended.holds_on(DAY)
    assert not ended.holds_on(date(2021, 6, 2))


def test_the_newest_budget_counts_and_never_falls_below_what_is_paid(cast):
    policy = policy_of(cast["analyst"], TAX, support=HALF_PER_CENT, budget=80_000)
    made = applied(policy, firm_of(tax_paid=20_000_000), cast["analyst"], amount=50_000)
    now = brought_to("pay", made, cast)
    pay(made, amount=Decimal(30_000), paid_on_day=now.date(), voucher="1", by=cast["analyst"], at=now)
    money = money_of(policy, 2021)
    assert (money.budget, money.paid, money.promised, money.left, money.free) == (
        80_000,
        30_000,
        20_000,
        50_000,
        30_000,
    )
    with pytest.raises(PolicyError, match=r"不低于已拨付的 30,000\.00 元"):
        set_budget(policy, year=2021, amount=Decimal(29_999), document="调整", by=cast["analyst"], at=at(DAY))
    set_budget(policy, year=2021, amount=Decimal(30_000), document="调整", by=cast["analyst"], at=now)
    assert money_of(policy, 2021).left == 0


def test_the_library_shows_what_is_left_of_the_year_asked_for_and_nothing_where_no_budget_is(client_of, cast):
    policy_of(cast["analyst"], budget=1_000_000)
    firm_of(tax_paid=1)  # the ledger ends in 2020: 2021 is the year shown
    page = client_of("auditor").get(reverse("policies:policies"))
    assert page.context["year"] == 2021
    assert "100.00 万元" in page.content.decode()
    later = client_of("auditor").get(reverse("policies:policies") + "?year=2022")
    assert later.context["sums"] == {"budget": None, "paid": None, "promised": None}
    export = client_of("auditor").get(reverse("policies:policies") + "?export=csv")
    assert export.status_code == 200
