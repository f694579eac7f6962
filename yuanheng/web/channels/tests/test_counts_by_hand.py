"""Every tally of channels over the demo zone equals a count by hand over its truth, on and as known on several days."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from yuanheng.demo.channels import TRUTH, write_channels
from yuanheng.demo.projects import TRUTH as PROJECTS
from yuanheng.demo.projects import write_projects
from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import tallies
from yuanheng.web.channels.demo import load_channels
from yuanheng.web.channels.fees import fees_of
from yuanheng.web.channels.models import Channel, PromotionEvent
from yuanheng.web.channels.pages.brought import yielded
from yuanheng.web.channels.pages.events import yields_of
from yuanheng.web.channels.pages.figures import Asked, projects_at
from yuanheng.web.channels.pages.shanghai import lead_matrix, region_page
from yuanheng.web.projects.demo import load_projects

pytestmark = pytest.mark.xdist_group("channels")

DAYS = [
    (date(2021, 12, 31), None), (date(2021, 6, 30), None), (date(2021, 12, 31), date(2021, 6, 30)),
    (date(2021, 9, 30), date(2021, 10, 5)), (date(2021, 3, 20), date(2021, 3, 20)),
]  # fmt: skip
BY_CONTACT = {"consultancies": "consultancy", "funds": "fund", "associations": "association",
              "universities": "university", "carriers": "carrier"}  # fmt: skip
REGIONS = (None, "上海", "苏南", "浦东")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Projects and channels of a zone."""
    made = tmp_path_factory.mktemp("zone")
    write_projects(made, projects=180, seed=7)
    write_channels(made, seed=7)
    return made


@pytest.fixture(scope="module")
def truth(folder):
    """What is true of them."""
    told = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
    told["projects"] = json.loads((folder / PROJECTS).read_text(encoding="utf-8"))["projects"]
    return told


@pytest.fixture(scope="module")
def entered(folder, django_db_setup, django_db_blocker):
    """The zone in the database, once for all tests of this file; rolled back at the end."""
    from django.db import transaction

    from yuanheng.web.base.cast import make_cast

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast(on=date(2021, 1, 4))
        load_projects(folder / PROJECTS, cast=cast)
        load_channels(folder / TRUTH, by=cast["promoter"])
        yield cast
        transaction.set_rollback(True)


def day(text):
    return date.fromisoformat(text)


def known(row, known_on, key="known"):
    """True where the row stood at the end of that day."""
    if known_on is None:
        return not row.get("withdrawn")
    return day(row[key]) <= known_on and not (row.get("withdrawn") and day(row["withdrawn"]) <= known_on)


def there(channel, region):
    return region is None or channel["region"] == region or region in channel["city"]


def stands(channel, on, known_on):
    if known_on is not None and day(channel["known"]) > known_on:
        return False
    ended = channel["ended"] and day(channel["ended"]) <= on
    return not ended or (known_on is not None and day(channel["ended_known"]) > known_on)


def related(truth, on, known_on):
    return {
        r["channel"] for r in truth["relations"]
        if known(r, known_on) and day(r["since"]) <= on and (not r["until"] or on <= day(r["until"]))
    }  # fmt: skip


def of_kind(truth, kind, on, known_on, region):
    return {c["key"] for c in truth["channels"] if c["kind"] == kind and stands(c, on, known_on) and there(c, region)}


def read(code, on, known_on, region=None, **filters):
    asked = filters | ({"through": region} if region else {})
    reading = tallies()[code].read(Period(2021), on=on, known_on=known_on, **asked)
    assert reading.value == reading.records.count()
    return int(reading.value)


@pytest.mark.parametrize(("on", "known_on"), DAYS)
@pytest.mark.parametrize("region", REGIONS)
def test_channels_that_count_are_those_counted_by_hand(entered, truth, on, known_on, region):
    papers = related(truth, on, known_on)
    expected = {"agencies": len(of_kind(truth, "agency", on, known_on, region) & papers)}
    spoken = {c["channel"] for c in truth["contacts"] if known(c, known_on) and date(2021, 1, 1) <= day(c["on"]) <= on}
    for code, kind in BY_CONTACT.items():
        expected[code] = len(of_kind(truth, kind, on, known_on, region) & (papers | spoken))
    agreed = {
        p["channel"] for p in truth["partnerships"]
        if p["kind"] == "agreement" and known(p, known_on) and day(p["on"]) <= on
    }  # fmt: skip
    expected["zones"] = len(of_kind(truth, "zone", on, known_on, region) & (papers | agreed))
    expected["offices"] = len(of_kind(truth, "office", on, known_on, region))
    assert {code: read(f"channels.{code}", on, known_on, region) for code in expected} == expected


