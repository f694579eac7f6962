"""Agreements, promises, the yearly list, checking a year, following up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import (
    AGREE,
    CHECK_PROMISES,
    FOLLOW,
    PROMISES,
    access_agreement,
    access_check,
    access_project,
    access_promise,
)
from ..actions.promises import check_year, follow_up, record_agreement, record_promise
from ..forms import AgreementForm, PromiseForm
from ..models import Promise
from ..pages.promises import newest_checks, promise_page, year_columns, year_filters, years_offered

RELATED = ("agreement__project__enterprise", "agreement__project__organisation")


def _year(request: HttpRequest, given: str) -> int:
    """The year asked for; last year where none is."""
    today = moment.today()
    return int(given) if given in {str(y) for y in years_offered(today)} else today.year - 1


@gate(PROMISES)
def promise_list(request: HttpRequest) -> HttpResponse:
    """All promises within reach that a year checks."""
    year = _year(request, request.GET.get("year", ""))
    rows = visible(request.user, PROMISES, Promise.objects.select_related(*RELATED))
    rows = rows.standing().checked_in(year).with_newest(year)
    table = build_table(
        request,
        name=f"{year} 年承诺核对",
        rows=rows,
        columns=year_columns(request.user, year, newest_checks(rows)),
        filters=year_filters(years_offered(moment.today())),
        order=("agreement__project__name_pinyin", "kind"),
        empty=f"{year} 年没有要核对的承诺",
        empty_advice="签约后在项目的准入与承诺页登记协议和承诺,从首个核对年度起列在这里。",
    )
    counts = {key: rows.filter(newest_verdict=key).count() for key in ("kept", "not_kept", "not_due", "unknown")}
    counts["unchecked"] = rows.filter(newest_verdict__isnull=True).count()
    return table_page(request, "admission/promises.html", table, year=year, counts=counts)


@gate(post=CHECK_PROMISES)
def check(request: HttpRequest) -> HttpResponse:
    """Check a year's promises within reach against the ledger as it stands."""
    year = _year(request, request.POST.get("year", ""))
    rows = visible(request.user, CHECK_PROMISES, Promise.objects.select_related(*RELATED))
    counts = check_year(
        rows.standing().checked_in(year), year=year, by=request.user, today=moment.today(), at=moment.now()
    )
    messages.success(
        request,
        f"{year} 年已核对 {sum(counts.values())} 项承诺:已兑现 {counts['kept']},未兑现 {counts['not_kept']},"
        f"未到期 {counts['not_due']},不能判断 {counts['unknown']}。",
    )
    return redirect(f"{reverse('admission:promises')}?year={year}")


@gate(PROMISES)
def promise(request: HttpRequest, pk: Any) -> HttpResponse:
    """One promise: its changes and every check."""
    return render(
        request, "admission/promise.html", {"page": promise_page(request.user, access_promise(request.user, pk))}
    )


@gate(AGREE, post=AGREE)
def new_agreement(request: HttpRequest, pk: Any) -> HttpResponse:
    """Enter an agreement of a project."""
    project = access_project(request.user, pk, needed=AGREE)
    form = AgreementForm(request.POST or None, request.FILES or None, today=moment.today())
    if request.method == "POST" and form.is_valid():
        made = record_agreement(project, by=request.user, at=moment.now(), **form.cleaned_data)
        messages.success(request, "协议已登记,请逐条登记承诺。")
        return redirect("admission:new_promise", pk=made.pk)
    context = {"form": form, "project": project, "title": "登记投资协议"}
    return render(request, "admission/form.html", context, status=422 if form.errors else 200)


@gate(PROMISES)
def agreement_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The scanned agreement."""
    agreed = access_agreement(request.user, pk)
    if agreed.file is None:
        raise Http404("这份协议没有扫描件")
    return files.attachment(agreed.file)


@gate(AGREE, post=AGREE)
def new_promise(request: HttpRequest, pk: Any) -> HttpResponse:
    """Enter a promise of an agreement."""
    agreed = access_agreement(request.user, pk, needed=AGREE)
    form = PromiseForm(request.POST or None, land_mu=agreed.land_mu)
    if request.method == "POST" and form.is_valid():
        made = record_promise(agreed, by=request.user, at=moment.now(), **form.cleaned_data)
        messages.success(request, f"已登记承诺:{made}。")
        return redirect("admission:project", pk=agreed.project_id)
    context = {"form": form, "project": agreed.project, "title": "登记承诺", "agreement": agreed}
    return render(request, "admission/form.html", context, status=422 if form.errors else 200)


@gate(AGREE, post=AGREE)
def change_promise(request: HttpRequest, pk: Any) -> HttpResponse:
    """A changed promise is another entry with its reason; the old one stays."""
    old = access_promise(request.user, pk, needed=AGREE)
    form = PromiseForm(request.POST or None, land_mu=old.agreement.land_mu, replaces=old)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_promise(old.agreement, by=request.user, at=moment.now(), replaces=old, **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已记入变更:{made}。原承诺保留。")
            return redirect("admission:promise", pk=made.pk)
    context = {"form": form, "project": old.agreement.project, "title": "变更承诺", "agreement": old.agreement}
    return render(request, "admission/form.html", context, status=422 if form.errors else 200)


@gate(post=FOLLOW)
def follow(request: HttpRequest, pk: Any) -> HttpResponse:
    """Open a supervised case for a broken promise."""
    found = access_check(request.user, pk)
    try:
        made = follow_up(found, by=request.user, at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已发起督办 {made.case.number}。")
    return redirect("admission:promise", pk=found.promise_id)
