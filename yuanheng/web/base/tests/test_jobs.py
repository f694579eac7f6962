"""Jobs: in the transaction that causes them, safe to run twice, seen while they run, never lost with a worker."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from yuanheng.engines.errors import Problems, YuanhengError
from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job, JobState, Notice, Organisation

SEEN: list[tuple[int, str]] = []
RUNS: list[str] = []


@jobs.job("base.test.well", label="好好做完")
def do_well(progress, *, name: str) -> str:
    """Tells its progress and answers where the result is."""
    RUNS.append(name)
    progress(40, f"正在处理{name}")
    watched = Job.objects.get(pk=progress.job.pk)
    SEEN.append((watched.percent, watched.sentence))
    return "/result/"


@jobs.job("base.test.problems", label="原表有错")
def find_problems(progress) -> None:
    """The user's file is wrong in two places; what was written before that must not stay."""
    with transaction.atomic():
        Organisation.objects.create(code="half", name="做到一半")
        problems = Problems()
        for cell in ("C5", "C6"):
            problems.add("bad", where=f"税务局.xlsx › 1月 › {cell}", found="'1O0'", expected="数字", advice="核对原表")
        problems.raise_if_any()


@jobs.job("base.test.bug", label="程序有错")
def fall_over(progress) -> None:
    """A fault of ours; its text may hold anything and must not reach the page."""
    raise KeyError("secret detail")


@jobs.job("base.test.own_error", label="一个问题")
def one_problem(progress) -> None:
    """One problem of the user's."""
    raise YuanhengError(where="上报", found="空文件", expected="工作簿", advice="重新导出")


@pytest.fixture(autouse=True)
def _forget():
    SEEN.clear()
    RUNS.clear()


def defer(code: str, by=None, **arguments) -> Job:
    with transaction.atomic():
        return jobs.defer(code, by=by, **arguments)


def test_a_job_of_a_rolled_back_action_never_was(committed_db, cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.defer("base.test.well", by=cast["clerk"], name="甲")
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_deferred_job_waits_in_the_workers_queue(committed_db, cast):
    job = defer("base.test.well", by=cast["clerk"], target=cast["clerk"], name="甲")
    assert (job.state, job.organisation.code) == (JobState.QUEUED, "economy")
    assert ProcrastinateJob.objects.get().args == {"job_id": str(job.pk)}
    assert list(Job.objects.for_target(cast["clerk"])) == [job]


def test_outside_a_transaction_it_is_refused(committed_db):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        jobs.defer("base.test.well", by=None, name="甲")


def test_an_unknown_kind_is_refused_with_those_there_are(db):
    with pytest.raises(LookupError, match=r"base\.test\.well"):
        jobs.defer("base.test.nothing", by=None)


def test_a_job_that_ends_well_tells_its_person_and_where_the_result_is(committed_db, cast):
    job = defer("base.test.well", by=cast["clerk"], name="甲")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.percent, job.result_url, job.attempts) == (JobState.SUCCEEDED, 100, "/result/", 1)
    notice = Notice.objects.get(to=cast["clerk"])
    assert (notice.text, notice.url, notice.level) == ("好好做完:已完成", "/result/", "success")


def test_progress_is_seen_by_others_while_the_work_is_under_way(committed_db, cast):
    jobs.run(str(defer("base.test.well", by=None, name="甲").pk))
    assert SEEN == [(40, "正在处理甲")]


def test_progress_works_inside_a_test_transaction_too(db):
    job = defer("base.test.well", by=None, name="甲")
    jobs.run(str(job.pk))
    assert SEEN == [(40, "正在处理甲")]


def test_running_it_twice_does_the_work_once(committed_db):
    job = defer("base.test.well", by=None, name="甲")
    jobs.run(str(job.pk))
    jobs.run(str(job.pk))
    assert RUNS == ["甲"]


def test_two_workers_never_run_the_same_job_at_once(test_server, committed_db):
    job = defer("base.test.well", by=None, name="甲")
    with psycopg.connect(test_server.cluster.dsn(role="yh_app", database=committed_db), autocommit=True) as other:
        assert jobs._hold(other, str(job.pk))
        jobs.run(str(job.pk))
        assert RUNS == []
    jobs.run(str(job.pk))
    assert RUNS == ["甲"]


