"""Long work in the background.

    @job("ledger.upload.read", label="读取上报文件")
    def read_upload(progress, *, upload_id): ...

    defer("ledger.upload.read", by=user, target=upload, upload_id=str(upload.pk))     # inside the transaction

A job is deferred inside the transaction that causes it, so it exists if and only if its cause does. It may run twice (a
worker can die after the work and before saying so), so its function must be safe to repeat. Progress is told over a
connection of its own, so it is seen while the work's transaction is still open.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import Model
from procrastinate.contrib.django import app as procrastinate
from procrastinate.contrib.django.models import ProcrastinateJob

from yuanheng.engines.errors import ProblemsError, YuanhengError

from . import moment
from .access import bureau_of
from .models import Job, JobState, User
from .notices import notify

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
LOCK_SPACE = 0x794A


@dataclass(frozen=True, slots=True)
class Kind:
    """A declared kind of job."""

    code: str
    label: str
    run: Callable[..., str | None]


_kinds: dict[str, Kind] = {}


def job(code: str, *, label: str) -> Callable[[Callable[..., str | None]], Callable[..., str | None]]:
    """Declare a job's function, in an app's `tasks.py`. It gets a `Progress`; it may answer the URL of its result."""

    def declare(run: Callable[..., str | None]) -> Callable[..., str | None]:
        _kinds[code] = Kind(code=code, label=label, run=run)
        return run

    return declare


def kinds() -> dict[str, Kind]:
    """All declared kinds."""
    return dict(_kinds)


def defer(code: str, *, by: User | None, target: Model | None = None, label: str = "", **arguments: Any) -> Job:
    """Put a job in the queue; call it inside the transaction that causes it.

    Raises:
        RuntimeError: outside a transaction.
        LookupError: no such kind.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"job {code} deferred outside a transaction")
    kind = _kinds.get(code)
    if kind is None:
        raise LookupError(f"no job kind {code}; there are: {', '.join(sorted(_kinds))}")
    row = Job.objects.create(
        kind=code,
        label=label or kind.label,
        arguments=arguments,
        created_by=by,
        organisation=bureau_of(by) if by else None,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        sentence="排队中,即将开始",
    )
    enqueue(row)
    return row


def enqueue(row: Job) -> None:
    """Tell the workers; part of the surrounding transaction."""
    procrastinate.configure_task("base.run_job").defer(job_id=str(row.pk))


def retry(row: Job) -> bool:
    """Let a failed job wait again; False, and nothing done, where it has not failed."""
    with transaction.atomic():
        fresh = Job.objects.select_for_update().get(pk=row.pk)
        if fresh.state != JobState.FAILED:
            return False
        fresh.state, fresh.percent, fresh.problem, fresh.attempts = JobState.QUEUED, 0, "", 0
        fresh.sentence = "排队中,即将重试"
        fresh.save()
        enqueue(fresh)
        return True


class Progress:
    """What a job calls to say how far it is: `progress(40, "已读 3/7 个文件")`."""

    def __init__(self, row: Job, side: psycopg.Connection[Any] | None) -> None:
        self.job = row
        self._side = side

    def __call__(self, percent: int, sentence: str) -> None:
        """Note percent (0..100) and a sentence; seen at once by whoever watches."""
        values = (max(0, min(100, int(percent))), sentence[:300], self.job.pk)
        update = "update base_job set percent = %s, sentence = %s where id = %s and state = 'running'"
        if self._side is None:
            with connection.cursor() as cursor:
                cursor.execute(update, values)
        else:
            self._side.execute(update, values)


