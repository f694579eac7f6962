"""What the plan can count over enterprises, against sums made by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from yuanheng.engines.calendars import parse_period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import pipeline_of, tallies
from yuanheng.web.cultivation.actions.clusters import create_cluster, name_member
from yuanheng.web.cultivation.actions.qualifications import declare, end, recognise
from yuanheng.web.cultivation.actions.served import answer_request, assign_request, close_request, receive_request
from yuanheng.web.cultivation.membership import members
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger import asof
from yuanheng.web.ledger.models import Figure

YEAR = parse_period("2021")
END = date(2021, 12, 31)


def at(day: date) -> datetime:
    """Nine in the morning."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


@pytest.fixture
def zone(cast):
    """Four firms: two of the cluster by code, one named in, one young."""
    asof._kept.clear()
    rows = [
        ("A", "3825", "规上", None),
        ("B", "3825", "规上", None),
        ("C", "2710", "规下", None),
        ("D", "3979", "规上", date(2021, 2, 1)),
    ]
    firms = {
        code: Enterprise.objects.create(
            code=code, name=f"启东{code}公司", industry_code=industry, scale=scale, founded_on=founded
        )
        for code, industry, scale, founded in rows
    }
    cluster = create_cluster(by=cast["analyst"], code="new-energy", name="新能源", synonyms=["光伏"], prefixes=["3825"])
    return firms, cluster


def figure(firm, measure, amount, year=2021):
    """A kept figure."""
    Figure.objects.create(
        enterprise=firm,
        year=year,
        measure=measure,
        amount=amount,
        missing=False,
        conflict=False,
        reason="",
        fact_ids=[],
    )
    asof._kept.clear()


def read(code, period=YEAR, on=END, known_on=None, **filters):
    return tallies()[code].read(period, on=on, known_on=known_on, **filters)


def test_sales_of_a_cluster_are_the_sum_of_its_members_with_a_figure(zone):
    firms, _ = zone
    figure(firms["A"], "taxable_sales", 30_000_000)
    figure(firms["C"], "taxable_sales", 5_000_000)
    reading = read("enterprises.sales", cluster="新能源产业")
    assert reading.value == 30_000_000
    assert [e.code for e in reading.records] == ["A"]


def test_a_cluster_that_nobody_knows_and_a_zone_without_figures_have_no_sum(zone):
    assert read("enterprises.sales", cluster="元宇宙").value is None
    assert read("enterprises.sales", cluster="光伏").value is None


def test_growth_over_the_whole_list_and_over_the_same_firms_differ(zone):
    firms, _ = zone
    figure(firms["A"], "taxable_sales", 120, year=2021)
    figure(firms["A"], "taxable_sales", 100, year=2020)
    figure(firms["B"], "taxable_sales", 80, year=2021)
    assert read("enterprises.sales_growth", cluster="新能源").value == 100
    assert read("enterprises.sales_growth", cluster="新能源", same_firms=True).value == 20


def test_a_firm_passes_a_threshold_once_and_an_unknown_last_year_is_no_pass(zone):
    firms, _ = zone
    for code, now, before in (("A", 60, 40), ("B", 60, 55), ("C", 70, None), ("D", 90, None)):
        figure(firms[code], "taxable_sales", now)
        if before is not None:
            figure(firms[code], "taxable_sales", before, year=2020)
    reading = read("enterprises.passed_sales", amount_min_yuan=Decimal(50))
    assert {e.code for e in reading.records} == {"A", "D"}
    assert reading.value == 2


def test_tiers_of_a_threshold_nest_or_stand_apart(zone):
    firms, _ = zone
    figure(firms["A"], "taxable_sales", 60)
    figure(firms["A"], "taxable_sales", 1, year=2020)
    assert read("enterprises.passed_sales", amount_min_yuan=Decimal(10)).value == 1
    assert read("enterprises.passed_sales", amount_min_yuan=Decimal(10), amount_max_yuan=Decimal(50)).value == 0


def test_the_share_with_research_counts_above_size_industry_alone(zone):
    firms, _ = zone
    figure(firms["A"], "rd_expense", 5)
    figure(firms["B"], "rd_expense", 0)
    figure(firms["C"], "rd_expense", 9)
    reading = read("enterprises.research_share")
    assert (reading.numerator, reading.denominator) == (1, 3)
    assert read("enterprises.research").value == 14
    assert read("enterprises.research", above_size=True).value == 5


