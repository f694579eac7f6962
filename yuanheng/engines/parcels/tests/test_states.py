"""States by dated rules: the shipped cases at their borders, and what must hold whatever the dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.parcels.states import Delay, ParcelFacts, moved, state_of, years_after
from yuanheng.engines.rules import rules_folder

CASES = yaml.safe_load((rules_folder() / "land" / "states.cases.yaml").read_text(encoding="utf-8"))["cases"]


def facts_of(given_: dict[str, Any]) -> ParcelFacts:
    values = {k: v if isinstance(v, date | list | str) else Decimal(str(v)) for k, v in given_.items() if k != "delays"}
    delays = tuple(Delay(d["first"], d.get("last")) for d in given_.get("delays", ()))
    return ParcelFacts(**values, delays=delays)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_shipped_case_comes_out_as_the_office_signed_it(case):
    found = state_of(facts_of(case["facts"]), on=case["day"])
    for name, value in case["expect"].items():
        got = getattr(found, name)
        assert (list(got) if isinstance(got, tuple) else got) == value, found.sentence
    assert found.rule
    if found.since is not None:
        assert str(found.since) in found.sentence or found.code in ("underused", "inefficient", "in_use")


def test_there_are_cases_of_missing_data():
    assert sum(bool(case.get("missing")) for case in CASES) >= 2


DAYS = st.dates(date(2013, 1, 1), date(2020, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 300)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(
    start=DAYS, spans=SPANS, more=st.tuples(DAYS, st.integers(0, 300)), on=st.dates(date(2021, 1, 1), date(2026, 1, 1))
)
def test_another_delay_never_makes_a_term_end_earlier(start, spans, more, on):
    delays = tuple(Delay(first, first + timedelta(days=n)) for first, n in spans)
    end = years_after(start, 1)
    before = moved(start, end, delays, on)
    after = moved(start, end, (*delays, Delay(more[0], more[0] + timedelta(days=more[1]))), on)
    assert end <= before <= after


@settings(max_examples=150, deadline=None)
@given(start=DAYS, spans=SPANS, later=st.integers(0, 2000))
def test_land_not_started_never_stops_being_idle_as_days_go_by(start, spans, later):
    facts = ParcelFacts(
        supplied_on=start, agreed_start_on=start,
        delays=tuple(Delay(first, first + timedelta(days=n)) for first, n in spans),
    )  # fmt: skip
    idle_on = moved(start, years_after(start, 1), facts.delays, date(2030, 1, 1))
    found = state_of(facts, on=idle_on + timedelta(days=later))
    assert (found.code, found.since) == ("idle", idle_on)
    assert state_of(facts, on=idle_on - timedelta(days=1)).code != "idle"


@given(area=st.integers(3, 3000), part=st.integers(0, 3000))
def test_a_third_is_exact_whatever_the_area(area, part):
    facts = ParcelFacts(
        supplied_on=date(2018, 1, 1), started_on=date(2018, 6, 1), stopped_on=date(2019, 1, 1),
        area=Decimal(area), developed_area=Decimal(min(part, area)),
    )  # fmt: skip
    found = state_of(facts, on=date(2021, 1, 1))
    assert (found.code == "idle") == (3 * min(part, area) < area)


def test_a_delay_that_still_runs_keeps_land_from_being_idle():
    facts = ParcelFacts(
        supplied_on=date(2019, 1, 1), agreed_start_on=date(2019, 6, 1), delays=(Delay(date(2019, 7, 1), None, "拆迁"),)
    )
    found = state_of(facts, on=date(2026, 1, 1))
    assert found.code == "supplied_not_used"
    assert "扣除政府原因延误" in found.sentence
