"""The projects themselves: repeatable, in all stages, near the plan's targets, with days that make sense."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from yuanheng.demo.firms import zone
from yuanheng.demo.projects import FULL_YEAR, FirmCard, Project, invent
from yuanheng.demo.projects.model import STAGES

pytestmark = pytest.mark.xdist_group("demo_projects")  # what is costly to make is made in one worker

YI = 100_000_000


@pytest.fixture(scope="module")
def firms() -> list[FirmCard]:
    return [FirmCard.of(firm) for firm in zone(firms=60, seed=2021, first_year=2019, last_year=2021)]


@pytest.fixture(scope="module")
def projects(firms: list[FirmCard]) -> list[Project]:
    return list(invent(firms=firms, projects=180, seed=2021, last_year=2021))


def reached_in(projects: list[Project], stage: str, year: int) -> list[Project]:
    return [each for each in projects if (day := each.reached(stage)) and day.year == year]


def of_yuan(projects: list[Project], least: int) -> int:
    return sum(each.total.currency == "yuan" and each.total.amount >= least * YI for each in projects)


def test_the_same_seed_gives_the_same_projects_and_another_seed_others(firms: list[FirmCard]) -> None:
    first, again, other = (list(invent(firms=firms, projects=40, seed=s, last_year=2021)) for s in (1, 1, 2))
    assert first == again
    assert [each.name for each in first] != [each.name for each in other]


def test_every_stage_is_the_furthest_of_some_project_or_passed_by_some(projects: list[Project]) -> None:
    reached = Counter(fact.stage for each in projects for fact in each.stages)
    assert set(reached) == {*STAGES, "shelved", "ended"}


def test_the_last_year_comes_near_the_targets_of_the_plan(projects: list[Project]) -> None:
    started, signed = reached_in(projects, "started", 2021), reached_in(projects, "signed", 2021)
    assert of_yuan(started, 1) == 16 and of_yuan(started, 10) == 7
    assert len(reached_in(projects, "completed", 2021)) == 11
    assert of_yuan(signed, 100) == 1 and of_yuan(signed, 20) == 3 and of_yuan(signed, 10) == 8
    dollars = [each for each in signed if each.total.currency == "usd" and each.total.amount >= 10_000_000]
    assert len(dollars) == 4 and sum(each.reached("registered") is not None for each in dollars) == 3
    shanghai = [each for each in reached_in(projects, "registered", 2021) if each.source_name.startswith("上海招商")]
    assert len(shanghai) == 8


@pytest.mark.parametrize("last_year", [2021, 2024])
def test_no_day_lies_after_the_last_year_and_days_run_forward(firms: list[FirmCard], last_year: int) -> None:
    for each in invent(firms=firms, projects=180, seed=5, last_year=last_year):
        days = [fact.happened for fact in each.stages]
        assert days == sorted(days) and days[-1] <= date(last_year, 12, 31)
        assert all(fact.known >= fact.happened for fact in each.stages)


def test_an_unusual_order_carries_its_reason(projects: list[Project]) -> None:
    """Sorted by day, a stage that comes before an earlier one of the usual order must say why."""
    unusual = 0
    for each in projects:
        facts = [fact for fact in each.stages if fact.stage in STAGES and fact.withdrawn is None]
        for fact in facts:
            later = [
                o for o in facts if STAGES.index(o.stage) < STAGES.index(fact.stage) and o.happened > fact.happened
            ]
            if later:
                unusual += 1
    assert 10 < unusual < 80
    with_reasons = {each.number for each in projects if any(fact.reason for fact in each.stages)}
    for each in projects:
        stages = [STAGES.index(f.stage) for f in each.stages if f.stage in STAGES and f.withdrawn is None]
        assert stages == sorted(stages) or each.number in with_reasons


def test_each_amount_stands_apart_and_dollars_are_never_turned_into_yuan(projects: list[Project]) -> None:
    foreign = [each for each in projects if each.foreign]
    assert {each.total.currency for each in foreign} == {"usd", "yuan"}
    assert all(each.total.currency == "yuan" for each in projects if not each.foreign)
    kinds = {amount.kind for each in foreign for amount in each.amounts}
    assert kinds == {"total", "contract_foreign", "registered", "arrived"}
    assert all(a.currency == "usd" for each in projects for a in each.amounts if a.kind != "total")


def test_investors_are_shared_projects_renamed_and_some_entered_twice(projects: list[Project]) -> None:
    first = Counter(each.investors[0].name for each in projects if not each.twin_of)
    brands = Counter(name[2:4] for name in first)
    assert brands.most_common(1)[0][1] > 1
    assert any(each.former for each in projects)
    twins = [each for each in projects if each.twin_of]
    assert len(twins) == 2 and all(each.reached("signed") is None for each in twins)


def test_projects_of_the_registers_firms_name_a_firm_of_the_register(
    firms: list[FirmCard], projects: list[Project]
) -> None:
    codes = {firm.uscc: firm.name for firm in firms}
    expanding = [each for each in projects if each.uscc]
    assert expanding and all(codes[each.uscc] == each.firm for each in expanding)


def test_recognitions_of_december_count_for_the_next_year(projects: list[Project]) -> None:
    months = [
        (fact.happened, recognised)
        for each in projects
        for recognised in each.recognitions
        for fact in each.stages
        if fact.stage == recognised.what
    ]
    assert any(day.month == 12 for day, _ in months)
    assert all(recognised.year == day.year + (day.month == 12) for day, recognised in months)


def test_the_big_zone_has_a_full_year_of_leads_and_signings_and_the_same_first_projects(
    firms: list[FirmCard], projects: list[Project]
) -> None:
    full = list(invent(firms=firms, projects=FULL_YEAR, seed=2021, last_year=2021))
    assert [each.number for each in full[: len(projects)]] == [each.number for each in projects]
    leads, signed = reached_in(full, "lead", 2021), reached_in(full, "signed", 2021)
    assert 380 <= len(leads) <= 420 and 55 <= len(signed) <= 65


def test_the_further_leads_meet_no_threshold_that_the_plan_counts(
    firms: list[FirmCard], projects: list[Project]
) -> None:
    full = list(invent(firms=firms, projects=FULL_YEAR, seed=2021, last_year=2021))
    for stage in ("signed", "registered", "started", "completed"):
        before, after = reached_in(projects, stage, 2021), reached_in(full, stage, 2021)
        assert [of_yuan(after, n) for n in (1, 10, 20, 100)] == [of_yuan(before, n) for n in (1, 10, 20, 100)]
    through = [[e for e in reached_in(all_, "lead", 2021) if "上海" in e.source_name] for all_ in (projects, full)]
    assert len(through[0]) == len(through[1])