def run(job_id: str) -> None:
    """Run one job to its end. Called by the worker, and by tests inside their transaction."""
    with nullcontext(None) if connection.in_atomic_block else closing(_side_connection()) as side:
        if side is not None and not _hold(side, job_id):
            return  # another worker is at it
        row = _take(job_id)
        if row is None:
            return
        try:
            result = _kinds[row.kind].run(Progress(row, side), **row.arguments)
        except Exception as error:  # whatever went wrong must reach the person who waits
            _finish(row, state=JobState.FAILED, problem=_say(error))
            log.warning("job %s (%s) failed\n%s", row.kind, row.pk, traceback.format_exc())
        else:
            _finish(row, state=JobState.SUCCEEDED, result_url=result or "")


def requeue_orphans() -> int:
    """Let jobs wait again that nobody works on: marked running without a lock held, or waiting without a place in line.

    The first is a worker that died at work; the second one that died, or could not reach the database, before it began.
    """
    return sum(_requeue(row) for row in Job.objects.unfinished() if row.state == JobState.RUNNING or not _in_line(row))


def _in_line(row: Job) -> bool:
    return ProcrastinateJob.objects.filter(status="todo", args__job_id=str(row.pk)).exists()


def _requeue(row: Job) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s, hashtext(%s))", [LOCK_SPACE, str(row.pk)])
            if not cursor.fetchone()[0]:
                return False
        fresh = Job.objects.select_for_update().get(pk=row.pk)
        if fresh.state != row.state:
            return False
        if fresh.state == JobState.RUNNING:
            _give_up_or_wait(fresh)
        else:
            enqueue(fresh)  # at worst it stands in line twice; the second call finds it done
        return True


def _give_up_or_wait(row: Job) -> None:
    if row.attempts >= MOST_ATTEMPTS:
        row.state, row.finished_at = JobState.FAILED, moment.now()
        row.problem = f"处理程序 {row.attempts} 次中途退出。请核对输入文件大小后重试,仍不行请联系系统管理员。"
        row.save()
        return
    row.state, row.sentence = JobState.QUEUED, "处理程序中断,正在重新开始"
    row.save()
    enqueue(row)


def _side_connection() -> psycopg.Connection[Any]:
    params = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        params.pop(name, None)
    return psycopg.connect(**params, autocommit=True)


def _hold(side: psycopg.Connection[Any], job_id: str) -> bool:
    """The session's lock on the job: the database frees it when the worker dies."""
    found = side.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [LOCK_SPACE, job_id]).fetchone()
    return bool(found and found[0])


def _take(job_id: str) -> Job | None:
    with transaction.atomic():
        row = Job.objects.select_for_update().filter(pk=job_id).first()
        if row is None or row.state != JobState.QUEUED:
            return None
        row.state, row.started_at, row.finished_at = JobState.RUNNING, moment.now(), None
        row.attempts += 1
        row.sentence = "已开始"
        row.save()
        return row


def _finish(row: Job, *, state: JobState, problem: str = "", result_url: str = "") -> None:
    with transaction.atomic():
        fresh = Job.objects.select_for_update().get(pk=row.pk)
        fresh.state, fresh.problem, fresh.finished_at = state, problem, moment.now()
        if state is JobState.SUCCEEDED:
            fresh.percent, fresh.result_url = 100, result_url
            fresh.sentence = fresh.sentence if fresh.sentence != "已开始" else "已完成"
        fresh.save()
        if fresh.created_by is not None:
            ending = "已完成" if state is JobState.SUCCEEDED else "未完成,请查看原因"
            notify(
                fresh.created_by,
                f"{fresh.label}:{ending}",
                url=fresh.result_url or f"/jobs/{fresh.pk}/",
                level="success" if state is JobState.SUCCEEDED else "danger",
            )


def _say(error: Exception) -> str:
    """An error of ours in its four parts; of anybody else, its kind, and where the details are."""
    if isinstance(error, ProblemsError):
        return "\n".join(str(problem) for problem in error.problems[:50])
    if isinstance(error, YuanhengError):
        return str(error.problem)
    return f"程序出错({type(error).__name__}),没有保存任何结果。请重试;仍不行请把任务编号告知系统管理员。"
