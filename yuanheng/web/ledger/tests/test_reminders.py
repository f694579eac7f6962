"""Who owes which table by when."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.web.ledger.actions.reporting import assign_source, set_start
from yuanheng.web.ledger.pages.reminders import due_day, expected_periods, overdue_for, reminders_page, source_lines
from yuanheng.web.ledger.wording import sources

from .making import FIRM, firm, uploaded

pytestmark = pytest.mark.django_db
TAX = "tax_bureau"


def _line(code=TAX, *, year=2021, on=date(2021, 7, 1)):
    return next(line for line in source_lines(year, on=on) if line.code == code)


def _states(line):
    return [d.state for d in line.dues]


def test_a_monthly_table_is_due_on_its_day_of_the_next_month():
    source = sources()[TAX]
    day = source.rhythm.due_day
    assert due_day(source, Period(2021, 6, 6)) == date(2021, 7, day)
    assert due_day(source, Period(2021, 12, 12)) == date(2022, 1, day)


def test_a_day_that_a_month_does_not_have_is_its_last():
    source = sources()[TAX].model_copy(update={"rhythm": sources()[TAX].rhythm.model_copy(update={"due_day": 31})})
    assert due_day(source, Period(2021, 1, 1)) == date(2021, 2, 28)


@pytest.mark.parametrize(("every", "count"), [("month", 12), ("quarter", 4), ("half", 2), ("year", 1), ("once", 0)])
def test_a_rhythm_has_so_many_periods_a_year(every, count):
    assert len(expected_periods(every, 2021)) == count


def test_what_is_not_there_after_its_day_is_late_by_so_many_days():
    line = _line()
    assert _states(line)[:5] == ["late"] * 5
    assert _states(line)[5:] == ["not_due"] * 7
    assert line.dues[4].days_late == (date(2021, 7, 1) - line.dues[4].due).days


def test_a_table_that_was_handed_in_is_reported_and_a_withdrawn_one_is_not(cast):
    from yuanheng.web.base import moment
    from yuanheng.web.ledger.actions.uploads import withdraw_upload

    firm()
    upload = uploaded(cast["clerk"], (FIRM, "", "1"), name="税务局_2021年3月.csv")
    assert _states(_line())[2] == "reported"
    withdraw_upload(upload, by=cast["clerk"], why="更正", at=moment.now())
    assert _states(_line())[2] == "late"


def test_a_range_of_months_counts_for_each_of_them(cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "1"), name="税务局_2021年1-3月.csv")
    assert _states(_line())[:4] == ["reported", "reported", "reported", "late"]


def test_months_before_the_zone_started_are_owed_by_nobody(cast):
    set_start(starts_on=date(2021, 4, 1), year=2021, by=cast["analyst"])
    assert _states(_line())[:4] == ["before", "before", "before", "late"]


def test_the_reminder_names_table_period_and_day_and_can_be_pasted(cast):
    bureau = cast["neighbour"].posts.get().organisation
    assign_source(source=TAX, organisation=bureau, contact="陆科长", owed=True, by=cast["analyst"])
    page = reminders_page(year=2021, on=date(2021, 3, 1))
    reminder = next(r for r in page.reminders if r.bureau == bureau.name)
    assert "2021 年 1 月" in reminder.text
    assert f"2 月 {sources()[TAX].rhythm.due_day} 日前" in reminder.text
    assert "陆科长" in reminder.text


def test_a_source_that_the_zone_does_not_need_is_not_reminded_of(cast):
    assign_source(source=TAX, organisation=None, contact="", owed=False, by=cast["analyst"])
    page = reminders_page(year=2021, on=date(2021, 7, 1))
    assert TAX not in [line.code for line in page.lines]


def test_a_bureau_is_told_of_its_own_late_tables(cast):
    bureau = cast["clerk"].posts.get().organisation
    assign_source(source=TAX, organisation=bureau, contact="", owed=True, by=cast["analyst"])
    assert overdue_for(cast["clerk"], on=date(2021, 4, 1)) == 2
    assert overdue_for(cast["neighbour"], on=date(2021, 4, 1)) == 0


def test_a_clerk_looks_and_an_analyst_assigns(client_of, cast):
    assert client_of("clerk").get(reverse("ledger:reminders"), {"year": "2021"}).status_code == 200
    assert client_of("clerk").get(reverse("ledger:duties")).status_code == 403
    assert client_of("analyst").get(reverse("ledger:duties")).status_code == 200


def test_a_year_that_is_none_is_ignored(client_of, cast):
    for year in ("abc", "99999", "-1", "²"):
        assert client_of("clerk").get(reverse("ledger:reminders"), {"year": year}).status_code == 200
