"""At the site: a road is registered, its case opened, a step done, a picture taken on a phone; the board shows it."""

from __future__ import annotations

import pytest

from yuanheng.web.works.models import Work

from .making import picture

pytestmark = pytest.mark.browser


def fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url}: {wider} px wider than the screen"


def test_a_road_from_its_registration_to_a_picture_on_a_phone(page, live):
    page.sign_in("engineer")
    page.goto("/works/new/?kind=road&topic=south-roads")
    page.fill("[name=name]", "林洋南路建设")
    page.select_option("[name=organisation]", label="规划建设局")
    page.click("button[type=submit] >> text=保存")
    page.click("text=发起办件")
    page.check("input[name=skip][value=land]")
    page.click("button[type=submit] >> text=发起")
    page.wait_for_selector("text=已发起办件")
    work = Work.objects.get()
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", "list/", "gantt/", "plan/", "utilities/", f"{work.pk}/", f"{work.pk}/rows/stretches/"):
        page.goto(f"/works/{path}")
        fits(page)
    page.goto(f"/works/{work.pk}/picture/")
    given = picture()
    page.set_input_files("[name=file]", {"name": given.name, "mimeType": "image/jpeg", "buffer": given.getvalue()})
    page.click("button[type=submit] >> text=上传照片")
    page.wait_for_selector("text=照片已保存。")
    assert page.locator(".yh-pictures img").count() == 1
