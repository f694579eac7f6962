"""At the site: the page on Shanghai on the desktop and on a phone; every number opens as many records as it says."""

from __future__ import annotations

import pytest

from yuanheng.demo.channels import TRUTH, write_channels
from yuanheng.demo.projects import TRUTH as PROJECTS
from yuanheng.demo.projects import write_projects
from yuanheng.web.channels.demo import load_channels
from yuanheng.web.channels.models import Channel, PromotionEvent
from yuanheng.web.projects.demo import load_projects

pytestmark = pytest.mark.browser


@pytest.fixture
def zone(cast, tmp_path):
    """A small zone's projects and channels."""
    write_projects(tmp_path, projects=120, seed=7)
    write_channels(tmp_path, seed=7)
    load_projects(tmp_path / PROJECTS, cast=cast)
    load_channels(tmp_path / TRUTH, by=cast["promoter"])


def fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url}: {wider} px wider than the screen"


def test_every_number_on_shanghai_opens_its_records_on_desktop_and_phone(page, live, zone):
    page.sign_in("leader")
    page.goto("/channels/shanghai/?year=2021")
    fits(page)
    links = [
        (a.get_attribute("href"), int(a.inner_text())) for a in page.locator("a[href*='/channels/figures/']").all()
    ]
    assert len(links) >= 20
    for href, said in links[:: max(1, len(links) // 8)]:
        page.goto(href)
        assert f"共 {said} 条" in page.inner_text(".yh-table-tools")
    page.set_viewport_size({"width": 390, "height": 844})
    agency = Channel.objects.get(name="示例产业咨询有限公司")
    event = PromotionEvent.objects.filter(region="上海").first()
    for url in (
        "/channels/shanghai/?year=2021", "/channels/", f"/channels/{agency.pk}/", "/channels/events/",
        f"/channels/events/{event.pk}/", "/channels/offices/?year=2021", "/channels/partnerships/",
    ):  # fmt: skip
        page.goto(url)
        fits(page)


def test_a_contact_is_entered_on_a_phone(page, live, zone):
    agency = Channel.objects.get(name="示例产业咨询有限公司")
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("promoter")
    page.goto(f"/channels/{agency.pk}/contacts/new/")
    page.fill("[name=on]", "2099-01-01")
    page.fill("[name=note]", "约定下周带客商来访")
    page.click("button[type=submit] >> text=保存")
    page.wait_for_selector("text=还没有发生的事等发生后再登记")
    assert page.input_value("[name=note]") == "约定下周带客商来访"
    assert all("422" in fault for fault in page.faults)  # the refusal itself, which a browser logs
    page.faults.clear()
    page.fill("[name=on]", "2021-06-01")
    page.click("button[type=submit] >> text=保存")
    page.wait_for_selector("text=已登记。")
    assert "约定下周带客商来访" in page.inner_text("main, .page-body")
