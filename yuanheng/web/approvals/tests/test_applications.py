"""At the counter: who may apply, which papers, acceptance, promises, documents; every refusal with its rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.errors import YuanhengError
from yuanheng.web.approvals.actions.handling import (
    accept,
    add_papers,
    ask_for_papers,
    end_broken_promises,
    mark_credit,
    use_paper,
)
from yuanheng.web.approvals.actions.issuing import issue, revoke
from yuanheng.web.approvals.actions.powers import record_power
from yuanheng.web.approvals.actions.receiving import keep_applicant, receive
from yuanheng.web.approvals.actions.reviewing import review
from yuanheng.web.approvals.models import HeldPaper
from yuanheng.web.approvals.models.applicants import excluded
from yuanheng.web.approvals.pages.applications import application_page
from yuanheng.web.approvals.pages.verify import verify_page
from yuanheng.web.approvals.rules import matters, powers
from yuanheng.web.approvals.verifying import row_of, token_of
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.states import procedure_of

from .counter import DAY, accepted, application, at, code_of, firm, hand_in, in_use, scan


def refusal(do, *args, **more):
    """The rule that refuses."""
    with pytest.raises(YuanhengError) as refused:
        do(*args, **more)
    return refused.value.rule


def test_who_asks_is_checked_and_one_matter_is_asked_for_once(cast):
    by = cast["approver"]
    keep = {"by": by, "at": at(DAY)}
    assert refusal(keep_applicant, kind="enterprise", name="甲公司", code="9132", **keep) == "applicant_code"
    who = firm(by)
    assert refusal(keep_applicant, kind="enterprise", name="乙公司", code=who.code, **keep) == "applicant_mismatch"
    citizen = keep_applicant(kind="citizen", name="王小明", code="11010519491231002X", **keep)
    assert citizen.shown_code == "110***********2X" and citizen.public_name == "王**"
    food = powers()["sc_food"]
    common = {"received_on": DAY, "by": by, "at": at(DAY)}
    assert refusal(receive, subject=food, applicant=citizen, **common) == "wrong_applicant"
    assert refusal(receive, subject=food, applicant=who, **common) == "power_not_in_use"
    in_use("sc_food", by=by)
    receive(subject=food, applicant=who, **common)
    assert refusal(receive, subject=food, applicant=who, **common) == "already_running"
    told = {"document": "收回通知", "number": "启政办发〔2026〕1号"}
    record_power(power=food, state="withdrawn", on=DAY, by=by, at=at(DAY), **told)
    assert refusal(receive, subject=food, applicant=firm(by, number=2, name="丙公司"), **common) == "power_withdrawn"


def test_papers_are_handed_in_once_and_expire(cast):
    by, who = cast["approver"], firm(cast["approver"])
    first = application(by, code="sc_dispatch", who=who)
    assert refusal(accept, first, on=DAY, by=by, at=at(DAY, 11)) == "papers_missing"
    assert refusal(add_papers, first, given={"soil": scan()}, dated={}, by=by, at=at(DAY, 11)) == "paper_unknown"
    late = {"given": {"premises": scan()}, "by": by, "at": at(DAY, 11)}
    assert refusal(add_papers, first, dated={"premises": DAY - timedelta(days=800)}, **late) == "paper_expired"
    assert refusal(add_papers, first, dated={"premises": DAY + timedelta(days=2)}, **late) == "paper_future"
    hand_in(first, by=by)
    second = application(by, code="sc_agency", who=who, on=DAY + timedelta(days=10))
    reused = dict(second.papers.values_list("kind", "reused"))
    assert reused == {"licence": True, "premises": True}, "the form of application is asked for each time"
    later = application(by, code="sc_dispatch", who=firm(by, number=4, name="丁公司"), on=DAY + timedelta(days=500))
    other = HeldPaper.objects.filter(applicant=who, kind="premises").first()
    assert refusal(use_paper, later, other, by=by, at=at(DAY)) == "paper_of_another"
    old = hand_in(application(by, code="sh_training", who=who, on=DAY), by=by)
    rule = refusal(accept, old, on=DAY + timedelta(days=400), by=by, at=at(DAY + timedelta(days=400)))
    assert rule == "paper_expired"


def test_missing_papers_are_told_once_and_the_clock_begins_at_acceptance(cast):
    by, made = cast["approver"], application(cast["approver"])
    labels = [s.need.label for s in application_page(made, by, on=DAY, calendar=load_calendar()).papers]
    assert refusal(ask_for_papers, made, papers=labels[:1], on=DAY, by=by, at=at(DAY, 11)) == "notice_incomplete"
    ask_for_papers(made, papers=labels, on=DAY, by=by, at=at(DAY, 11))
    given = DAY + timedelta(days=3)
    told = {"case": made.case, "kind": "papers_given", "by": by, "data": {"on": given.isoformat()}}
    assert refusal(act, at=at(given), **told) == "papers_missing"
    hand_in(made, by=by, on=given)
    act(at=at(given, 12), **told)
    assert refusal(ask_for_papers, made, papers=labels, on=given, by=by, at=at(given, 13)) == "papers_asked_once"
    case = accept(made, on=given, by=by, at=at(given, 14))
    assert case.due_on == load_calendar().after(given, 5)
    assert refusal(act, case=case, kind="step_done", step="examine", by=by, at=at(DAY)) == "out_of_order"


def test_a_tolerated_paper_not_handed_in_ends_the_case_and_excludes_the_applicant(cast):
    by = cast["approver"]
    made = hand_in(application(by), by=by, but=("health",))
    label = "从业人员健康证明"
    soon, calendar = DAY + timedelta(days=4), load_calendar()
    common = {"on": DAY, "by": by, "at": at(DAY, 12), "promised": [label]}
    far = calendar.after(DAY, 20)
    assert refusal(accept, made, promised_by=far, **common) == "promise_too_long"
    assert refusal(accept, made, promised_by=calendar.after(DAY, 6), **common) == "promise_beyond_due"
    accept(made, promised_by=soon, **common)
    made.refresh_from_db()
    assert made.promise_due == soon
    assert end_broken_promises(on=soon, at=at(soon), progress=lambda *_: None) == 0, "the last day is still in time"
    after = soon + timedelta(days=1)
    assert end_broken_promises(on=after, at=at(after), progress=lambda *_: None) == 1
    made.case.refresh_from_db()
    assert made.case.status == "terminated" and excluded(made.applicant, on=after).kind == "broken"
    again = hand_in(application(by, who=made.applicant, on=after), by=by, but=("health",))
    common = {"on": after, "by": by, "at": at(after, 13), "promised": [label], "promised_by": after + timedelta(days=3)}
    HeldPaper.objects.filter(kind="health").update(withdrawn_at=at(after))
    assert refusal(accept, again, **common) == "promise_excluded"
    mark_credit(made.applicant, kind="repaired", on=after, reason="补交", by=by, at=at(after, 13))
    accept(again, **common)


def test_a_case_keeps_the_version_it_was_accepted_under_and_a_power_withdrawn_in_between_is_flagged(cast):
    by = cast["approver"]
    before = accepted(by, code="js_permit", on=date(2021, 6, 30), who=firm(by))
    after = accepted(by, code="js_permit", on=date(2021, 7, 1), who=firm(by, number=2, name="乙公司"))
    assert [procedure_of(a.case).days for a in (before, after)] == [2, 1]
    told = {"document": "收回通知", "number": "启政办发〔2021〕30号"}
    record_power(
        power=powers()["js_permit"], state="withdrawn", on=date(2021, 7, 2), by=by, at=at(date(2021, 7, 2)), **told
    )
    page = application_page(before, by, on=date(2021, 7, 2), calendar=load_calendar())
    assert [rule for rule, _ in page.flags] == ["power_withdrawn_mid"]


def test_a_decision_after_the_limit_is_flagged_and_its_paper_verifies_but_a_forged_one_fails(cast, client_of):
    by, made = cast["approver"], accepted(cast["approver"])
    late = DAY + timedelta(days=20)
    address = "https://example.org/{}".format
    with pytest.raises(YuanhengError) as early:
        issue(made, kind="decision", on=late, by=by, at=at(late), address=address)
    assert early.value.rule == "not_decided"
    for hour, (kind, step) in enumerate((("step_done", "examine"), ("step_done", "visit"), ("step_done", "decide"),
                                         ("step_done", "deliver"), ("completed", "")), start=8):  # fmt: skip
        act(case=made.case, kind=kind, step=step, by=by, at=at(late, hour))
    made.refresh_from_db()
    assert [rule for rule, _ in application_page(made, by, on=late, calendar=load_calendar()).flags] == ["decided_late"]
    issued = issue(made, kind="decision", on=late, by=by, at=at(late, 15), address=address)
    receipt = issue(made, kind="receipt", on=late, by=by, at=at(late, 15), address=address)
    assert issued.number == "启开行审决〔2026〕00001号" and verify_page(issued.token, on=late).state == "真实有效"
    everybody = client_of("stranger")
    shown = everybody.get(f"/approvals/v/{receipt.token}/")
    assert shown.status_code == 200 and "办理进度" in shown.content.decode()
    assert "13800000000" not in shown.content.decode()
    token = token_of(issued)
    forged = [token[:-1] + ("a" if token[-1] != "a" else "b"), receipt.token[:8] + token[8:], "a" * 24, "x", "1" * 24]
    for wrong in forged:
        assert row_of(wrong) is None and everybody.get(f"/approvals/v/{wrong}/").status_code == 404
    assert everybody.post(f"/approvals/v/{receipt.token}/", {"stars": "1", "words": "太慢"}).status_code == 302
    assert refusal(review, made, stars=5, words="", at=at(late, 16)) == "review_twice"
    revoke(issued, reason="写错", by=by, at=at(late, 17))
    assert verify_page(issued.token, on=late).state == "已作废"


def test_a_chain_asks_for_each_paper_once_and_its_results_serve_later(cast):
    by = cast["approver"]
    chain = matters()["land-to-start"]
    made = application(by, code="land-to-start", who=firm(by))
    needs = [s.need.kind for s in application_page(made, by, on=DAY, calendar=load_calendar()).papers]
    assert len(needs) == len(set(needs)) and "works_permit" not in needs
    alone = sum(len(powers()[code].at(DAY).papers) for code in chain.codes)
    assert len(needs) < alone
    hand_in(made, by=by)
    case = accept(made, on=DAY, by=by, at=at(DAY, 12))
    act(case=case, kind="step_done", step="tz_record", by=by, at=at(DAY, 13))
    store = HeldPaper.objects.get(applicant=made.applicant, kind="record")
    assert store.issued and store.valid_until == date(2028, 1, 5)
    assert code_of(1) == made.applicant.code
