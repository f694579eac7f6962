"""The supervision list with its lights; exports of platforms brought in; messages sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, gate, visible
from yuanheng.web.base.audit import record
from yuanheng.web.base.export import exported
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import IMPORT, URGE, VIEW, access_application
from ..actions.mirroring import hand_in_export
from ..actions.urging import urge
from ..forms_applications import MirrorForm, SpanForm
from ..models import Message, MessageState, MirrorImport
from ..pages.reporting import lines_of
from ..pages.supervision import BY_DUE, by_bureau, columns, filters, lights, lit, steps_at_work
from ..rules import exports, platforms

IMPORT_COLUMNS = (
    Column("at", "上传时间", kind="moment", sort="at", link=lambda m: reverse("approvals:mirror", args=[m.pk])),
    Column("platform", "平台", value=lambda m: platform_label(m.platform)),
    Column("rows", "行数", kind="number", places=0),
    Column("fresh", "新增", kind="number", places=0),
    Column("changed", "变动", kind="number", places=0),
    Column("problems", "问题", kind="number", places=0, value=lambda m: len(m.problems)),
    Column("by", "上传人", value=lambda m: str(m.by or ""), minor=True),
)
MESSAGE_COLUMNS = (
    Column("made_at", "时间", kind="moment", sort="made_at"),
    Column("text", "内容", link=lambda m: reverse("approvals:application", args=[m.application_id])),
    Column("channel", "方式", value=lambda m: m.get_channel_display()),
    Column("state", "状态", kind="badge", value=lambda m: m.get_state_display(),
           tone=lambda m: {"sent": "green", "failed": "red", "waiting": "blue"}.get(m.state, "secondary")),
    Column("problem", "原因", minor=True),
)  # fmt: skip


def platform_label(code: str) -> str:
    """The name of a platform."""
    return next((p.label for p in platforms().platforms if p.code == code), code)


@gate(VIEW)
def supervise(request: HttpRequest) -> HttpResponse:
    """Steps at work, the latest first, with the lights of every bureau."""
    today, calendar = moment.today(), load_calendar()
    table = build_table(
        request, name="督办清单", rows=steps_at_work(request.user).select_related("case", "organisation"),
        columns=columns(today, calendar), filters=filters(today, calendar), order=BY_DUE,
        empty="没有在办的步骤", empty_advice="受理以后,各部门的步骤会出现在这里。",
    )  # fmt: skip
    context = {"lights": lights(request.user, on=today, calendar=calendar),  # type: ignore[arg-type]
               "bureaus": by_bureau(request.user, on=today, calendar=calendar)}  # type: ignore[arg-type]  # fmt: skip
    return table_page(request, "approvals/supervise.html", table, **context)


@gate(post=URGE)
def urge_all(request: HttpRequest) -> HttpResponse:
    """Urge everything that is late."""
    today = moment.today()
    late = steps_at_work(request.user).filter(lit("red", today, load_calendar())).select_related("organisation")
    made = urge(late.order_by("limit"), on=today, by=request.user, at=moment.now())  # type: ignore[arg-type]
    messages.success(request, f"已催办 {made} 个步骤;同一步骤一天只催一次。")
    return redirect("approvals:supervise")


@gate(post=URGE)
def urge_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Urge one application's steps."""
    found = access_application(request.user, pk, needed=URGE)  # type: ignore[arg-type]
    steps = found.case.steps.filter(status="active").select_related("organisation")
    made = urge(steps, on=moment.today(), by=request.user, at=moment.now())  # type: ignore[arg-type]
    messages.success(request, "已催办。" if made else "今天已经催办过。")
    return redirect("approvals:application", pk=pk)


@gate(IMPORT, post=IMPORT)
def mirrors(request: HttpRequest) -> HttpResponse:
    """Exports handed in, and the form for today's; the files that platforms want."""
    form = MirrorForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = hand_in_export(by=request.user, at=moment.now(), **form.cleaned_data)  # type: ignore[arg-type]
        return redirect("approvals:mirror", pk=made.pk)
    table = build_table(
        request, name="上级平台导入", rows=visible(request.user, IMPORT, MirrorImport.objects.select_related("by")),
        columns=IMPORT_COLUMNS, order=("-at",), empty="还没有导入过", empty_advice="从上级平台导出当天的办件表,在这里上传。",
    )  # fmt: skip
    context = {"form": form, "layouts": exports().layouts, "span": SpanForm()}
    return table_page(request, "approvals/mirrors.html", table, **context)


@gate(IMPORT)
def mirror(request: HttpRequest, pk: Any) -> HttpResponse:
    """What came of one export."""
    made = access_one(request.user, IMPORT, MirrorImport.objects.select_related("file", "by"), pk=pk)
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    context = {"made": made, "job": job, "platform": platform_label(made.platform)}
    return render(request, "approvals/mirror.html", context)


@gate(IMPORT)
def mirror_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The export as it was handed in."""
    made = access_one(request.user, IMPORT, MirrorImport.objects.select_related("file"), pk=pk)
    return files.attachment(made.file)


@gate(post=IMPORT)
def report(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file for upload, or the data form, of a span of days."""
    layout = next((each for each in exports().layouts if each.code == code), None)
    if layout is None:
        raise Http404("没有这张表")
    form = SpanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写起止日期。")
        return redirect("approvals:mirrors")
    lines = lines_of(layout, calendar=load_calendar(), **form.cleaned_data)
    with transaction.atomic():
        after = {"rows": len(lines), **{k: v.isoformat() for k, v in form.cleaned_data.items()}}
        record(request.user, "approvals.report.made", target_label=layout.label, after=after)  # type: ignore[arg-type]
    return exported("xlsx", name=layout.label, headings=[c.heading for c in layout.columns], lines=lines)


@gate(VIEW)
def message_list(request: HttpRequest) -> HttpResponse:
    """Messages to applicants of the applications within reach."""
    from ..models import Application

    rows = Message.objects.filter(application__in=visible(request.user, VIEW, Application.objects.all()))
    table = build_table(
        request, name="告知消息", rows=rows, columns=MESSAGE_COLUMNS, order=("-made_at",),
        filters=(
            TextFilter("q", "内容", apply=lambda found, text: found.filter(text__icontains=text)),
            ChoiceFilter("state", "状态", choices=MessageState.choices, apply=lambda found, v: found.filter(state=v)),
        ),
        empty="还没有告知消息", empty_advice="收件时填了手机或邮箱的,受理、补正、办结时自动告知。",
    )  # fmt: skip
    off = [label for on, label in ((settings.YUANHENG_WEBHOOK, "短信"), (settings.YUANHENG_MAIL, "邮件")) if not on]
    return table_page(request, "approvals/messages.html", table, off=off)
