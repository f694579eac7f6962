"""Agreements, promises and their yearly checks against the ledger, with the cast."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from yuanheng.web.admission.actions.promises import PromiseStateError, check_year, follow_up
from yuanheng.web.admission.models import FollowUp, Promise, PromiseCheck

from .making import DAY, agreed, at, firm_with, project_of, promised, stage

LIST = "admission:promises"


@pytest.fixture
def project(cast):
    """A project of the economy bureau with a firm that paid 45 million yuan of tax in 2021."""
    firm = firm_with(tax_paid_2021=45_000_000, employees_2021=120, tax_paid_2022=None)
    return project_of(cast["analyst"], enterprise=firm)


def check(promise, cast, year=2021):
    check_year([promise], year=year, by=cast["analyst"], today=date(2023, 3, 1), at=at(DAY))
    return promise.checks.first()


def test_a_promise_is_checked_against_the_ledger_and_says_the_difference(project, cast):
    found = check(promised(agreed(project, cast["analyst"]), cast["analyst"]), cast)
    assert found.verdict == "not_kept"
    assert found.sentence == "2021 年亩均税收 45.00 万元/亩,承诺不低于 50.00 万元/亩,未兑现,差 5.00 万元/亩。"
    assert found.figures == [{"measure": "tax_paid", "year": 2021, "amount": "45000000.000000000000"}]


def test_a_missing_figure_cannot_be_said_and_no_firm_neither(project, cast):
    promise = promised(agreed(project, cast["analyst"]), cast["analyst"])
    assert check(promise, cast, 2022).verdict == "unknown"
    assert "没有报送" in check(promise, cast, 2022).sentence
    other = promised(agreed(project_of(cast["analyst"], "无企业项目"), cast["analyst"]), cast["analyst"])
    assert check(other, cast).sentence == "项目没有关联企业,2021 年“亩均税收”是否兑现不能判断。"


def test_who_may_not_see_tax_reads_the_verdict_without_the_figures(client_of, project, cast):
    promise = promised(agreed(project, cast["analyst"]), cast["analyst"])
    check(promise, cast)
    url = reverse("admission:promise", args=[promise.pk])
    analyst, clerk = client_of("analyst").get(url).content.decode(), client_of("clerk").get(url).content.decode()
    assert "45.00 万元/亩" in analyst
    assert reverse("ledger:figure", args=[project.enterprise_id, "tax_paid", 2021]) in analyst
    assert "45.00" not in clerk
    assert "4,500" not in clerk
    assert "2021 年“亩均税收”未兑现。" in clerk
    assert "••••" in clerk
    listed = client_of("clerk").get(reverse(LIST), {"year": "2021", "export": "csv"}).content.decode()
    assert "45.00" not in listed


def test_head_counts_are_open_to_the_clerk(client_of, project, cast):
    promise = promised(agreed(project, cast["analyst"]), cast["analyst"], "employees", 100)
    check(promise, cast)
    said = client_of("clerk").get(reverse("admission:promise", args=[promise.pk])).content.decode()
    assert "2021 年从业人员 120 人,承诺不低于 100 人,已兑现。" in said


def test_checking_again_adds_a_check_and_the_newest_is_listed(client_of, project, cast):
    promise = promised(agreed(project, cast["analyst"]), cast["analyst"])
    check(promise, cast)
    project.enterprise.figures.filter(measure="tax_paid", year=2021).update(amount=60_000_000)
    check(promise, cast)
    assert [c.verdict for c in promise.checks.all()] == ["kept", "not_kept"]
    assert Promise.objects.with_newest(2021).get().newest_verdict == "kept"


def test_a_changed_promise_is_another_entry_with_its_reason(client_of, project, cast):
    old = promised(agreed(project, cast["analyst"]), cast["analyst"])
    url = reverse("admission:change_promise", args=[old.pk])
    data = {"value": "40", "first_year": "2021", "land_basis": "agreement", "consequence": "扣减"}
    assert client_of("analyst").post(url, data).status_code == 422
    assert client_of("analyst").post(url, {**data, "reason": "经管委会同意调整"}).status_code == 302
    assert Promise.objects.count() == 2
    (standing,) = Promise.objects.standing()
    assert standing.value == 400_000
    assert check(standing, cast).verdict == "kept"
    said = client_of("leader").get(reverse("admission:promise", args=[old.pk])).content.decode()
    assert "已变更" in said
    assert "经管委会同意调整" in said
    with pytest.raises(PromiseStateError, match="已有变更后的承诺"):
        promised(old.agreement, cast["analyst"], replaces=old, reason="再变")


def test_the_database_refuses_a_change_without_a_reason(project, cast):
    old = promised(agreed(project, cast["analyst"]), cast["analyst"])
    with pytest.raises(IntegrityError), transaction.atomic():
        promised(old.agreement, cast["analyst"], replaces=old)


def test_full_output_is_read_from_the_project_s_stages(project, cast):
    deal = agreed(project, cast["analyst"])
    promise = promised(deal, cast["analyst"], "full_output_by", None, due_on=date(2021, 6, 30))
    assert check(promise, cast).verdict == "not_kept"
    stage(project, "full_output", date(2021, 6, 30), by=cast["analyst"])
    assert check(promise, cast).verdict == "kept"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "tax_per_mu", "first_year": "2021", "land_basis": "agreement"}, "要写承诺值"),
        ({"kind": "full_output_by", "land_basis": "agreement"}, "要写约定日期"),
        ({"kind": "tax_yearly", "value": "5", "land_basis": "agreement"}, "从哪一年起核对"),
        (
            {"kind": "tax_yearly", "value": "5", "first_year": "2022", "last_year": "2021", "land_basis": "ledger"},
            "早于首个核对年度",
        ),
        ({"kind": "tax_per_mu", "value": "5", "first_year": "2021", "land_basis": "agreement"}, "协议没有写用地面积"),
    ],
)
def test_a_promise_that_cannot_be_checked_is_refused_in_words(client_of, project, cast, data, said):
    deal = agreed(project, cast["analyst"], land=None)
    answer = client_of("analyst").post(
        reverse("admission:new_promise", args=[deal.pk]), {"consequence": "扣减", **data}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_agreement_of_tomorrow_is_refused(client_of, project):
    url = reverse("admission:new_agreement", args=[project.pk])
    answer = client_of("analyst").post(url, {"document": "协议", "signed_on": "2999-01-01"})
    assert answer.status_code == 422


def test_the_year_is_checked_from_the_list(client_of, project, cast):
    from yuanheng.web.base import moment

    year = moment.today().year - 1
    deal = agreed(project, cast["analyst"])
    promised(deal, cast["analyst"])
    promised(deal, cast["analyst"], "tax_yearly", 1, first_year=year + 1)
    client = client_of("analyst")
    answer = client.post(reverse("admission:check"), {"year": str(year)}, follow=True)
    assert "已核对 1 项承诺" in answer.content.decode()
    assert PromiseCheck.objects.get().year == year
    assert client_of("leader").post(reverse("admission:check"), {"year": str(year)}).status_code == 403


def test_a_broken_promise_is_followed_up_once_a_year_as_a_case(client_of, project, cast):
    promise = promised(agreed(project, cast["analyst"]), cast["analyst"])
    broken = check(promise, cast)
    url = reverse("admission:follow", args=[broken.pk])
    assert client_of("clerk").post(url).status_code == 403
    assert client_of("analyst").post(url).status_code == 302
    made = FollowUp.objects.get()
    assert made.case.procedure == "supervised-item"
    assert "亩均税收未兑现" in made.case.title
    with pytest.raises(PromiseStateError, match="已发起处理"):
        follow_up(check(promise, cast), by=cast["analyst"], at=at(DAY))


def test_a_kept_promise_is_not_followed_up(project, cast):
    kept = check(promised(agreed(project, cast["analyst"]), cast["analyst"], "tax_per_mu", 1), cast)
    with pytest.raises(PromiseStateError, match="只对未兑现"):
        follow_up(kept, by=cast["analyst"], at=at(DAY))


def test_a_firm_s_page_tells_what_its_project_promised(client_of, project, cast):
    check(promised(agreed(project, cast["analyst"]), cast["analyst"]), cast)
    url = reverse("enterprises:enterprise", args=[project.enterprise_id])
    said = client_of("leader").get(url).content.decode()
    assert "项目承诺" in said
    assert "45.00 万元/亩" in said
    other = client_of("leader").get(reverse("enterprises:enterprise", args=[firm_with().pk])).content.decode()
    assert "项目承诺" not in other
