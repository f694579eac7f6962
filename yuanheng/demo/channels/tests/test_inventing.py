"""The invented channels: repeatable, as many as asked for, consistent with the projects they brought."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuanheng.demo.channels import Channels, ProjectCard, invent_channels, write_channels
from yuanheng.demo.projects import TRUTH as PROJECTS
from yuanheng.demo.projects import write_projects

SIZES = {
    "agency": 20, "consultancy": 3, "fund": 30, "association": 6, "university": 6, "zone": 4, "carrier": 5, "office": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def cards(tmp_path_factory) -> list[ProjectCard]:
    folder = tmp_path_factory.mktemp("zone")
    write_projects(folder, projects=180, seed=5)
    return [ProjectCard.of(p) for p in json.loads((folder / PROJECTS).read_text(encoding="utf-8"))["projects"]]


@pytest.fixture(scope="module")
def made(cards) -> Channels:
    return invent_channels(cards, seed=5, last_year=2021)


def test_the_same_seed_gives_the_same_channels_and_another_seed_others(cards, made):
    assert asdict(invent_channels(cards, seed=5, last_year=2021)) == asdict(made)
    other = invent_channels(cards, seed=6, last_year=2021)
    assert [c.name for c in other.channels] != [c.name for c in made.channels]


def test_there_are_as_many_of_each_kind_as_the_zone_is_told_to_have(made):
    assert Counter(c.kind for c in made.channels) == SIZES
    assert len({c.name for c in made.channels}) == len(made.channels)
    papered = {r.channel for r in made.relations}
    assert sum(c.kind == "agency" and c.key not in papered for c in made.channels) == 3
    assert len(made.events) == 12 and sum(e.region == "上海" for e in made.events) == 5
    assert all(e.on.year == 2021 for e in made.events)


def test_nothing_is_known_before_it_happened_nor_after_the_year(made):
    dated = [(r.since, r.known) for r in made.relations] + [(c.on, c.known) for c in made.contacts]
    dated += [(e.on, e.known) for e in made.events] + [(p.on, p.known) for p in made.partnerships]
    dated += [(b.on, b.known) for b in made.brought]
    assert all(happened <= known <= date(2022, 1, 20) for happened, known in dated)


def test_a_project_has_one_main_channel_and_every_lead_of_an_event_comes_after_it(made, cards):
    mains = Counter(b.project for b in made.brought if b.main)
    assert set(mains.values()) == {1}
    assert set(mains) <= {c.number for c in cards}
    assert all(day >= e.on for e in made.events for _, day in e.leads)
    assert sum(len(e.leads) for e in made.events) > 10


def test_no_payment_is_without_its_contract_and_no_voucher_is_used_twice(made):
    contracts = {c.key: c for c in made.commissions}
    assert len({p.voucher for p in made.payments}) == len(made.payments) > 0
    assert all(contracts[p.commission].currency == p.currency and Decimal(p.amount) > 0 for p in made.payments)


@pytest.mark.parametrize("projects", [1, 12, 60])
def test_a_small_zone_has_its_channels_too(tmp_path: Path, projects: int):
    write_projects(tmp_path, projects=projects, seed=5)
    told = json.loads(write_channels(tmp_path, seed=5).read_text(encoding="utf-8"))
    assert len(told["channels"]) == sum(SIZES.values())
