"""Acting on a case: who may, what is refused with nothing lost, what two people at once are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.models import AuditEntry, Notice
from yuanheng.web.cases import hooks
from yuanheng.web.cases.actions import CaseChanged, act
from yuanheng.web.cases.actions.delegating import delegate
from yuanheng.web.cases.models import Case, CaseEvent
from yuanheng.web.cases.seats import people_on

from .office import bureau, open_for, procedure, scan, two_steps

PAST = timedelta(days=30)


def _now():
    return moment.now()


def _accept(case, by):
    return act(case=case, kind="accepted", by=by, at=_now())


def _act_url(case, kind, step=""):
    return reverse("cases:act", args=[case.pk, kind]) + (f"?step={step}" if step else "")


def test_an_opened_case_waits_for_acceptance_and_has_no_due_date(cast):
    case = open_for(cast["clerk"])
    assert (case.status, case.due_on, case.version) == ("draft", None, 1)
    assert case.number.startswith(f"办{case.opened_on.year}-")


def test_acceptance_starts_the_clock_and_tells_whom_the_first_step_waits_for(cast):
    case = _accept(open_for(cast["clerk"]), cast["clerk"])
    assert case.status == "open"
    assert case.due_on is not None
    assert case.next_label == "审查"
    assert Notice.objects.filter(to=cast["analyst"], text__contains=case.number).exists()
    assert not Notice.objects.filter(to=cast["clerk"], text__contains=case.number).exists()


def test_every_act_leaves_one_event_and_one_audit_line(cast):
    case = open_for(cast["clerk"])
    before = AuditEntry.objects.count()
    case = _accept(case, cast["clerk"])
    assert AuditEntry.objects.count() == before + 1
    assert AuditEntry.objects.latest("id").action == "cases.case.accepted"
    assert list(case.events.values_list("serial", flat=True)) == [1, 2]


def test_a_case_goes_from_acceptance_through_its_steps_to_its_archive(cast):
    clerk = cast["clerk"]
    case = _accept(open_for(clerk), clerk)
    for step in ("examine", "decide"):
        case = act(case=case, kind="step_done", step=step, by=clerk, at=_now())
    case = act(case=case, kind="completed", by=clerk, at=_now())
    assert (case.status, case.outcome) == ("done", "granted")
    assert set(case.steps.values_list("status", flat=True)) == {"done"}


def test_a_suspension_takes_the_due_date_away_and_resuming_gives_it_back_no_earlier(cast):
    clerk = cast["clerk"]
    case = _accept(open_for(clerk), clerk)
    due = case.due_on
    case = act(case=case, kind="suspended", by=clerk, at=_now(), data={"kind": "inspection", "reason": "送检"})
    assert (case.status, case.due_on) == ("suspended", None)
    case = act(case=case, kind="resumed", by=clerk, at=_now(), data={"kind": "inspection"})
    assert case.status == "open"
    assert case.due_on >= due


def test_a_refused_event_leaves_the_case_as_it_was(cast):
    case = open_for(cast["clerk"])
    with pytest.raises(YuanhengError, match="受理"):
        act(case=case, kind="step_done", step="examine", by=cast["clerk"], at=_now())
    case.refresh_from_db()
    assert (case.version, case.events.count()) == (1, 1)


def test_the_second_of_two_is_told_what_the_first_did(cast):
    case = open_for(cast["clerk"])
    act(case=case, kind="accepted", by=cast["clerk"], at=_now(), version=1)
    with pytest.raises(CaseChanged, match=r"陈晓梅.*受理"):
        act(case=case, kind="remarked", by=cast["analyst"], at=_now(), data={"text": "核对过"}, version=1)


def test_a_form_sent_too_late_comes_back_with_its_text_and_passes_the_second_time(cast, client_of):
    case = open_for(cast["clerk"])
    url = _act_url(case, "remarked")
    _accept(case, cast["analyst"])
    client = client_of("clerk")
    answer = client.post(url, {"version": 1, "text": "已电话告知"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "已电话告知" in page
    assert "顾思远" in page
    assert 'name="version" value="2"' in page
    assert client.post(url, {"version": 2, "text": "已电话告知"}).status_code == 302


def test_a_rule_of_the_procedure_is_shown_in_the_form_and_the_text_is_kept(cast, client_of):
    case = _accept(open_for(cast["clerk"]), cast["clerk"])
    answer = client_of("clerk").post(
        _act_url(case, "extended"), {"version": 2, "days": 99, "reason": "案情复杂", "on": moment.today()}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 至 5 个工作日" in page
    assert "案情复杂" in page


def test_a_future_day_is_refused(cast, client_of):
    case = open_for(cast["clerk"])
    tomorrow = moment.today() + timedelta(days=1)
    answer = client_of("clerk").post(_act_url(case, "accepted"), {"version": 1, "on": tomorrow})
    assert answer.status_code == 422
    assert "不晚于" in answer.content.decode() or "已经发生的日子" in answer.content.decode()


def test_the_neighbour_reaches_neither_case_nor_act(cast, client_of):
    case = open_for(cast["clerk"])
    client = client_of("neighbour")
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 404
    assert client.post(_act_url(case, "accepted"), {"version": 1}).status_code == 404
    assert case.events.count() == 1


def test_a_bureau_with_a_step_sees_the_case_and_does_its_step_but_does_not_accept(cast, client_of):
    under = procedure(
        {"code": "survey", "label": "勘测", "bureau": bureau(cast["neighbour"]).name, "days": 3},
        {"code": "decide", "label": "决定", "bureau": bureau(cast["clerk"]).name, "after": ["survey"], "days": 2},
    )
    case = open_for(cast["clerk"], under=under)
    client = client_of("neighbour")
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 200
    assert client.post(_act_url(case, "accepted"), {"version": 1}).status_code == 403
    _accept(case, cast["clerk"])
    done = client.post(_act_url(case, "step_done", "survey"), {"version": 2, "on": moment.today(), "opinion": "已勘测"})
    assert done.status_code == 302
    assert client.post(_act_url(case, "step_done", "decide"), {"version": 3}).status_code == 403


def test_the_leader_sees_a_case_and_acts_only_where_a_step_names_them(cast, client_of):
    under = procedure(
        {
            "code": "decide",
            "label": "决定",
            "bureau": bureau(cast["clerk"]).name,
            "signing": "all",
            "signers": ["leader", "clerk"],
        },
    )
    plain, named = open_for(cast["clerk"]), open_for(cast["clerk"], under=under)
    client = client_of("leader")
    assert client.get(reverse("cases:case", args=[plain.pk])).status_code == 200
    assert client.get(_act_url(plain, "remarked")).status_code == 404
    _accept(named, cast["clerk"])
    assert (
        client.post(
            _act_url(named, "signed", "decide"), {"version": 2, "on": moment.today(), "opinion": "同意"}
        ).status_code
        == 302
    )
    named.refresh_from_db()
    assert named.status == "open"
    assert named.steps.get().assignees == ["clerk"]


def test_the_stranger_is_sent_to_sign_in(cast, client_of):
    case = open_for(cast["clerk"])
    assert client_of("stranger").get(reverse("cases:case", args=[case.pk])).status_code == 302


def test_a_delegate_signs_for_whom_is_away_and_the_history_says_so(cast):
    under = procedure({"code": "decide", "label": "决定", "bureau": bureau(cast["clerk"]).name, "signers": ["leader"]})
    case = _accept(open_for(cast["clerk"], under=under), cast["clerk"])
    today = moment.today()
    with pytest.raises(YuanhengError, match="leader"):
        act(case=case, kind="signed", step="decide", by=cast["builder"], at=_now())
    delegate(who=cast["leader"], to=cast["builder"], since=today, until=today, reason="出差", at=_now())
    act(case=case, kind="signed", step="decide", by=cast["builder"], at=_now())
    event = case.events.get(kind="signed")
    assert (event.by, event.behalf_of) == (cast["builder"], cast["leader"])


def test_nobody_signs_twice_in_turn_for_posts_that_name_nobody(cast):
    under = procedure(
        {
            "code": "decide",
            "label": "决定",
            "bureau": bureau(cast["clerk"]).name,
            "signing": "in_turn",
            "signers": ["承办人", "分管负责人"],
        }
    )
    case = _accept(open_for(cast["clerk"], under=under), cast["clerk"])
    case = act(case=case, kind="signed", step="decide", by=cast["clerk"], at=_now())
    with pytest.raises(YuanhengError, match="另一人"):
        act(case=case, kind="signed", step="decide", by=cast["clerk"], at=_now())
    case = act(case=case, kind="signed", step="decide", by=cast["analyst"], at=_now())
    assert case.steps.get().status == "done"


def test_a_step_of_a_bureau_the_site_does_not_know_is_the_keepers(cast):
    under = procedure({"code": "opinion", "label": "征求意见", "bureau": "某省厅"})
    case = _accept(open_for(cast["clerk"], under=under), cast["clerk"])
    assert case.steps.get().assignees == [bureau(cast["clerk"]).name]
    case = act(case=case, kind="step_done", step="opinion", by=cast["clerk"], at=_now())
    assert case.steps.get().status == "done"


def test_an_external_step_closes_on_number_date_and_scan_and_keeps_the_scan(cast, client_of):
    under = procedure(
        {"code": "above", "label": "省厅批复", "bureau": "省自然资源厅", "authority": "external", "days": 20}
    )
    case = _accept(open_for(cast["clerk"], under=under), cast["clerk"])
    url, client = _act_url(case, "external_done", "above"), client_of("clerk")
    today = moment.today()
    assert (
        client.post(url, {"version": 2, "number": "苏自然资〔2026〕8号", "date": today, "on": today}).status_code == 422
    )
    sent = {"version": 2, "number": "苏自然资〔2026〕8号", "date": today, "on": today, "scan": scan()}
    assert client.post(url, sent).status_code == 302
    paper = case.papers.get()
    assert (paper.number, paper.dated) == ("苏自然资〔2026〕8号", today)
    found = client.get(reverse("cases:paper", args=[case.pk, paper.pk]))
    assert b"".join(found.streaming_content).decode() == "扫描件"


def test_a_case_keeps_the_procedure_it_was_opened_under(cast):
    clerk = cast["clerk"]
    first = open_for(clerk, under=two_steps(clerk))
    open_for(clerk, under=procedure({"code": "only", "label": "一步办结", "bureau": bureau(clerk).name}))
    first = _accept(first, clerk)
    assert first.next_label == "审查"
    assert first.steps.count() == 2


def test_higher_apps_hear_of_a_change_inside_its_transaction_and_may_refuse_it(cast, monkeypatch):
    heard = []

    def listen(case):
        heard.append((case.pk, case.status))
        if case.status == "open":
            raise RuntimeError("not now")

    monkeypatch.setattr(hooks, "_listeners", [listen])
    case = open_for(cast["clerk"])
    with pytest.raises(RuntimeError):
        _accept(case, cast["clerk"])
    assert heard == [(case.pk, "draft"), (case.pk, "open")]
    assert Case.objects.get(pk=case.pk).status == "draft"


def test_history_is_never_changed(cast):
    from django.db import IntegrityError, InternalError, ProgrammingError, transaction

    case = open_for(cast["clerk"])
    with pytest.raises((IntegrityError, InternalError, ProgrammingError)), transaction.atomic():
        CaseEvent.objects.filter(case=case).update(kind="remarked")


def test_two_acts_at_once_leave_both_in_order(committed_db, cast):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    case = open_for(cast["clerk"])

    def remark(text):
        try:
            return act(case=case, kind="remarked", by=cast["clerk"], at=moment.now(), data={"text": text}).version
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        versions = sorted(pool.map(remark, ["一", "二", "三", "四"]))
    assert versions == [2, 3, 4, 5]
    assert list(CaseEvent.objects.filter(case=case).order_by("serial").values_list("serial", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_people_on_seats_are_found_by_login_bureau_and_post(cast):
    office = bureau(cast["clerk"])
    assert set(people_on([office.name])) >= {cast["clerk"], cast["analyst"]}
    assert people_on(["leader"]) == [cast["leader"]]
    assert people_on([f"{bureau(cast['leader']).name} 副主任"]) == [cast["leader"]]
    assert people_on(["承办人"]) == []
