"""Long work of approvals: read exports of platforms, end broken promises, send messages. All are safe to run twice."""

from __future__ import annotations

from django.db import close_old_connections, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.jobs import Progress, job

from .actions.handling import end_broken_promises
from .actions.mirroring import read_import
from .models import MirrorImport
from .telling import send_waiting


@job("approvals.mirror.read", label="读取上级平台导出表")
def read_mirror(progress: Progress, *, import_id: str) -> str:
    """Rows become cases with the same clock."""
    made = MirrorImport.objects.select_related("file", "by").get(pk=import_id)
    read_import(made, at=moment.now(), progress=progress)
    return reverse("approvals:mirror", args=[made.pk])


@job("approvals.promises.mind", label="核对容缺承诺")
def mind_promises(progress: Progress) -> str:
    """What was promised and did not come ends as the rule says."""
    ended = end_broken_promises(on=moment.today(), at=moment.now(), progress=progress)
    progress(99, f"终止 {ended} 件")
    return ""


@job("approvals.messages.send", label="发送办件提醒")
def send_messages(progress: Progress) -> str:
    """Messages to applicants that wait."""
    sent = send_waiting(at=moment.now(), progress=progress)
    progress(99, f"发出 {sent} 条")
    return ""


@app.periodic(cron="30 23 * * *", periodic_id="approvals.mind_daily")
@app.task(name="approvals.mind_daily", queue="jobs")
def mind_daily(timestamp: int) -> None:
    """At half past seven in the morning in Shanghai."""
    close_old_connections()
    with transaction.atomic():
        jobs.defer("approvals.promises.mind", by=None)


@app.periodic(cron="*/10 0-12 * * *", periodic_id="approvals.send_often")
@app.task(name="approvals.send_often", queue="jobs")
def send_often(timestamp: int) -> None:
    """Every ten minutes from eight in the morning to nine in the evening, where something waits."""
    close_old_connections()
    from .models import Message, MessageState

    if Message.objects.filter(state=MessageState.WAITING).exists():
        with transaction.atomic():
            jobs.defer("approvals.messages.send", by=None)
