"""At the site: a layer and a ledger come in by hand, the idle parcel is opened, its case and papers are there; on a phone too."""

from __future__ import annotations

import pytest

from .making import box, geojson

pytestmark = pytest.mark.browser
LEDGER = (
    "地块号,合同编号,用地单位,供地方式,供地时间,约定开工时间,约定竣工时间,土地面积(亩),成交价格(万元),土地用途,不动产权证号,持证面积(亩)\n"
    "QD-1,3206812019CR0001,甲机械有限公司,挂牌出让,2019-03-01,2019-09-01,2021-03-01,30,900,工业用地,苏2019第1号,30.0\n"
)


def fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url}: {wider} px wider than the screen"


def hand_in(page, kind, name, content):
    page.goto("/land/imports/")
    page.select_option("[name=kind]", kind)
    page.set_input_files("[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.click("button:has-text('上传并读取')")


def accept(page):
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("button:has-text('确认入库')")
    page.wait_for_selector("text=不会重复。", timeout=60_000)
    page.wait_for_selector(".badge:has-text('已入库')", timeout=60_000)


def test_a_layer_and_a_ledger_come_in_and_an_idle_parcel_goes_to_its_disposal(page, live):
    page.sign_in("surveyor")
    hand_in(page, "layer", "宗地.geojson", geojson({"QD-1": box(0, 0, 100, 200), "QD-2": box(100, 0, 50, 200)}, crs=""))
    page.wait_for_selector("text=要先回答", timeout=60_000)
    page.check("input[name=told][value=cgcs2000]")
    page.click("button:has-text('按回答重读')")
    page.wait_for_selector("button:has-text('确认入库')", timeout=60_000)
    fits(page)
    accept(page)
    hand_in(page, "ledger", "台账.csv", LEDGER.encode())
    page.wait_for_selector("button:has-text('确认入库')", timeout=60_000)
    accept(page)
    page.goto("/land/?state=idle")
    page.click("a:has-text('QD-1')")
    page.wait_for_selector("text=满一年仍未动工")
    assert "相差" in page.inner_text("main, .page-body")
    fits(page)
    page.click("a:has-text('立案处置')")
    page.select_option("[name=cause]", "holder")
    page.select_option("[name=way]", "fee")
    page.click("button:has-text('立案')")
    page.wait_for_selector("text=180.00")
    with page.expect_download() as told:
        page.click("a:has-text('闲置土地调查通知书')")
    assert told.value.suggested_filename.endswith(".docx")
    page.set_viewport_size({"width": 390, "height": 844})
    for url in (page.url, "/land/", "/land/gains/", "/land/entry/", "/land/disposals/", "/land/imports/"):
        page.goto(url)
        fits(page)
