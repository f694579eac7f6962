"""A case at work as offices expect it: signing, handing over, standing in, returning, stopping, reminding, planning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.calendars import SpecialDay, load_calendar
from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import (
    Event,
    Procedure,
    describe_procedure,
    list_procedures,
    load_procedure,
    reminders,
    replay,
    schedule,
    what_if,
)
from yuanheng.engines.procedures.dating import longest_chain

from .making import d, ev, naive_due, written
from .test_refusals import FLOW, JOINT, OPEN

CHINA = load_calendar()


@pytest.fixture
def flow(tmp_path: Path) -> Procedure:
    return written(tmp_path, FLOW)


def test_a_joint_step_closes_when_the_last_has_signed(flow: Procedure):
    one = replay(flow, [*JOINT, ev("03-05", "signed", "joint", by="乙")])
    assert (one.steps["joint"].status, one.steps["joint"].waiting_for) == ("active", ("甲",))
    both = replay(flow, [ev("03-06", "signed", "joint")], since=one)
    assert (both.steps["joint"].status, both.steps["joint"].done_on) == ("done", d("2026-03-06"))
    assert both.steps["turn"].since == d("2026-03-06")


def test_who_takes_over_signs_in_the_place_of_who_handed_over(flow: Procedure):
    state = replay(flow, [*JOINT, ev("03-05", "handed_over", "joint", to="戊")])
    assert state.steps["joint"].signers == ("戊", "乙")
    with pytest.raises(YuanhengError):
        replay(flow, [ev("03-06", "signed", "joint")], since=state)


def test_a_stand_in_signs_while_the_other_is_away_and_not_after(flow: Procedure):
    away = [*JOINT, ev("03-05", "delegated", "joint", to="戊", until="2026-03-09")]
    signed = replay(flow, [*away, ev("03-09", "signed", "joint", by="戊")])
    assert signed.steps["joint"].signed == ("甲",)
    with pytest.raises(YuanhengError) as caught:
        replay(flow, [*away, ev("03-10", "signed", "joint", by="戊")])
    assert caught.value.problem.kind == "not_a_signer"


def test_a_seat_may_be_a_bureau_for_which_a_person_signs(flow: Procedure):
    opened = [ev("03-02", "opened", signers={"joint": ["环保局", "乙"]}), *JOINT[1:]]
    state = replay(flow, [*opened, ev("03-05", "signed", "joint", by="张三", seat="环保局")])
    assert state.steps["joint"].signed == ("环保局",)


def test_an_added_signer_has_to_sign_and_a_removed_one_no_longer(flow: Procedure):
    added = replay(flow, [*JOINT, ev("03-05", "signer_added", "joint", signer="戊", after="甲")])
    assert added.steps["joint"].signers == ("甲", "戊", "乙")
    signed = [ev("03-06", "signed", "joint"), ev("03-06", "signed", "joint", by="乙")]
    left = replay(flow, signed, since=added)
    assert left.steps["joint"].status == "active"
    assert (
        replay(flow, [ev("03-07", "signer_removed", "joint", signer="戊")], since=left).steps["joint"].status == "done"
    )


def test_next_actions_differ_for_who_may_sign_and_who_may_not(flow: Procedure):
    state = replay(flow, JOINT)
    kinds = {a.kind for a in state.next_actions("甲") if a.step == "joint"}
    assert {"signed", "returned", "handed_over", "suspended"} <= kinds
    assert not [a for a in state.next_actions("路人") if a.step == "joint"]
    assert {a.kind for a in state.next_actions("路人") if a.step == "above"} >= {"external_done"}
    assert {a.kind for a in state.next_actions(("路人", "乙")) if a.step == "joint"} >= {"signed"}


def test_a_return_starts_the_step_again_and_leaves_the_due_date_of_the_whole(flow: Procedure):
    before = replay(flow, [*JOINT, ev("03-05", "signed", "joint")])
    after = replay(flow, [ev("03-06", "returned", "joint", by="乙", to="first", reason="材料不全")], since=before)
    assert after.due == before.due
    assert after.steps["first"].since == d("2026-03-06")
    assert (after.steps["joint"].status, after.steps["joint"].signed) == ("returned", ())
    assert after.steps["above"].status == "waiting"
    again = replay(flow, [ev("03-09", "step_done", "first")], since=after)
    assert again.steps["joint"].status == "active"
    assert again.steps["joint"].waiting_for == ("甲", "乙")


def test_reminders_survive_a_return(flow: Procedure):
    returned = replay(flow, [*JOINT, ev("03-06", "returned", "joint", by="乙", to="first", reason="材料不全")])
    kinds = {(r.kind, r.step) for r in reminders(returned, d("2026-04-10"))}
    assert kinds == {("overdue", ""), ("overdue", "first"), ("time_out", "first")}


def test_reminders_say_what_is_due_soon_and_to_whom(flow: Procedure):
    state = replay(flow, JOINT)
    (soon,) = [r for r in reminders(state, d("2026-03-06")) if r.step == "joint"]
    assert (soon.kind, soon.due, soon.days_left, soon.to) == ("due_soon", d("2026-03-11"), 3, ("甲", "乙"))
    assert [r for r in reminders(state, d("2026-03-05")) if r.step == "joint"] == []


def test_reminders_of_a_closed_case_are_none(flow: Procedure):
    assert reminders(replay(flow, [*OPEN, ev("03-04", "revoked", reason="不办了")]), d("2026-12-01")) == ()


def test_a_long_stop_and_papers_not_come_are_reminded_of(flow: Procedure):
    stopped = replay(flow, [*JOINT, ev("03-05", "suspended", "joint", kind="inspection", reason="检测")])
    assert "stopped_long" in {r.kind for r in reminders(stopped, d("2026-04-10"))}
    assert "stopped_long" not in {r.kind for r in reminders(stopped, d("2026-03-20"))}
    asked = replay(flow, [OPEN[0], ev("03-03", "papers_asked", papers=["图纸"])])
    (awaited,) = reminders(asked, d("2026-03-10"))
    assert (awaited.kind, awaited.says) == ("papers_awaited", "等补正 5 个工作日:图纸")


def test_a_stop_of_the_whole_stops_every_step_and_both_go_on_together(flow: Procedure):
    stopped = replay(flow, [*JOINT, ev("03-09", "suspended", kind="hearing", reason="听证")])
    assert stopped.status == "suspended"
    assert {code: stopped.steps[code].status for code in stopped.current} == {
        "joint": "suspended",
        "above": "suspended",
    }
    assert (stopped.due, stopped.steps["joint"].due) == (None, None)
    on = replay(flow, [ev("03-13", "resumed")], since=stopped)
    stop = (d("2026-03-09"), d("2026-03-13"))
    assert on.due is not None
    assert on.steps["joint"].due is not None
    assert on.due.on == naive_due(d("2026-03-03"), longest_chain(flow)[0], [stop])
    assert on.steps["joint"].due.on == naive_due(d("2026-03-04"), 5, [stop])


def test_a_step_that_ended_its_wait_on_a_saturday_counts_from_that_day(flow: Procedure):
    state = replay(flow, [*OPEN, ev("03-07", "step_done", "first")])
    assert state.steps["joint"].due is not None
    assert state.steps["joint"].due.on == d("2026-03-13")


def test_recorded_later_it_counts_from_the_day_it_happened(flow: Procedure):
    state = replay(flow, [*OPEN, ev("03-09", "step_done", "first", on="2026-03-04")])
    assert state.steps["joint"].since == d("2026-03-04")


def test_closing_a_case_ends_its_stops(flow: Procedure):
    stop = ev("03-05", "suspended", kind="hearing", reason="听证")
    closed = replay(flow, [*JOINT, stop, ev("03-06", "terminated", reason="申请人注销")])
    assert (closed.status, closed.outcome, closed.closed_on) == ("terminated", "terminated", d("2026-03-06"))
    assert all(s.last == d("2026-03-06") for s in closed.suspensions)
    assert {a.kind for a in closed.next_actions("甲")} == {"remarked"}


# the plan


def test_a_late_step_pushes_the_finish_by_as_much(flow: Procedure):
    state = replay(flow, OPEN)
    on_time = schedule(flow, state, CHINA, d("2026-03-03"))
    late = schedule(flow, state, CHINA, d("2026-03-10"))
    assert on_time.finish == CHINA.after(d("2026-03-03"), 3 + 10)
    assert late.finish == CHINA.after(d("2026-03-10"), 10)
    assert set(on_time.critical) == {"first", "above", "last"}
    assert on_time.steps["joint"].slack == 10 - 5 - 2


def test_what_if_takes_the_slack_before_it_moves_the_end(flow: Procedure):
    state, on = replay(flow, OPEN), d("2026-03-03")
    assert what_if(flow, state, CHINA, on, extra_days={"joint": 3}).delay == 0
    assert what_if(flow, state, CHINA, on, extra_days={"joint": 5}).delay == 2
    assert what_if(flow, state, CHINA, on, extra_days={"above": -4}).delay == -3
    with pytest.raises(YuanhengError):
        what_if(flow, state, CHINA, on, extra_days={"nowhere": 1})


def test_done_steps_stand_where_they_were_done(flow: Procedure):
    plan = schedule(flow, replay(flow, JOINT), CHINA, d("2026-03-05"))
    assert (plan.steps["first"].start, plan.steps["first"].finish, plan.steps["first"].done) == (
        d("2026-03-03"), d("2026-03-04"), True,
    )  # fmt: skip


def test_a_stopped_step_goes_on_tomorrow_at_the_earliest(flow: Procedure):
    stopped = replay(flow, [*JOINT, ev("03-05", "suspended", "joint", kind="inspection", reason="检测")])
    plan = schedule(flow, stopped, CHINA, d("2026-03-20"))
    assert plan.steps["joint"].finish == CHINA.after(d("2026-03-20"), 5)


@st.composite
def networks(draw: st.DrawFn) -> Procedure:
    """Steps that wait for some of those before them."""
    steps = []
    for number in range(draw(st.integers(1, 8))):
        after = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        step = {"code": f"s{number}", "label": f"步{number}", "bureau": "某局", "days": draw(st.integers(0, 9))}
        join = draw(st.sampled_from(["all", "any"]))
        steps.append({**step, "join": join, "after": [f"s{n}" for n in sorted(after)]})
    head = {"name": "t", "label": "试", "purpose": "试", "subject": "project", "version": "2026-01-01"}
    return Procedure.model_validate({**head, "source": {"document": "试"}, "clock_from": "opening", "steps": steps})


def longest(procedure: Procedure, code: str) -> int:
    """The independent witness: the longest way to the end of a step (to the first of several it may choose)."""
    step = procedure.step(code)
    assert step is not None
    pick = max if step.join == "all" else min
    return (step.days or 0) + pick((longest(procedure, before) for before in step.after), default=0)


@given(networks())
def test_the_finish_is_the_longest_of_all_ways_and_the_critical_steps_fill_it(procedure: Procedure):
    state = replay(procedure, [ev("03-02", "opened")])
    plan = schedule(procedure, state, CHINA, d("2026-03-02"))
    days = max(longest(procedure, step.code) for step in procedure.steps if not procedure.followers(step.code))
    assert plan.finish == CHINA.after(d("2026-03-02"), days)
    for step in procedure.steps:
        moved = what_if(procedure, state, CHINA, d("2026-03-02"), extra_days={step.code: 1}).delay
        assert moved == (1 if step.code in plan.critical else 0), step.code
        slack = plan.steps[step.code].slack
        assert what_if(procedure, state, CHINA, d("2026-03-02"), extra_days={step.code: slack}).delay == 0, step.code


def test_the_way_not_needed_holds_nobody_up():
    difficulty = load_procedure("difficulty")
    begun = [ev("04-30", "opened"), ev("05-06", "step_done", "receive"), ev("05-08", "step_done", "solve")]
    state = replay(difficulty, begun)
    plan = schedule(difficulty, state, CHINA, d("2026-05-08"))
    assert plan.finish == d("2026-05-12")
    assert plan.critical == ("confirm",)
    assert not schedule(difficulty, replay(difficulty, begun[:2]), CHINA, d("2026-05-06")).steps["coordinate"].critical


# replay


@st.composite
def histories(draw: st.DrawFn) -> tuple[Procedure, list[Event]]:
    """A history that the rules allow: what next_actions offers, tried in an order nobody planned."""
    procedure = load_procedure(draw(st.sampled_from(list_procedures())))
    events = [ev("03-02", "opened")]
    state = replay(procedure, events)
    day = 3
    for _ in range(draw(st.integers(0, 14))):
        day = min(28, day + draw(st.integers(0, 2)))
        offers = [a for a in state.next_actions() if a.kind not in ("revoked", "terminated", "refused")]
        offer = draw(st.sampled_from(offers))
        signers = state.steps[offer.step].waiting_for if offer.step else ()
        kinds = procedure.stoppable_by(offer.step)
        data = {"reason": "缘由", "days": 1, "papers": ["图纸"], "number": "1", "scan": "x", "date": "2026-03-02",
                "to": "戊" if offer.kind in ("handed_over", "delegated", "copied") else "", "signer": "己",
                "kind": draw(st.sampled_from(kinds)) if kinds and offer.kind == "suspended" else ""}  # fmt: skip
        event = ev(f"03-{day:02}", offer.kind, offer.step, by=signers[0] if signers else "甲", **data)
        try:
            state = replay(procedure, [event], since=state)
        except YuanhengError:
            continue
        events.append(event)
    return procedure, events


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 15))
def test_a_history_replayed_whole_or_in_parts_gives_the_same_state(history: tuple[Procedure, list[Event]], cut: int):
    procedure, events = history
    whole = replay(procedure, events)
    assert replay(procedure, events) == whole
    assert replay(procedure, events[cut:], since=replay(procedure, events[:cut])) == whole


@settings(max_examples=60, deadline=None)
@given(histories())
def test_every_due_date_of_a_case_is_the_one_found_by_walking(history: tuple[Procedure, list[Event]]):
    procedure, events = history
    state = replay(procedure, events)
    clocks = [(state.clock, state.due), *((s.clock, s.due) for s in state.steps.values())]
    for clock, due in clocks:
        if due is not None:
            assert clock is not None
            assert due.on == naive_due(clock.start, clock.days + sum(clock.extensions), clock.stops)


def test_a_state_is_dated_again_under_another_calendar(flow: Procedure):
    off = {**CHINA.special, d("2026-03-04"): SpecialDay(work=False, name="停工", notice="某通知")}
    changed = replace(CHINA, special=off)
    state = replay(flow, OPEN)
    again = replay(flow, [], changed, since=state)
    assert again == replay(flow, OPEN, changed)
    assert again.due is not None
    assert state.due is not None
    assert again.due.on == CHINA.after(state.due.on, 1)


def test_a_description_names_every_step_and_marks_what_is_assumed():
    for name in list_procedures():
        procedure = load_procedure(name)
        said = "\n".join(describe_procedure(procedure))
        assert all(step.label in said for step in procedure.steps)
        assert all(assumption in said for assumption in procedure.assumptions)
        assert procedure.source.sentence() in said
        assert procedure.assumptions


def test_a_join_of_all_starts_on_the_day_of_the_last_and_a_join_of_any_on_that_of_the_first(tmp_path: Path):
    ends = [ev("03-02", "opened"), ev("03-04", "step_done", "a"), ev("03-06", "step_done", "b")]
    for join, since in (("all", "2026-03-06"), ("any", "2026-03-04")):
        text = f"""clock_from: opening
