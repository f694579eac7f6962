"""On a phone, at the site: a picture with its place."""

from __future__ import annotations

import pytest

from yuanheng.web.delivery.tests.walk_samples import jpeg, signed

pytestmark = pytest.mark.browser


def test_a_picture_with_place_is_added_on_a_phone(page, live, cast):
    made = signed(cast, "promoter", "智造基地")
    page.context.grant_permissions(["geolocation"], origin=live.url)
    page.context.set_geolocation({"latitude": 31.808, "longitude": 121.657})
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("promoter")
    page.goto(f"/delivery/projects/{made.pk}/")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{wider} px wider than a phone"
    picture = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": jpeg().getvalue()}
    page.set_input_files("#add-picture [name=file]", picture)
    page.click("[data-locate]")
    page.wait_for_selector("text=已记下 31.80800, 121.65700")
    page.click("#add-picture button[type=submit]")
    page.wait_for_selector("text=照片已保存")
    assert "31.808000, 121.657000(上传时定位)" in page.inner_text(".yh-place")
    assert (
        page.locator(".yh-pictures img").evaluate("async img => { await img.decode(); return img.naturalWidth; }") > 0
    )
