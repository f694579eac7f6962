"""In the browser: the map draws its tiles, a click on a parcel opens its card, on a desk and on a phone."""

from __future__ import annotations

import pytest

from .making import LAT, LON, parcel, road

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(browser):
    """One that has WebGL."""
    from yuanheng.web.base.testing_live import open_drawing_browser

    with open_drawing_browser(browser) as opened:
        yield opened


def chosen(page):
    """The map has drawn what it was asked for."""
    page.wait_for_selector("#map-room[data-ready=yes]")


def click_parcel(page):
    place = page.evaluate(
        f"(() => {{ const p = yhMap.map.project([{LON + 0.0005}, {LAT + 0.00045}]); return [p.x, p.y]; }})()"
    )
    page.locator("#map").click(position={"x": place[0], "y": place[1]})


def test_a_parcel_is_clicked_and_says_what_it_is_at_both_widths(page, live):
    made = parcel(live.cast, "QD-001", holder_text="启东示例电子有限公司")
    road()
    page.sign_in("surveyor")
    page.goto("/maps/")
    chosen(page)
    click_parcel(page)
    card = page.locator("#map-card")
    card.locator("text=QD-001").wait_for()
    assert f"at=parcels:{made.pk}" in page.url
    assert card.locator("a >> text=打开档案").get_attribute("href") == f"/land/{made.pk}/"
    page.click("#measure-button")
    corners = [[LON + a, LAT + b] for a, b in ((0, 0), (0.001057, 0), (0.001057, 0.0009019), (0, 0.0009019))]
    square = f"yhMap.sayArea(yhMap.area({corners}))"  # 100 m by 100 m
    assert page.evaluate(square).startswith(("10,00", "9,99"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/maps/?at=parcels:{made.pk}")
    chosen(page)
    card.locator("text=QD-001").wait_for()
    box = card.bounding_box()
    assert (box["x"], round(box["y"] + box["height"])) == (0, 844), "a sheet at the foot of the phone"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    card.locator("[data-close-card]").click()
    page.click("#drawer-button")
    page.locator("#map-panel >> text=利用状态").wait_for(state="attached")
    page.fill("#map-search", "qd-0")
    page.locator("#map-hits button").click()
    card.locator("text=QD-001").wait_for()
