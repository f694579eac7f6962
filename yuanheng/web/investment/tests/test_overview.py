"""The day, the board, the meeting, the funnel: what they show, to whom, in how many queries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.investment.actions.activities import Told, record_activity
from yuanheng.web.investment.models import Activity
from yuanheng.web.investment.pages.funnel import funnel_page
from yuanheng.web.investment.pages.push import push_rows
from yuanheng.web.investment.pages.today import today_page
from yuanheng.web.investment.tests.conftest import at
from yuanheng.web.investment.tests.walk_samples import bureau, lead
from yuanheng.web.projects.actions.projects import Money, create_project
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project

ON = date(2021, 6, 30)


def touch(project, cast, on, step="", next_on=None, key="promoter", **more):
    told = Told(kind="call", on=on, note="通话", next_step=step, next_on=next_on, **more)
    return record_activity(told=told, by=cast[key], at=at(on.year, on.month, on.day), project=project)


def talks(project, cast, on=date(2021, 5, 10), stage="talks"):
    record_stage(project, stage=stage, on=on, by=cast["promoter"], at=at(on.year, on.month, on.day))
    return project


def test_a_day_holds_what_is_late_due_and_ahead_and_nobody_elses(cast, db):
    for name, days in (("甲", -3), ("乙", 0), ("丙", 5), ("丁", 40)):
        touch(lead(cast, name=f"{name}项目"), cast, date(2021, 6, 1), "约见", ON + timedelta(days=days))
    touch(lead(cast, "builder", "他人项目"), cast, date(2021, 6, 1), "约见", ON, key="builder")
    page = today_page(cast["promoter"], on=ON)
    names = [[s.project.name for s in part] for part in (page.late, page.due, page.ahead)]
    assert names == [["甲项目"], ["乙项目"], ["丙项目"]]


def test_a_protection_about_to_lapse_and_talks_gone_quiet_are_shown(cast, db):
    soon = lead(cast, name="将到期项目", at=at(2021, 6, 3))  # until 3 July
    quiet = talks(lead(cast, name="安静项目"), cast)
    touch(quiet, cast, date(2021, 6, 10))
    busy = talks(lead(cast, name="忙项目"), cast)
    touch(busy, cast, date(2021, 6, 20))
    page = today_page(cast["promoter"], on=ON)
    assert [(x.protection.project, x.left) for x in page.lapsing] == [(soon, 3)]
    assert [(q.project, q.days) for q in page.quiet] == [(quiet, 20)]


def test_the_meetings_table_has_the_longest_idle_first_with_owner_and_blocker(cast, client_of, db):
    recent, old = talks(lead(cast, name="近项目"), cast), talks(lead(cast, name="久项目"), cast)
    touch(recent, cast, date(2021, 6, 20), "约见", date(2021, 7, 1))
    touch(old, cast, date(2021, 5, 11), "送测算", date(2021, 5, 20), blocker="用电容量不足")
    never = talks(lead(cast, name="无记录项目"), cast, on=date(2021, 5, 10))
    lead(cast, name="只是信息项目")
    assert list(push_rows(Project.objects.all()).order_by("since")) == [never, old, recent]
    page = client_of("leader").get(reverse("investment:push")).content.decode()
    assert page.index("无记录项目") < page.index("久项目") < page.index("近项目")
    assert "用电容量不足" in page and "送测算" in page and "只是信息项目" not in page


def test_the_meetings_table_is_filtered_and_exported(cast, client_of, db):
    touch(talks(lead(cast, name="久项目"), cast), cast, date(2021, 5, 11), blocker="用电")
    touch(talks(lead(cast, name="新项目"), cast), cast, moment.today())
    client, url = client_of("leader"), reverse("investment:push")
    filtered = client.get(url, {"days": "30"}).content.decode()
    assert "久项目" in filtered and "新项目" not in filtered
    answer = client.get(url, {"export": "csv", "blocked": "yes"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "久项目" in text and "新项目" not in text and "卡点" in text


def test_own_bureau_and_zone_see_so_much_each(cast, colleague, client_of, db):
    mine, theirs = talks(lead(cast, name="本局项目"), cast), talks(lead(cast, name="上海办项目"), cast)
    office = colleague.posts.get().organisation
    Project.objects.filter(pk=theirs.pk).update(organisation=office, manager=colleague, by=colleague)
    for project, who in ((mine, cast["promoter"]), (theirs, colleague)):
        told = Told(kind="visit", on=date(2021, 6, 1), note=f"{who}看了厂房")
        record_activity(told=told, by=who, at=at(2021, 6, 1), project=project)
    seen = {}
    for key in ("promoter", "leader"):
        page = client_of(key).get(reverse("investment:push")).content.decode()
        seen[key] = ("本局项目" in page, "上海办项目" in page)
    assert seen == {"promoter": (True, False), "leader": (True, True)}
    panel = client_of("promoter").get(reverse("projects:project", args=[theirs.pk])).content.decode()
    assert "看了厂房" not in panel and "不在您的查看范围内" in panel
    assert "看了厂房" in client_of("leader").get(reverse("projects:project", args=[theirs.pk])).content.decode()


def test_the_funnel_counts_how_far_a_years_leads_came_and_the_days_they_took(cast, db):
    for place in range(4):
        project = lead(cast, name=f"{place}号项目")
        record_stage(project, stage="lead", on=date(2021, 5, 1), by=cast["promoter"], at=at(2021, 5, 6))
        if place > 0:
            talks(project, cast, on=date(2021, 5, 1) + timedelta(days=10 * place))  # 10, 20, 30 days
        if place == 3:
            record_stage(project, stage="signed", on=date(2021, 6, 10), by=cast["promoter"], at=at(2021, 6, 10))
    page = funnel_page(Project.objects.all(), year=2021)
    steps = {s.code: s for s in page.steps}
    assert [s.count for s in page.steps] == [4, 3, 1, 1, 0]
    assert steps["talks"].of_before == 75 and steps["signed"].of_all == 25
    assert steps["lead"].days == 20 and steps["lead"].measured == 3
    assert funnel_page(Project.objects.all(), year=2020).steps[0].count == 0


def test_the_forecast_weighs_each_currency_apart_and_names_what_has_no_amount(cast, db):
    talks(lead(cast, name="人民币项目"), cast)  # 2亿元 in talks: 20 %
    foreign = create_project(
        name="美元项目", by=cast["promoter"], at=at(2021, 5, 6), organisation=bureau(cast, "promoter"),
        amounts=[Money("total", Decimal(10_000_000), "usd", date(2021, 1, 4))],
    )  # fmt: skip
    talks(foreign, cast, stage="framework")  # 50 %
    create_project(name="金额待定项目", by=cast["promoter"], at=at(2021, 5, 6), organisation=bureau(cast, "promoter"))
    page = funnel_page(Project.objects.all(), year=None)
    assert page.weighted == ("4,000 万元", "500 万美元") and page.unknown == 1
    assert page.weighted_count == Decimal("0.2") + Decimal("0.5") + Decimal("0.05")


PAGES = ("today", "board", "push", "funnel")


def _more(cast, count, start):
    for place in range(count):
        project = talks(lead(cast, name=f"{start + place}号储能{place}项目"), cast)
        touch(project, cast, date(2021, 6, 1), "约见", moment.today())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_as_many_queries_for_two_leads_as_for_twelve(name, cast, client_of, db):
    client, url = client_of("promoter"), reverse(f"investment:{name}")
    _more(cast, 2, 0)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    _more(cast, 10, 100)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert len(many) <= len(few)


def test_empty_pages_say_what_to_do_first(client_of, db):
    client = client_of("promoter")
    for name, words in (("today", "登记线索"), ("board", "登记第一条线索"), ("push", "在谈"), ("funnel", "没有线索"),
                        ("companies", "导入"), ("claims", "没有待处理")):  # fmt: skip
        assert words in client.get(reverse(f"investment:{name}")).content.decode(), name


def test_the_small_demo_has_groups_companies_and_work_and_is_loaded_once(cast, db):
    from yuanheng.web.investment.demo import load_demo_investment
    from yuanheng.web.investment.models import ResearchGroup, TargetCompany

    for place in range(9):
        talks(lead(cast, name=f"{place}号演示项目"), cast)
    said: list[str] = []
    load_demo_investment(cast, said.append, True)
    load_demo_investment(cast, said.append, True)
    assert ResearchGroup.objects.count() == 3 and TargetCompany.objects.count() == 15 and len(said) == 1
    assert TargetCompany.objects.filter(fit__isnull=False).exists() and Activity.objects.exists()
    assert today_page(cast["promoter"], on=moment.today()).mine == 9
