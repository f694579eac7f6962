"""At the site: an operator brings a list in, says what the rent is per, sees the building stand, opens a unit; on a phone too."""

from __future__ import annotations

import pytest

from yuanheng.web.carriers.tests.walk_samples import HEADS, carrier, workbook

pytestmark = pytest.mark.browser


def fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url}: {wider} px wider than the screen"


def test_an_operators_list_becomes_a_stacking_plan(page, live, cast, tmp_path):
    found = carrier(cast)
    heads = [*HEADS[:6], "租金", *HEADS[7:]]
    tenants = ("启东示例电子有限公司", "空置", "启东示例软件有限公司")
    rows = [
        [f"{floor}F", f"{floor}0{place}", 60 * place, tenants[place - 1], *(
            [None] * 7 if place == 2 else ["2020-01-01", "2030-12-31", 1.2, None, None, None, "研发"]
        )]
        for floor in (1, 2, 3) for place in (1, 2, 3)
    ]  # fmt: skip
    path = tmp_path / "房源清单.xlsx"
    path.write_bytes(workbook([heads, *rows]).read())
    page.sign_in("operator")
    page.goto(f"/carriers/{found.pk}/")
    page.click("text=导入清单")
    page.set_input_files("[name=file]", str(path))
    page.click("text=上传并读取")
    page.wait_for_selector("text=没有写明是每平方米每天")
    page.select_option("[name=rent-0]", "m2_day")
    page.click("text=按选定的重读")
    page.wait_for_selector("#counts >> text=6")
    page.once("dialog", lambda d: d.accept())
    page.click("text=确认导入")
    page.wait_for_selector("text=已新增租约")
    page.goto(f"/carriers/{found.pk}/")
    page.click("table >> text=A 座")
    widths = [box.bounding_box()["width"] for box in page.locator(".cr-row").first.locator(".cr-unit").all()]
    assert widths[0] < widths[1] < widths[2] and abs(widths[2] / widths[0] - 3) < 0.4
    assert "66.7%" in page.inner_text("#standing")
    page.click(".btn-group >> text=承租单位")
    assert page.locator(".cr-unit.cr-vacant").count() == 3
    page.set_viewport_size({"width": 390, "height": 844})
    fits(page)
    page.click(".cr-unit.cr-vacant >> nth=0")
    page.wait_for_selector("text=登记租约")
    fits(page)
