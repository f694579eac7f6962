"""Every shipped procedure against the cases beside it, which the office that runs it can read and sign."""

from __future__ import annotations

import ast
import datetime
from typing import Any

import pytest
import yaml

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.procedures import Event, list_procedures, load_procedure, replay, schedule, what_if
from yuanheng.engines.procedures.kinds import EventRefused
from yuanheng.engines.procedures.state import CaseState
from yuanheng.engines.rules import rule_path


def cases() -> list[Any]:
    found = []
    for name in list_procedures():
        path = rule_path("procedures", name).with_name(f"{name}.cases.yaml")
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(name, case, id=f"{name}: {case['name']}"))
    return found


def event(row: dict[str, Any]) -> Event:
    at = datetime.datetime.combine(row["at"], datetime.time(9))
    return Event(at, row["kind"], row.get("step", ""), row.get("actor", ""), row.get("data", {}))


def expected_sum(text: Any) -> int:
    """A number written as the sum that makes it: additions, subtractions and the longest of several side by side."""

    def value(node: ast.expr) -> int:
        match node:
            case ast.Constant(value=int(number)):
                return number
            case ast.BinOp(left=left, op=op, right=right):
                return value(left) + value(right) if isinstance(op, ast.Add) else value(left) - value(right)
            case ast.Call(func=ast.Name(id="max"), args=args):
                return max(value(arg) for arg in args)
        raise ValueError(text)

    return value(ast.parse(str(text), mode="eval").body)


READ = {
    "status": lambda s, w: s.status,
    "outcome": lambda s, w: s.outcome,
    "due": lambda s, w: s.due.on if s.due else None,
    "provisional": lambda s, w: s.due.provisional,
    "current": lambda s, w: list(s.current),
    "kept_on": lambda s, w: s.kept_on,
    "done": lambda s, w: [c for c in w if s.steps[c].status == "done"],
    "step_due": lambda s, w: {c: s.steps[c].due.on if s.steps[c].due else None for c in w},
    "step_status": lambda s, w: {c: s.steps[c].status for c in w},
    "remaining": lambda s, w: {**w, "days": s.clock.remaining(w["as_of"], s.calendar)},
}


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_shipped_procedure_does_what_the_case_beside_it_says(name: str, case: dict[str, Any]):
    procedure, events = load_procedure(name), [event(row) for row in case["events"]]
    if rule := case.get("refused"):
        before = replay(procedure, events[:-1])
        with pytest.raises(EventRefused) as caught:
            replay(procedure, events[-1:], since=before)
        assert caught.value.rule == rule
        return
    state = replay(procedure, events)
    for key, wanted in case.get("expect", {}).items():
        if key == "counted":
            assert state.due is not None
            assert state.due.counted == expected_sum(wanted)
        else:
            assert READ[key](state, wanted) == wanted, key
    if asked := case.get("schedule"):
        check_schedule(state, asked)


def check_schedule(state: CaseState, asked: dict[str, Any]) -> None:
    calendar = load_calendar()
    plan = schedule(state.procedure, state, calendar, asked["as_of"])
    if "extra" in asked:
        plan = what_if(state.procedure, state, calendar, asked["as_of"], extra_days=asked["extra"])
    for key in ("finish", "delay"):
        if key in asked:
            assert getattr(plan, key) == asked[key], key
    if "critical" in asked:
        assert set(plan.critical) >= set(asked["critical"])
        assert {c for c in plan.critical if plan.steps[c].days} == set(asked["critical"])


@pytest.mark.parametrize("name", list_procedures())
def test_every_procedure_has_a_case_of_something_missing_or_out_of_place(name: str):
    path = rule_path("procedures", name).with_name(f"{name}.cases.yaml")
    assert any(case.get("missing") for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"])