def test_recognition_is_the_event_and_a_renewal_is_no_new_one(zone, cast):
    firms, _ = zone
    by = cast["analyst"]
    waiting = declare(firms["A"], kind="high_tech", on=date(2021, 3, 1), by=by, at=at(date(2021, 3, 1)))
    again = declare(firms["B"], kind="high_tech", on=date(2021, 3, 1), by=by, at=at(date(2021, 3, 1)), renewal=True)
    assert read("qualifications.high_tech").value == 0
    assert read("qualifications.high_tech", declared=True).value == 1
    for row in (waiting, again):
        recognise(row, on=date(2021, 11, 30), counts_for=2021, by=by, at=at(date(2021, 12, 5)))
    assert read("qualifications.high_tech").value == 1
    assert read("qualifications.high_tech", renewals=True).value == 2
    assert read("qualifications.high_tech", on=date(2021, 11, 29)).value == 0
    assert read("qualifications.high_tech", known_on=date(2021, 12, 4)).value == 0
    assert read("qualifications.high_tech", known_on=date(2021, 12, 5)).value == 1


def test_a_withdrawn_qualification_counts_until_its_day(zone, cast):
    firms, _ = zone
    row = declare(firms["A"], kind="high_tech", on=date(2021, 3, 1), by=cast["analyst"], at=at(date(2021, 3, 1)))
    recognise(row, on=date(2021, 6, 1), counts_for=2021, by=cast["analyst"], at=at(date(2021, 6, 1)))
    end(row, state="withdrawn", on=date(2021, 9, 1), by=cast["analyst"], at=at(date(2021, 9, 5)))
    assert read("qualifications.high_tech", on=date(2021, 8, 31)).value == 1
    assert read("qualifications.high_tech").value == 0
    assert read("qualifications.high_tech", on=date(2021, 9, 2), known_on=date(2021, 9, 4)).value == 1


def test_what_is_declared_stands_behind_the_figure_as_it_was_known(zone, cast):
    firms, _ = zone
    by, day = cast["analyst"], date(2021, 3, 1)
    expected = date(2021, 12, 10)
    row = declare(firms["A"], kind="high_tech", on=day, by=by, at=at(day), expected_on=expected)
    declare(firms["B"], kind="high_tech", on=day, by=by, at=at(day), expected_on=expected, renewal=True)
    recognise(row, on=date(2021, 11, 30), counts_for=2021, by=by, at=at(date(2021, 12, 5)))

    def coming(known_on):
        found = pipeline_of("qualifications.high_tech")(YEAR, on=END, known_on=known_on)
        return [(a.label, a.on, a.chance) for a in found]

    assert coming(None) == []
    assert coming(date(2021, 12, 4)) == [("启东A公司", expected, Decimal("0.7"))]
    assert coming(date(2021, 2, 1)) == []


def test_an_answer_that_the_firm_refused_counts_until_that_was_known(zone, cast):
    firms, _ = zone
    by, june = cast["analyst"], date(2021, 6, 1)
    bureau = by.posts.get().organisation
    asked = receive_request(firms["A"], title="增容", received_on=june, by=by, at=at(june))
    assign_request(asked, organisation=bureau, due_on=date(2021, 6, 20), by=by)
    answer_request(asked, answer="已转办", on=date(2021, 6, 10), by=by, at=at(date(2021, 6, 10)))
    close_request(asked, on=date(2021, 7, 5), satisfied=False, by=by, at=at(date(2021, 7, 5)))
    assert read("requests.answered", on=date(2021, 6, 30), known_on=date(2021, 6, 30)).value == 100
    assert read("requests.answered").value == 0
    answer_request(asked, answer="七月底送电", on=date(2021, 7, 20), by=by, at=at(date(2021, 7, 20)))
    assert read("requests.answered").value == 100
    assert [a.text for a in asked.answers.all()] == ["已转办", "七月底送电"]


def test_the_list_speaks_after_the_rule_and_only_for_its_days(zone, cast):
    firms, cluster = zone
    by = cast["analyst"]
    name_member(
        cluster, firms["B"], included=False, since=date(2021, 7, 1), reason="转产", by=by, at=at(date(2021, 7, 2))
    )
    name_member(
        cluster, firms["C"], included=True, since=date(2021, 7, 1), reason="纪要", by=by, at=at(date(2021, 7, 2))
    )
    before, after = date(2021, 6, 30), date(2021, 7, 1)
    assert {e.code for e in members(cluster, on=before)} == {"A", "B"}
    assert {e.code for e in members(cluster, on=after)} == {"A", "C"}
    assert {e.code for e in members(cluster, on=after, known_at=at(date(2021, 7, 1)))} == {"A", "B"}
