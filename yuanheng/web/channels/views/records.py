"""What is recorded of a channel: relations, contacts, projects brought; papers, and taking records back."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.projects.access import access_project

from ..access import KEEP, VIEW, access_channel, access_record
from ..actions.relations import bring, record_contact, record_relation, withdraw
from ..forms import BringForm, BroughtByForm, ContactForm, RelationForm, WithdrawForm

OWN = ("relation", "contact", "brought", "partnership")
PAPERS = {"relation": "file", "brought": "evidence", "partnership": "file", "commission": "file"}


def kept(request: HttpRequest, data: dict[str, Any], name: str = "file") -> Any:
    """The file of a form, stored; None where there is none."""
    given = data.pop(name, None)
    return files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]


def back_to(pk: Any) -> str:
    """The channel's page."""
    return reverse("channels:channel", args=[pk])


@gate(KEEP, post=KEEP)
def relate(request: HttpRequest, pk: Any) -> HttpResponse:
    """A relation with its paper."""
    found = access_channel(request.user, pk, needed=KEEP)
    form = RelationForm(request.POST or None, request.FILES or None, initial={"since": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return record_relation(found, file=paper, by=request.user, at=moment.now(), **data)

    return form_page(
        request, form, do, title=f"登记与 {found} 的合作关系", back=back_to(pk), done="已登记,自生效之日起计入。",
        hint="有合作协议、委托合同、会议纪要或函件为证的,才算建立合作关系。",
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def contact(request: HttpRequest, pk: Any) -> HttpResponse:
    """A visit, a call, a meeting."""
    found = access_channel(request.user, pk, needed=KEEP)
    form = ContactForm(request.POST or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        return record_contact(found, by=request.user, at=moment.now(), **data)

    return form_page(request, form, do, title=f"登记与 {found} 的联系", back=back_to(pk), done="已登记。")


@gate(KEEP, post=KEEP)
def bring_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """It brought a project."""
    found = access_channel(request.user, pk, needed=KEEP)
    initial = {"on": moment.today(), "project": request.GET.get("project", "")}
    form = BringForm(request.POST or None, request.FILES or None, initial=initial)

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data, "evidence")
        return bring(found, data.pop("project"), evidence=paper, by=request.user, at=moment.now(), **data)

    return form_page(request, form, do, title=f"{found} 引荐的项目", back=back_to(pk), done="已登记。")


@gate(post=KEEP)
def brought_by(request: HttpRequest, pk: Any) -> HttpResponse:
    """By whom a project was brought, from the project's own page."""
    project = access_project(request.user, pk)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        channel = access_channel(request.user, data.pop("channel").pk, needed=KEEP)
        return bring(channel, project, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return act(
        request, BroughtByForm(request.POST), do, done="已登记引荐渠道。", back=reverse("projects:project", args=[pk])
    )


@gate(post=KEEP)
def withdraw_one(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """A relation, contact, project brought or partnership was entered wrongly."""
    row = _record(request, kind, pk, needed=KEEP)
    back = back_to(row.channel_id) if row.channel_id else reverse("channels:partnership", args=[pk])

    def do(data: dict[str, Any]) -> Any:
        return withdraw(row, reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, WithdrawForm(request.POST), do, done="已撤回,原记录保留。", back=back)


@gate(VIEW)
def evidence(request: HttpRequest, kind: str, pk: Any) -> FileResponse | HttpResponse:
    """The paper of a record."""
    row = _record(request, kind, pk, needed=VIEW)
    paper = getattr(row, PAPERS.get(kind, ""), None)
    if paper is None:
        raise Http404("这条记录没有文件")
    return files.attachment(paper)


def _record(request: HttpRequest, kind: str, pk: Any, *, needed: str) -> Any:
    if kind not in OWN:
        raise Http404("没有这类记录")
    return access_record(request.user, kind, pk, needed=needed)  # type: ignore[arg-type]
