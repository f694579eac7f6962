"""A month's run from shares to slips: equals a hand computation, goes forward, is computed again with its difference."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from yuanheng.web.base.models import Notice
from yuanheng.web.projects.actions.projects import Money, set_amount
from yuanheng.web.projects.actions.stages import record_stage, withdraw_stage
from yuanheng.web.rewards.actions.contracts import leave
from yuanheng.web.rewards.actions.paying import add_deduction, approve_run, compute_run
from yuanheng.web.rewards.actions.sharing import Row, settle_dispute
from yuanheng.web.rewards.errors import RewardsError
from yuanheng.web.rewards.models import PayRun, PaySlip
from yuanheng.web.rewards.pages.pay import runs_page

from .office import JUNE, at, decided, disputed, paid, person, project, shared, slip_of

pytestmark = pytest.mark.django_db


def test_a_month_equals_the_hand_computation(cast):
    """Three people, June 2021, from project records to slips.

    A (Shanghai office): base 6000. Signed 1.2bn: 120 x 100 = 12000, found 35 % = 4200.00. Signed 15m dollars: 60 x 100 = 6000,
    negotiated 33.3333 % = 1999.998 -> 2000.00. Events 6200.00, office 1.1: 620.00. Absence 2 days: 400. In all 12420.00.
    B: base 4500, entered on 11 June: 4500 x 20/30 = 3000.00. Landed 65 % of 12000 = 7800.00. In all 10800.00.
    C (left on 15 June): base 8000 x 15/30 = 4000.00. Negotiated 66.6667 % of 6000 = 4000.002 -> 4000.00, signed on
    14 June, before leaving. In all 8000.00.
    The dollar event: 2000.00 + 4000.00 = 6000.00, its whole. The run: 12420 + 10800 + 8000 = 31220.00.
    """
    a = person(cast, "甲", office="上海办事处")
    b = person(cast, "乙", base="4500", entered_on=date(2021, 6, 11))
    c = person(cast, "丙", base="8000")
    shared(cast, project(cast), (a, "found", "35"), (b, "landed", "65"))
    foreign = project(cast, "外资项目", amount="15000000", currency="usd", signed="2021-06-14")
    shared(cast, foreign, (a, "negotiated", "33.3333"), (c, "negotiated", "66.6667"), known="2021-06-15")
    leave(c, kind="resigned", on=date(2021, 6, 15), reason="个人原因", by=cast["paymaster"], at=at("2021-06-16"))
    add_deduction(
        a,
        code="absence",
        quantity=Decimal(2),
        reason="事假",
        on=date(2021, 6, 21),
        by=cast["paymaster"],
        at=at("2021-06-25"),
    )
    run = paid(cast)
    sums = {s.staff.name: (s.base, s.performance, s.deducted, s.total) for s in run.slips.select_related("staff")}
    d = Decimal
    assert sums == {
        "甲": (d("6000.00"), d("6820.00"), d("-400.00"), d("12420.00")),
        "乙": (d("3000.00"), d("7800.00"), d("0.00"), d("10800.00")),
        "丙": (d("4000.00"), d("4000.00"), d("0.00"), d("8000.00")),
    }
    assert (run.people, run.total) == (3, Decimal("31220.00"))
    assert run.events_counted == ["XM2021-0001:signed", "XM2021-0002:signed"]


def test_a_settled_dispute_gives_a_new_run_whose_difference_is_said_line_by_line(cast):
    """12000 in all. Before: A found 60 % = 7200, B landed 40 % = 4800. After: A 45 % = 5400, B 30 % = 3600, C introduced
    25 % = 3000. Differences -1800, -1200, +3000: together nothing, the event's money is the same."""
    a, b, c = person(cast, "甲"), person(cast, "乙"), person(cast, "朱晨", key="promoter")
    made = project(cast)
    old = shared(cast, made, (a, "found", "60"), (b, "landed", "40"))
    first = paid(cast)
    found = decided(cast, disputed(cast, made, c))
    rows = [Row(a, "found", Decimal(45)), Row(b, "landed", Decimal(30)), Row(c, "introduced", Decimal(25))]
    new = settle_dispute(
        found, holds_from=old.holds_from, rows=rows, note="分管领导裁定", by=cast["paymaster"], at=at("2021-07-16")
    )
    found.case.refresh_from_db()
    assert (found.case.status, found.case.outcome, new.case_id) == ("done", "granted", found.case_id)
    assert [run.pk for run, _ in runs_page().stale] == [first.pk]
    again = paid(cast, known="2021-07-20", reason=f"争议 {found.case.number} 裁定")
    assert again.previous_id == first.pk and again.difference == 0 and first.slips.count() == 3
    differences = {s.staff.name: s.difference for s in again.slips.select_related("staff")}
    assert differences == {"甲": Decimal(-1800), "乙": Decimal(-1200), "朱晨": Decimal(3000)}
    (change,) = slip_of(again, a).changes
    assert "份额由“60%”改为“45%”" in change["sentence"] and found.case.number in change["sentence"]
    (added,) = slip_of(again, c).changes
    assert added["sentence"].startswith("新增:“储能系统项目”正式签约") and added["difference"] == "3000.00"
    assert runs_page().stale == ()


