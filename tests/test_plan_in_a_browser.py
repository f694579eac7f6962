"""The real plan of the first zone, handed in by a user in a browser: a board with one click a target, and all its sections."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PLAN = Path(__file__).resolve().parents[2] / "shared" / "plans" / "qidong-2021.txt"
SECTIONS = (
    "加大招商引资力度,增强经济发展活力", "加快推进项目建设,助力经济社会发展", "打造产业发展龙头,全面实施产业强镇战略",
    "提升城市建设档次,助推园区协调发展", "提升社会服务水平,创新基层社会治理", "深化对接上海工作,强化两地资源协同",
)  # fmt: skip
LEADS = 19
PROMISES = re.compile("力争|确保|争取|不少于|加快|推进|设立|组建|制定出台|建立|举办")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PLAN.exists(), reason="the real plan lies beside the repository and is not there"),
]


def test_the_real_plan_becomes_a_board_with_one_click_a_target(committed_db: Any, page: Any) -> None:
    page.sign_in("analyst")
    page.goto("/plan/texts/new/")
    page.fill("input[name=title]", "启东经济开发区 2021 年计划")
    page.set_input_files("input[type=file]", str(PLAN))
    page.get_by_role("button", name="上传并解读").click()
    page.locator(".plan-text").wait_for(timeout=60_000)
    _shows_its_outline(page)
    _keeps_every_promise(page)
    rows = "#tab-targets .plan-row[data-row-state=proposed]"
    targets = page.locator(rows).count()
    assert targets >= 39
    for left in range(targets - 1, -1, -1):
        page.locator(f"{rows} button.btn-primary").first.click()  # one click settles one target, or the wait fails
        page.wait_for_function(
            "n => document.querySelectorAll('#tab-targets .plan-row[data-row-state=proposed]').length === n", arg=left
        )
    page.goto("/plan/")
    assert page.locator(".plan-board .plan-what").count() == targets
    assert page.locator(".plan-state", has_text="未对应").count() <= 1  # the legend's own


def _shows_its_outline(page: Any) -> None:
    said = (page.locator(".plan-outline").text_content() or "").replace(",", ",")
    for section in SECTIONS:
        assert section in said
    assert page.locator(".plan-outline .plan-outline-lead").count() == LEADS


def _keeps_every_promise(page: Any) -> None:
    """Each sentence that promises something is marked as a commitment or holds a target."""
    text = page.locator(".plan-text").inner_text()
    kept = page.locator(".plan-text .plan-promise, .plan-text .plan-mark").all_inner_texts()
    whole = re.sub(r"\s", "", "".join(kept))
    body = re.sub(r"\s", "", text[text.index("●") :])
    for section in SECTIONS:
        body = body.replace(section, "")
    loose = [
        s for s in re.split("[。●]", body)
        if PROMISES.search(s) and len(s) > 20 and s[-12:] not in whole and s[:12] not in whole
    ]  # fmt: skip
    assert not loose
