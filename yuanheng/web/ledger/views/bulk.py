"""Bulk acceptance: choose a probability, look at a drawn sample, accept or refuse the whole."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible

from ..access import REVIEW_LINK, access_batch
from ..actions.bulk import above, accept_batch, draw_batch, judge, undo_batch
from ..forms import ThresholdForm
from ..models import BulkAcceptance
from ..pages.links import waiting_records
from ..pages.review import batch_page

THRESHOLDS = tuple(Decimal(t) for t in ("0.99", "0.98", "0.95", "0.9", "0.8", "0.7", "0.6", "0.5"))


@gate(REVIEW_LINK, post=REVIEW_LINK)
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose from which probability on; a POST draws the sample."""
    waiting = waiting_records(request.user, REVIEW_LINK)
    form = ThresholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = draw_batch(
                waiting,
                threshold=form.cleaned_data["threshold"],
                by=request.user,
                at=moment.now(),
                chance=random.SystemRandom(),  # a sample that nobody can foresee
            )
        except YuanhengError as error:
            messages.error(request, str(error.problem))
            return redirect("ledger:bulk")
        return redirect("ledger:batch", pk=batch.pk)
    context = {
        "levels": [(t, above(waiting, t).count()) for t in THRESHOLDS],
        "batches": visible(request.user, REVIEW_LINK, BulkAcceptance.objects.all()).select_related("by")[:10],
        "form": form,
    }
    return render(request, "ledger/bulk.html", context, status=422 if request.method == "POST" else 200)


@gate(REVIEW_LINK)
def batch(request: HttpRequest, pk: Any) -> HttpResponse:
    """The sample, each beside its firm."""
    return render(request, "ledger/batch.html", {"page": batch_page(access_batch(request.user, pk))})


@gate(post=REVIEW_LINK)
def check(request: HttpRequest, pk: Any) -> HttpResponse:
    """One of the sample is right or wrong."""
    found = access_batch(request.user, pk)
    try:
        right = request.POST.get("right") == "yes"
        judge(found, request.POST.get("record", ""), right=right, by=request.user, at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    if request.htmx:  # type: ignore[attr-defined]
        found.refresh_from_db()
        return render(request, "ledger/batch_body.html", {"page": batch_page(found)})
    return redirect("ledger:batch", pk=found.pk)


@gate(post=REVIEW_LINK)
def accept(request: HttpRequest, pk: Any) -> HttpResponse:
    """Link them all."""
    found = access_batch(request.user, pk)
    try:
        done = accept_batch(found, by=request.user, at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, f"已接受 {done.accepted} 条。如发现不对,可以整批撤销。")
    return redirect("ledger:batch", pk=found.pk)


@gate(post=REVIEW_LINK)
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the whole back."""
    found = access_batch(request.user, pk)
    try:
        undo_batch(found, by=request.user, at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, "已整批撤销,由系统重新判断。")
    return redirect("ledger:batch", pk=found.pk)
