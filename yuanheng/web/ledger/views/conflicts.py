"""Figures that contradict each other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.enterprises.access import access_enterprise

from ..access import DECIDE_CONFLICT, VIEW_CONFLICT
from ..actions.conflicts import decide_facts, undo_decisions
from ..forms import ReasonForm
from ..models import Fact, Verdict
from ..pages.conflicts import COLUMNS, ConflictPage, conflict_filters, conflict_page, open_conflicts, same_rows


@gate(VIEW_CONFLICT)
def conflict_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision."""
    table = build_table(
        request,
        name="矛盾数据",
        rows=open_conflicts(request.user),
        columns=COLUMNS,
        filters=conflict_filters(),
        order=("enterprise__name_pinyin", "measure", "year"),
        empty="没有矛盾数据",
        empty_advice="同一企业同一时期没有互相矛盾的数。",
    )
    return table_page(request, "ledger/conflicts.html", table)


def _found(user: User, pk: Any, measure: str, year: int) -> ConflictPage:
    page = conflict_page(user, access_enterprise(user, pk), measure, year)
    if page is None:
        raise Http404("没有报送过这个数,或不在您的管理范围内")
    return page


@gate(VIEW_CONFLICT)
def conflict(request: HttpRequest, pk: Any, measure: str, year: int) -> HttpResponse:
    """Every figure reported for one measure of a firm in a year."""
    page = _found(request.user, pk, measure, year)
    return render(request, "ledger/conflict.html", {"page": page, "form": ReasonForm(), "verdicts": Verdict.choices})


@gate(post=DECIDE_CONFLICT)
def decide(request: HttpRequest, pk: Any, measure: str, year: int) -> HttpResponse:
    """Say which counts."""
    page = _found(request.user, pk, measure, year)
    form = ReasonForm(request.POST)
    context = {"page": page, "form": form, "verdicts": Verdict.choices}
    if not form.is_valid():
        return render(request, "ledger/conflict.html", context, status=422)
    said = _verdicts(request, page)
    if request.POST.get("whole_row"):
        said = same_rows(request.user, said)
    try:
        decide_facts(page.firm, said, by=request.user, why=form.cleaned_data["why"], at=moment.now())
    except YuanhengError as error:
        form.add_error(None, str(error.problem))
        return render(request, "ledger/conflict.html", context, status=422)
    messages.success(request, f"已核定 {len(said)} 个数。企业数据正在更新。")
    return redirect("ledger:figure", pk=page.firm.pk, measure=measure, year=year)


def _verdicts(request: HttpRequest, page: ConflictPage) -> dict[Fact, str]:
    said = {}
    for period in page.periods:
        for fact in period.facts:
            verdict = request.POST.get(f"fact-{fact.pk}", "")
            if verdict in Verdict.values:
                said[fact] = verdict
    return said


@gate(post=DECIDE_CONFLICT)
def undo(request: HttpRequest, pk: Any, measure: str, year: int) -> HttpResponse:
    """Take the decisions on this figure back."""
    page = _found(request.user, pk, measure, year)
    count = undo_decisions(page.firm, [d.fact for d in page.decided], by=request.user, at=moment.now())
    messages.success(request, f"已撤销 {count} 条核定。" if count else "没有可以撤销的核定。")
    return redirect("ledger:conflict", pk=page.firm.pk, measure=measure, year=year)
