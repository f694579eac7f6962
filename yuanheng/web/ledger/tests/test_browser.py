"""The clerk's way through the data pages in a real browser: hand in, map, settle, link, down to the cell.

With `YUANHENG_SCREENSHOTS=<folder>` every page is kept as a picture at both sizes.
"""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

from yuanheng.demo import generate
from yuanheng.web.base import moment
from yuanheng.web.base.models import Job
from yuanheng.web.enterprises.actions.imports import confirm_import, create_import, keep_preview, read_sheet
from yuanheng.web.enterprises.models import Enterprise, RegisterImport
from yuanheng.web.ledger.actions.uploads import create_upload
from yuanheng.web.ledger.models import Figure, LinkDecision, ProblemRow, Record, Upload
from yuanheng.web.ledger.pages.layouts import unknown_columns

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
FILES = (
    "税务局_2021年12月税收.xlsx",
    "供电公司_2021年4-6月用电.xlsx",
    "企业申报表_2021年_南阳镇.xlsx",
    "安商服务中心_2021年走访摸底.xlsx",
    "供电公司_2021年7月补充用电.csv",
)
SPOKEN = "循玉公司"  # the brand alone of one of the zone's firms: for a person to settle


@pytest.fixture(scope="session")
def zone(tmp_path_factory):
    """The small demo zone on disk."""
    folder = tmp_path_factory.mktemp("zone")
    generate(folder, firms=30, seed=2021)
    text = f"户号,用户名称,用电量(千瓦时)\n7700001,{SPOKEN},120\n"
    (folder / "sheets" / "2021" / FILES[-1]).write_text(text, encoding="utf-8")
    return folder


