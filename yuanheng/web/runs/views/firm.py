"""One firm's grade, explained down to the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.engines.pipeline import explain_in
from yuanheng.web.base.access import gate, may
from yuanheng.web.enterprises.access import VIEW as VIEW_ENTERPRISE
from yuanheng.web.ledger.access import VIEW_FACT
from yuanheng.web.ledger.derived import address_of_code

from ..access import VIEW, visible_results
from ..pages.firm import firm_page


@gate(VIEW)
def firm(request: HttpRequest, pk: Any, enterprise: Any) -> HttpResponse:
    """The explanation: one query for this result and the firm's earlier ones, everything else from the run's files."""
    results = visible_results(request.user).filter(enterprise=enterprise).select_related("run__snapshot", "run__ran_by")
    history = list(results.defer("run__summary", "run__scheme_text").order_by("-run__year", "-run__asked_at"))
    result = next((row for row in history if row.run_id == pk), None)
    if result is None:
        raise Http404("这个批次没有这家企业,或不在您的管理范围内")
    tree = explain_in(result.run.folder, str(enterprise), facts_path=result.run.snapshot.facts_path)
    page = firm_page(result, tree, history=history, user=request.user, cell_link=_cell_link(request))
    context = {"page": page, "run": result.run, "result": result, "enterprise_href": ""}
    if may(request.user, VIEW_ENTERPRISE):
        context["enterprise_href"] = reverse("enterprises:enterprise", args=[enterprise])
    return render(request, "runs/firm.html", context)


def _cell_link(request: HttpRequest) -> Callable[[str], str]:
    """From the id of a fact to the page of its cell; '' for who may not open it."""
    cells = may(request.user, VIEW_FACT)

    def link(fact: str) -> str:
        if "/" in fact:
            return address_of_code(fact)
        return reverse("ledger:fact", args=[fact]) if cells else ""

    return link
