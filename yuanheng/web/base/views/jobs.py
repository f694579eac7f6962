"""Jobs: the list, one job, its progress, its retry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ..access import access_one, gate, visible
from ..actions.jobs import retry_job
from ..models import Job, JobState, User
from ..tables import ChoiceFilter, Column, TextFilter, build_table, table_page

TONES = {JobState.QUEUED: "secondary", JobState.RUNNING: "blue", JobState.SUCCEEDED: "green", JobState.FAILED: "red"}
COLUMNS = (
    Column("label", "任务", link=lambda j: reverse("base:job", args=[j.pk]), sort="label"),
    Column(
        "state",
        "状态",
        kind="badge",
        value=lambda j: j.get_state_display(),
        tone=lambda j: TONES[j.state],
        sort="state",
    ),
    Column("percent", "进度(%)", kind="number", places=0),
    Column("sentence", "说明", minor=True),
    Column("created_by", "提交人", minor=True),
    Column("created_at", "提交时间", kind="moment", sort="created_at"),
    Column("finished_at", "结束时间", kind="moment", sort="finished_at", minor=True),
)


def access_job(user: User, pk: Any, *, needed: str = "base.job.view") -> Job:
    """The one way to a job."""
    return access_one(user, needed, Job.objects.select_related("created_by"), pk=pk)


@gate("base.job.view")
def job_list(request: HttpRequest) -> HttpResponse:
    """Jobs within the user's reach, newest first."""
    table = build_table(
        request,
        name="后台任务",
        rows=visible(request.user, "base.job.view", Job.objects.select_related("created_by")),
        columns=COLUMNS,
        filters=(
            TextFilter("q", "任务名称", apply=lambda rows, t: rows.filter(label__icontains=t)),
            ChoiceFilter("state", "状态", choices=JobState.choices, apply=lambda rows, t: rows.filter(state=t)),
        ),
        order=("-created_at",),
        empty="还没有后台任务",
        empty_advice="上报文件或开展评价后,处理进度显示在这里。",
    )
    return table_page(request, "base/jobs.html", table)


@gate("base.job.view")
def job_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """One job with its progress bar."""
    return render(request, "base/job.html", {"job": access_job(request.user, pk)})


@gate("base.job.view")
def progress(request: HttpRequest, pk: Any) -> HttpResponse:
    """The bar alone, polled until the job has ended; the page is read again then."""
    return render(request, "base/progress.html", {"job": access_job(request.user, pk), "reload": True})


@gate(post="base.job.retry")
def retry(request: HttpRequest, pk: Any) -> HttpResponse:
    """Let a failed job run again."""
    job = access_job(request.user, pk, needed="base.job.retry")
    if retry_job(job, by=request.user):
        messages.success(request, f"“{job}”已重新排队。")
    else:
        messages.info(request, f"“{job}”没有失败,不需要重试。")
    return redirect("base:job", pk=job.pk)