@pytest.mark.parametrize(("on", "known_on"), DAYS)
@pytest.mark.parametrize("region", REGIONS)
def test_events_talks_pairs_and_joint_projects_are_those_counted_by_hand(entered, truth, on, known_on, region):
    by_key = {c["key"]: c for c in truth["channels"]}

    def events(*kinds, where):
        return sum(
            e["kind"] in kinds and known(e, known_on) and date(2021, 1, 1) <= day(e["on"]) <= on and there(e, where)
            for e in truth["events"]
        )

    def joint(kind, state=False):
        rows = [p for p in truth["partnerships"] if p["kind"] == kind and known(p, known_on) and day(p["on"]) <= on]
        here = [
            p for p in rows
            if region is None or p["region"] == region or (p["channel"] and there(by_key[p["channel"]], region))
        ]  # fmt: skip
        return sum((not p["until"] or on <= day(p["until"])) if state else day(p["on"]).year == 2021 for p in here)

    promotion = ("promotion", "signing", "forum")
    expected = {
        "events": events(*promotion, where=region), "advisory_events": events("advisory", where=region),
        "co_building_talks": joint("talks"), "rd_pairs": joint("rd_pair", state=True),
        "university_projects": joint("industry_university"),
    }  # fmt: skip
    assert {code: read(f"channels.{code}", on, known_on, region) for code in expected} == expected
    assert read("channels.shanghai_events", on, known_on) == events(*promotion, where="上海")


def through(truth, project, region, on, known_on):
    """By hand: the main channel decides; where there is none yet, the name of the source."""
    by_key = {c["key"]: c for c in truth["channels"]}
    main = next(
        (b for b in truth["brought"] if b["project"] == project["number"] and b["main"]
         and known(b, known_on) and day(b["on"]) <= on), None,
    )  # fmt: skip
    if main is not None:
        return there(by_key[main["channel"]], region)
    words = {"上海": ["上海"], "苏南": ["苏南", "苏州", "无锡", "常州"], "浦东": ["浦东"]}[region]
    return any(word in project["source_name"] for word in words)


def first_day(project, stage, on, known_on):
    days = [
        day(s["happened"]) for s in project["stages"]
        if s["stage"] == stage and known(s, known_on) and day(s["happened"]) <= on
    ]  # fmt: skip
    return min(days) if days else None


@pytest.mark.parametrize(("on", "known_on"), DAYS)
@pytest.mark.parametrize("region", ["上海", "苏南", "浦东"])
@pytest.mark.parametrize("stage", ["lead", "signed", "registered"])
def test_projects_through_a_region_are_those_counted_by_hand(entered, truth, on, known_on, region, stage):
    expected = sum(
        (reached := first_day(p, stage, on, known_on)) is not None and reached.year == 2021
        and through(truth, p, region, on, known_on)
        for p in truth["projects"]
    )  # fmt: skip
    code = {"lead": "projects.leads", "signed": "projects.signed", "registered": "projects.registered"}[stage]
    assert read(code, on, known_on, region) == expected
    reached = [(p, first_day(p, stage, on, known_on)) for p in truth["projects"] if "上海" in p["source_name"]]
    by_source = sum(at is not None and at.year == 2021 for _, at in reached)
    assert read(code, on, known_on, source="上海") == by_source


def test_the_plan_finds_its_targets_met_or_near_in_the_demo_year(entered):
    end = date(2021, 12, 31)
    assert read("channels.agencies", end, None) == 16  # 20, three without a paper, one parted from
    assert read("channels.funds", end, None) >= 20
    assert read("channels.offices", end, None) == 4
    assert read("channels.shanghai_events", end, None) == 4
    assert read("projects.leads", end, None, "上海", cluster="生物医药") >= 20


