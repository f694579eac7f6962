"""The explanation of one grade: right to the cell, few queries, nothing secret to those who may not see it."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.urls import reverse

from yuanheng.web.runs.models import Result
from yuanheng.web.runs.schemes import every_scheme
from yuanheng.web.runs.tests.zone import run_now


def _url(run, firm):
    return reverse("runs:firm", args=[run.pk, firm.pk])


def test_the_page_names_file_sheet_and_cell_of_every_figure(zone, cast, client_of):
    firms = zone(10)
    run = run_now(cast["analyst"])
    page = client_of("analyst").get(_url(run, firms[0])).content.decode()
    for place in (
        "税务.xlsx › 2021年 › C5",
        "税务.xlsx › 2021年 › D5",
        "用地.xlsx › 2021年 › B5",
        "申报.xlsx › 2021年 › F5",
    ):
        assert place in page


def test_a_missing_figure_says_why(zone, cast, client_of):
    firms = zone(8, lacking=3)
    run = run_now(cast["analyst"])
    page = client_of("analyst").get(_url(run, firms[3])).content.decode()
    assert "没有收到这家企业的用地面积报表" in page
    assert "缺数" in page


def test_the_waterfall_adds_up_to_the_total(zone, cast, client_of):
    firms = zone(10)
    run = run_now(cast["analyst"])
    page = client_of("leader").get(_url(run, firms[4])).content.decode()
    drawn = json.loads(re.search(r'id="chart-points" type="application/json">(.*?)</script>', page, re.S).group(1))
    total = Result.objects.get(run=run, enterprise=firms[4]).total
    assert drawn["total"]["value"] == float(total)
    assert sum(step["value"] for step in drawn["steps"]) == pytest.approx(float(total), abs=0.01)


def test_the_clerk_sees_grade_and_rank_but_no_figure(zone, cast, client_of):
    firms = zone(10)
    run = run_now(cast["analyst"])
    page = client_of("clerk").get(_url(run, firms[4])).content.decode()
    assert "10 家中第 6 名" in page
    assert "••••" in page
    result = Result.objects.get(run=run, enterprise=firms[4])
    for part in result.detail.values():
        assert f"{float(part['value']):.4f}" not in page
    for hidden in ("500000", "50 万元", "› C9", 'id="chart-points"', "提高到"):
        assert hidden not in page


def test_it_says_how_far_the_next_class_is_and_what_one_indicator_would_have_to_reach(zone, cast, client_of):
    firms = zone(10)
    run = run_now(cast["analyst"])
    page = client_of("analyst").get(_url(run, firms[0])).content.decode()
    assert "升到 B 类要做到什么" in page
    assert re.search(r"由 0\.5 提高到 [\d.]+ 万元/亩", page)


def test_earlier_grades_of_the_firm_are_listed(zone, cast, client_of):
    firms = zone(6)
    first = run_now(cast["analyst"], year=2020)
    run = run_now(cast["analyst"])
    page = client_of("analyst").get(_url(run, firms[0])).content.decode()
    assert _url(first, firms[0]) in page and "本批" in page


def test_a_firm_that_was_not_in_the_run_is_not_found(zone, cast, client_of):
    zone(4)
    run = run_now(cast["analyst"])
    assert client_of("analyst").get(reverse("runs:firm", args=[run.pk, run.pk])).status_code == 404


@pytest.mark.parametrize("count", [6, 120])
def test_the_page_costs_five_queries_whatever_the_number_of_firms(
    zone, cast, client_of, count, django_assert_num_queries
):
    firms = zone(count)
    run_now(cast["analyst"], year=2020)
    run = run_now(cast["analyst"])
    client = client_of("analyst")
    client.get("/")
    with django_assert_num_queries(5):
        client.get(_url(run, firms[1]))


@pytest.mark.parametrize("name", [each.name for each in every_scheme()[0] if each.of_firms])
def test_every_scheme_on_offer_runs_and_explains_every_firm(zone, cast, client_of, name):
    """Schemes ask for figures this zone lacks, leave firms out, weigh by dimensions: each page must still say why."""
    firms = zone(5, lacking=2)
    run = run_now(cast["analyst"], scheme=name)
    client = client_of("analyst")
    assert client.get(reverse("runs:run", args=[run.pk]), {"show": "all"}).status_code == 200
    for firm in firms:
        page = html.unescape(client.get(_url(run, firm)).content.decode())
        result = Result.objects.get(run=run, enterprise=firm)
        assert result.reason in page
        for indicator in run.indicators:
            label = indicator["label"]
            assert label in page or result.detail[indicator["code"]]["score"] is None
