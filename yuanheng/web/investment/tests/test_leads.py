"""First reported, first in talks: protected, claimed, lapsed, released, handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import AuditEntry, Notice
from yuanheng.web.base.todos import todos_for
from yuanheng.web.investment.actions.activities import Told, record_activity
from yuanheng.web.investment.actions.claims import answer_claim, make_claim
from yuanheng.web.investment.actions.companies import lock_company
from yuanheng.web.investment.actions.errors import InvestmentError
from yuanheng.web.investment.actions.handover import hand_over, held_by
from yuanheng.web.investment.actions.leads import Lead, LeadTakenError, report_lead
from yuanheng.web.investment.actions.protection import (
    escalate_lapsed,
    extend_protection,
    release_protection,
    take_released,
)
from yuanheng.web.investment.models import Claim, FollowUp, HandOver
from yuanheng.web.investment.tests.conftest import at
from yuanheng.web.investment.tests.walk_samples import lead, target
from yuanheng.web.projects.actions.projects import Backer
from yuanheng.web.projects.actions.stages import record_stage, withdraw_stage
from yuanheng.web.projects.models import DuplicateDecision, Project

MAY, BACKERS = at(2021, 5, 6), (Backer("上海恒远投资有限公司"),)
FORM = {
    "name": "恒远储能系统集成项目",
    "investors": "上海恒远投资有限公司",
    "next_step": "约见",
    "amount": "3.5亿人民币",
}


@pytest.fixture
def first(cast, db):
    return lead(cast, name="恒远光伏组件项目", investors=list(BACKERS))


def report(by, name="恒远储能系统集成项目", when=MAY, **more):
    more.setdefault("investors", BACKERS)
    return report_lead(Lead(name=name, **more), by=by, at=when)


def test_a_lead_is_protected_for_its_first_reporter_for_the_stated_days(first, cast):
    assert first.protection.first_reported_by == cast["promoter"]
    assert first.protection.until == date(2021, 5, 6) + timedelta(days=30)


def test_the_same_investors_lead_cannot_be_taken_and_says_whose_it_is_and_until_when(first, colleague, cast):
    with pytest.raises(LeadTakenError) as refused:
        report(colleague, separate="另一个产品")
    (rival,) = refused.value.rivals
    assert rival.blocks and rival.sentence == f"已由 {cast['promoter']} 于 2021-05-06 首报,保护期至 2021-06-05"
    assert Project.objects.count() == 1


def test_a_phone_shows_whose_the_lead_is_and_offers_three_ways(first, client_of, colleague, cast):
    first.protection.until = moment.today() + timedelta(days=9)
    first.protection.save()
    client = client_of("promoter")
    client.force_login(colleague)
    answer = client.post(reverse("investment:new_lead"), FORM | {"next_on": str(moment.today())})
    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("首报,保护期至", "加入", "提出异议", "转为协作", "3.5亿人民币"):
        assert words in text
    assert 'name="separate"' not in text  # no reason lets one go on


def test_ones_own_lead_is_not_entered_twice(first, cast):
    with pytest.raises(LeadTakenError) as refused:
        report(cast["promoter"])
    assert refused.value.rivals[0].own and refused.value.rivals[0].blocks


def test_a_name_alike_of_another_investor_goes_on_with_the_difference_said_and_the_other_told(first, colleague, cast):
    other = (Backer("深圳启元控股有限公司"),)
    with pytest.raises(LeadTakenError):
        report(colleague, name="恒远光伏组件项目", investors=other)
    made = report(colleague, name="恒远光伏组件项目", investors=other, separate="投资方不同,做的是边框")
    assert made.manager == colleague
    assert DuplicateDecision.objects.filter(first=first, second=made, same=False).exists()
    assert Notice.objects.filter(to=cast["promoter"], text__contains="不是同一项目").exists()


def test_what_nobody_reported_is_entered_with_its_amount_and_first_contact(client_of, cast, db):
    answer = client_of("promoter").post(reverse("investment:new_lead"), FORM | {"next_on": str(moment.today())})
    assert answer.status_code == 302
    made = Project.objects.get()
    total = made.amounts.get(kind="total")
    assert (made.stage, made.manager, total.amount, total.currency) == ("lead", cast["promoter"], 350_000_000, "yuan")
    assert FollowUp.objects.get(project=made).next_step == "约见"


@pytest.mark.parametrize(
    ("text", "status"), [("未披露", 302), ("3.5亿", 422), ("数千万人民币", 422), ("2000万美元", 302)]
)
def test_an_amount_is_understood_or_asked_about(client_of, db, text, status):
    answer = client_of("promoter").post(
        reverse("investment:new_lead"), FORM | {"amount": text, "next_on": str(moment.today())}
    )
    assert answer.status_code == status
    if text == "未披露":
        made = Project.objects.get()
        assert not made.amounts.exists() and "未披露" in made.summary


def test_first_talks_lengthen_the_protection_and_a_withdrawn_word_shortens_it_again(first, cast, colleague):
    entry = record_stage(first, stage="talks", on=date(2021, 5, 10), by=colleague, at=at(2021, 5, 10))
    first.protection.refresh_from_db()
    assert first.protection.first_talks_by == colleague and first.protection.until == date(2021, 8, 8)
    withdraw_stage(entry, reason="记错", by=cast["promoter"], at=at(2021, 5, 11))
    first.protection.refresh_from_db()
    assert first.protection.first_talks_by is None and first.protection.until == date(2021, 6, 5)


def test_a_lapsed_protection_goes_to_the_leader_in_charge_once(first, cast):
    Project.objects.filter(pk=first.pk).update(leader=cast["leader"])
    assert escalate_lapsed(on=date(2021, 6, 5), at=MAY) == 0  # the last day still protects
    assert escalate_lapsed(on=date(2021, 6, 6), at=MAY) == 1
    assert escalate_lapsed(on=date(2021, 6, 7), at=MAY) == 0
    assert Notice.objects.filter(to=cast["leader"], text__contains="保护期").count() == 1
    assert any("保护已到期" in todo.text for todo in todos_for(cast["leader"]))


def test_without_a_leader_in_charge_the_head_of_the_bureau_is_told(first, head, cast):
    escalate_lapsed(on=date(2021, 6, 6), at=MAY)
    assert Notice.objects.filter(to=head).exists() and not Notice.objects.filter(to=cast["leader"]).exists()


def test_a_signed_project_needs_no_protection(first, cast):
    record_stage(first, stage="signed", on=date(2021, 5, 20), by=cast["promoter"], at=at(2021, 5, 20))
    assert escalate_lapsed(on=date(2021, 9, 1), at=MAY) == 0


def test_more_time_is_given_with_a_reason_and_within_the_rule(first, cast):
    for until, reason in ((date(2021, 6, 5), "签约在即"), (date(2021, 9, 1), "签约在即"), (date(2021, 6, 20), " ")):
        with pytest.raises(InvestmentError):
            extend_protection(first.protection, until=until, reason=reason, by=cast["leader"], at=at(2021, 6, 1))
    made = extend_protection(
        first.protection, until=date(2021, 6, 25), reason="签约在即", by=cast["leader"], at=at(2021, 6, 1)
    )
    assert made.until == date(2021, 6, 25)


def test_a_released_lead_can_be_taken_up_and_who_reported_first_stays_on_record(first, cast, colleague):
    with pytest.raises(InvestmentError, match="还没有放开"):
        take_released(first, by=colleague, at=MAY)
    release_protection(first.protection, reason="三个月没有进展", by=cast["leader"], at=at(2021, 9, 1))
    moved = take_released(first, by=colleague, at=at(2021, 9, 2))
    moved.protection.refresh_from_db()
    assert moved.manager == colleague and moved.protection.first_reported_by == cast["promoter"]
    assert moved.protection.until == date(2021, 10, 2) and moved.protection.released_on is None


def test_the_manager_lets_a_colleague_in_who_may_then_record(first, cast, colleague, client_of):
    client = client_of("promoter")
    client.force_login(colleague)
    url = reverse("investment:record_project", args=[first.pk])
    assert client.get(url).status_code == 404
    claim = make_claim(first, kind="join", text="去年就认识", by=colleague, at=MAY)
    assert Notice.objects.filter(to=cast["promoter"], text__contains="希望加入").exists()
    answer_claim(claim, outcome="joined", answer="一起跟", by=cast["promoter"], at=MAY, decides=False)
    assert client.get(url).status_code == 200


def test_an_objection_is_decided_by_a_leader_and_not_by_who_holds_the_lead(first, cast, colleague):
    claim = make_claim(first, kind="objection", text="三月展会上先见的面", by=colleague, at=MAY)
    with pytest.raises(InvestmentError, match="裁定"):
        answer_claim(claim, outcome="refused", answer="不对", by=cast["promoter"], at=MAY, decides=False)
    answer_claim(claim, outcome="moved", answer="有会议记录", by=cast["leader"], at=MAY, decides=True)
    first.refresh_from_db()
    assert first.manager == colleague
    assert AuditEntry.objects.filter(action="investment.lead.given").exists()


def test_the_manager_cannot_answer_an_objection_on_the_page_either(first, cast, colleague, client_of):
    claim = make_claim(first, kind="objection", text="先见的面", by=colleague, at=MAY)
    client_of("promoter").post(reverse("investment:answer", args=[claim.pk]), {"outcome": "refused", "answer": "不对"})
    claim.refresh_from_db()
    assert claim.state == "open"


def test_cooperation_holds_at_once_and_a_project_found_to_be_another_may_be_entered(first, cast, colleague):
    assert make_claim(first, kind="cooperation", text="转来设备清单", by=colleague, at=MAY).state == "cooperates"
    claim = make_claim(first, kind="objection", text="是另一个项目", by=colleague, at=MAY)
    with pytest.raises(InvestmentError, match="还在处理"):
        make_claim(first, kind="join", text="再来", by=colleague, at=MAY)
    answer_claim(claim, outcome="separate", answer="确是另一项目", by=cast["leader"], at=MAY, decides=True)
    assert report(colleague).manager == colleague


def test_a_company_locked_by_another_cannot_be_made_a_lead(cast, colleague, db):
    company = target(cast, name="上海恒远投资有限公司")
    lock_company(company, by=cast["promoter"], at=MAY, until=date(2021, 6, 30))
    with pytest.raises(InvestmentError, match="锁定至 2021-06-30"):
        report(colleague)
    made = report(cast["promoter"], company=company)
    company.refresh_from_db()
    assert made.manager == cast["promoter"] and company.state == "lead"


def step(project, by, cast):
    told = Told(kind="call", on=date(2021, 5, 6), note="约了", next_step="送测算", next_on=date(2021, 5, 20))
    return record_activity(told=told, by=by, at=MAY, project=project)


def test_what_a_leaver_holds_goes_to_another_in_one_step(first, cast, colleague):
    second = lead(cast, name="生物药品项目")
    step(first, cast["promoter"], cast)
    company = target(cast)
    lock_company(company, by=cast["promoter"], at=MAY)
    assert held_by(cast["promoter"]).count == 2 + 1 + 1
    made = hand_over(from_user=cast["promoter"], to_user=colleague, reason="调离", by=cast["leader"], at=at(2021, 5, 8))
    assert (made.projects, made.companies, made.steps) == (2, 1, 1)
    for row in (first, second, company):
        row.refresh_from_db()
    assert first.manager == second.manager == company.assigned_to == company.locked_by == colleague
    follow = FollowUp.objects.get(project=first)
    assert (follow.owner, follow.next_step, follow.next_on) == (colleague, "送测算", date(2021, 5, 20))
    assert follow.last_on == date(2021, 5, 6) and follow.contacts == 1  # a hand-over is no contact
    assert first.protection.first_reported_by == cast["promoter"]
    assert held_by(cast["promoter"]).count == 0


def test_nothing_moves_to_somebody_who_has_left_or_without_a_reason(first, cast, colleague):
    colleague.is_active = False
    colleague.save()
    for to, reason in ((colleague, "调离"), (cast["builder"], " "), (cast["promoter"], "调离")):
        with pytest.raises(InvestmentError):
            hand_over(from_user=cast["promoter"], to_user=to, reason=reason, by=cast["leader"], at=MAY)
    assert not HandOver.objects.exists()


def test_open_leads_of_a_deactivated_account_are_a_to_do_for_the_bureaus_head(first, head, cast):
    assert not any("离岗" in todo.text for todo in todos_for(head))
    cast["promoter"].is_active = False
    cast["promoter"].save()
    (todo,) = [t for t in todos_for(head) if "离岗" in t.text]
    assert todo.count == 1 and todo.urgent


def test_the_page_lists_what_moves_before_it_moves(first, client_of, cast, colleague):
    page = client_of("leader").get(reverse("investment:hand_over", args=[cast["promoter"].pk])).content.decode()
    assert "恒远光伏组件项目" in page
    data = {"to": str(colleague.pk), "reason": "调离"}
    assert (
        client_of("leader").post(reverse("investment:hand_over", args=[cast["promoter"].pk]), data).status_code == 302
    )
    assert Claim.objects.count() == 0 and Project.objects.get(pk=first.pk).manager == colleague


def test_who_enters_a_protected_investors_project_elsewhere_does_not_do_so_unseen(first, cast, colleague, client_of):
    first.protection.until = moment.today() + timedelta(days=9)
    first.protection.save()
    client = client_of("promoter")
    client.force_login(colleague)
    data = {"name": "储能系统", "investors": "上海恒远投资有限公司", "confirmed": "on"}
    assert client.post(reverse("projects:new"), data).status_code == 302
    for who in ("promoter", "leader"):
        assert Notice.objects.filter(to=cast[who], text__contains="保护期内的“恒远光伏组件项目”").exists(), who
