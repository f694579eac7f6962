"""Ten thousand past cases: where their days went, what decided their end, what a change would have saved."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.powers import (
    Change,
    Past,
    StepSpan,
    critical_days,
    days_spent,
    load_matters,
    load_powers,
    procedure_of_matter,
    retell,
)

from .pasts import OWN, drawn, witness

pytestmark = pytest.mark.xdist_group("powers_history")  # what is costly to make is made in one worker

CASES = 10_000


@pytest.fixture(scope="module")
def calendar():
    return load_calendar()


@pytest.fixture(scope="module")
def procedure():
    return procedure_of_matter(load_matters()["land-to-start"], load_powers(), on=date(2021, 8, 1))


@pytest.fixture(scope="module")
def pasts(procedure, calendar):
    return drawn(CASES, procedure, calendar)


def test_the_days_of_ten_thousand_cases_are_those_of_a_day_by_day_count(pasts, calendar):
    told, counted = Counter(), Counter()
    for past in pasts:
        spent = days_spent(past, calendar, own=OWN)
        assert spent.total == calendar.count(past.closed_on) - calendar.count(past.opened_on), "no day lost or twice"
        told.update({OWN: spent.own, "applicant": spent.applicant, "suspended": spent.suspended, **spent.bureaus})
    for past in pasts:
        counted.update(witness(past, calendar))
    assert {k: v for k, v in told.items() if v} == dict(counted)


def test_the_chain_that_decided_the_end_adds_up_to_it(pasts, procedure, calendar):
    found = critical_days(pasts, procedure, calendar)
    whole = sum(calendar.count(p.closed_on) - calendar.count(p.accepted_on) for p in pasts)
    assert sum(days for _, days in found.values()) == whole
    assert found["js_permit"][0] == CASES, "the permit ends every case"


def longest(procedure, took, after):
    """The end by the plain rule: a step ends its own days after the last that it waits for."""
    ends = {}
    for step in procedure.steps:
        ends[step.code] = took[step.code] + max((ends[before] for before in after[step.code]), default=0)
    return max(ends.values())


@pytest.mark.parametrize(
    ("change", "moved", "count"),
    [
        (Change("gh_works_permit", beside="zr_design"), {"gh_works_permit": ("zr_title", "gh_land_permit")}, CASES),
        (Change("hb_report", at_most=3), {}, 1000),
    ],
    ids=["规划许可与方案审查同时进行", "环评压到 3 天"],
)
def test_a_replay_predicts_what_the_change_saves(pasts, procedure, calendar, change, moved, count):
    pasts = pasts[:count]
    told = retell(pasts, procedure, calendar, change=change)
    after = {step.code: step.after for step in procedure.steps}
    saved = 0
    for past in pasts:
        took = {s.code: calendar.count(s.done_on) - calendar.count(s.since) for s in past.steps}
        before = longest(procedure, took, after)
        if change.at_most is not None:
            took[change.step] = min(took[change.step], change.at_most)
        saved += before - longest(procedure, took, {**after, **moved})
    assert told.cases == count and told.saved_days == saved > 0
    assert all(days >= 0 for days in told.saved.values()), "less waiting never makes a case longer"


def test_two_steps_side_by_side_save_the_shorter_one(calendar):
    from yuanheng.engines.procedures import Procedure, Step

    source = {"document": "测试", "sureness": "K"}
    two = Procedure(
        name="two", label="两步", purpose="测试", subject="x", version=date(2021, 1, 1), source=source,
        steps=(Step(code="a", label="甲", bureau="甲局"), Step(code="b", label="乙", bureau="乙局", after=("a",))),
    )  # fmt: skip
    start, middle, end = date(2021, 3, 1), date(2021, 3, 4), date(2021, 3, 11)
    past = Past("1", start, start, end, (StepSpan("a", "甲局", start, middle), StepSpan("b", "乙局", middle, end)))
    told = retell([past], two, calendar, change=Change("b", beside="a"))
    assert (told.before, told.after, told.touched) == (8, 5, 1)
    with pytest.raises(Exception, match="它所等待的步骤"):
        retell([past], two, calendar, change=Change("a", beside="b"))
