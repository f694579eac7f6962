"""A plan in a browser: pasted, read, confirmed with one click a target, shown as a board, at both widths."""

from __future__ import annotations

import re

import pytest

from yuanheng.web.plan.tests.zone import TEXT

pytestmark = pytest.mark.browser


def test_a_pasted_plan_becomes_a_board_with_one_click_a_target(committed_db, page):
    page.sign_in("analyst")
    page.goto("/plan/texts/new/")
    page.fill("input[name=title]", "浏览器里的计划")
    page.fill("textarea[name=text]", TEXT)
    page.get_by_role("button", name="上传并解读").click()
    page.locator(".plan-text").wait_for(timeout=60_000)
    assert page.locator(".plan-row[data-row-state=proposed]").count() == 5
    for left in range(4, -1, -1):
        page.locator("#tab-targets .plan-row[data-row-state=proposed] button.btn-primary").first.click()
        page.wait_for_function(
            "n => document.querySelectorAll('.plan-row[data-row-state=proposed]').length === n", arg=left
        )
    assert page.locator(".plan-row[data-row-state=confirmed]").count() == 5
    page.goto("/plan/")
    assert page.locator(".plan-board .plan-what").count() == 5
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/plan/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/plan/cockpit/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_span_selected_in_the_text_is_offered_as_a_target(committed_db, cast, page):
    from yuanheng.web.plan.tests.zone import make_plan

    plan = make_plan(cast["analyst"])
    page.sign_in("analyst")
    page.goto(f"/plan/texts/{plan.pk}/")
    page.locator("span[data-at]", has_text="健全驻外联络制度").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); getSelection().removeAllRanges();"
        " getSelection().addRange(r); e.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); }"
    )
    page.get_by_role("button", name="添加为目标").click()
    page.wait_for_url(re.compile("/add/"))
    assert "健全驻外联络制度" in page.locator(".plan-sentence").inner_text()
