"""A promoter's day on a phone, and the leader's meeting on a desktop, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from yuanheng.web.base import moment
from yuanheng.web.investment.actions.activities import Told, record_activity
from yuanheng.web.investment.models import Activity, ActivityPicture, Claim, Protection
from yuanheng.web.investment.tests.test_activities import picture_with_place
from yuanheng.web.investment.tests.walk_samples import lead
from yuanheng.web.projects.actions.projects import Backer
from yuanheng.web.projects.actions.stages import record_stage

pytestmark = pytest.mark.browser


def talk(project, user, *, days, step, due, blocker=""):
    """A call so many days ago, with a next step so many days from now."""
    on = moment.today() - timedelta(days=days)
    told = Told(
        kind="call",
        on=on,
        note="谈了用地",
        next_step=step,
        next_on=moment.today() + timedelta(days=due),
        blocker=blocker,
    )
    return record_activity(told=told, by=user, at=moment.now(), project=project)


def test_a_promoters_day_on_a_phone(page, live, tmp_path):
    cast, now = live.cast, moment.now()
    mine = lead(cast, name="澜川光伏组件项目", at=now - timedelta(days=40))
    talk(mine, cast["promoter"], days=30, step="约见董事长", due=0)
    theirs = lead(
        cast, "builder", "恒远光伏边框项目", at=now - timedelta(days=3), investors=[Backer("上海恒远投资有限公司")]
    )
    shot = tmp_path / "visit.jpg"
    shot.write_bytes(picture_with_place().read())

    page.sign_in("promoter")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/investment/")
    page.get_by_text("今天到期").wait_for()
    page.locator("#due").get_by_role("link", name="记一笔").click()

    page.locator("#activity").wait_for()
    page.get_by_label("情况").fill("见了董事长,看了生产线")
    page.get_by_label("下一步做什么").fill("请对方来区考察")
    page.get_by_label("哪天前").fill(str(moment.today() + timedelta(days=5)))
    page.get_by_label("照片").set_input_files(str(shot))
    page.get_by_role("button", name="记下", exact=True).click()
    page.locator("#ahead").get_by_text("请对方来区考察").wait_for()
    made = Activity.objects.filter(project=mine).order_by("-known_at")[0]
    assert ActivityPicture.objects.get(activity=made).place_basis == "exif"

    page.get_by_role("link", name="登记新线索").first.click()
    page.locator("#lead").wait_for()
    page.get_by_label("项目名称").fill("恒远储能项目")
    page.get_by_label("投资方").fill("上海恒远投资有限公司")
    page.get_by_label("投资额").fill("3.5亿人民币")
    page.get_by_label("下一步做什么").fill("约见")
    page.get_by_label("哪天前").fill(str(moment.today()))
    page.get_by_role("button", name="查重并登记").click()
    rivals = page.locator("#rivals")
    rivals.get_by_text("首报,保护期至").wait_for()
    assert all("409" in fault for fault in page.faults)  # the refusal itself, which a browser logs
    page.faults.clear()
    assert str(Protection.objects.get(project=theirs).until) in rivals.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    rivals.get_by_label("说明").fill("董事长是老同学,可以一起约")
    rivals.get_by_role("button", name="加入", exact=True).click()
    page.get_by_text("已提交,对方会收到通知").wait_for()
    assert Claim.objects.get(project=theirs).by == cast["promoter"]


def test_a_leaders_rolling_push_meeting(page, live):
    cast, now = live.cast, moment.now()
    for name, days, due, blocker in (
        ("久无进展项目", 50, -20, "用电容量不足"),
        ("两周项目", 20, 3, ""),
        ("昨天刚谈项目", 1, 6, ""),
    ):
        project = lead(cast, name=name, at=now - timedelta(days=90))
        record_stage(project, stage="talks", on=moment.today() - timedelta(days=80), by=cast["promoter"], at=now)
        talk(project, cast["promoter"], days=days, step=f"{name[:2]}下一步", due=due, blocker=blocker)
    page.sign_in("leader")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/investment/push/")
    table = page.locator(".yh-push table")
    table.wait_for()
    rows = table.locator("tbody tr")
    assert [rows.nth(n).locator("td").first.inner_text() for n in range(3)] == [
        "久无进展项目",
        "两周项目",
        "昨天刚谈项目",
    ]
    assert "50 天" in rows.nth(0).inner_text() and "用电容量不足" in rows.nth(0).inner_text()
    page.get_by_role("link", name="有卡点").click()
    page.wait_for_url("**blocked=yes*")
    assert page.locator(".yh-push tbody tr").count() == 1
    page.locator(".yh-push tbody a").first.click()
    page.get_by_text("决定首报首谈").wait_for()
    page.get_by_text("决定首报首谈").click()
    page.get_by_label("延到").fill(str(moment.today() + timedelta(days=25)))
    page.get_by_label("延期原因").fill("供电方案下周定")
    page.get_by_role("button", name="延期").click()
    page.get_by_text("已延长保护期").wait_for()


def test_pages_fit_a_phone_and_a_desktop(page, live):
    cast, now = live.cast, moment.now()
    project = lead(cast, name="示例页面项目", at=now - timedelta(days=20))
    talk(project, cast["promoter"], days=3, step="约见董事长", due=2)
    page.sign_in("promoter")
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for path in (
            "",
            "board/",
            "push/",
            "funnel/",
            "companies/",
            "chains/",
            "chains/biomedicine/",
            "claims/",
            "imports/",
        ):
            page.goto(f"/investment/{path}")
            page.locator("h2, .empty-title").first.wait_for()
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 1, (path, width, wide)
