"""A case from opening to its archive in a browser, at a desk and on a phone, with an external step and a picture of each page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from yuanheng.web.base import moment
from yuanheng.web.cases.models import Case

from .office import bureau, open_for, procedure

pytestmark = pytest.mark.browser


def _keep_picture(page, name):
    folder = os.environ.get("YUANHENG_SCREENSHOTS")
    if folder:
        page.screenshot(
            path=str(Path(folder) / f"{re.sub(r'[^a-z0-9-]', '_', name)}-{page.url[-6:-1]}.png"), full_page=True
        )


def _submit(page):
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))


def test_a_licence_goes_from_opening_to_its_archive_at_a_desk(committed_db, cast, page):
    page.sign_in("approver")
    page.goto("/cases/open/?procedure=licence-20")
    page.fill("input[name=title]", "食品经营许可")
    page.select_option("select[name=signers_decide]", ["approver", "leader"])
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    here = page.url
    page.get_by_role("link", name="受理", exact=True).click()
    _submit(page)
    page.locator("#case-due").wait_for()
    page.locator("#step-examine a.btn-primary").click()
    page.fill("textarea[name=opinion]", "材料齐全")
    _submit(page)
    page.locator("#step-decide a.btn-primary").first.click()
    _submit(page)
    page.sign_in("leader")
    page.goto("/cases/todo/")
    page.locator("table a", has_text="决定").first.click()
    page.locator("#step-decide a.btn-primary").first.click()
    page.fill("textarea[name=opinion]", "同意")
    _submit(page)
    page.sign_in("approver")
    page.goto(here)
    page.locator("#step-deliver a.btn-primary").click()
    _submit(page)
    page.get_by_role("link", name="办结归档").click()
    _submit(page)
    assert page.locator("#case-status").inner_text() == "已办结"
    assert Case.objects.get().outcome == "granted"


def test_an_external_step_is_closed_on_a_phone_with_number_date_and_scan(committed_db, cast, page):
    clerk = cast["clerk"]
    under = procedure(
        {"code": "examine", "label": "初审", "bureau": bureau(clerk).name, "days": 2},
        {"code": "consult", "label": "征求意见", "bureau": bureau(clerk).name, "days": 4},
        {"code": "above", "label": "省厅批复", "bureau": "省自然资源厅", "authority": "external", "days": 20,
         "after": ["examine", "consult"]},
        clock_from="opening",
    )  # fmt: skip
    case = open_for(clerk, under=under)
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("clerk")
    page.goto("/cases/todo/")
    page.locator("table a", has_text="初审").first.click()
    for step in ("examine", "consult"):
        page.locator(f"#step-{step} a.btn-primary").first.click()
        _submit(page)
    page.locator("#step-above a.btn-primary").first.click()
    page.fill("input[name=number]", "苏自然资〔2026〕8号")
    page.fill("input[name=date]", moment.today().isoformat())
    page.set_input_files("input[name=scan]", {"name": "批复.txt", "mimeType": "text/plain", "buffer": b"scan"})
    _submit(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    case.refresh_from_db()
    assert case.steps.get(code="above").status == "done"
    assert case.papers.get().number == "苏自然资〔2026〕8号"


def test_lists_library_and_calendar_look_as_they_should(committed_db, cast, page):
    from yuanheng.web.cases.demo import load_demo_cases

    load_demo_cases(cast, lambda sentence: None, False)
    page.sign_in("approver")
    busy = Case.objects.get(title__contains="取水许可")
    delivery = Case.objects.filter(procedure="project-delivery").first()
    addresses = ("/cases/", "/cases/todo/", "/cases/new/", "/cases/procedures/", "/cases/procedures/licence-20/",
                 "/cases/calendar/?year=2026", "/cases/delegations/", f"/cases/{busy.pk}/", f"/cases/{delivery.pk}/")  # fmt: skip
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (address, size)
            _keep_picture(page, f"cases-{size['width']}-{address.strip('/').replace('/', '-')[:20]}")
