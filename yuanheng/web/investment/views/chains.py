"""The chains, their research groups and reports."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, may, visible
from yuanheng.web.base.acting import act

from ..access import CHAINS, COMPANIES, GROUP, REPORT, access_group, access_report
from ..actions.groups import add_member, end_group, file_report, form_group
from ..forms import EndForm, GroupForm, MemberForm, ReportForm
from ..models import ResearchGroup, ResearchReport, TargetCompany
from ..pages.chains import chain_cards, chain_page
from ..rules import Chain, chain_of


def _chain(code: str) -> Chain:
    found = chain_of(code)
    if found is None or found.code != code:
        raise Http404(f"没有产业链 {code}")
    return found


def _seen(request: HttpRequest) -> tuple[Any, Any, Any]:
    user: Any = request.user
    companies = (
        visible(user, COMPANIES, TargetCompany.objects.all()) if may(user, COMPANIES) else TargetCompany.objects.none()
    )
    return (
        companies,
        visible(user, CHAINS, ResearchGroup.objects.all()),
        visible(user, CHAINS, ResearchReport.objects.all()),
    )


@gate(CHAINS)
def chains(request: HttpRequest) -> HttpResponse:
    """The leading industries side by side."""
    return render(request, "investment/chains.html", {"cards": chain_cards(*_seen(request))})


@gate(CHAINS)
def chain(request: HttpRequest, code: str) -> HttpResponse:
    """One chain, segment by segment."""
    on = moment.today()
    context = {
        "page": chain_page(_chain(code), *_seen(request), on=on), "group_form": GroupForm(initial={"formed_on": on}),
        "report_form": ReportForm(initial={"on": on}), "member_form": MemberForm(initial={"since": on}),
        "end_form": EndForm(initial={"on": on}),
    }  # fmt: skip
    return render(request, "investment/chain.html", context)


def _page(code: str) -> str:
    return reverse("investment:chain", args=[code])


@gate(post=GROUP)
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Form a research group."""
    found = _chain(code)

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file")
        kept = files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]
        return form_group(chain=found.code, by=request.user, at=moment.now(), file=kept, **data)  # type: ignore[arg-type]

    return act(request, GroupForm(request.POST, request.FILES), do, done="研究小组已组建。", back=_page(code))


@gate(post=REPORT)
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in a report."""
    found = _chain(code)
    group = ResearchGroup.objects.filter(chain=found.code, ended_on__isnull=True).first()

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file")
        return file_report(chain=found.code, group=group, given=given, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return act(request, ReportForm(request.POST, request.FILES), do, done="报告已提交。", back=_page(code))


@gate(post=GROUP)
def member(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody joins a group."""
    found = access_group(request.user, pk, needed=GROUP)  # type: ignore[arg-type]
    return act(
        request, MemberForm(request.POST), lambda d: add_member(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="成员已增加。", back=_page(found.chain),
    )  # fmt: skip


@gate(post=GROUP)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """A group's work is done."""
    found = access_group(request.user, pk, needed=GROUP)  # type: ignore[arg-type]
    return act(
        request, EndForm(request.POST), lambda d: end_group(found, on=d["on"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="小组已结束,记录保留。", back=_page(found.chain),
    )  # fmt: skip


@gate(CHAINS)
def report(request: HttpRequest, pk: Any) -> FileResponse | HttpResponse:
    """A report's file."""
    found = access_report(request.user, pk)  # type: ignore[arg-type]
    return files.attachment(found.file)
