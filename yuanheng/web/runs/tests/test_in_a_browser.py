"""The main job in a browser: the analyst runs a scheme on the demo zone and reaches the cell of a figure."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.small_zone
def test_the_analyst_runs_huaian_2024_for_2021_and_reaches_the_cell_of_a_c_firms_tax(committed_db, cast, page):
    page.sign_in("analyst")
    page.goto("/runs/new/")
    page.locator("label.yh-scheme-head", has_text="淮安市工业企业资源集约利用综合评价办法").click()
    page.select_option("select[name=year]", "2021")
    page.get_by_role("button", name="冻结数据并开始评价").click()
    page.wait_for_url(re.compile(r"/runs/[0-9a-f-]{36}/$"))
    page.locator("#results").wait_for(timeout=60_000)
    page.locator('select[name="grade"]').select_option("C")
    page.wait_for_url(re.compile("grade=C"))
    page.locator("#results tbody a").first.click()
    assert page.locator(".yh-verdict-grade").inner_text() == "C"
    page.locator("[data-source=chart-points] svg").wait_for()
    page.locator("#tax_per_mu summary").click()
    cell = page.locator("#tax_per_mu .yh-origins a").first
    place = cell.inner_text()
    assert "税务局" in place
    cell.click()
    page.wait_for_url(re.compile(r"/ledger/facts/\d+/"))
    found = page.locator("#content").inner_text()
    assert place.split(" › ")[-1] in found


def test_a_clerk_sees_the_grade_of_a_firm_but_not_its_figures(committed_db, cast, page):
    from yuanheng.web.runs.models import Result
    from yuanheng.web.runs.tests.zone import make_firms, run_now_for

    run = run_now_for(cast["analyst"], firms=make_firms(10))
    firm = Result.objects.filter(run=run, grade="A").first()
    page.sign_in("clerk")
    page.goto(f"/runs/{run.pk}/firms/{firm.enterprise_id}/")
    assert page.locator(".yh-verdict-grade").inner_text() == "A"
    assert page.locator(".yh-masked").count() > 3
    assert page.locator(".yh-origins").count() == 0