def test_a_run_never_goes_back_and_no_slip_is_edited_even_by_sql(cast):
    run = paid(cast) if person(cast, "甲") else None
    assert run is not None
    for change in (
        lambda: PayRun.objects.filter(pk=run.pk).update(state="draft"),
        lambda: PayRun.objects.filter(pk=run.pk).update(total=1),
        lambda: PayRun.objects.filter(pk=run.pk).update(month=date(2021, 5, 1)),
        lambda: PaySlip.objects.filter(run=run).update(total=1),
        lambda: PaySlip.objects.filter(run=run).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_run_is_approved_by_another_and_only_while_it_is_the_newest(cast):
    person(cast, "甲")
    draft = compute_run(month=JUNE, by=cast["paymaster"], at=at())
    with pytest.raises(RewardsError, match="自己计算的批次"):
        approve_run(draft, by=cast["paymaster"], at=at())
    with pytest.raises(RewardsError, match="没有写重算原因"):
        compute_run(month=JUNE, by=cast["paymaster"], at=at())
    compute_run(month=JUNE, by=cast["paymaster"], at=at(), reason="补登份额")
    with pytest.raises(RewardsError, match="已有更新的批次"):
        approve_run(draft, by=cast["leader"], at=at())


def test_an_approved_run_is_paid_before_the_month_is_computed_again(cast):
    person(cast, "甲")
    paid(cast, until="approved")
    with pytest.raises(RewardsError, match="尚未发放"):
        compute_run(month=JUNE, by=cast["paymaster"], at=at(), reason="再算")


def test_a_stage_entered_late_is_paid_in_the_month_it_became_known(cast):
    a = person(cast, "甲")
    made = project(cast, signed="")
    record_stage(made, stage="signed", on=date(2021, 6, 29), by=cast["promoter"], at=at("2021-07-03"))
    shared(cast, made, (a, "found", "100"), known="2021-07-04")
    assert slip_of(paid(cast), a).performance == 0
    assert slip_of(paid(cast, date(2021, 7, 1), known="2021-08-05"), a).performance == Decimal(12000)


def test_a_stage_withdrawn_and_entered_anew_is_not_paid_twice(cast):
    a = person(cast, "甲")
    made = project(cast)
    shared(cast, made, (a, "found", "100"))
    paid(cast)
    withdraw_stage(made.stages.get(stage="signed"), reason="日期有误", by=cast["promoter"], at=at("2021-07-08"))
    record_stage(made, stage="signed", on=date(2021, 6, 9), by=cast["promoter"], at=at("2021-07-09"))
    july = paid(cast, date(2021, 7, 1), known="2021-08-05")
    assert slip_of(july, a).performance == 0
    assert july.questions == ["“储能系统项目”正式签约(2021-06-09):已在 2021-06 计发,本月不再计;有误请先重算该月"]


def test_an_event_without_shares_is_a_question_and_paid_once_they_are_entered(cast):
    a = person(cast, "甲")
    made = project(cast)
    first = paid(cast)
    assert first.questions == ["“储能系统项目”正式签约(2021-06-10):2021-06-10 没有登记份额,未计;登记份额后重算"]
    shared(cast, made, (a, "found", "100"), known="2021-07-08")
    assert [names for _, names in runs_page().stale] == ["储能系统项目"]
    assert slip_of(paid(cast, known="2021-07-09", reason="补登份额"), a).difference == Decimal(12000)


def test_money_that_arrives_in_parts_is_paid_by_what_was_added(cast):
    """By 2,000 yuan... 200 yuan each full 10m: 25m gives 2 x 200; 52m gives 5 in all, so 3 x 200 more."""
    a = person(cast, "甲")
    made = project(cast)
    shared(cast, made, (a, "found", "100"))
    for amount, day in (("25000000", "2021-07-10"), ("52000000", "2021-08-10")):
        money = Money("arrived", Decimal(amount), "yuan", date.fromisoformat(day))
        set_amount(made, money=money, by=cast["promoter"], at=at(day))
    assert slip_of(paid(cast, date(2021, 7, 1), known="2021-08-05"), a).performance == Decimal(400)
    assert slip_of(paid(cast, date(2021, 8, 1), known="2021-09-05"), a).performance == Decimal(600)


def test_who_left_keeps_the_share_and_is_not_paid_for_what_came_after(cast):
    a, b = person(cast, "甲"), person(cast, "乙")
    made = project(cast, signed="2021-07-10")
    kept = shared(cast, made, (a, "found", "50"), (b, "landed", "50"), known="2021-07-11")
    leave(a, kind="dismissed", on=date(2021, 6, 30), reason="年度考核不称职", by=cast["paymaster"], at=at("2021-07-01"))
    july = paid(cast, date(2021, 7, 1), known="2021-08-05")
    gone = slip_of(july, a)
    assert gone.total == 0 and "份额 发现 50% 仍然保留" in gone.lines[0]["sentence"]
    assert slip_of(july, b).performance == Decimal(6000) and kept.shares.filter(staff=a).exists()


def test_everybody_with_a_login_is_told_where_to_look_and_not_how_much(cast):
    mine = person(cast, "朱晨", key="promoter", base="7913.57")
    run = paid(cast)
    note = Notice.objects.get(to=cast["promoter"], text__contains="工资条")
    assert note.url == f"/rewards/slips/{slip_of(run, mine).pk}/" and "7" not in note.text.replace("2021-06", "")
