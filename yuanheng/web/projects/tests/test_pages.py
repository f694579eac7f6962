"""Pages of projects as their users meet them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.projects.models import LibraryImport, Project
from yuanheng.web.projects.tests.walk_samples import library, project, read_import, run_jobs

NEW = {"name": "光伏组件制造基地", "total": "20000", "currency": "yuan", "investors": "上海恒远投资有限公司,中国,60%"}


def test_a_project_of_the_same_investor_is_shown_before_a_second_person_enters_it(client_of, cast):
    client = client_of("promoter")
    assert client.post(reverse("projects:new"), NEW).status_code == 302
    again = client.post(reverse("projects:new"), NEW | {"name": "储能系统"})
    assert again.status_code == 409 and "投资方同为" in again.content.decode()
    assert Project.objects.count() == 1
    assert client.post(reverse("projects:new"), NEW | {"name": "储能系统", "confirmed": "on"}).status_code == 302


def test_an_amount_without_a_currency_is_a_question(client_of):
    told = client_of("promoter").post(reverse("projects:new"), NEW | {"currency": ""})
    assert told.status_code == 422 and "请选择总投资的币种" in told.content.decode()


def test_the_second_editor_sees_the_firsts_change_and_keeps_what_was_typed(client_of, cast):
    made = project(cast)
    url = reverse("projects:change", args=[made.pk])
    typed = {"name": "智造基地", "version": "1"}
    assert client_of("promoter").post(url, typed | {"town": "滨江片区"}).status_code == 302
    told = client_of("builder").post(url, typed | {"summary": "二期厂房"})
    text = told.content.decode()
    assert told.status_code == 409 and "滨江片区" in text and "二期厂房" in text
    assert 'name="version" value="2"' in text.replace("  ", " ")


def test_list_kanban_and_timeline_take_as_many_queries_for_two_projects_as_for_forty(client_of, cast):
    client = client_of("leader")
    project(cast, name="甲")
    project(cast, name="乙")
    pages = [reverse(f"projects:{name}") for name in ("projects", "kanban", "timeline")]

    def counted():
        found = []
        for url in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    counted()
    few = counted()
    for number in range(38):
        project(cast, name=f"项目{number}号")
    assert counted() == few


def test_a_library_is_read_confirmed_and_a_second_time_adds_nothing(client_of, cast):
    made = read_import(cast, "promoter")
    assert (made.new, made.known, made.blocked) == (2, 0, 0)
    client = client_of("promoter")
    client.post(reverse("projects:confirm_import", args=[made.pk]))
    assert not Project.objects.exists(), "the job enters them"
    run_jobs(made)
    assert Project.objects.filter(stage="signed").count() == 1
    again = read_import(cast, "promoter")
    assert (again.new, again.known) == (0, 2)
    client.post(reverse("projects:confirm_import", args=[again.pk]))
    run_jobs(again)
    assert Project.objects.count() == 2


def test_rows_with_open_questions_are_left_out_only_when_that_is_said(client_of, cast, monkeypatch):
    made = read_import(cast, "promoter")
    made.rows[0]["blocked"], made.blocked = True, 1
    made.save()
    client, url = client_of("promoter"), reverse("projects:confirm_import", args=[made.pk])
    client.post(url)
    assert Project.objects.count() == 0
    client.post(url, {"without_blocked": "on"})
    run_jobs(made)
    assert [p.name for p in Project.objects.all()] == ["储能项目"]


def test_a_file_that_is_no_library_is_refused_with_the_reason(client_of, cast):
    from yuanheng.web.base import jobs
    from yuanheng.web.base.models import Job

    client = client_of("promoter")
    client.post(reverse("projects:imports"), {"file": library("a,b\n1,2\n")})
    made = LibraryImport.objects.get()
    for job in Job.objects.for_target(made).unfinished():
        jobs.run(str(job.pk))
    assert "没有找到项目库的表头" in client.get(reverse("projects:import", args=[made.pk])).content.decode()


def test_a_table_for_the_city_keeps_currencies_apart_and_neutralises_formulas(client_of, cast, tmp_path):
    import openpyxl

    project(cast, name="=1+1项目")
    answer = client_of("leader").get(reverse("projects:export_layout", args=["library"]))
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    heads = next(i for i, row in enumerate(rows) if "项目名称" in row)
    line = dict(zip(rows[heads], rows[heads + 1], strict=True))
    assert line["项目名称"] == "'=1+1项目"
    assert line["总投资(万元)"] == 20_000 and line["总投资(万美元)"] in ("", None)


@pytest.mark.parametrize("tiers", ["nested", "highest"])
def test_each_number_opens_its_projects(client_of, cast, tiers):
    from datetime import date

    from yuanheng.web.projects.actions.stages import record_stage
    from yuanheng.web.projects.tests.walk_samples import AT

    record_stage(project(cast), stage="signed", on=date(2021, 5, 1), by=cast["promoter"], at=AT)
    client = client_of("leader")
    assert client.get(reverse("projects:tallies"), {"year": "2021", "tiers": tiers}).status_code == 200
    opened = client.get(reverse("projects:tally", args=["signed", 2021, 4]), {"tiers": tiers})
    assert opened.context["count"] == 1 and "智造基地" in opened.content.decode()


@pytest.mark.parametrize("nested", [True, False])
def test_the_table_of_figures_says_what_each_figure_says_alone(cast, nested):
    from datetime import date
    from decimal import Decimal

    from yuanheng.web.projects.actions.projects import Money, create_project
    from yuanheng.web.projects.actions.stages import record_stage
    from yuanheng.web.projects.pages.tallies import TIERS, rows_of, tally_rows
    from yuanheng.web.projects.tests.walk_samples import AT

    sizes = [(n * 10**7, c) for n in (1, 10, 99, 100, 101, 200, 999, 1000, 1200) for c in ("yuan", "usd")]
    for number, (amount, currency) in enumerate(sizes):
        money = Money("total", Decimal(amount), currency, date(2021, 1, 4))
        made = create_project(name=f"项目{number}", by=cast["promoter"], at=AT, amounts=[money])
        record_stage(made, stage="signed", on=date(2021, 5, 1), by=cast["promoter"], at=AT)
    on = date(2021, 12, 31)
    row = next(r for r in tally_rows(year=2021, on=on, nested=nested) if r.stage == "signed")
    alone = [int(rows_of("signed", year=2021, on=on, tier=t, nested=nested).value) for t in range(len(TIERS) + 1)]
    assert [c.value for c in row.cells] == alone


def test_every_year_is_offered_once(client_of, cast):
    from datetime import date

    from yuanheng.web.projects.actions.stages import record_stage
    from yuanheng.web.projects.tests.walk_samples import AT

    for number in range(3):
        made = project(cast, name=f"项目{number}")
        record_stage(made, stage="signed", on=date(2021, 1 + number, 1), by=cast["promoter"], at=AT)
    assert client_of("leader").get(reverse("projects:tallies")).context["years"] == [2021]


def test_the_search_box_finds_a_project_by_its_investor(client_of, cast):
    client_of("promoter").post(reverse("projects:new"), NEW)
    told = client_of("leader").get("/search/", {"q": "恒远"}).content.decode()
    assert "光伏组件制造基地" in told


def test_a_form_without_the_version_it_was_made_from_changes_nothing(client_of, cast):
    made = project(cast)
    told = client_of("promoter").post(reverse("projects:change", args=[made.pk]), {"name": "改名"})
    made.refresh_from_db()
    assert told.status_code == 409 and made.name == "智造基地"


def test_a_second_editor_is_told_of_other_investors_too(client_of, cast):
    made = project(cast)
    url = reverse("projects:change", args=[made.pk])
    typed = {"name": "智造基地", "version": "1"}
    client_of("promoter").post(url, typed | {"investors": "上海恒远投资有限公司"})
    assert "上海恒远投资有限公司" in client_of("builder").post(url, typed).content.decode()
