"""On a phone: one's own slip, how the figure arises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yuanheng.web.rewards.tests.office import paid, person, project, shared, slip_of

pytestmark = pytest.mark.browser


def picture(page, name: str) -> None:
    folder = os.environ.get("YUANHENG_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"rewards-{name}.png"), full_page=True)


def narrow(page) -> None:
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{wider} px wider than a phone"


def test_a_promoter_sees_on_a_phone_how_the_pay_arises(page, live, cast):
    mine = person(cast, "朱晨", key="promoter", office="上海办事处")
    other = person(cast, "沈秋")
    shared(cast, project(cast), (mine, "found", "35"), (other, "landed", "65"))
    run = paid(cast)
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("promoter")
    page.goto("/rewards/mine/")
    narrow(page)
    picture(page, "mine-phone")
    page.click(f"a[href='/rewards/slips/{slip_of(run, mine).pk}/']")
    page.wait_for_selector("[data-chart='waterfall'] svg")
    narrow(page)
    assert page.inner_text(".yh-slip-total").split() == ["10,620.00", "元"]  # 6000 + 4200 + 420
    said = page.inner_text(".yh-slip-lines")
    assert "120 分 × 100 元 = 12,000.00 元;您的份额 发现 35%:4,200.00 元" in said
    assert "上海办事处系数 1.1" in said
    picture(page, "slip-phone")
    told = page.goto(f"/rewards/slips/{slip_of(run, other).pk}/")
    assert told.status == 404
    page.faults[:] = [f for f in page.faults if "404" not in f]
