"""From land to the construction permit: five bureaus side by side across Spring Festival; and what ends it."""

from __future__ import annotations

from datetime import date

import pytest

from yuanheng.web.approvals.actions.handling import accept, end_broken_promises
from yuanheng.web.approvals.models.applicants import excluded
from yuanheng.web.approvals.pages.verify import verify_page
from yuanheng.web.base.actions.users import create_organisation, create_user
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.models import Case

from .counter import at, code_of, hand_in, in_use

RECEIVED, ACCEPTED, DUE = "2026-02-02", "2026-02-03", date(2026, 3, 9)
"""20 working days from the day after: 4—6 (3), 9—13 and the 14th made up (9), 24—28 with the 28th made up (14), 2—6 (19), 9."""
NAME = "启东海工精密装备有限公司"
WORK = (
    ("approver", ("tz_record", "2026-02-04"), ("gh_land_permit", "2026-02-06")),
    ("neighbour", ("zr_title", "2026-02-05"), ("zr_design", "2026-02-13")),
    ("eco", ("hb_report", "2026-02-14")),
    ("safety", ("aj_condition", "2026-02-11")),
    ("approver", ("gh_works_permit", "2026-02-25")),
    ("engineer", ("js_drawings", "2026-02-24"), ("js_supervision", "2026-02-28")),
    ("approver", ("js_permit", "2026-03-02")),
)


@pytest.fixture
def five_bureaus(cast):
    """Two bureaus more than the cast has, each with a clerk."""
    for key, name in (("eco", "生态环境局"), ("safety", "应急管理局")):
        bureau = create_organisation(code=key, name=name, kind="bureau", by=None)
        user, _ = create_user(
            username=key,
            full_name=f"{name}科员",
            organisation=bureau,
            role="clerk",
            title="科员",
            by=None,
            on=date(2026, 1, 4),
        )
        user.must_change_password = False
        user.save()
        cast[key] = user
    return cast


@pytest.mark.browser
def test_a_firm_goes_from_land_to_its_construction_permit_within_the_promise(committed_db, five_bureaus, page):
    page.sign_in("approver")
    page.goto("/approvals/receive/?matter=land-to-start")
    page.fill("input[name=name]", NAME)
    page.fill("input[name=code]", code_of(7))
    page.fill("input[name=phone]", "13800000000")
    page.fill("input[name=received_on]", RECEIVED)
    for code in ("tz_energy", "nt_soil"):
        page.check(f"input[name=skip][value={code}]")
    page.locator("main form[method=post] button[type=submit]").click()
    page.get_by_role("link", name="收材料").click()
    for field in page.locator("input[type=file]").all():
        field.set_input_files({"name": "材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    page.fill("input[name=day_insurance]", RECEIVED)
    page.locator("main form[method=post] button[type=submit]").click()
    page.get_by_role("link", name="受理", exact=True).click()
    page.fill("input[name=on]", ACCEPTED)
    page.locator("main form[method=post] button[type=submit]").click()
    here = page.url
    assert page.locator("#case-due").inner_text() == DUE.isoformat()
    page.get_by_role("button", name="出具受理通知书").click()
    receipt = page.get_by_role("link", name="查验页").get_attribute("href")
    for who, *steps in WORK:
        page.sign_in(who)
        page.goto(here)
        for step, day in steps:
            page.locator(f"#step-{step} a.btn-primary").click()
            page.fill("input[name=on]", day)
            page.locator("main form[method=post] button[type=submit]").click()
            page.locator(f"#step-{step}").get_by_text("已完成").wait_for()
    page.get_by_role("link", name="办结归档").click()
    page.fill("input[name=on]", "2026-03-02")
    page.locator("main form[method=post] button[type=submit]").click()
    page.locator("#case-status", has_text="已办结").wait_for()
    case = Case.objects.get()
    assert (case.outcome, case.due_on) == ("granted", DUE) and case.steps.get(code="js_permit").done_on < DUE
    assert len({s.organisation_id for s in case.steps.filter(done_on__isnull=False)}) == 5
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(receipt)
    assert page.locator("#verified").inner_text() == "真实有效"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    page.select_option("select[name=stars]", "5")
    page.locator("form button[type=submit]").click()
    page.get_by_text("您的评价:5 星").wait_for()


def test_a_stop_moves_the_chain_and_a_promised_paper_that_does_not_come_ends_it(cast):
    from yuanheng.web.approvals.actions.issuing import issue
    from yuanheng.web.approvals.actions.receiving import keep_applicant, receive
    from yuanheng.web.approvals.rules import matters

    by, got = cast["approver"], date(2026, 2, 2)
    in_use("js_permit", by=by)
    who = keep_applicant(kind="enterprise", name=NAME, code=code_of(7), by=by, at=at(got))
    made = receive(subject=matters()["land-to-start"], applicant=who, received_on=got, by=by, at=at(got))
    hand_in(made, by=by, but=("insurance",))
    told = {"on": date(2026, 2, 3), "by": by, "promised": ["工伤保险证明"], "promised_by": date(2026, 2, 12)}
    accept(made, at=at(date(2026, 2, 3)), **told)
    made.refresh_from_db()
    for day, kind, step, data in (
        (date(2026, 2, 4), "step_done", "tz_record", {}),
        (
            date(2026, 2, 5),
            "suspended",
            "hb_report",
            {"kind": "expert_review", "reason": "专家评审", "paper": "评审通知"},
        ),
        (date(2026, 2, 10), "resumed", "hb_report", {"kind": "expert_review"}),
    ):
        case = act(case=made.case, kind=kind, step=step, by=by, at=at(day, 12), data=data)
    assert case.due_on == date(2026, 3, 13), "5, 6, 9 and 10 February are not counted: four working days later"
    receipt = issue(made, kind="receipt", on=day, by=by, at=at(day, 13), address=str)
    late = date(2026, 2, 13)
    assert end_broken_promises(on=late, at=at(late), progress=lambda *_: None) == 1
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("terminated", late)
    why = case.events.get(kind="terminated").data["reason"]
    assert "工伤保险证明" in why and "2026-02-12" in why and "依据" in why
    assert excluded(who, on=late).kind == "broken"
    assert verify_page(receipt.token, on=late).status == "已终止"
    notice = issue(made, kind="termination", on=late, by=by, at=at(late, 14), address=str)
    assert notice.number.startswith("启开行审终")
