"""Put a figure right; see what a change of what is known touches."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.audit import record
from yuanheng.web.base.tables import build_table, table_page

from ..access import CORRECT_FACT, VIEW_FACT, VIEW_RESTATEMENT, access_correction, access_fact, may_see
from ..actions.corrections import correct_fact, undo_correction
from ..forms import CorrectionForm, ReasonForm
from ..models import Correction, Fact
from ..pages.corrections import CHANGE_COLUMNS, CHANGE_FILTERS, correction_page, restatement_page
from ..restating import change_of, changes
from ..wording import measure_label, period_label, shown_in


@gate(CORRECT_FACT, post=CORRECT_FACT)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the figure should be, why, and by which document."""
    fact = access_fact(request.user, pk, needed=CORRECT_FACT)
    if not may_see(request.user, fact.measure, organisation=fact.reading.file.upload.organisation_id):
        raise PermissionDenied("您的角色不能查看这类数据")
    how = shown_in(fact.measure, fact.unit)
    form = CorrectionForm(request.POST or None, request.FILES or None, unit=how.shown)
    if request.method == "POST" and form.is_valid() and (made := _corrected(request, fact, how.divisor, form)):
        messages.success(request, "已更正,原数仍可查看。企业数据正在更新;受影响的结果列在下面。")
        return redirect("ledger:correction", pk=made.pk)
    context = {
        "fact": fact, "form": form, "label": measure_label(fact.measure), "period": period_label(fact.period),
    }  # fmt: skip
    return render(request, "ledger/correct.html", context, status=422 if form.errors else 200)


def _corrected(request: HttpRequest, fact: Fact, divisor: Decimal, form: CorrectionForm) -> Correction | None:
    """The correction, or None with the form telling why not."""
    said = form.cleaned_data
    given = said.get("paper")
    try:
        with transaction.atomic():
            paper = files.store(given, name=given.name, by=request.user) if given else None
            return correct_fact(
                fact, amount=said["amount"] * divisor, why=said["why"], document=said["document"], by=request.user,
                at=moment.now(), paper=paper,
            )  # fmt: skip
    except YuanhengError as error:
        form.add_error(None, str(error.problem))
        return None


@gate(VIEW_FACT)
def correction(request: HttpRequest, pk: Any) -> HttpResponse:
    """One correction, old beside new, with what it touches."""
    row = access_correction(request.user, pk)
    return render(request, "ledger/correction.html", {"page": correction_page(row, request.user), "form": ReasonForm()})


@gate(post=CORRECT_FACT)
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """The correction was wrong: the old figure counts again."""
    row = access_correction(request.user, pk, needed=CORRECT_FACT)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            undo_correction(row, by=request.user, at=moment.now(), why=form.cleaned_data["why"])
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已撤销更正,原数重新参与计算。")
            return redirect("ledger:correction", pk=row.pk)
    context = {"page": correction_page(row, request.user), "form": form}
    return render(request, "ledger/correction.html", context, status=422)


@gate(VIEW_FACT)
def paper(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The document's scan."""
    row = access_correction(request.user, pk)
    if row.paper is None:
        raise Http404("这次更正没有附件")
    with transaction.atomic():
        record(request.user, "ledger.correction.paper_downloaded", target=row, after={"file": row.paper.name})
    return files.attachment(row.paper)


@gate(VIEW_RESTATEMENT)
def restatements(request: HttpRequest) -> HttpResponse:
    """All that changed in what is known, newest first."""
    table = build_table(
        request,
        name="更正与重述",
        rows=changes(),
        columns=CHANGE_COLUMNS,
        filters=CHANGE_FILTERS,
        empty="没有更正",
        empty_advice="更正数据、撤回上报、改变归户、登记变更事件后,逐条列在这里,并说明影响了哪些已公布的结果。",
    )
    return table_page(request, "ledger/restatements.html", table)


@gate(VIEW_RESTATEMENT)
def restatement(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One change and what it touches."""
    page = restatement_page(change_of(kind, key), request.user)
    return render(request, "ledger/restatement.html", {"page": page})
