"""Applications: the list, one of them, taking one in, its papers, acceptance and the one notice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.powers import Matter
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act as small_act
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.cases.actions import act
from yuanheng.web.projects.models import Project

from ..access import RECEIVE, VIEW, access_application
from ..actions.handling import accept, add_papers, ask_for_papers
from ..actions.receiving import keep_applicant, receive
from ..forms_applications import AcceptForm, DayForm, NoticeForm, PapersForm, ReceiveForm
from ..models import Application
from ..pages.applications import BY_DUE, application_page, columns, filters
from ..pages.powers import catalogue_page
from ..rules import matters, powers
from ..subjects import label_of, subject_named, who_may


@gate(VIEW)
def application_list(request: HttpRequest) -> HttpResponse:
    """All applications within reach, first due first."""
    today, calendar = moment.today(), load_calendar()
    table = build_table(
        request, name="审批办件", rows=visible(request.user, VIEW, Application.objects.for_list()),
        columns=columns(today, calendar), filters=filters(today, calendar), order=BY_DUE,
        empty="没有符合条件的审批办件", empty_advice="点“收件”登记第一件,或从上级平台导入。",
    )  # fmt: skip
    return table_page(request, "approvals/applications.html", table)


@gate(VIEW)
def application(request: HttpRequest, pk: Any) -> HttpResponse:
    """One application."""
    found = access_application(request.user, pk)  # type: ignore[arg-type]
    today = moment.today()
    page = application_page(found, request.user, on=today, calendar=load_calendar())  # type: ignore[arg-type]
    context = {"page": page, "a": found, "case": found.case, "today": today}
    return render(request, "approvals/application.html", context)


@gate(RECEIVE, post=RECEIVE)
def receive_one(request: HttpRequest) -> HttpResponse:
    """Take one in: first what for, then who."""
    told = request.POST if "matter" in request.POST or "power" in request.POST else request.GET
    asked = told.get("matter", ""), told.get("power", "")
    kind, code = (Application.MATTER, asked[0]) if asked[0] else (Application.POWER, asked[1])
    if not code:
        page = catalogue_page(on=moment.today(), state="in_use")
        return render(request, "approvals/choose.html", {"page": page, "matters": matters().values()})
    subject = subject_named(kind, code)
    if subject is None:
        raise Http404("目录里没有这个事项")
    today = moment.today()
    optional = [
        (link.power, powers()[link.power].name)
        for link in (subject.links if isinstance(subject, Matter) else ())
        if link.optional
    ]
    form = ReceiveForm(
        request.POST or None, who=who_may(subject, on=today), optional=optional, initial={"received_on": today},
        projects=Project.objects.active().order_by("name_pinyin"),
    )  # fmt: skip

    def do(data: dict[str, Any]) -> Application:
        at = moment.now()
        who = keep_applicant(
            kind=data["applicant_kind"], name=data["name"], code=data["code"], phone=data["phone"],
            email=data["email"], by=request.user, at=at,  # type: ignore[arg-type]
        )  # fmt: skip
        return receive(
            subject=subject, applicant=who, received_on=data["received_on"], project=data["project"],
            skip=tuple(data.get("skip") or ()), by=request.user, at=at,  # type: ignore[arg-type]
        )  # fmt: skip

    return form_page(
        request, form, do, title=f"收件:{label_of(subject)}", back=reverse("approvals:applications"), submit="收件",
        done="已收件。核对材料后受理,或一次性告知补正。", after=lambda a: reverse("approvals:application", args=[a.pk]),
    )  # fmt: skip


@gate(RECEIVE, post=RECEIVE)
def papers(request: HttpRequest, pk: Any) -> HttpResponse:
    """Papers handed in."""
    found = access_application(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    page = application_page(found, request.user, on=moment.today(), calendar=load_calendar())  # type: ignore[arg-type]
    back = reverse("approvals:application", args=[pk])
    if not page.lacking:
        messages.info(request, "材料已经收齐。")
        return redirect(back)
    form = PapersForm(request.POST or None, request.FILES or None, states=page.papers)
    return form_page(
        request, form, lambda d: add_papers(found, given=form.given(), dated=form.dated(), by=request.user, at=moment.now()),  # type: ignore[arg-type]
        title=f"收材料:{found.label}", back=back, done="材料已收。", submit="收下",
        hint="有有效期的材料要填日期;收下以后存入申请人的材料库,以后办别的事不用再交。",
    )  # fmt: skip


@gate(RECEIVE, post=RECEIVE)
def accept_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Accept; the clock begins the next day."""
    found = access_application(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    page = application_page(found, request.user, on=moment.today(), calendar=load_calendar())  # type: ignore[arg-type]
    form = AcceptForm(
        request.POST or None, lacking=page.secondary_lacking, word=page.word, initial={"on": moment.today()}
    )  # fmt: skip

    def do(data: dict[str, Any]) -> Any:
        return accept(
            found, on=data["on"], promised=data.get("promised") or (), promised_by=data.get("promised_by"),
            by_word=bool(data.get("by_word")), by=request.user, at=moment.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    hint = f"还缺:{'、'.join(page.lacking)}。" if page.lacking else "材料齐全。"
    if page.mark is not None and page.secondary_lacking:
        hint += f"申请人{page.mark.get_kind_display()}({page.mark.on}),不得容缺和告知承诺。"
    return form_page(
        request, form, do, title=f"受理:{found.label}", back=reverse("approvals:application", args=[pk]),
        done="已受理,从次日起计时。", submit="受理", hint=hint,
    )  # fmt: skip


@gate(RECEIVE, post=RECEIVE)
def notice(request: HttpRequest, pk: Any) -> HttpResponse:
    """Tell once what is missing."""
    found = access_application(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    page = application_page(found, request.user, on=moment.today(), calendar=load_calendar())  # type: ignore[arg-type]
    labels = page.lacking or tuple(s.need.label for s in page.papers)
    form = NoticeForm(
        request.POST or None, labels=labels, initial={"on": moment.today(), "papers": list(page.lacking)}
    )  # fmt: skip
    return form_page(
        request, form, lambda d: ask_for_papers(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"一次性告知:{found.label}", back=reverse("approvals:application", args=[pk]),
        done="已告知;可以出具一次性补正告知书。", submit="告知", hint="补正只告知一次,请一次列全。",
    )  # fmt: skip


@gate(post=RECEIVE)
def given(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was asked for, or promised, has come."""
    found = access_application(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    return small_act(
        request, DayForm(request.POST),
        lambda d: act(case=found.case, kind="papers_given", by=request.user, at=moment.now(),  # type: ignore[arg-type]
                      data={"on": d["on"].isoformat()}),
        done="已登记补正到件。", back=reverse("approvals:application", args=[pk]),
    )  # fmt: skip


@gate(VIEW)
def paper(request: HttpRequest, pk: Any, kind: str) -> HttpResponseBase:
    """The file of a paper used in an application."""
    found = access_application(request.user, pk)  # type: ignore[arg-type]
    used = get_object_or_404(found.papers.select_related("paper__file"), kind=kind, paper__file__isnull=False)
    return files.attachment(used.paper.file)  # type: ignore[arg-type]
