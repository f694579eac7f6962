"""A wrong procedure is told everything at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuanheng.engines.errors import ProblemsError

from .making import written


def problems(folder: Path, text: str) -> set[tuple[str, str]]:
    with pytest.raises(ProblemsError) as caught:
        written(folder, text)
    return {(p.kind, p.cell) for p in caught.value.problems}


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path):
    wrong = """days: 20
statutory_days: 10
groups: {a: 甲组}
steps:
  - {code: one, label: 一, bureau: 某局, after: [three]}
  - {code: two, label: 二, bureau: 某局, after: [one, nowhere]}
  - {code: three, label: 三, bureau: 某局, after: [two], group: b}
  - {code: four, label: 四}
  - {code: four, label: 四, bureau: 某局, days: 9, statutory_days: 5}
  - {code: five, label: 五, bureau: 某局, authority: external, signing: all}
"""
    assert problems(tmp_path, wrong) == {
        ("promise_over_law", "L7"),
        ("step_cycle", "L11"),
        ("unknown_step", "L12"),
        ("unknown_group", "L13"),
        ("nobody_acts", "L14"),
        ("step_twice", "L15"),
        ("promise_over_law", "L15"),
        ("external_signing", "L16"),
    }


def test_a_key_nobody_knows_and_a_kind_of_stop_nobody_knows_are_named(tmp_path: Path):
    wrong = "steps:\n  - {code: one, label: 一, bureau: 某局, suspensions: [holiday], day: 3}\n"
    assert problems(tmp_path, wrong) == {("bad_rule", "L8")}


def test_a_procedure_without_steps_is_refused(tmp_path: Path):
    assert problems(tmp_path, "steps: []\n") == {("no_steps", "L7")}


def test_a_step_behind_a_ring_is_not_blamed_for_it(tmp_path: Path):
    ring = """steps:
  - {code: a, label: 甲, bureau: 某局, after: [b]}
  - {code: b, label: 乙, bureau: 某局, after: [a]}
  - {code: c, label: 丙, bureau: 某局, after: [b]}
"""
    with pytest.raises(ProblemsError) as caught:
        written(tmp_path, ring)
    (problem,) = caught.value.problems
    assert "甲" in problem.found
    assert "丙" not in problem.found


def test_the_budget_may_run_to_a_step_that_exists_only(tmp_path: Path):
    text = "days: 5\ndays_until: nowhere\nsteps:\n  - {code: a, label: 甲, bureau: 某局}\n"
    assert problems(tmp_path, text) == {("unknown_step", "L8")}


def test_a_changed_file_is_read_again(tmp_path: Path):
    first = written(tmp_path, "steps:\n  - {code: a, label: 甲, bureau: 某局}\n")
    second = written(tmp_path, "steps:\n  - {code: a, label: 乙, bureau: 某局}\n")
    assert (first.steps[0].label, second.steps[0].label) == ("甲", "乙")
    assert first.hash != second.hash