steps:
  - {{code: a, label: 甲, bureau: 某局}}
  - {{code: b, label: 乙, bureau: 某局}}
  - {{code: c, label: 丙, bureau: 某局, after: [a, b], join: {join}}}
"""
        assert replay(written(tmp_path, text), ends).steps["c"].since == d(since)


def test_on_the_due_day_itself_nothing_is_overdue(flow: Procedure):
    (due,) = [r for r in reminders(replay(flow, JOINT), d("2026-03-11")) if r.step == "joint"]
    assert (due.kind, due.days_left) == ("due_soon", 0)


def test_in_turn_only_the_next_is_offered_to_sign(flow: Procedure):
    both = [ev("03-05", "signed", "joint"), ev("03-05", "signed", "joint", by="乙")]
    state = replay(flow, [*JOINT, *both])
    assert [a.kind for a in state.next_actions("丙") if a.step == "turn"][:1] == ["signed"]
    assert [a for a in state.next_actions("丁") if a.step == "turn"] == []


def test_papers_asked_for_before_acceptance_stop_no_clock(flow: Procedure):
    asked = [OPEN[0], ev("03-03", "papers_asked", papers=["图纸"]), ev("03-04", "papers_given")]
    state = replay(flow, [*asked, ev("03-04", "accepted")])
    assert (state.suspensions, state.status) == ((), "open")


def test_a_case_closed_back_dated_to_before_a_stop_keeps_the_ledger_in_order(flow: Procedure):
    stop = ev("03-06", "suspended", kind="hearing", reason="听证")
    closed = replay(flow, [*JOINT, stop, ev("03-09", "terminated", reason="注销", on="2026-03-05")])
    assert all(s.last is not None and s.last >= s.first for s in closed.suspensions)
