"""Two clerks clear the review list of the demo zone in a browser, by keys alone; the next month hardly asks anything.

With `YUANHENG_SCREENSHOTS=<folder>` every page is kept as a picture at both sizes.
"""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

import pytest

from yuanheng.demo import generate
from yuanheng.demo.names import short_name
from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import create_user
from yuanheng.web.base.models import Job, User
from yuanheng.web.enterprises.actions.imports import confirm_import, create_import, keep_preview, read_sheet
from yuanheng.web.enterprises.models import Enterprise, RegisterImport
from yuanheng.web.ledger.actions.uploads import create_upload
from yuanheng.web.ledger.models import HUMAN, WAITING, Fact, LinkDecision, Record, Relation, ReviewClaim
from yuanheng.web.ledger.pages.links import waiting_records

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
METERS = (
    ("7700001", "{0}公司"),
    ("7700002", "启东{1}"),
    ("7700003", "{2}厂区专变"),
    ("7700004", "开发区路灯"),
    ("7700005", "盐城蓝鲸船舶配件厂"),
    ("7700006", "{3}公司"),
)


@pytest.fixture
def zone(tmp_path):
    """The small demo zone on disk."""
    generate(tmp_path, firms=30, seed=2021)
    return tmp_path


def _named(content, name):
    given = BytesIO(content)
    given.name = name
    return given


def _settled():
    for _ in range(900):
        if not Job.objects.unfinished().exists():
            return
        time.sleep(0.2)
    raise AssertionError("the worker did not finish")


def _wait(done):
    for _ in range(150):
        if done():
            return
        time.sleep(0.2)
    raise AssertionError("it did not come true")


def _upload(clerk, zone, *names, more=()):
    given = [_named((zone / "sheets" / "2021" / n).read_bytes(), n) for n in names]
    create_upload(by=clerk, given=[*given, *more], year=2021, note="报表")
    _settled()


def _sheet(month, *, note=""):
    """Meters that carry the brands of four firms of the zone, or nothing of it."""
    firms = Enterprise.objects.order_by("code")[5:9]
    brands = [short_name(firm.name)[:2] for firm in firms]
    rows = "".join(f"{account},{name.format(*brands)}{note},{month}00\n" for account, name in METERS)
    text = f"户号,用户名称,用电量(千瓦时)\n{rows}"
    return _named(text.encode(), f"供电公司_2021年{month}月补充用电.csv")


@pytest.fixture
def reported(live, cast, zone):
    """The register, power and tax of October, and five meters whose names say little."""
    with (zone / "register.xlsx").open("rb") as sheet:
        sheet_of = create_import(by=cast["clerk"], given=_named(sheet.read(), "名录.xlsx"))
    keep_preview(sheet_of.pk, read_sheet(sheet_of))
    confirm_import(RegisterImport.objects.get(pk=sheet_of.pk), by=cast["clerk"], at=moment.now())
    _upload(cast["clerk"], zone, "供电公司_2021年10月用电.xlsx", "税务局_2021年10月税收.xlsx", more=[_sheet(10)])
    return zone


@pytest.fixture
def second(cast):
    """Another clerk of the same bureau."""
    organisation = cast["clerk"].posts.get().organisation
    user, _ = create_user(
        username="clerk2", full_name="丁一", organisation=organisation, role="clerk", title="", by=None,
        on=moment.today(),
    )  # fmt: skip
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    cast["second"] = User.objects.get(pk=user.pk)
    return cast["second"]