def fee_by_hand(contract, project):
    """None where the contract's currency is another than that of the capital that arrived."""
    if contract["fixed"]:
        landed = first_day(project, contract["trigger"], date(2021, 12, 31), None)
        return Decimal(contract["fixed"]) if landed else Decimal(0)
    arrived = [a for a in project["amounts"] if a["kind"] == "arrived" and day(a["since"]) <= date(2021, 12, 31)]
    if not arrived:
        return Decimal(0)
    if arrived[-1]["currency"] != contract["currency"]:
        return None
    fee = Decimal(arrived[-1]["amount"]) * Decimal(contract["percent"]) / 100
    fee = min(fee, Decimal(contract["cap"])) if contract["cap"] else fee
    return fee.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_every_fee_and_payment_is_the_one_computed_by_hand(entered, truth):
    projects = {p["number"]: p for p in truth["projects"]}
    expected = {}
    for contract in truth["commissions"]:
        for b in truth["brought"]:
            if b["channel"] == contract["channel"] and b["main"] and contract["since"] <= b["on"] <= contract["until"]:
                paid = sum(
                    Decimal(p["amount"]) for p in truth["payments"]
                    if p["commission"] == contract["key"] and p["project"] == b["project"]
                )  # fmt: skip
                expected[contract["key"], b["project"]] = (fee_by_hand(contract, projects[b["project"]]), paid)
    rows = [row for channel in Channel.objects.all() for row in fees_of(channel, on=date(2021, 12, 31))]
    assert {(r.commission.number, r.project.number): (r.due, r.paid) for r in rows} == expected
    assert sum(due is not None and due > 0 for due, _ in expected.values()) >= 5 and truth["payments"]


def test_what_each_channel_brought_and_cost_is_the_sum_by_hand(entered, truth):
    projects = {p["number"]: p for p in truth["projects"]}
    names = {c["key"]: c["name"] for c in truth["channels"]}
    on = date(2021, 12, 31)
    for key, name in names.items():
        found = yielded(Channel.objects.get(name=name), on=on)
        mine = [projects[b["project"]] for b in truth["brought"] if b["channel"] == key and b["main"]]
        assert found.leads == len(mine)
        assert found.signed == sum(first_day(p, "signed", on, None) is not None for p in mine)
        assert found.foreign == sum(p["foreign"] for p in mine)
        spent = [c["cost"] for c in truth["contacts"] if c["channel"] == key and not c["withdrawn"]]
        spent += [e["cost"] for e in truth["events"] if e["channel"] == key]
        contracts = {c["key"] for c in truth["commissions"] if c["channel"] == key}
        spent += [p["amount"] for p in truth["payments"] if p["commission"] in contracts and p["currency"] == "yuan"]
        yuan = sum((Decimal(s) for s in spent if s is not None), Decimal(0))
        if any(s is not None for s in spent):
            assert dict(found.cost_sums)["yuan"] == yuan


def test_what_came_of_an_event_is_the_count_by_hand(entered, truth):
    projects = {p["number"]: p for p in truth["projects"]}
    order = ["talks", "framework", "signed", "review", "registered", "filed", "land_supplied", "started", "completed",
             "in_production", "in_statistics", "full_output"]  # fmt: skip
    on, seen = date(2022, 6, 30), 0
    found = yields_of(PromotionEvent.objects.all(), on)
    for event in truth["events"]:
        made = PromotionEvent.objects.get(name=event["name"])
        start = day(event["on"])
        for y in found[made.pk]:
            until = start + timedelta(days=y.days)
            talks = signed = 0
            for number, _ in event["leads"]:
                days = [d for s in order if (d := first_day(projects[number], s, on, None))]
                talks += bool(days) and start <= min(days) <= until
                at = first_day(projects[number], "signed", on, None)
                signed += at is not None and start <= at <= until
            leads = sum(day(heard) <= until for _, heard in event["leads"])
            assert (y.leads, y.talks, y.signed) == (leads, talks, signed)
            assert y.complete == (on >= until)
            seen += leads
    assert seen > 10


def test_every_number_of_the_page_on_shanghai_is_the_number_of_records_it_opens(entered):
    asked = Asked(2021, date(2021, 12, 31))
    matrix = lead_matrix("上海", asked)
    for name, cells in matrix:
        for cell in cells:
            opened = projects_at("lead", asked, through="上海", cluster=cell.cluster, tier=cell.tier).count()
            assert cell.value == opened, (name, cell.tier)
    assert matrix[0][1][0].value == sum(cells[0].value for name, cells in matrix if name)
    page = region_page("上海", asked)
    assert [s.count for s in page.stages] == [projects_at(s.stage, asked, through="上海").count() for s in page.stages]
    assert page.event_count == 5 and page.advisory_count == 1
    assert {r.office.city for r in page.offices} == {"", "浦东"}


def test_the_same_seed_writes_the_same_bytes(folder, tmp_path):
    write_projects(tmp_path, projects=180, seed=7)
    assert write_channels(tmp_path, seed=7).read_bytes() == (folder / TRUTH).read_bytes()
