"""Policies in a real browser, at both sizes; `YUANHENG_SCREENSHOTS=<folder>` keeps pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.cases.actions import act
from yuanheng.web.policies.models import Fulfilment, Policy, SupportRequest

from .making import HALF_PER_CENT, TAX, firm_of, policy_of, project_of

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "phone": (390, 844)}


def look(page, url, name):
    """Open at both sizes; a page may scroll down, never sideways."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        page.wait_for_selector("main")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{url} is {wider} px wider than a {size} screen"
        if folder := os.environ.get("YUANHENG_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"policies-{name}-{size}.png"), full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_policy_is_entered_matched_applied_for_and_approved(page, live, cast):
    page.on("dialog", lambda dialog: dialog.accept())
    firm = firm_of(tax_paid=23_456_700)
    project = project_of(cast["promoter"], enterprise=firm)
    policy_of(cast["analyst"], TAX, title="纳税大户奖励", support=HALF_PER_CENT, budget=800_000)
    page.sign_in("analyst")
    page.goto(reverse("policies:new"))
    for name, value in {
        "title": "载体楼宇租金补贴", "document": "启开管发〔2021〕7 号", "issuer": "管委会",
        "issued_on": "2021-02-01",
        "since": "2021-02-01", "until": "2030-12-31", "support_words": "按房租的 50% 补贴,最高 30 万元",
        "rate": "50", "cap": "30",
        "c-0-value": "是", "c-1-value": "200",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    for name, value in {
        "theme": "building", "kind": "percent", "of": "rent_paid", "c-0-field": "building_tenancy", "c-0-op": "is",
        "c-1-field": "leased_m2", "c-1-op": "at_least",
    }.items():  # fmt: skip
        page.select_option(f"[name={name}]", value)
    page.click("main button:has-text('保存')")
    page.wait_for_selector("text=租用办公面积不低于 200 ㎡")
    policy = Policy.objects.get(theme="building")
    of_firm = reverse("policies:subject", args=["enterprise", firm.pk]) + "?year=2021"
    page.goto(of_firm)
    page.wait_for_selector("text=待核实 1")
    look(page, of_firm, "subject")
    page.click("text=申报兑现 >> nth=0")
    page.wait_for_selector("text=条件核对")
    look(
        page, reverse("policies:apply", args=[Policy.objects.get(theme="industry").pk, "enterprise", firm.pk]), "apply"
    )
    page.goto(
        reverse("policies:apply", args=[Policy.objects.get(theme="industry").pk, "enterprise", firm.pk]) + "?year=2021"
    )
    page.check("input[value=经济发展局]")
    page.click("main button:has-text('登记申报')")
    page.wait_for_selector("text=当前:受理")
    made = Fulfilment.objects.get()
    for kind, step in (("accepted", ""), ("step_done", "materials"), ("signed", "joint")):
        act(case=made.case, kind=kind, step=step, by=cast["analyst"], at=moment.now())
    page.sign_in("leader")
    url = reverse("policies:fulfilment", args=[made.pk])
    page.goto(url)
    look(page, url, "fulfilment-approve")
    page.click("main button:has-text('审定并签署')")
    page.wait_for_selector("text=已审定金额并签署")
    page.sign_in("analyst")
    look(page, url, "fulfilment-announce")
    for name, address in {
        "library": reverse("policies:policies"), "policy": reverse("policies:policy", args=[policy.pk]),
        "edit": reverse("policies:change", args=[policy.pk]),
        "matches": reverse("policies:matches", args=[policy.pk]) + "?show=ask&year=2021",
        "answer": reverse("policies:answer", args=["enterprise", firm.pk, "rent_paid"]),
        "fulfilments": reverse("policies:fulfilments"), "project": reverse("projects:project", args=[project.pk]),
        "firm": reverse("enterprises:enterprise", args=[firm.pk]),
    }.items():  # fmt: skip
        look(page, address, name)


def test_a_letter_is_entered_and_answered(page, live, cast):
    page.sign_in("promoter")
    page.goto(reverse("policies:new_request"))
    for name, value in {
        "number": "启开管请〔2021〕11 号", "title": "关于支持总部经济的请示", "text": "请予支持", "asked_on": "2021-02-03",
        "due_on": "2021-03-05", "amount": "500",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    look_at = reverse("policies:new_request")
    page.click("main button:has-text('登记')")
    page.wait_for_selector("text=未答复")
    look(page, look_at, "new-request")
    look(page, reverse("policies:request", args=[SupportRequest.objects.get().pk]), "request")
    look(page, reverse("policies:requests"), "requests")
