"""The site's figures over projects against an independent count over the demo's own files, project by project."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import witness_projects as witness
from yuanheng.engines.calendars import Period

pytestmark = pytest.mark.xdist_group("project_tallies")

YI = 100_000_000
MILLION = 1_000_000
YEAR_END = date(2021, 12, 31)
LATER = date(2022, 12, 31)
STAGES = (
    "lead", "talks", "framework", "signed", "registered", "filed", "land_supplied", "started", "completed", "in_production",
    "in_statistics", "full_output",
)  # fmt: skip
CODES = {"lead": "projects.leads"} | {stage: f"projects.{stage}" for stage in STAGES[1:]}
LOAD_SECONDS = 60
"""Of processor time, on a busy machine; the load of 180 projects is meant to take about 15."""


@dataclass(frozen=True)
class Loaded:
    """The demo's projects in a database and on disk."""

    files: dict[str, witness.Counted]
    truth: Path
    seconds: float


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, test_server: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Loaded]:
    """180 projects entered once for all tests here, in a database of their own."""
    from django.db import connections

    from yuanheng.demo.projects import TRUTH, write_projects
    from yuanheng.web.base import moment, testing
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.projects.demo import load_projects

    folder = tmp_path_factory.mktemp("zone")
    write_projects(folder)
    before = connections.databases["default"]["NAME"]
    name = test_server.clone()
    with django_db_blocker.unblock():
        testing.point_to(test_server, name)
        began = time.process_time()
        load_projects(folder / TRUTH, cast=make_cast(on=moment.today()))
        yield Loaded(witness.read(folder), folder / TRUTH, time.process_time() - began)
        connections.close_all()
        testing.point_to(test_server, before)
        test_server.drop(name)


def numbers(stage: str, period: Period, *, on: date, known_on: date | None, **filters: Any) -> set[str]:
    """What the site counts, by its registered tally; the figure must be that of its records."""
    from yuanheng.web.base.tallies import tallies

    reading = tallies()[CODES[stage]].read(period, on=on, known_on=known_on, **filters)
    found = set(reading.records.values_list("number", flat=True))
    assert reading.value == len(found), "the figure is not that of its records"
    return found


def bounds(period: Period) -> dict[str, date]:
    """First and last day of a period, by hand."""
    following = date(period.year + 1, 1, 1) if period.last == 12 else date(period.year, period.last + 1, 1)
    return {"first": date(period.year, period.first, 1), "last": date.fromordinal(following.toordinal() - 1)}


def agree(loaded: Loaded, stage: str, period: Period, *, on: date, known_on: date, **wanted: Any) -> int:
    """Both counts, set against set; the number they agree on."""
    filters = {key: value for key, value in wanted.items() if key not in ("yuan", "usd")}
    for currency in ("yuan", "usd"):
        least, below = wanted.get(currency, (None, None))
        if least is not None:
            filters[f"amount_min_{currency}"] = Decimal(least)
        if below is not None:
            filters[f"amount_below_{currency}"] = Decimal(below)
    site = numbers(stage, period, on=on, known_on=known_on, **filters)
    hand = witness.count(loaded.files, stage, **bounds(period), on=on, known_on=known_on, **wanted)
    assert site == hand, f"{stage} {period} {wanted}: only the site {site - hand}, only by hand {hand - site}"
    return len(hand)


PERIODS = (Period(2019), Period(2020), Period(2021), Period(2021, 1, 6), Period(2021, 9, 9), Period(2020, 4, 12))


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_of_every_period_counts_the_same_projects_by_hand(loaded: Loaded, stage: str) -> None:
    counted = [agree(loaded, stage, period, on=LATER, known_on=LATER) for period in PERIODS]
    assert sum(counted[:3]) > 0


@pytest.mark.parametrize("stage", ["signed", "registered", "started", "completed"])
@pytest.mark.parametrize("period", [Period(2020), Period(2021), Period(2021, 1, 6)], ids=str)
def test_thresholds_count_the_same_nested_and_highest_only(loaded: Loaded, stage: str, period: Period) -> None:
    """Nested tiers contain one another; tiers that end where the next begins add up to the lowest nested one."""
    tiers = ((1, 10), (10, 20), (20, 100), (100, None))
    nested = [agree(loaded, stage, period, on=LATER, known_on=LATER, yuan=(low * YI, None)) for low, _ in tiers]
    alone = [
        agree(loaded, stage, period, on=LATER, known_on=LATER, yuan=(low * YI, top * YI if top else None))
        for low, top in tiers
    ]
    assert nested == sorted(nested, reverse=True)
    assert sum(alone) == nested[0]