def _look(page, name):
    """The open page at both sizes; it may scroll down, never sideways.

    The caret stays as it is: hiding it leaves an empty style at the fields, which htmx would carry over against the policy.
    """
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{name} is {wider} px wider than a {size} screen"
        if folder := os.environ.get("YUANHENG_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"ledger-{name}-{size}.png"), full_page=True, caret="initial")
    page.set_viewport_size({"width": 1440, "height": 900})


def _before(page):
    """The key of the record that lies before the person; '' where the list is done."""
    page.wait_for_load_state()
    at = page.locator("[data-record]")
    return at.first.get_attribute("data-record") if at.count() else ""


def _press(page, key):
    """One key, and the wait until its answer is there."""
    with page.expect_response(lambda r: "/ledger/links/review/" in r.url and r.request.method == "POST"):
        page.keyboard.press(key)
    page.wait_for_selector("#review:not(.htmx-request):not(.htmx-swapping):not(.htmx-settling)")


def test_two_clerks_clear_the_list_by_keys_and_next_month_asks_at_most_one_in_fifty(
    page, browser, live, cast, second, reported
):
    clerk = cast["clerk"]
    waiting = waiting_records(clerk).count()
    assert waiting >= len(METERS), "the demo's departments write names that the engine does not settle alone"
    page.sign_in("clerk")
    page.goto("/ledger/links/")
    page.click("text=逐条核对")
    page.wait_for_selector("[data-record]")
    _look(page, "review")
    first = _before(page)
    assert page.locator("mark.yh-diff").count()
    # the other clerk, at the same time, has another record before them
    context = browser.new_context(base_url=live.url, locale="zh-CN", reduced_motion="reduce")
    _second_clerk(context, live, first)
    # put off, ruled out and taken back, each by its key
    _press(page, "l")
    assert Record.objects.get(pk=first).later_at is not None
    _press(page, "d")
    _press(page, "u")
    page.wait_for_selector("text=已撤销对")
    # arrows choose the candidate, b says branch
    chosen = _before(page)
    page.keyboard.press("ArrowDown")
    firm = page.locator("#choices input:checked").get_attribute("value")
    _press(page, "b")
    done = Record.objects.get(pk=chosen)
    assert (str(done.enterprise_id), done.relation, done.decided_by) == (firm, Relation.BRANCH, clerk)
    # a new firm from the keyboard alone
    fresh = _before(page)
    page.keyboard.press("n")
    page.keyboard.type("启东新来的机械有限公司")
    _press(page, "Enter")
    assert Record.objects.get(pk=fresh).enterprise.name == "启东新来的机械有限公司"
    # the rest: of no firm of the zone
    for _ in range(waiting + 5):
        if not (now := _before(page)):
            break
        page.keyboard.press("o")
        page.keyboard.type("不是本区企业")
        _press(page, "Enter")
        assert (
            Record.objects.get(pk=now).decision not in WAITING
        )  # a new firm may have let the engine settle it meanwhile
    page.wait_for_selector("text=全部核对完了")
    _look(page, "review-done")
    assert not waiting_records(clerk).exists()
    _next_month(clerk, reported)


def _second_clerk(context, live, first):
    """They get another record than the first clerk's and link it with one key."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(live.cast["second"])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live.url}])
    try:
        other = context.new_page()
        other.goto("/ledger/links/review/")
        other.wait_for_selector("[data-record]")
        theirs = _before(other)
        assert theirs and theirs != first
        assert other.locator("text=另有 1 人在核对").count() == 1
        _press(other, "s")
        done = Record.objects.get(pk=theirs)
        assert (done.decision, done.decided_by) == (LinkDecision.LINKED, live.cast["second"])
        other.goto("/ledger/links/")  # who leaves lets go what lay before them
        _wait(lambda: not ReviewClaim.objects.filter(by=live.cast["second"]).exists())
    finally:
        context.close()


def _next_month(clerk, zone):
    """The same accounts in November, some written otherwise, beside the departments' November files."""
    _settled()
    before = set(Record.objects.values_list("pk", flat=True))
    human = dict(Record.objects.filter(decision__in=HUMAN).values_list("pk", "enterprise_id"))
    more = [_sheet(11, note="(停产)")]
    _upload(clerk, zone, "供电公司_2021年11月用电.xlsx", "税务局_2021年11月税收.xlsx", more=more)
    keys = set(Fact.objects.filter(period="2021-11").values_list("record_key", flat=True))
    november = Record.objects.filter(record_key__in=keys)
    assert november.count() >= 50 and november.exclude(pk__in=before).count() >= len(METERS)
    asked = november.filter(decision__in=WAITING).count()
    assert asked <= november.count() * 0.02, list(november.filter(decision__in=WAITING).values_list("name", "evidence"))
    after = dict(Record.objects.filter(pk__in=human).values_list("pk", "enterprise_id"))
    assert after == human, "a run overruled a person"
    assert Enterprise.objects.count() == 31


def test_a_batch_is_accepted_after_its_sample_was_looked_at(page, live, cast, reported):
    clerk = cast["clerk"]
    proposed = waiting_records(clerk).filter(decision=LinkDecision.REVIEW, probability__gte=0.5).count()
    assert proposed, "nothing is proposed with even odds"
    page.sign_in("clerk")
    page.goto("/ledger/links/bulk/")
    _look(page, "bulk")
    page.click("[data-threshold='0.5']")
    page.wait_for_selector("[data-checked]")
    _look(page, "batch")
    for _ in range(min(proposed, 20)):
        with page.expect_response(lambda r: r.url.endswith("/check/")):
            page.keyboard.press("s")
        page.wait_for_selector("#batch:not(.htmx-request):not(.htmx-swapping):not(.htmx-settling)")
    page.click("text=接受全部")
    page.wait_for_selector("text=整批撤销")
    assert Record.objects.filter(decision=LinkDecision.LINKED, decided_by=clerk).count() == proposed
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("button:has-text('整批撤销')")
    page.wait_for_selector("text=已整批撤销")
    assert not Record.objects.filter(decision=LinkDecision.LINKED).exists()
    page.quiet()
