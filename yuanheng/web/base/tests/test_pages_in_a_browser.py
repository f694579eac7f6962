"""Every page of the frame in a real browser: no console error, no CSP violation, nothing wider than the screen.

With `YUANHENG_SCREENSHOTS=<folder>` each page is also kept as a picture at both sizes.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from django.db import transaction

from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job, JobState
from yuanheng.web.base.notices import notify
from yuanheng.web.base.tests.walk_samples import _entry, _failed_job

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "phone": (390, 844)}


def look(page, url: str, name: str) -> None:
    """Open at both sizes; a page may scroll down, never sideways."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        page.wait_for_load_state("networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{url} is {wider} px wider than a {size} screen"
        folder = os.environ.get("YUANHENG_SCREENSHOTS")
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}-{size}.png"), full_page=True)


def test_the_administrators_pages_look_right_at_both_sizes(page, live, cast):
    _entry(cast["clerk"])
    failed = _failed_job(cast["clerk"])
    notify(cast["administrator"], "读取报表:未完成,请查看原因", url=f"/jobs/{failed.pk}/", level="danger")
    page.sign_in("administrator")
    entry = _entry(cast["neighbour"])
    for url, name in {
        "/": "home",
        "/users/": "users",
        "/users/new/": "user-new",
        f"/users/{cast['clerk'].pk}/": "user",
        "/users/organisations/new/": "organisations",
        "/matrix/": "matrix",
        "/audit/": "audit",
        f"/audit/{entry.pk}/": "audit-entry",
        "/audit/chain/": "audit-chain",
        "/jobs/": "jobs",
        f"/jobs/{failed.pk}/": "job-failed",
        "/notices/": "notices",
        "/search/?q=abc": "search-nothing",
        "/me/": "account",
        "/account/password/change/": "password",
        "/account/2fa/": "second-factor",
    }.items():
        look(page, url, name)


def test_the_door_and_the_empty_desk_look_right_at_both_sizes(page, cast):
    look(page, "/account/login/", "login")
    page.sign_in("leader")
    look(page, "/", "home-leader")
    look(page, "/jobs/", "jobs-empty")


def test_errors_come_in_the_houses_style(page, cast):
    page.sign_in("leader")
    for url, name, text in (("/nowhere/", "error-404", "没有找到"), ("/users/", "error-403", "没有权限")):
        look(page, url, name)
        assert text in page.inner_text("h1")
    # the browser itself reports a 4xx of the page as an error of the network; that is the test's own doing
    page.faults[:] = [f for f in page.faults if "Failed to load resource" not in f]


def test_a_person_signs_in_with_a_password_and_out_again(page, cast):
    cast["clerk"].set_password("Kai-fa-qu 2021")
    cast["clerk"].save()
    page.goto("/jobs/")
    page.fill("#id_login", "clerk")
    page.fill("#id_password", "Kai-fa-qu 2021")
    page.click("button[type=submit]")
    page.wait_for_url("**/jobs/")
    page.click("[aria-label=账号菜单]")
    page.click("text=退出")
    page.wait_for_url("**/account/login/")


GO_ON = threading.Event()


@jobs.job("base.test.slow", label="慢慢数到二")
def count_slowly(progress) -> str:
    """Halfway, it waits until the test has seen it there."""
    progress(50, "已数到 1/2")
    assert GO_ON.wait(60)
    progress(100, "已数到 2/2")
    return "/"


def test_a_progress_bar_moves_by_itself_and_ends_with_the_result(page, live, cast):
    page.sign_in("clerk")
    with transaction.atomic():
        job = jobs.defer("base.test.slow", by=cast["clerk"])
    page.goto(f"/jobs/{job.pk}/")
    page.wait_for_selector("text=已数到 1/2", timeout=30_000)
    assert page.get_attribute("progress", "value") == "50"
    GO_ON.set()
    page.wait_for_selector("text=查看结果", timeout=30_000)
    assert Job.objects.get(pk=job.pk).state == JobState.SUCCEEDED
    page.goto("/notices/")
    assert "慢慢数到二:已完成" in page.inner_text("main")


def test_a_secondary_script_is_blocked_by_the_policy(page, cast):
    page.sign_in("leader")
    page.goto("/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in fault for fault in page.faults)
    page.faults.clear()


def test_the_search_box_opens_with_a_slash_and_says_when_nothing_is_found(page, cast):
    page.sign_in("clerk")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("没有这家企业")
    page.wait_for_selector("#search-hits >> text=没有找到")
    page.keyboard.press("Escape")
    assert page.inner_text("#search-hits") == ""


def test_on_a_phone_the_menu_opens_with_a_tap_and_leads_on(page, cast):
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("auditor")
    page.goto("/")
    assert not page.is_visible("#bar >> text=操作记录")
    page.click("[aria-label=打开菜单]")
    page.wait_for_selector("#bar.show")
    page.click("#bar >> text=操作记录")
    page.wait_for_url("**/audit/")


def test_a_filter_applies_at_once_and_leaves_a_short_address(page, cast):
    page.sign_in("administrator")
    page.goto("/users/")
    page.select_option("select[name=role]", "leader")
    page.wait_for_url("**/users/?role=leader")
    assert page.locator("table tbody tr").count() == 1
    page.click("text=登录名")
    page.wait_for_url("**/users/?role=leader&sort=*")


def test_printed_there_is_the_content_alone(page, cast):
    page.sign_in("administrator")
    page.goto("/matrix/")
    page.emulate_media(media="print")
    assert not page.is_visible("aside") and not page.is_visible(".yh-search")
    assert page.is_visible("text=管理用户与岗位")


def test_an_action_that_cannot_be_undone_asks_first(page, cast):
    page.sign_in("administrator")
    page.goto(f"/users/{cast['clerk'].pk}/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.click("text=停用账号")
    assert asked == ["停用 陈晓梅 的账号?"]
    cast["clerk"].refresh_from_db()
    assert cast["clerk"].is_active


def test_a_first_password_is_shown_and_opens_the_door_once_changed(page, live, cast):
    page.sign_in("administrator")
    page.goto("/users/new/")
    page.fill("[name=username]", "wanglei")
    page.fill("[name=full_name]", "王磊")
    page.select_option("[name=organisation]", label="经济发展局")
    page.select_option("[name=role]", "clerk")
    page.fill("[name=title]", "科员")
    page.click("text=建立账号")
    first = page.inner_text("#secret")
    page.context.clear_cookies()
    page.goto("/")
    page.fill("#id_login", "wanglei")
    page.fill("#id_password", first)
    page.click("button[type=submit]")
    page.wait_for_url("**/account/password/change/")
    page.fill("[name=oldpassword]", first)
    page.fill("[name=password1]", "Kai-fa-qu 2021")
    page.fill("[name=password2]", "Kai-fa-qu 2021")
    page.click("main button[type=submit]")
    page.goto("/")
    assert "王磊" in page.inner_text("header")
