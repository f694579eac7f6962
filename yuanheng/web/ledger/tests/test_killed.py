"""A worker that is killed while it stores a file leaves nothing of it; the next one does the whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from yuanheng.web.base import jobs
from yuanheng.web.base.cast import make_cast
from yuanheng.web.base.models import Job, JobState
from yuanheng.web.ledger.models import Fact, FileState, ProblemRow, Reading, Record, UploadState

from .making import given, tax_sheet, upload_of

ROWS = 40
STORES_AND_HANGS = """
import sys, time
from pathlib import Path
import django
django.setup()
from yuanheng.web.base import jobs
from yuanheng.web.ledger import copying
rows = copying._rows
def slowly(read):
    for number, row in enumerate(rows(read)):
        if number == 20:
            Path(sys.argv[2]).write_text("half")
            time.sleep(120)
        yield row
copying._rows = slowly
jobs.run(sys.argv[1])
"""


def test_a_killed_worker_leaves_no_half_read_file(committed_db, test_server, tmp_path):
    from yuanheng.web.base import moment

    cast = make_cast(on=moment.today())
    rows = [(f"启东第{n}机械厂", "123" if n == 0 else "", str(n + 1)) for n in range(ROWS)]
    upload = upload_of(cast["clerk"], given(tax_sheet(*rows)))
    job = Job.objects.for_target(upload).get()
    half = tmp_path / "half"
    worker = subprocess.Popen(
        [sys.executable, "-c", STORES_AND_HANGS, str(job.pk), str(half)],
        env={**os.environ, "DATABASE_URL": test_server.cluster.dsn(role="yh_app", database=committed_db)},
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not half.exists() and worker.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    assert half.exists(), "the worker never reached the middle of the file"
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    for model in (Fact, Reading, Record, ProblemRow):
        assert not model.objects.exists(), f"half a file was kept: {model._meta.verbose_name}"
    _run_again(job)
    assert Fact.objects.count() == ROWS
    upload.refresh_from_db()
    assert upload.state == UploadState.READ
    assert upload.files.get().state == FileState.READ


def _run_again(job):
    """The orphan is found, waits again, and another worker takes it."""
    until = time.monotonic() + 20
    while not jobs.requeue_orphans() and time.monotonic() < until:
        time.sleep(0.2)  # the server notices the dead connection a moment later
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED, job.problem
