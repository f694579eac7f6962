"""Odd and hostile input, two people at once, and figures that must not count one project twice."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import tallies
from yuanheng.web.projects.actions.duplicates import settle_pair
from yuanheng.web.projects.actions.imports import confirm_import, create_import, enter_records, keep_reading, read_file
from yuanheng.web.projects.actions.projects import (
    Backer,
    Money,
    ProjectError,
    change_project,
    create_project,
    next_number,
)  # fmt: skip
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import ImportState, Project

YEAR, END = parse_period("2021"), date(2021, 12, 31)
AT = datetime(2021, 12, 31, 9, tzinfo=SHANGHAI)
HEAD = "项目名称,投资方,总投资(万元),签约日期,用地(亩),来源,国别,行业代码,项目代码\n"


@pytest.fixture
def made(cast):
    """A maker of projects."""

    def make(name="智造基地", **values):
        return create_project(name=name, by=cast["promoter"], at=datetime(2021, 1, 5, 9, tzinfo=SHANGHAI), **values)

    return make


@pytest.mark.parametrize("year", ["²", "abc", "9" * 5000, "-1", "0"])
@pytest.mark.parametrize("page", ["timeline", "tallies"])
def test_a_year_that_is_none_shows_the_newest(client_of, page, year):
    assert client_of("promoter").get(reverse(f"projects:{page}"), {"year": year}).status_code == 200


@pytest.mark.parametrize("year", [0, 1899, 2201, 99999, 10**30])
def test_the_tally_of_a_year_out_of_reach_leads_back(client_of, year):
    told = client_of("promoter").get(reverse("projects:tally", args=["signed", year, 0]))
    assert told.status_code == 302


@pytest.mark.parametrize("page", ["projects", "kanban", "timeline"])
@pytest.mark.parametrize("asked", [{"q": "%_\\"}, {"page": "999"}, {"page": "x"}, {"bureau": "x"}])
def test_odd_filters_are_no_fault(client_of, page, asked):
    assert client_of("promoter").get(reverse(f"projects:{page}"), asked).status_code == 200


@pytest.mark.parametrize(
    "lines",
    [
        "甲,中国,0%",
        "甲,中国,101%",
        "甲,中国,99999999%",
        "甲\n甲",
        "长" * 300,
        f"甲,{'国' * 100},5%",
        "甲" + " " * 3000 + "!",
    ],
)
def test_investors_that_cannot_be_kept_are_named_in_the_form(client_of, lines):
    told = client_of("promoter").post(reverse("projects:new"), {"name": "某项目", "investors": lines})
    assert told.status_code == 422
    assert not Project.objects.exists()


@pytest.mark.parametrize("total", ["-1", "1e400", "NaN", "99999999999999999999", "Infinity"])
def test_totals_that_are_no_amount_are_refused_in_the_form(client_of, total):
    told = client_of("promoter").post(reverse("projects:new"), {"name": "某项目", "total": total, "currency": "yuan"})
    assert told.status_code == 422


def test_a_project_code_of_another_is_refused_in_the_form_of_changes(client_of, made):
    made("甲项目", national_code="2101-320600-04-01-1")
    second = made("乙项目")
    url = reverse("projects:change", args=[second.pk])
    told = client_of("promoter").post(
        url, {"name": "乙项目", "national_code": "2101-320600-04-01-1", "version": second.version}
    )
    assert told.status_code == 422 and "已用于" in told.content.decode()


def test_the_second_editor_sees_that_only_investors_were_changed(client_of, cast, made):
    project = made("甲", investors=[Backer("东海投资")])
    change_project(project, version=1, by=cast["promoter"], investors=[Backer("南山投资")])
    url = reverse("projects:change", args=[project.pk])
    told = client_of("promoter").post(url, {"name": "甲", "investors": "东海投资", "town": "滨江", "version": "1"})
    assert told.status_code == 409


def test_numbers_go_on_after_9999(made):
    made("甲", number="XM2021-9999")
    made("乙", number="XM2021-10000")
    assert next_number(AT) == "XM2021-10001"


def test_one_project_entered_twice_counts_once_when_it_is_settled(cast, made):
    first, second = made("甲"), made("甲")
    for project in (first, second):
        record_stage(project, stage="signed", on=date(2021, 3, 1), by=cast["promoter"], at=AT)
    read = tallies()["projects.signed"].read
    assert read(YEAR, on=END, known_on=None).value == 2
    settle_pair(first, second, same=True, why="重复登记", by=cast["promoter"], at=AT)
    assert read(YEAR, on=END, known_on=None).value == 1
    assert read(YEAR, on=END, known_on=date(2021, 12, 31)).value == 1
    assert read(YEAR, on=END, known_on=date(2021, 12, 30)).value == 0


def test_what_only_the_second_record_tells_still_counts(cast, made):
    first, second = made("甲"), made("甲")
    record_stage(second, stage="signed", on=date(2021, 3, 1), by=cast["promoter"], at=AT)
    settle_pair(first, second, same=True, why="重复登记", by=cast["promoter"], at=AT)
    assert tallies()["projects.signed"].read(YEAR, on=END, known_on=None).value == 1


def test_a_project_put_off_twice_on_one_day_is_refused_in_words(cast, made):
    project = made("甲")
    for stage in ("shelved", "ended"):
        record_stage(project, stage=stage, on=date(2021, 3, 1), by=cast["promoter"], at=AT)
    with pytest.raises(ProjectError):
        record_stage(project, stage="shelved", on=date(2021, 3, 1), by=cast["promoter"], at=AT)


def test_a_stage_of_the_year_1_is_refused(cast, made):
    with pytest.raises(ProjectError):
        record_stage(made("甲"), stage="signed", on=date(1, 3, 1), by=cast["promoter"], at=AT)


def brought(cast, text):
    """A library as the job leaves it."""
    given = SimpleUploadedFile("库.csv", (HEAD + text).encode())
    made = create_import(given=given, by=cast["promoter"], at=AT)
    try:
        return keep_reading(made.pk, read_file(made, today=END))
    except ProblemsError as refused:
        return keep_reading(made.pk, refused)


@pytest.mark.parametrize(
    "row",
    [
        "甲项目,东海投资,1000000000亿元,2021-03-01,50,,,,",
        "甲项目,东海投资," + "9" * 60 + ",2021-03-01,50,,,,",
        "甲项目,东海投资,500,2021-03-01,1e30,,,,",
        "甲项目,东海投资,500,2021-03-01,NaN,,,,",
        "甲项目,东海投资,500,2021-03-01,Infinity,,,,",
        "甲项目,东海投资,500,2021-03-01,50," + "源" * 190 + ",,,",
        "甲项目,东海投资,500,2021-03-01,50,,," + "C" * 100 + ",",
        "甲项目,东海投资,500,2021-03-01,50,," + "国" * 100 + ",,",
        "甲" * 400 + ",东海投资,500,2021-03-01,50,,,,",
        "甲项目," + "东" * 400 + ",500,2021-03-01,50,,,,",
        "甲项目,东海投资,500,0001-03-01,50,,,,",
        "=cmd|' /C calc'!A0,东海投资,500,2021-03-01,50,,,,",
    ],
)
def test_a_hostile_row_is_kept_or_asked_about_and_never_a_fault(cast, row):
    made = brought(cast, row + "\n乙项目,南山投资,500,2021-03-01,50,,,,\n")
    assert made.state == ImportState.PREVIEW
    confirm_import(made, by=cast["promoter"], without_blocked=True)
    enter_records(made, by=cast["promoter"], at=AT)
    assert Project.objects.filter(name="乙项目").exists()


def test_one_project_code_twice_in_a_file_is_asked_about(cast):
    made = brought(cast, "甲项目,东海投资,5,2021-03-01,5,,,,C-1\n乙项目,南山投资,5,2021-03-01,5,,,,C-1\n")
    assert any(p["kind"] == "repeated_code" for p in made.problems)


def test_a_library_whose_name_column_is_left_out_is_refused_in_words(client_of, cast):
    made = brought(cast, "甲项目,东海投资,5,2021-03-01,5,,,,\n")
    said = {f"c-0-{c['index']}": "" for c in made.sheets[0]["columns"]}
    told = client_of("promoter").post(reverse("projects:map_import", args=[made.pk]), said, follow=True)
    assert told.status_code == 200 and "项目名称" in told.content.decode()


@pytest.mark.parametrize("row", ["甲项目,东海投资,500" + ",x" * 10_000, "甲\0项目,东海投资,500"])
def test_ten_thousand_columns_or_a_nul_are_refused_in_words(cast, row):
    made = brought(cast, row + "\n")
    assert made.state == ImportState.REFUSED and made.problems


def test_whoever_asks_for_a_number_waits_for_the_one_before(made):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        made("甲")
    assert any("pg_advisory_xact_lock" in query["sql"] for query in queries)


def test_an_amount_of_a_share_of_a_cent_is_no_fault(made):
    money = Money(kind="total", amount=Decimal("0.005"), currency="yuan", holds_from=date(2021, 1, 4))
    assert made("甲", amounts=[money]).amounts.get().amount <= Decimal("0.01")
