"""A run from the choice to the results, and that it stands for ever."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from yuanheng.engines.rules import rule_hash
from yuanheng.web.base.models import AuditEntry, Job
from yuanheng.web.runs.models import Result, Run
from yuanheng.web.runs.tests.zone import run_now


def test_the_analyst_freezes_and_runs_and_the_page_shows_every_firm(zone, cast, client_of):
    firms = zone(10)
    client = client_of("analyst")
    answer = client.post(reverse("runs:new"), {"scheme": "huaian-2024", "year": "2021", "note": "试算"})
    run = Run.objects.get()
    assert answer["Location"] == reverse("runs:run", args=[run.pk])
    assert "排队中" in client.get(answer["Location"]).content.decode()
    from yuanheng.web.base import jobs

    jobs.run(str(Job.objects.for_target(run).get().pk))
    run.refresh_from_db()
    assert (run.state, run.scheme_hash, run.note) == ("finished", rule_hash("schemes", "huaian-2024"), "试算")
    page = client.get(answer["Location"]).content.decode()
    assert all(firm.name in page for firm in firms)
    assert run.class_counts == {"全部企业": {"A": 2, "B": 4, "C": 4}}


def test_the_richest_firm_is_first_and_its_figures_are_kept_exactly(zone, cast):
    firms = zone(10)
    run = run_now(cast["analyst"])
    first = Result.objects.get(run=run, rank=1)
    assert (first.enterprise, first.grade) == (firms[-1], "A")
    tax = first.detail["tax_per_mu"]
    mean_of_2020 = sum(range(1, 11)) * Decimal(10) / 20 / 10  # 万元/亩: i × 10 万元 over 20 亩, ten firms
    assert (tax["value"], tax["benchmark"]) == (Decimal(5), 2 * mean_of_2020)


def test_a_second_run_gets_the_next_number_and_leaves_the_first_alone(zone, cast):
    zone(6)
    first = run_now(cast["analyst"])
    second = run_now(cast["analyst"])
    assert (first.serial, second.serial) == (1, 2)
    assert first.snapshot.content_hash == second.snapshot.content_hash
    assert Result.objects.filter(run=first).count() == Result.objects.filter(run=second).count() == 6
    assert first.folder != second.folder


@pytest.mark.parametrize(
    "statement",
    [
        "update runs_run set note = 'x' where id = %s",
        "delete from runs_run where id = %s",
        "update runs_result set grade = 'A' where run_id = %s",
        "delete from runs_result where run_id = %s",
        "update runs_snapshot set content_hash = content_hash where id in (select snapshot_id from runs_run where id = %s)",
    ],
    ids=["change run", "delete run", "change result", "delete result", "change snapshot"],
)
def test_what_was_computed_is_never_changed_even_by_sql(zone, cast, statement):
    from django.db import connection

    zone(4)
    run = run_now(cast["analyst"])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [run.pk])


def test_doing_the_job_twice_changes_nothing(zone, cast):
    from yuanheng.web.runs.tasks import compute_run

    zone(4)
    run = run_now(cast["analyst"])
    compute_run(lambda *_: None, run_id=str(run.pk))
    assert Result.objects.filter(run=run).count() == 4


def test_a_failed_run_says_why_and_may_be_tried_again(zone, cast, client_of, monkeypatch):
    from yuanheng.engines import pipeline
    from yuanheng.web.base import jobs, moment
    from yuanheng.web.runs.actions import start_run
    from yuanheng.web.runs.schemes import offered

    zone(4)
    run = start_run(by=cast["analyst"], scheme=offered("huaian-2024"), year=2021, at=moment.now())
    job = Job.objects.for_target(run).get()
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "compute_evaluation", lambda **_: 1 / 0)
        jobs.run(str(job.pk))
    run.refresh_from_db()
    assert run.state == "failed" and not Result.objects.filter(run=run).exists()
    assert "程序出错" in client_of("analyst").get(reverse("runs:run", args=[run.pk])).content.decode()
    jobs.retry(job)
    jobs.run(str(job.pk))
    run.refresh_from_db()
    assert run.state == "finished" and Result.objects.filter(run=run).count() == 4


def test_every_run_leaves_lines_in_the_log(zone, cast):
    zone(4)
    run = run_now(cast["analyst"])
    lines = AuditEntry.objects.filter(target_id=str(run.pk)).values_list("action", flat=True)
    assert set(lines) == {"runs.run.started", "runs.run.finished"}


def test_a_day_to_come_is_refused(zone, cast, client_of):
    zone(2)
    answer = client_of("analyst").post(
        reverse("runs:new"), {"scheme": "huaian-2024", "year": "2021", "known_on": "2999-01-01"}
    )
    assert answer.status_code == 422 and "数据截至日不能晚于今天" in answer.content.decode()
    assert not Run.objects.exists()


def test_without_a_scheme_nothing_runs(zone, cast, client_of):
    zone(2)
    answer = client_of("analyst").post(reverse("runs:new"), {"year": "2021"})
    assert answer.status_code == 422 and "请先选择一个评价办法" in answer.content.decode()


def test_the_leaders_desk_opens_with_the_newest_classes(zone, cast, client_of):
    zone(4)
    run = run_now(cast["analyst"])
    page = client_of("leader").get("/").content.decode()
    assert "最近的评价" in page
    assert reverse("runs:run", args=[run.pk]) in page
    assert "最近的评价" not in client_of("administrator").get("/").content.decode()
