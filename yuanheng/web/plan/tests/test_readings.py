"""Readings are appended, by day and by what was known; the board shows either, and both side by side."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from yuanheng.web.base import jobs, moment, tallies
from yuanheng.web.base.models import Job
from yuanheng.web.plan.actions.figures import report_figure, restate_target
from yuanheng.web.plan.actions.readings import take_readings
from yuanheng.web.plan.models import PlanTarget, TargetReading
from yuanheng.web.plan.offers import MANUAL, BindingError
from yuanheng.web.plan.pages.board import Asked, asked_from, board_page
from yuanheng.web.plan.pages.target import back_cast
from yuanheng.web.plan.standing import standings
from yuanheng.web.plan.tests.zone import at, bind, counting, make_plan

JUNE, JULY, AUGUST = date(2021, 6, 30), date(2021, 7, 31), date(2021, 8, 31)


@pytest.fixture
def target(cast):
    """Six projects over 10 亿元, counted by the test's tally."""
    with counting({}):
        plan = make_plan(cast["analyst"])
        return bind(plan.targets.first(), cast["analyst"])


def take(target, day, value, *, known_on=None):
    with counting({date(2021, 1, 1): value}):
        return take_readings([target], day=day, known_on=known_on or day, at=at(AUGUST))


def test_the_same_figure_is_not_written_twice_and_another_is_added(target):
    assert [take(target, JUNE, 3), take(target, JUNE, 3), take(target, JUNE, 4)] == [1, 0, 1]
    assert [int(r.value) for r in target.readings.order_by("pk")] == [3, 4]


