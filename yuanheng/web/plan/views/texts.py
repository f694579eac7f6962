"""Plans: the list, handing one in, its text with what was read of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import MANAGE, VIEW, access_plan
from ..actions.texts import hand_in_plan
from ..forms import PlanForm
from ..models import Plan, PlanState
from ..pages.text import text_page

TONES = {PlanState.READING: "blue", PlanState.READY: "green", PlanState.FAILED: "red"}
COLUMNS = (
    Column("title", "名称", link=lambda p: reverse("plan:plan", args=[p.pk]), sort="title"),
    Column("year", "年度", value=lambda p: str(p.year or "未写明"), sort="year"),
    Column("uploaded_by", "上传人", minor=True),
    Column("uploaded_at", "上传时间", kind="moment", sort="uploaded_at", minor=True),
    Column(
        "state", "状态", kind="badge", value=lambda p: p.get_state_display(), tone=lambda p: TONES[PlanState(p.state)]
    ),
)


@gate(VIEW)
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan handed in."""
    table = build_table(
        request, name="计划文本", columns=COLUMNS, order=("-year", "-uploaded_at"), empty="还没有计划",
        rows=visible(request.user, VIEW, Plan.objects.select_related("uploaded_by").defer("text", "outline")),
        empty_advice="上传年度工作计划,系统读出提纲、目标和承诺事项。",
    )  # fmt: skip
    return table_page(request, "plan/plans.html", table)


@gate(MANAGE, post=MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Hand one in; the worker reads it."""
    form = PlanForm(request.POST or None, request.FILES or None)

    def do(data: dict[str, Any]) -> Plan:
        return hand_in_plan(
            title=data["title"], by=request.user, at=moment.now(), year=data["year"], file=data["file"],
            text="" if data["file"] else data["text"],
        )  # fmt: skip

    return form_page(
        request, form, do, title="上传计划", back=reverse("plan:plans"), submit="上传并解读", done="已上传,正在解读。",
        after=lambda made: reverse("plan:plan", args=[made.pk]), upload=True,
        template="plan/form.html",
    )  # fmt: skip


@gate(VIEW)
def plan(request: HttpRequest, pk: Any) -> HttpResponse:
    """The text with its marks; while it is read, the progress."""
    found = access_plan(request.user, pk)
    if not found.ready:
        job = Job.objects.for_target(found).first()
        return render(request, "plan/pending.html", {"plan": found, "job": job})
    return render(request, "plan/text.html", {"page": text_page(found), "plan": found})


@gate(VIEW)
def original(request: HttpRequest, pk: Any) -> HttpResponse:
    """The file as it was handed in; pasted text as a text file."""
    from django.http import HttpResponse as Answer

    found = access_plan(request.user, pk)
    if found.file is not None:
        return files.attachment(found.file)  # type: ignore[return-value]
    answer = Answer(found.text, content_type="application/octet-stream")
    answer["Content-Disposition"] = 'attachment; filename="plan.txt"'
    return answer
