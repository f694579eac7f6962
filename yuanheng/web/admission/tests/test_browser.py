"""Admission and promises in a real browser, at both sizes; `YUANHENG_SCREENSHOTS=<folder>` keeps pictures."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from yuanheng.web.admission.models import CheckRun, Promise

from .making import agreed, firm_with, project_of, promised, reserves, run_of, stage

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "phone": (390, 844)}


def look(page, url, name):
    """Open at both sizes; a page may scroll down, never sideways."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        page.wait_for_load_state("networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{url} is {wider} px wider than a {size} screen"
        if folder := os.environ.get("YUANHENG_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"admission-{name}-{size}.png"), full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def here(page):
    """The page's path."""
    return page.url.removeprefix(page.evaluate("location.origin"))


@pytest.fixture
def project(live, cast):
    """A signed project of the investment bureau with a firm that paid tax."""
    reserves(cast["builder"])
    firm = firm_with(tax_paid_2021=45_000_000, employees_2021=120)
    made = project_of(cast["promoter"], enterprise=firm, industry_code="3562", land_mu=100)
    stage(made, "signed", date(2021, 6, 1), by=cast["promoter"])
    return made


def test_a_project_is_checked_by_the_promoter_and_a_failure_let_pass_by_the_leader(page, project, cast):
    page.on("dialog", lambda dialog: dialog.accept())
    page.sign_in("promoter")
    look(page, reverse("admission:project", args=[project.pk]), "project-empty")
    page.click("text=开始审查 >> nth=0")
    page.wait_for_selector("text=审查数据")
    look(page, here(page), "run")
    page.fill("[name=products]", "单片清洗机,机加工和装配")
    for name, value in {
        "total_investment": "60000", "fixed_investment": "50000", "tax_planned": "4500", "output_planned": "100000",
        "power_demand": "5000", "water_demand": "200", "heat_demand": "0", "sewage_demand": "100",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.select_option("[name=own_land]", "yes")
    page.select_option("[name=park]", "semiconductor")
    page.click("main button:has-text('审查')")
    page.wait_for_selector("text=低于门槛 50.00 万元/亩,差 5.00 万元/亩")
    page.wait_for_selector("text=缺达产年综合能耗")
    look(page, here(page), "checked-failed")
    page.sign_in("leader")
    page.goto(reverse("admission:checked", args=[CheckRun.objects.get().pk]))
    page.click("#check-tax-per-mu >> text=豁免")
    page.fill("[name=reason]", "延链补链项目,经专题会议研究同意")
    page.fill("[name=document]", "会议纪要〔2021〕3 号")
    page.fill("[name=dated]", "2021-06-02")
    look_here = here(page)
    page.click("main button:has-text('准予豁免')")
    page.wait_for_selector("text=已豁免")
    look(page, here(page), "checked-exempted")
    look(page, look_here, "exempt")
    for name in ("projects", "rules", "reserves", "promises"):
        look(page, reverse(f"admission:{name}"), name)


def test_a_promise_is_entered_checked_changed_and_followed_up(page, project, cast):
    page.on("dialog", lambda dialog: dialog.accept())
    run_of(project, cast["promoter"])
    page.sign_in("analyst")
    page.goto(reverse("admission:project", args=[project.pk]))
    page.click("a:has-text('登记协议')")
    page.fill("[name=signed_on]", "2020-05-01")
    page.fill("[name=land_mu]", "100")
    page.click("main button:has-text('保存')")
    page.wait_for_selector("text=登记承诺")
    page.select_option("[name=kind]", "tax_per_mu")
    page.fill("[name=value]", "50")
    page.fill("[name=first_year]", "2021")
    page.fill("[name=consequence]", "土地出让金奖励不予兑现")
    look_here = here(page)
    page.click("main button:has-text('保存')")
    page.wait_for_selector("text=已登记承诺")
    look(page, look_here, "promise-new")
    promised(agreed(project, cast["analyst"]), cast["analyst"], "employees", 100)
    page.goto(reverse("admission:promises"))
    page.click("button:has-text('核对')")
    page.wait_for_selector("text=已核对 2 项承诺")
    look(page, reverse("admission:project", args=[project.pk]), "project")
    promise = Promise.objects.get(kind="tax_per_mu")
    from yuanheng.web.admission.actions.promises import check_year

    from .making import DAY, at

    check_year(Promise.objects.all(), year=2021, by=cast["analyst"], today=date(2022, 3, 1), at=at(DAY))
    page.goto(reverse("admission:promise", args=[promise.pk]))
    page.wait_for_selector("text=未兑现,差 5.00 万元/亩")
    page.click("button:has-text('发起督办')")
    page.wait_for_selector("text=已发起督办")
    look(page, reverse("admission:promise", args=[promise.pk]), "promise")
    page.click("a:has-text('变更承诺')")
    page.fill("[name=value]", "40")
    page.fill("[name=reason]", "经管委会同意分期建设")
    page.click("main button:has-text('保存')")
    page.wait_for_selector("text=变更经过")
    look(page, reverse("admission:promises") + "?year=2021", "promises-2021")