def test_a_reading_is_never_changed(target):
    take(target, JUNE, 3)
    for change in (lambda r: r.update(value=9), lambda r: r.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(TargetReading.objects.all())


def test_the_tally_is_asked_for_the_year_so_far_with_the_confirmed_filters(target):
    with counting({JUNE: 3}) as asked:
        take_readings([target], day=JUNE, known_on=JUNE, at=at(AUGUST))
    assert (str(asked[0]["period"]), asked[0]["min"], asked[0]["known_on"]) == (
        "2021-01..2021-06",
        Decimal(10**9),
        JUNE,
    )


def test_a_day_is_shown_as_known_then_and_as_known_now_side_by_side(target):
    take(target, JUNE, 3)
    take(target, JUNE, 4, known_on=AUGUST)
    row = board_page(target.plan, Asked(day=JUNE, known="both")).rows[0]
    assert (row.then_said, row.standing.actual, row.revised) == ("3 个", "4 个", True)
    then = board_page(target.plan, Asked(day=JUNE, known="then")).rows[0]
    assert then.standing.actual == "3 个"


def test_two_days_are_compared(target):
    take(target, JUNE, 3)
    take(target, AUGUST, 5)
    row = board_page(target.plan, Asked(day=AUGUST, other=JUNE)).rows[0]
    assert (row.standing.actual, row.other_said, row.change_said) == ("5 个", "3 个", "+2 个")


def test_the_last_change_names_the_day_on_which_the_figure_moved(target):
    take(target, JUNE, 3)
    take(target, JULY, 3)
    take(target, AUGUST, 5)
    moved = [standings([target], day=d, known_on=None)[0].moved for d in (JULY, AUGUST)]
    assert moved == ["06-30 首次读数", "08-31 3 个 → 5 个"]


@pytest.mark.parametrize(
    ("value", "code"), [(6, "done"), (3, "on_pace"), (1, "behind")], ids=["reached", "half at half", "one at half"]
)
def test_the_state_follows_figure_and_time(target, value, code):
    take(target, JUNE, value)
    assert standings([target], day=JUNE, known_on=None)[0].status.code == code


def test_a_tally_that_disappeared_is_told_on_the_board_and_readings_stay(target):
    take(target, JUNE, 3)
    take_readings([target], day=JULY, known_on=JULY, at=at(AUGUST))
    found = standings([target], day=JULY, known_on=None)[0]
    assert found.status.code == "no_data" and "已不存在" in found.why
    assert standings([target], day=JUNE, known_on=None)[0].actual == "3 个"


def test_a_tally_that_fails_hinders_no_other_target(target, cast):
    other = bind(target.plan.targets.get(value=10), cast["analyst"], tally=MANUAL, filters={})

    @tallies.tally("test.signed", label="坏口径", unit="个")
    def broken(period, *, on, known_on, amount_min_yuan=None, nested=True):
        raise LookupError("gone")

    try:
        assert take_readings([target, other], day=JUNE, known_on=JUNE, at=at(AUGUST)) == 2
    finally:
        del tallies._tallies["test.signed"]
    assert "没有算成" in target.readings.get().problem


def test_an_unbound_target_is_not_judged(cast):
    plan = make_plan(cast["analyst"])
    codes = {s.status.code for s in standings(list(plan.targets.all()), day=JUNE, known_on=None)}
    assert codes == {"not_bound"}


def test_the_board_of_a_year_that_is_over_has_figures_as_soon_as_its_targets_are_confirmed(cast):
    with counting({date(2021, 1, 1): 3}):
        plan = make_plan(cast["analyst"])
        target = bind(plan.targets.first(), cast["analyst"])
        for job in Job.objects.for_target(target).unfinished():
            jobs.run(str(job.pk))
    page = board_page(plan, asked_from({}, plan, moment.today()))
    assert (page.asked.day, page.rows[0].standing.actual) == (date(2021, 12, 31), "3 个")


def test_a_reported_figure_that_differs_needs_its_reason_and_overwrites_nothing(target, cast):
    take(target, JUNE, 3)
    given = {"day": JUNE, "value": Decimal(5), "reported_to": "市商务局"}
    with pytest.raises(BindingError, match="原因"):
        report_figure(target, by=cast["promoter"], at=at(JULY), **given)
    report_figure(target, by=cast["promoter"], at=at(JULY), difference="含已签未录 2 个", **given)
    assert standings([target], day=JUNE, known_on=None)[0].actual == "3 个"
    assert target.reported.get().value == 5


def test_a_milestone_reported_by_hand_is_done_from_its_day_on(cast):
    target = bind(make_plan(cast["analyst"]).targets.get(kind="milestone"), cast["analyst"])
    report_figure(target, by=cast["analyst"], at=at(JULY), day=JULY, value=Decimal(1), reported_to="管委会")
    for day in (JUNE, AUGUST):
        take_readings([target], day=day, known_on=AUGUST, at=at(AUGUST))
    assert [standings([target], day=d, known_on=None)[0].status.code for d in (JUNE, AUGUST)] == ["on_pace", "done"]


def test_a_milestone_is_measured_by_a_tally_of_days_and_by_no_other(cast):
    target = make_plan(cast["analyst"]).targets.get(kind="milestone")
    with counting({JUNE: 0, AUGUST: 1}, code="test.approved", unit="日期"), counting({}, unit="个"):
        with pytest.raises(BindingError, match="单位相同"):
            bind(target, cast["analyst"], tally="test.signed")
        bound = bind(target, cast["analyst"], tally="test.approved")
        for day in (JUNE, AUGUST):
            take_readings([bound], day=day, known_on=AUGUST, at=at(AUGUST))
    found = [standings([bound], day=d, known_on=None)[0] for d in (JUNE, AUGUST)]
    assert [(s.status.code, s.actual) for s in found] == [("on_pace", "未办成"), ("done", "已办成")]


def test_a_restated_target_keeps_its_history(target, cast, client_of):
    take(target, AUGUST, 5)
    restate_target(
        target,
        by=cast["analyst"],
        at=at(JULY),
        value=Decimal(5),
        holds_from=JULY,
        document="管委会纪要 3 号",
        reason="项目调整",
    )
    now, before = (standings([target], day=d, known_on=None)[0] for d in (AUGUST, JUNE))
    assert (now.status.code, now.wanted, before.wanted) == ("done", "5 个", "6 个")
    assert PlanTarget.objects.get(pk=target.pk).value == 6
    page = client_of("leader").get(reverse("plan:target", args=[target.pk])).content.decode()
    assert "管委会纪要 3 号" in page and "项目调整" in page


def test_the_back_cast_says_what_is_missing_and_how_much_a_month(target):
    take(target, JULY, 2)
    said = back_cast(standings([target], day=JULY, known_on=None)[0], day=JULY)
    assert said[0].startswith("还差 4 个") and said[1] == "此后平均每月须新增 1 个"


def test_the_board_is_exported_with_numbers(target, client_of):
    take(target, JUNE, 3)
    answer = client_of("leader").get(reverse("plan:board"), {"on": "2021-06-30", "export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[1][3:6] == (6, "个", 3) and len(lines) == 1 + target.plan.targets.count()


def test_the_board_takes_few_queries_however_many_targets(target, client_of, django_assert_max_num_queries):
    take(target, JUNE, 3)
    client = client_of("leader")
    client.get(reverse("plan:board"))
    with django_assert_max_num_queries(15):
        assert (
            client.get(reverse("plan:board"), {"on": "2021-08-31", "known": "both", "with": "2021-06-30"}).status_code
            == 200
        )


def test_bad_addresses_of_the_board_fall_back(target, client_of):
    bad = {"on": "gestern", "known": "x", "with": "1", "bureau": "nobody", "state": "?", "plan": "0"}
    assert client_of("leader").get(reverse("plan:board"), bad).status_code == 200


def test_the_records_behind_a_figure_are_listed(target, client_of):
    with counting({JUNE: 2}):
        page = client_of("leader").get(reverse("plan:records", args=[target.pk]), {"on": "2021-06-30"}).content.decode()
    assert "部门 2 条" in page


def test_reading_again_a_past_day_is_a_job(target, client_of):
    answer = client_of("analyst").post(reverse("plan:read", args=[target.plan_id]), {"on": "2021-06-30"})
    assert answer.status_code == 302
    job = Job.objects.for_target(target.plan).filter(kind="plan.reading.take").get()
    with counting({JUNE: 4}):
        jobs.run(str(job.pk))
    reading = target.readings.get(day=JUNE)
    assert (int(reading.value), reading.known_on > JUNE) == (4, True)


def test_the_wall_names_what_needs_a_decision_and_refreshes_itself(target, client_of):
    take(target, JUNE, 1)
    page = client_of("leader").get(reverse("plan:cockpit"), {"on": "2021-06-30"}).content.decode()
    assert 'hx-trigger="every 60s"' in page and "1 个 / 6 个" in page
    part = client_of("leader").get(reverse("plan:cockpit_figures"), {"on": "2021-06-30"}).content.decode()
    assert "<html" not in part and "1 个 / 6 个" in part


def test_the_leaders_desk_opens_with_the_plan(target, client_of):
    assert "测试计划" in client_of("leader").get("/").content.decode()
