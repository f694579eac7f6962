"""What may not follow, by the name of the rule that refuses it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import CaseState, Event, Procedure, check_event, replay

from .making import d, ev, written

FLOW = """extension: {days: 5, approver: 领导, source: {document: 测试, sureness: K}}
suspensions: [hearing]
steps:
  - {code: first, label: 初审, bureau: 窗口, days: 3}
  - {code: joint, label: 会签, signing: all, signers: [甲, 乙], after: [first], days: 5, suspensions: [inspection]}
  - {code: turn, label: 依次签, bureau: 党政办, signing: in_turn, signers: [丙, 丁], after: [joint], days: 2}
  - {code: above, label: 上级批复, bureau: 窗口, authority: external, after: [first], days: 10}
  - {code: last, label: 发文, bureau: 窗口, after: [turn, above]}
"""


@pytest.fixture
def flow(tmp_path: Path) -> Procedure:
    return written(tmp_path, FLOW)


OPEN = [ev("03-02", "opened"), ev("03-03", "accepted")]
JOINT = [*OPEN, ev("03-04", "step_done", "first")]


def refused(flow: Procedure, before: list[Event], event: Event) -> str:
    state = replay(flow, before)
    with pytest.raises(YuanhengError) as caught:
        check_event(flow, state, event)
    problem = caught.value.problem
    assert problem.where.startswith("试流程")
    assert all((problem.found, problem.expected, problem.advice))
    assert problem.kind == getattr(caught.value, "rule", "")
    return problem.kind


@pytest.mark.parametrize(
    ("rule", "before", "event"),
    [
        ("unknown_event", OPEN, ev("03-04", "danced")),
        ("unknown_step", OPEN, ev("03-04", "step_done", "nowhere")),
        ("step_missing", OPEN, ev("03-04", "step_done")),
        ("reason_missing", OPEN, ev("03-04", "terminated")),
        ("reason_missing", OPEN, ev("03-04", "suspended", kind="hearing", reason="  ")),
        ("not_opened", [], ev("03-04", "accepted")),
        ("already_opened", OPEN, ev("03-04", "opened")),
        ("already_accepted", OPEN, ev("03-04", "accepted")),
        ("before_acceptance", OPEN[:1], ev("03-04", "step_done", "first")),
        ("before_acceptance", OPEN[:1], ev("03-04", "suspended", kind="hearing", reason="听证")),
        ("future_date", OPEN, ev("03-04", "step_done", "first", on="2026-03-05")),
        ("bad_date", OPEN, ev("03-04", "step_done", "first", on="三月五日")),
        ("out_of_order", OPEN, ev("03-02", "step_done", "first")),
        ("before_start", OPEN, ev("03-04", "step_done", "first", on="2026-03-02")),
        ("case_closed", [*OPEN, ev("03-04", "revoked", reason="不办了")], ev("03-05", "step_done", "first")),
        ("step_not_active", OPEN, ev("03-04", "signed", "joint")),
        ("step_not_active", JOINT, ev("03-05", "step_done", "first")),
        ("needs_signature", JOINT, ev("03-05", "step_done", "joint")),
        ("nobody_acts", OPEN, ev("03-05", "step_done", "first", by="")),
        ("not_a_signer", JOINT, ev("03-05", "signed", "joint", by="路人")),
        ("already_signed", [*JOINT, ev("03-05", "signed", "joint")], ev("03-06", "signed", "joint")),
        ("external_evidence", JOINT, ev("03-05", "external_done", "above")),
        ("external_evidence", JOINT, ev("03-05", "external_done", "above", number="1", scan="x")),
        ("future_date", JOINT, ev("03-05", "external_done", "above", number="1", date="2026-03-06", scan="x")),
        ("external_step", JOINT, ev("03-05", "step_done", "above")),
        ("external_step", JOINT, ev("03-05", "signed", "above")),
        ("own_step", JOINT, ev("03-05", "external_done", "joint", number="1", date="2026-03-05", scan="x")),
        ("suspension_kind", JOINT, ev("03-05", "suspended", "joint", kind="auction", reason="拍卖")),
        ("suspension_kind", JOINT, ev("03-05", "suspended", kind="inspection", reason="只许停在会签")),
        ("suspension_kind", JOINT, ev("03-05", "papers_asked", papers=["图纸"])),
        ("nothing_suspended", JOINT, ev("03-05", "resumed")),
        ("already_suspended", [*JOINT, ev("03-05", "suspended", kind="hearing", reason="听证")],
         ev("03-06", "suspended", kind="hearing", reason="又一次")),
        ("step_suspended", [*JOINT, ev("03-05", "suspended", "joint", kind="inspection", reason="检测")],
         ev("03-06", "signed", "joint")),
        ("resumed_before_stop", [*JOINT, ev("03-06", "suspended", kind="hearing", reason="听证")],
         ev("03-07", "resumed", on="2026-03-05")),
        ("extension_too_long", JOINT, ev("03-05", "extended", days=6, reason="忙")),
        ("extension_too_long", JOINT, ev("03-05", "extended", days="三", reason="忙")),
        ("extension_twice", [*JOINT, ev("03-05", "extended", days=1, reason="忙")],
         ev("03-06", "extended", days=1, reason="忙")),
        ("return_target", JOINT, ev("03-05", "returned", "joint", to="last", reason="错")),
        ("return_target", JOINT, ev("03-05", "returned", "joint", to="above", reason="错")),
        ("receiver_missing", JOINT, ev("03-05", "handed_over", "joint")),
        ("receiver_self", JOINT, ev("03-05", "handed_over", "joint", to="甲")),
        ("receiver_signs_already", JOINT, ev("03-05", "handed_over", "joint", to="乙")),
        ("not_a_signer", JOINT, ev("03-05", "delegated", "joint", by="路人", to="戊")),
        ("bad_date", JOINT, ev("03-05", "delegated", "joint", to="戊", **{"from": "2026-03-09", "until": "2026-03-06"})),
        ("signer_twice", JOINT, ev("03-05", "signer_added", "joint", signer="乙")),
        ("signer_missing", JOINT, ev("03-05", "signer_added", "joint")),
        ("not_a_signer", JOINT, ev("03-05", "signer_removed", "joint", signer="戊")),
        ("already_signed", [*JOINT, ev("03-05", "signed", "joint")], ev("03-06", "signer_removed", "joint", signer="甲")),
        ("last_signer", [*JOINT, ev("03-05", "signer_removed", "joint", signer="乙")],
         ev("03-06", "signer_removed", "joint", signer="甲")),
        ("receiver_missing", JOINT, ev("03-05", "copied")),
        ("time_out_not_allowed", OPEN, ev("03-20", "step_done", "first", timed_out=True)),
        ("steps_left", JOINT, ev("03-05", "completed")),
        ("promise_not_allowed", OPEN[:1], ev("03-03", "accepted", promised=["图纸"], promised_by="2026-03-09")),
        ("papers_missing", OPEN[:1], ev("03-03", "papers_asked")),
        ("nothing_asked", OPEN, ev("03-04", "papers_given")),
        ("step_not_optional", [], ev("03-02", "opened", skip=["joint"])),
        ("unknown_step", [], ev("03-02", "opened", signers={"nowhere": ["甲"]})),
    ],
)  # fmt: skip
def test_an_event_that_may_not_follow_is_refused_by_the_name_of_the_rule(
    flow: Procedure, rule: str, before: list[Event], event: Event
):
    assert refused(flow, before, event) == rule


def test_an_event_recorded_after_today_is_refused(flow: Procedure):
    state = replay(flow, OPEN)
    event = ev("03-10", "step_done", "first")
    check_event(flow, state, event, on=d("2026-03-10"))
    with pytest.raises(YuanhengError) as caught:
        check_event(flow, state, event, on=d("2026-03-09"))
    assert caught.value.problem.kind == "future_date"


def test_in_turn_the_second_waits_for_the_first(flow: Procedure):
    before = [*JOINT, ev("03-05", "signed", "joint"), ev("03-05", "signed", "joint", by="乙")]
    assert refused(flow, before, ev("03-06", "signed", "turn", by="丁")) == "not_your_turn"


def test_replay_refuses_an_impossible_history(flow: Procedure):
    with pytest.raises(YuanhengError):
        replay(flow, [ev("03-02", "opened"), ev("03-03", "step_done", "first")])


def test_a_moment_in_another_zone_counts_as_its_shanghai_day(flow: Procedure):
    late = datetime.datetime(2026, 3, 2, 17, 0, tzinfo=datetime.UTC)
    state = replay(flow, [ev("03-02", "opened"), Event(late, "accepted", actor="甲")])
    assert state.accepted_on == d("2026-03-03")


def test_a_new_state_offers_only_to_open(flow: Procedure):
    from yuanheng.engines.calendars import load_calendar

    new = CaseState(flow, load_calendar())
    assert [action.kind for action in new.next_actions()] == ["opened"]
