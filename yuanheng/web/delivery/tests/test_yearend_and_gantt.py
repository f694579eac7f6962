"""The year-end view and the Gantt, as their people meet them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.delivery.actions.projects import set_plan
from yuanheng.web.delivery.models import YearTarget
from yuanheng.web.delivery.pages.gantt import WIDTH, gantt
from yuanheng.web.delivery.pages.yearend import target_rows
from yuanheng.web.delivery.tests.walk_samples import signed
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project

END = datetime(2021, 12, 31, 10, tzinfo=SHANGHAI)


@pytest.fixture
def target(cast):
    """Two starts from a hundred million on."""
    return YearTarget.objects.create(
        year=2021, label="新开工", stage="started", value=2, min_yuan=Decimal(10**8), source="新开工2个"
    )


def test_what_counts_is_taken_off_and_a_gap_is_said_plainly(cast, target):
    started = signed(cast, "promoter", "已开工项目")
    record_stage(started, stage="started", on=date(2021, 5, 20), by=cast["builder"], at=END)
    waiting = signed(cast, "promoter", "待开工项目")
    record_stage(waiting, stage="land_supplied", on=date(2021, 5, 20), by=cast["builder"], at=END)
    (row,) = target_rows(Project.objects.all(), year=2021, on=date(2021, 6, 30))
    assert (row.outlook.counted, row.outlook.needed) == (1, 1)
    (chosen,) = row.outlook.chosen
    assert chosen.project == waiting and chosen.steps[0].latest <= date(2021, 12, 31)
    (late,) = target_rows(Project.objects.all(), year=2021, on=date(2021, 12, 1))
    assert not late.outlook.chosen and "仍缺 1 个" in late.outlook.sentence


def test_a_project_below_the_threshold_is_no_candidate(cast, target):
    target.min_yuan = Decimal(10**10)
    target.save()
    signed(cast, "promoter", "小项目")
    (row,) = target_rows(Project.objects.all(), year=2021, on=date(2021, 6, 30))
    assert not row.outlook.chosen and not row.outlook.others


def test_the_page_shows_the_day_asked_for_and_odd_days_do_no_harm(client_of, cast, target):
    signed(cast, "promoter", "待开工项目")
    client, url = client_of("leader"), reverse("delivery:year_end")
    assert "截至 2021-06-30" in client.get(url, {"on": "2021-06-30"}).content.decode()
    for on in ("x", "0001-01-01", "9999-12-31"):
        assert client.get(url, {"on": on}).status_code == 200


def test_the_baseline_stays_beside_the_plan_and_bars_lie_on_the_scale(cast):
    made = signed(cast, "promoter", "智造基地")
    set_plan(made, milestone="started", on=date(2021, 9, 1), reason="", by=cast["builder"], at=END)
    set_plan(made, milestone="started", on=date(2021, 11, 1), reason="图纸", by=cast["builder"], at=END)
    chart = gantt([made], on=date(2021, 12, 1))
    (row,) = chart.rows
    assert {b.kind for b in row.bars} == {"baseline", "running"}
    assert all(0 <= b.x <= WIDTH and b.x + b.width <= WIDTH + 2 for b in row.bars)
    assert row.late == "开工晚 30 天"


def test_the_gantt_takes_as_many_queries_for_one_project_as_for_thirty(client_of, cast):
    client, url = client_of("leader"), reverse("delivery:gantt")

    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    signed(cast, "promoter", "一号")
    counted()
    few = counted()
    for number in range(30):
        signed(cast, "promoter", f"{number}号项目")
    assert counted() == few


def test_a_past_day_is_seen_with_the_stages_of_that_day(cast, target):
    made = signed(cast, "promoter", "后来供地的项目")
    record_stage(made, stage="land_supplied", on=date(2021, 8, 1), by=cast["builder"], at=END)
    (june,) = target_rows(Project.objects.all(), year=2021, on=date(2021, 6, 30))
    (august,) = target_rows(Project.objects.all(), year=2021, on=date(2021, 8, 1))
    assert [c.basis for c in (*june.outlook.chosen, *june.outlook.others)] == ["按缺省工期 180 个工作日"]
    assert [c.basis for c in august.outlook.chosen] == ["按缺省工期 45 个工作日"]