def test_a_job_that_is_not_there_is_passed_over(committed_db):
    jobs.run("01a20c69-df0e-7746-be0f-d455dcfece80")


def test_problems_in_the_users_file_are_all_shown_and_nothing_half_done_stays(committed_db, cast):
    job = defer("base.test.problems", by=cast["clerk"])
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert [line[:19] for line in job.problem.splitlines()] == ["税务局.xlsx › 1月 › C5:", "税务局.xlsx › 1月 › C6:"]
    assert not Organisation.objects.filter(code="half").exists()
    assert Notice.objects.get(to=cast["clerk"]).level == "danger"


def test_one_problem_is_said_in_its_four_parts(committed_db):
    job = defer("base.test.own_error", by=None)
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.problem == "上报:发现 空文件;应为 工作簿;请重新导出"


def test_a_fault_of_ours_is_admitted_without_its_details(committed_db, caplog):
    job = defer("base.test.bug", by=None)
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert "KeyError" in job.problem and "secret detail" not in job.problem
    assert "secret detail" in caplog.text


def test_a_failed_job_can_be_retried_and_one_that_ended_well_cannot(committed_db, cast, client_of):
    failed = defer("base.test.problems", by=cast["clerk"])
    done = defer("base.test.well", by=cast["clerk"], name="甲")
    for job in (failed, done):
        jobs.run(str(job.pk))
        client_of("clerk").post(f"/jobs/{job.pk}/retry/")
        job.refresh_from_db()
    assert failed.state == JobState.QUEUED
    assert done.state == JobState.SUCCEEDED


def test_a_job_whose_worker_died_waits_again_and_gives_up_after_three_times(committed_db):
    job = defer("base.test.well", by=None, name="甲")
    for attempt in (1, 2, 3):
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=attempt)
        assert jobs.requeue_orphans() == 1
        job.refresh_from_db()
        assert job.state == (JobState.QUEUED if attempt < 3 else JobState.FAILED)
    assert "3 次中途退出" in job.problem


def test_a_job_that_is_being_worked_on_is_no_orphan(test_server, committed_db):
    job = defer("base.test.well", by=None, name="甲")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    with psycopg.connect(test_server.cluster.dsn(role="yh_app", database=committed_db), autocommit=True) as worker:
        assert jobs._hold(worker, str(job.pk))
        assert jobs.requeue_orphans() == 0


def test_a_job_that_lost_its_place_in_line_gets_a_new_one(committed_db):
    job = defer("base.test.well", by=None, name="甲")
    assert jobs.requeue_orphans() == 0
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_events")
        cursor.execute("delete from procrastinate_jobs")
    assert jobs.requeue_orphans() == 1
    assert ProcrastinateJob.objects.get().args == {"job_id": str(job.pk)}


def test_the_bar_polls_while_it_runs_and_stops_at_the_end(client_of, cast):
    job = Job.objects.create(
        kind="base.test.well",
        label="读表",
        state=JobState.RUNNING,
        percent=30,
        created_by=cast["clerk"],
        organisation=cast["clerk"].posts.get().organisation,
    )
    url = f"/jobs/{job.pk}/progress/"
    running = client_of("clerk").get(url, HTTP_HX_REQUEST="true").content.decode()
    assert f'hx-get="{url}"' in running and 'value="30"' in running
    Job.objects.filter(pk=job.pk).update(state=JobState.SUCCEEDED, percent=100)
    ended = client_of("clerk").get(url, HTTP_HX_REQUEST="true").content.decode()
    assert "hx-get" not in ended and "data-reload" in ended


def test_the_way_to_a_result_is_offered_to_those_who_may_open_it(client_of, cast):
    job = Job.objects.create(
        kind="x.y.z", label="读表", state=JobState.SUCCEEDED, result_url=reverse("ledger:uploads"),
        created_by=cast["clerk"], organisation=cast["clerk"].posts.first().organisation,
    )  # fmt: skip
    for key, offered in (("clerk", True), ("administrator", False)):
        page = client_of(key).get(reverse("base:job", args=[job.pk])).content.decode()
        assert ("查看结果" in page) is offered
