"""Working days: every day against two outside sources, the index against walking, and what a wrong file is told."""

from __future__ import annotations

import csv
import datetime
from dataclasses import replace
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.calendars import SpecialDay, WorkCalendar, list_calendars, load_calendar
from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.rules import use_rules_folder

DAY = datetime.timedelta(days=1)
SHEET = Path(__file__).resolve().parents[5] / "shared" / "data" / "cn_holidays_2004_2026.csv"
CHINA = load_calendar()
any_day = st.dates(datetime.date(2003, 1, 1), datetime.date(2029, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def every_known_day() -> list[datetime.date]:
    span = range((CHINA.known_through - CHINA.known_from).days + 1)
    return [CHINA.known_from + datetime.timedelta(days=n) for n in span]


def test_every_day_of_23_years_agrees_with_chinesecalendar():
    assert (CHINA.known_from, CHINA.known_through) == (day("2004-01-01"), day("2026-12-31"))
    assert [d for d in every_known_day() if CHINA.is_workday(d) != chinese_calendar.is_workday(d)] == []


def test_every_day_named_by_a_notice_agrees_with_the_published_table():
    if not SHEET.is_file():
        pytest.skip("the folder of shared data is not beside the repository")
    with SHEET.open(encoding="utf-8") as file:
        listed = {day(row["date"]): row["status"] == "work" for row in csv.DictReader(file)}
    assert {d: named.work for d, named in CHINA.special.items()} == listed


@given(any_day)
def test_the_count_grows_by_one_on_a_working_day_and_by_nothing_on_another(d: datetime.date):
    assert CHINA.count(d) - CHINA.count(d - DAY) == CHINA.is_workday(d)


@given(any_day, st.integers(-90, 90))
def test_the_nth_working_day_is_the_one_found_by_walking(d: datetime.date, n: int):
    step, left, walked = (DAY if n > 0 else -DAY), abs(n), d
    while left:
        walked += step
        left -= CHINA.is_workday(walked)
    assert CHINA.after(d, n) == walked


@given(any_day, st.integers(-10, 60))
def test_working_days_between_two_days_are_those_found_by_walking(d: datetime.date, length: int):
    days = [d + datetime.timedelta(days=n) for n in range(length + 1)]
    assert CHINA.workdays_between(d, d + datetime.timedelta(days=length)) == sum(map(CHINA.is_workday, days))


def test_a_day_says_why_it_is_off_or_worked_and_by_which_notice():
    assert CHINA.why(day("2026-02-17")) == "2026-02-17(周二)春节放假,依据国办发明电〔2025〕7号"
    assert CHINA.why(day("2026-02-14")) == "2026-02-14(周六)春节调休上班,依据国办发明电〔2025〕7号"
    assert CHINA.why(day("2026-03-07")) == "2026-03-07(周六)休息日"
    assert "尚未公布" in CHINA.why(day("2027-02-17"))


def test_beyond_the_last_notice_weeks_are_plain():
    assert not CHINA.is_known(day("2027-01-01"))
    assert CHINA.is_workday(day("2027-01-01"))
    assert CHINA.after(day("2026-12-31"), 1) == day("2027-01-01")


def test_the_hash_is_over_the_days_alone():
    assert replace(CHINA, name="other", label="另一部").hash == CHINA.hash
    taken = {**CHINA.special, day("2026-03-02"): SpecialDay(work=False, name="某节", notice="某通知")}
    assert replace(CHINA, special=taken).hash != CHINA.hash


YEAR = "    source: {document: 通知, sureness: K}\n"
HEAD = "name: zone\nlabel: 园区历\nsource: {document: 园区通知, sureness: K}\n"


@pytest.fixture
def zone(tmp_path: Path):
    """A zone's own folder of rules; give it files by name."""
    (tmp_path / "calendars").mkdir()
    use_rules_folder(tmp_path)

    def write(text: str, name: str = "zone") -> WorkCalendar:
        (tmp_path / "calendars" / f"{name}.yaml").write_text(HEAD + text, encoding="utf-8")
        return load_calendar(name)

    yield write
    use_rules_folder(None)


def test_a_zone_adds_a_year_by_a_file_of_its_own(zone):
    calendar = zone(f"extends: china\nyears:\n  2027:\n{YEAR}    off: [{{first: 2027-01-01, name: 元旦}}]\n")
    assert calendar.known_through == day("2027-12-31")
    assert not calendar.is_workday(day("2027-01-01"))
    assert calendar.is_workday(day("2026-02-14"))
    assert "zone" in list_calendars()
    assert CHINA.hash != calendar.hash


def test_a_file_of_the_shipped_name_extends_the_shipped_calendar(zone):
    text = f"extends: china\nyears:\n  2027:\n{YEAR}    off: [{{first: 2027-02-05, last: 2027-02-11, name: 春节}}]\n"
    assert zone(text, name="china").known_through == day("2027-12-31")
    assert load_calendar().why(day("2027-02-05")).endswith("春节放假,依据《通知》")


def test_a_calendar_is_read_again_when_the_one_it_stands_on_changes(zone):
    zone(f"years:\n  2027:\n{YEAR}    off: []\n", name="base")
    assert zone("extends: base\n" + f"years:\n  2028:\n{YEAR}    off: []\n").is_workday(day("2027-01-04"))
    zone(f"years:\n  2027:\n{YEAR}    off: [{{first: 2027-01-04, name: 停工}}]\n", name="base")
    assert not load_calendar("zone").is_workday(day("2027-01-04"))


def test_everything_wrong_with_a_file_is_told_at_once_with_its_line(zone):
    wrong = f"""years:
  2026:
{YEAR}    off:
      - {{first: 2026-01-01, last: 2026-01-03, name: 元旦}}
      - {{first: 2026-01-03, name: 元旦}}
      - {{first: 2026-05-05, last: 2026-05-01, name: 劳动节}}
      - {{first: 2025-10-01, name: 国庆节}}
    work:
      - {{first: 2026-01-06, name: 元旦}}
  2028:
{YEAR}    off: []
"""
    with pytest.raises(ProblemsError) as caught:
        zone(wrong)
    found = {(p.kind, p.cell) for p in caught.value.problems}
    assert found == {
        ("calendar_gap", "L14"),
        ("calendar_overlap", "L9"),
        ("calendar_reversed", "L10"),
        ("calendar_other_year", "L11"),
        ("calendar_already_worked", "L13"),
    }
    assert all(p.file == "zone.yaml" and p.advice for p in caught.value.problems)


def test_a_calendar_without_years_is_refused(zone):
    with pytest.raises(ProblemsError) as caught:
        zone("years: {}\n")
    assert (caught.value.problem.kind, caught.value.problem.cell) == ("calendar_empty", "L4")


def test_calendars_that_extend_each_other_are_refused(zone, tmp_path: Path):
    years = f"years:\n  2027:\n{YEAR}    off: []\n"
    (tmp_path / "calendars" / "a.yaml").write_text(HEAD + "extends: zone\n" + years, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        zone("extends: a\n" + years)
    assert caught.value.problem.kind == "calendar_cycle"
