"""At the site: a mismatch is settled and confirmed, and the firm's land in real use is the sum that the page says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yuanheng.web.tenancies.actions.holdings import record_holding
from yuanheng.web.tenancies.tests.walk_samples import AT, firm, lease, said

pytestmark = pytest.mark.browser
OWNER, TENANT = "启航机械有限公司", "小石五金厂"


def fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url}: {wider} px wider than the screen"


def test_a_mismatch_is_settled_confirmed_and_counted_on_the_desktop_and_a_phone(page, live, cast):
    land = {"floor_m2": Decimal(20000), "since": date(2016, 1, 1), "by": cast["surveyor"], "at": AT}
    record_holding(firm(OWNER), land_mu=Decimal(30), certificate="证-1", **land)
    record_holding(firm(TENANT), land_mu=Decimal(0), **{**land, "floor_m2": None})
    made = lease(cast)
    said(cast, made, "owner", "4000")
    said(cast, made, "tenant", "3800")
    page.sign_in("surveyor")
    page.goto("/tenancies/items/")
    assert "相差 200" in page.inner_text("main, .page-body").replace(".00", "")
    page.click(f"a:has-text('{OWNER} → {TENANT}')")
    page.fill("[name=reason]:visible", "以不动产测绘为准")
    page.click("button:has-text('核定')")
    page.fill("[name=person]:visible", "王厂长")
    page.click("button:has-text('登记确认')")
    page.wait_for_selector("text=已登记确认。")
    page.goto(f"/tenancies/firms/{firm(OWNER).pk}/")
    assert "= 在用 24 亩" in page.inner_text("main, .page-body")
    page.set_viewport_size({"width": 390, "height": 844})
    for url in (
        "/tenancies/", f"/tenancies/{made.pk}/", f"/tenancies/firms/{firm(OWNER).pk}/", "/tenancies/conservation/",
        "/tenancies/items/", "/tenancies/accounts/", "/tenancies/lists/",
    ):  # fmt: skip
        page.goto(url)
        fits(page)
