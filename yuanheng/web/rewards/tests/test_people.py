"""The company, open selection, contracts, goals and reviews, leaving; and the figures offered to the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import tallies
from yuanheng.web.rewards.actions.contracts import leave, renew_contract, review_year, set_goal, sign_contract
from yuanheng.web.rewards.actions.people import add_staff, record_company_step, withdraw_company_step
from yuanheng.web.rewards.actions.selecting import add_candidate, appoint
from yuanheng.web.rewards.errors import RewardsError
from yuanheng.web.rewards.models import EmploymentContract
from yuanheng.web.rewards.pages.company import company_page

from .office import at, contract, paid, person, project, shared
from .walk_samples import interviewed, selection

pytestmark = pytest.mark.django_db
YEAR = Period(2021)


def step(cast, kind, on, document="文件"):
    return record_company_step(kind=kind, on=date.fromisoformat(on), document=document, by=cast["paymaster"], at=at())


def read(code, *, on="2021-12-31", known_on=None, **filters):
    return tallies()[code].read(YEAR, on=date.fromisoformat(on), known_on=known_on, **filters)


def test_the_set_up_reads_as_done_once_registered_and_operating(cast):
    assert company_page(on=date(2021, 12, 31)).sentence == "尚未登记注册成立。"
    with pytest.raises(RewardsError, match="尚未登记注册成立"):
        step(cast, "operating", "2021-06-01")
    step(cast, "registered", "2021-03-18", "91320681MA00000000")
    assert read("rewards.company_operating").value == 0
    wrong = step(cast, "operating", "2021-05-01")
    withdraw_company_step(wrong, reason="日期有误", by=cast["paymaster"], at=at())
    step(cast, "operating", "2021-06-01")
    assert company_page(on=date(2021, 12, 31)).sentence == "已办成:2021-03-18 注册成立,2021-06-01 实体化运作。"
    assert (read("rewards.company_operating").value, read("rewards.company_steps").value) == (1, 2)
    assert read("rewards.company_operating", on="2021-05-31").value == 0
    assert read("rewards.company_operating", known_on=date(2021, 7, 4)).value == 0


def test_steps_out_of_order_or_without_a_paper_are_refused(cast):
    step(cast, "registered", "2021-03-18")
    with pytest.raises(RewardsError, match="按先后次序"):
        step(cast, "managed", "2021-03-01")
    with pytest.raises(RewardsError, match="没有文号"):
        step(cast, "managed", "2021-04-01", " ")
    with pytest.raises(RewardsError, match="不晚于"):
        step(cast, "managed", "2021-07-06")


def test_a_person_is_appointed_after_the_public_notice_and_counts_as_selected(cast):
    chosen = interviewed(cast)
    made = appoint(chosen, on=date(2021, 3, 26), office="启东本部", by=cast["paymaster"], at=at())
    assert made.staff is not None and (made.staff.number, made.staff.post) == ("ZS001", "招商经理")
    assert read("rewards.selected").value == 1 and read("rewards.selected", post="总经理").value == 0
    with pytest.raises(RewardsError, match="已聘任"):
        appoint(made, on=date(2021, 3, 26), office="启东本部", by=cast["paymaster"], at=at())


def test_nobody_is_appointed_before_the_public_notice_or_without_being_proposed(cast):
    open_one = selection(cast)
    early = add_candidate(open_one, name="乙", applied_on=date(2021, 3, 2), by=cast["paymaster"], at=at())
    with pytest.raises(RewardsError, match="先登记为拟聘人选"):
        appoint(early, on=date(2021, 3, 26), office="启东本部", by=cast["paymaster"], at=at())
    early.state = "proposed"
    early.save()
    with pytest.raises(RewardsError, match="公示没有结束"):
        appoint(early, on=date(2021, 3, 26), office="启东本部", by=cast["paymaster"], at=at())


def test_a_contract_is_renewed_the_old_one_ends_the_day_before(cast):
    who = person(cast, "甲")
    old = who.contracts.get()
    new = renew_contract(
        old, number="甲-2", signed_on=date(2021, 6, 28), since=date(2021, 7, 1), until=date(2023, 6, 30),
        base_pay=Decimal(6500), by=cast["paymaster"], at=at(),
    )  # fmt: skip
    old.refresh_from_db()
    assert (old.ended_on, old.end_kind, new.renews_id) == (date(2021, 6, 30), "renewed", old.pk)
    july = paid(cast, date(2021, 7, 1), known="2021-08-05")
    assert july.slips.get().base == Decimal(6500)


def test_contracts_that_overlap_or_begin_before_entry_are_refused(cast):
    who = person(cast, "甲")
    with pytest.raises(RewardsError, match="重叠"):
        contract(cast, who, number="甲-2", since=date(2022, 1, 1))
    late = add_staff(
        name="乙", post="招商经理", office="启东本部", entered_on=date(2021, 6, 1), by=cast["paymaster"], at=at()
    )
    with pytest.raises(RewardsError, match="入职"):
        contract(cast, late, since=date(2021, 5, 1))
    with pytest.raises(RewardsError, match="起止先后有序"):
        sign_contract(
            late, number="乙-1", signed_on=date(2021, 6, 1), since=date(2021, 6, 1), until=date(2021, 5, 1),
            base_pay=Decimal(1), by=cast["paymaster"], at=at(),
        )  # fmt: skip
    assert EmploymentContract.objects.count() == 1 and read("rewards.contracts").value == 1


def test_a_goal_counts_the_persons_own_projects_and_the_review_keeps_its_figures(cast):
    a, b = person(cast, "甲"), person(cast, "乙")
    shared(cast, project(cast), (a, "found", "100"))
    shared(cast, project(cast, "生物药品项目"), (a, "found", "40"), (b, "landed", "60"))
    shared(cast, project(cast, "检测中心"), (b, "found", "100"))
    held = a.contracts.get()
    set_goal(held, year=2021, label="签约", measure="own:signed", value=Decimal(2), unit="个", by=None, at=at())
    set_goal(
        held, year=2021, label="全区签约", measure="projects.signed", value=Decimal(9), unit="个", by=None, at=at()
    )
    made = review_year(
        held, year=2021, on=date(2021, 7, 1), grade="competent", note="完成", by=cast["paymaster"], at=at()
    )
    assert [(g["label"], g["value"], g["met"]) for g in made.readings] == [
        ("全区签约", "3", False),
        ("签约", "2", True),
    ]


def test_a_goal_in_another_unit_or_of_another_year_is_refused(cast):
    held = person(cast, "甲").contracts.get()
    with pytest.raises(RewardsError, match="单位 个"):
        set_goal(held, year=2021, label="签约", measure="own:signed", value=Decimal(2), unit="亿元", by=None, at=at())
    with pytest.raises(RewardsError, match="合同期内的年度"):
        set_goal(held, year=2024, label="签约", measure="own:signed", value=Decimal(2), unit="个", by=None, at=at())
    with pytest.raises(RewardsError, match="没有目标"):
        review_year(held, year=2021, on=date(2021, 7, 1), grade="failed", note="差", by=cast["paymaster"], at=at())


def test_a_dismissal_needs_its_day_and_reason_and_ends_the_contract(cast):
    who = person(cast, "甲")
    with pytest.raises(RewardsError, match="没有写原因"):
        leave(who, kind="dismissed", on=date(2021, 6, 1), reason=" ", by=cast["paymaster"], at=at())
    with pytest.raises(RewardsError, match="不晚于"):
        leave(who, kind="dismissed", on=date(2021, 7, 6), reason="不称职", by=cast["paymaster"], at=at())
    gone = leave(who, kind="dismissed", on=date(2021, 6, 1), reason="不称职", by=cast["paymaster"], at=at())
    ended = gone.contracts.get()
    assert (gone.left_reason, ended.ended_on, ended.end_kind) == ("解聘:不称职", date(2021, 6, 1), "dismissed")
    assert read("rewards.staff", on="2021-06-01").value == 1 and read("rewards.staff", on="2021-06-02").value == 0


def test_months_paid_count_once_however_often_they_are_computed(cast):
    person(cast, "甲")
    paid(cast)
    paid(cast, known="2021-07-20", reason="再算")
    paid(cast, date(2021, 7, 1), known="2021-08-05", until="approved")
    assert read("rewards.months_paid").value == 1
    assert read("rewards.months_paid").records.count() == 1


def test_the_demo_company_is_entered_through_the_actions_with_runs_that_are_paid_and_a_dispute_settled(cast):
    from yuanheng.web.projects.demo import load_demo_projects
    from yuanheng.web.rewards.demo import load_demo_rewards
    from yuanheng.web.rewards.models import Dispute, PayRun, ShareSet, Staff

    load_demo_projects(cast, lambda text: None, True)
    told: list[str] = []
    load_demo_rewards(cast, told.append, True)
    load_demo_rewards(cast, told.append, True)
    assert len(told) == 1 and Staff.objects.count() == 12
    runs = list(PayRun.objects.order_by("month", "serial"))
    assert {r.state for r in runs} == {"paid"} and len({r.month for r in runs}) == 6
    again = [r for r in runs if r.serial == 2]
    assert len(again) == 1 and again[0].slips.get(staff__user=cast["promoter"]).difference > 0
    assert [d.case.status for d in Dispute.objects.order_by("at")] == ["done", "open"]
    assert ShareSet.objects.filter(case__isnull=False).count() == 1
    assert read("rewards.company_operating").value == 1 and read("rewards.months_paid").value == 5