def look(page, url, name):
    """Open at both sizes; a page may scroll down, never sideways."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        page.wait_for_load_state("networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{url} is {wider} px wider than a {size} screen"
        if folder := os.environ.get("YUANHENG_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"ledger-{name}-{size}.png"), full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def wait_for_jobs(page, *, kind="", seconds=90):
    """Until the worker has nothing left to do."""
    for _ in range(seconds * 5):
        rows = Job.objects.unfinished()
        if not (rows.filter(kind=kind) if kind else rows).exists():
            failed = Job.objects.filter(state="failed").first()
            assert failed is None, failed.problem
            page.quiet()
            return
        page.wait_for_timeout(200)
    raise AssertionError("the worker did not finish")


def test_a_clerk_brings_a_register_and_workbooks_in_and_settles_what_was_not_understood(page, live, cast, zone):
    page.sign_in("clerk")
    # the register: handed in, shown, confirmed
    page.goto("/enterprises/imports/")
    page.set_input_files("input[type=file]", str(zone / "register.xlsx"))
    page.click("text=上传并对照")
    page.wait_for_selector("text=将新增")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=确认并入名录")
    page.wait_for_selector("text=已并入名录:新增 30 家")
    # several workbooks at once, with progress, and what was read of them
    page.goto("/ledger/uploads/new/")
    page.set_input_files("input[type=file]", [str(zone / "sheets" / "2021" / name) for name in FILES])
    assert page.locator("#chosen li").count() == len(FILES)
    page.fill("[name=year]", "2021")
    page.fill("[name=note]", "演示报表")
    page.click("main button:has-text('上报')")
    page.wait_for_selector("text=没有读懂的地方", timeout=90_000)
    upload = Upload.objects.get()
    wait_for_jobs(page)
    look(page, reverse("ledger:upload", args=[upload.pk]), "upload")
    assert page.locator("text=代码有误").count()
    # one problem, in its sheet, settled
    problem = ProblemRow.objects.filter(kind="bad_uscc").first()
    look(page, reverse("ledger:problem", args=[problem.pk]), "problem")
    assert page.locator("td.yh-sheet-target").count() == 1
    page.fill("[name=note]", "已请税务局更正")
    page.click("text=标为已处理")
    page.wait_for_selector("text=已记下处理结果")
    _map_the_unknown_column(page, cast)
    _link_what_waits(page)
    _settle_the_conflict(page)


def _map_the_unknown_column(page, cast):
    look(page, "/ledger/layouts/", "layouts")
    page.click("td a:has-text('走访摸底')")
    row = page.locator("table.yh-map tr", has_text="砸下去的钱")
    row.locator("select").first.select_option(label="固定资产投资")
    look_here = page.url
    page.click("text=记住并重新读取")
    page.wait_for_selector("text=已记住这种表式")
    wait_for_jobs(page)
    assert not unknown_columns(cast["clerk"]).filter(header__contains="砸下去").exists()
    assert Figure.objects.filter(measure="fixed_investment", missing=False).exists()
    look(page, look_here.removeprefix(page.evaluate("location.origin")), "mapping")


def _link_what_waits(page):
    look(page, "/ledger/links/", "links")
    before = Record.objects.filter(decision=LinkDecision.LINKED).count()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('td a')"), "j goes to the first record of the list"
    page.locator("td a", has_text=SPOKEN).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=是名录里的哪一家")
    here = page.url.removeprefix(page.evaluate("location.origin"))
    look(page, here, "link")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已归到")
    assert Record.objects.filter(decision=LinkDecision.LINKED).count() == before + 1
    wait_for_jobs(page)


def _settle_the_conflict(page):
    look(page, "/ledger/conflicts/", "conflicts")
    first = page.locator("td a").first
    page.goto(first.get_attribute("href"))
    look(page, page.url.removeprefix(page.evaluate("location.origin")), "conflict")
    page.locator("select").nth(0).select_option("counts")
    page.locator("select").nth(1).select_option("left_out")
    page.fill("[name=why]", "以盖章申报为准")
    before = Figure.objects.filter(conflict=True).count()
    page.click("main button:has-text('核定')")
    page.wait_for_load_state("networkidle")
    wait_for_jobs(page)
    assert before > 1
    assert not Figure.objects.filter(conflict=True).exists()  # the row came twice: one word for all its figures


@pytest.fixture
def loaded(live, cast, zone):
    """The register and two months of tax, read."""
    with (zone / "register.xlsx").open("rb") as sheet:
        sheet_of = create_import(by=cast["clerk"], given=_named(sheet.read(), "名录.xlsx"))
    keep_preview(sheet_of.pk, read_sheet(sheet_of))
    confirm_import(RegisterImport.objects.get(pk=sheet_of.pk), by=cast["clerk"], at=moment.now())
    names = ("税务局_2021年12月税收.xlsx", "税务局_2021年11月税收.xlsx", "自然资源局_2021年工业用地调查.xlsx")
    given = [_named((zone / "sheets" / "2021" / n).read_bytes(), n) for n in names]
    create_upload(by=cast["clerk"], given=given, year=2021, note="税务局报表")
    for _ in range(600):
        if not Job.objects.unfinished().exists():
            return live
        time.sleep(0.2)
    raise AssertionError("the worker did not finish")


def _named(content, name):
    given = BytesIO(content)
    given.name = name
    return given


def test_a_leader_finds_a_firm_by_initials_and_reaches_the_very_cell_of_its_tax(page, loaded, cast):
    page.sign_in("leader")
    firm = Figure.objects.filter(measure="tax_paid", missing=False).earliest("pk").enterprise
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(firm.name_initials[:6])
    page.click(f"#search-hits >> text={firm.name}")
    page.wait_for_selector("h1:has-text('" + firm.name + "')")
    look(page, reverse("enterprises:enterprise", args=[firm.pk]), "firm")
    assert page.locator("[data-chart] svg").count() >= 1
    page.locator("tr", has_text="入库税收").locator("a.yh-figure").first.click()
    page.wait_for_selector("text=组成这个数的单元格")
    look(page, page.url.removeprefix(page.evaluate("location.origin")), "figure")
    page.locator("a.yh-figure").first.click()
    target = page.wait_for_selector("td.yh-sheet-target")
    assert target.is_visible()
    box, frame = target.bounding_box(), page.locator(".yh-sheet-frame").bounding_box()
    assert frame["x"] <= box["x"] <= frame["x"] + frame["width"], "the cell is scrolled out of its frame"
    look(page, page.url.removeprefix(page.evaluate("location.origin")), "fact")


def test_every_other_page_fits_both_screens(page, loaded, cast):
    page.sign_in("analyst")
    firm = Enterprise.objects.first()
    for url, name in {
        "/": "desk",
        "/enterprises/": "firms",
        "/enterprises/new/": "firm-new",
        f"/enterprises/{firm.pk}/change/": "firm-change",
        "/enterprises/imports/": "imports",
        f"/enterprises/imports/{RegisterImport.objects.first().pk}/": "import",
        "/ledger/uploads/": "uploads",
        "/ledger/uploads/new/": "upload-new",
        "/ledger/problems/": "problems",
        "/ledger/reminders/?year=2021": "reminders",
        "/ledger/reminders/duties/": "duties",
    }.items():
        look(page, url, name)


def test_a_reminder_is_copied_with_one_click(page, live, cast):
    page.sign_in("analyst")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/ledger/reminders/?year=2021")
    page.locator("[data-copy]").first.click()
    page.wait_for_selector("text=已复制")
    assert "报送日期" in page.evaluate("navigator.clipboard.readText()")