def test_a_target_with_two_thresholds_takes_each_project_by_its_own_currency(loaded: Loaded) -> None:
    """亿元(或千万美元)以上: dollars are compared with dollars, and with the yuan threshold alone no dollar project counts."""
    whole = {"on": LATER, "known_on": LATER}
    both = agree(loaded, "signed", Period(2021), yuan=(YI, None), usd=(10 * MILLION, None), **whole)
    yuan = agree(loaded, "signed", Period(2021), yuan=(YI, None), **whole)
    usd = agree(loaded, "signed", Period(2021), usd=(10 * MILLION, None), **whole)
    assert both == yuan + usd and yuan and usd


def test_the_plans_own_targets_read_what_the_files_say(loaded: Loaded) -> None:
    """17 starts of 1亿, 8 of 10亿, 11 completions; foreign manufacturing of 1000万美元 signed 5, registered 3; Shanghai 8."""
    whole = {"on": LATER, "known_on": LATER}
    year = Period(2021)
    foreign = {"foreign": True, "manufacturing": True, "usd": (10 * MILLION, None)}
    figures = {
        "开工 1亿": agree(loaded, "started", year, yuan=(YI, None), **whole),
        "开工 10亿": agree(loaded, "started", year, yuan=(10 * YI, None), **whole),
        "竣工": agree(loaded, "completed", year, manufacturing=True, **whole),
        "外资签约": agree(loaded, "signed", year, **foreign, **whole),
        "外资注册": agree(loaded, "registered", year, **foreign, **whole),
        "上海注册": agree(loaded, "registered", year, source="上海", **whole),
        "上海 10亿信息": agree(loaded, "lead", year, source="上海", yuan=(10 * YI, None), **whole),
        "上海生物医药信息": agree(loaded, "lead", year, source="上海", cluster="生物医药", **whole),
    }
    assert figures == {
        "开工 1亿": 16, "开工 10亿": 7, "竣工": 11, "外资签约": 4, "外资注册": 3, "上海注册": 8, "上海 10亿信息": 15,
        "上海生物医药信息": figures["上海生物医药信息"],
    }  # fmt: skip
    assert figures["上海生物医药信息"] >= 20


@pytest.mark.parametrize("stage", ["started", "completed"])
@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_what_the_city_recognises_is_counted_by_its_year(loaded: Loaded, stage: str, year: int) -> None:
    whole = {"on": LATER, "known_on": LATER}
    recognised = agree(loaded, stage, Period(year), recognised=True, **whole)
    agree(loaded, stage, Period(year), recognised=True, yuan=(10 * YI, None), **whole)
    assert recognised != agree(loaded, stage, Period(year), **whole) or recognised > 0


KNOWN = (date(2020, 1, 31), date(2021, 3, 31), date(2021, 6, 30), date(2021, 9, 15), YEAR_END, date(2022, 2, 28))


@pytest.mark.parametrize("known_on", KNOWN, ids=str)
def test_as_known_on_a_day_late_reports_and_withdrawn_ones_count_as_they_then_stood(
    loaded: Loaded, known_on: date
) -> None:
    for stage in STAGES:
        for period in (Period(2019), Period(2020), Period(2021)):
            agree(loaded, stage, period, on=LATER, known_on=known_on)
            agree(loaded, stage, period, on=known_on, known_on=known_on, yuan=(YI, None), usd=(10 * MILLION, None))


def test_a_start_reported_by_mistake_counted_until_it_was_withdrawn(loaded: Loaded) -> None:
    mistaken = [
        (number, known, withdrawn)
        for number, project in loaded.files.items()
        for what, _, known, withdrawn in project.stages
        if withdrawn
    ]
    assert mistaken
    for number, known, withdrawn in mistaken:
        period = Period(known.year)
        assert number in numbers("started", period, on=LATER, known_on=known)
        assert number not in numbers("started", period, on=LATER, known_on=withdrawn)
        assert number not in numbers("started", period, on=LATER, known_on=None)


def test_without_a_day_everything_known_by_now_counts(loaded: Loaded) -> None:
    for stage in STAGES:
        hand = witness.count(loaded.files, stage, **bounds(Period(2021)), on=LATER, known_on=LATER)
        assert numbers(stage, Period(2021), on=LATER, known_on=None) == hand


def test_the_register_holds_every_project_once_with_its_people_and_firm(loaded: Loaded) -> None:
    from yuanheng.web.projects.models import Project

    rows = {project.number: project for project in Project.objects.select_related("manager")}
    assert rows.keys() == loaded.files.keys()
    for number, told in loaded.files.items():
        row = rows[number]
        assert row.manager.username == told.about["manager"]
        assert row.state == told.about["state"]
        assert row.investors.count() == len(told.about["investors"])


def test_loading_twice_changes_nothing(loaded: Loaded) -> None:
    from yuanheng.web.base.models import User
    from yuanheng.web.projects.demo import load_demo_projects
    from yuanheng.web.projects.models import Project

    before = Project.objects.count()
    said: list[str] = []
    load_demo_projects({user.username: user for user in User.objects.all()}, said.append, False)
    assert Project.objects.count() == before and not said


def test_the_load_is_quick(loaded: Loaded) -> None:
    assert loaded.seconds < LOAD_SECONDS
