"""Applicants, their credit, and their reviews."""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page

from ..access import ANSWER, RECEIVE, REVIEWS, VIEW, access_applicant
from ..actions.handling import mark_credit
from ..actions.reviewing import answer
from ..forms_applications import AnswerForm, CreditForm
from ..models import Applicant, Review
from ..pages.applicants import COLUMNS, FILTERS, applicant_page, with_counts

REVIEW_COLUMNS = (
    Column("at", "时间", kind="moment", sort="at"),
    Column("stars", "评分", kind="badge", value=lambda r: f"{r.stars} 星", sort="stars",
           tone=lambda r: "red" if r.bad else "green"),
    Column("item", "事项", value=lambda r: r.application.label,
           link=lambda r: reverse("approvals:application", args=[r.application_id])),
    Column("words", "意见"),
    Column("answer", "回复", link=lambda r: reverse("approvals:answer", args=[r.pk]),
           value=lambda r: r.answer or (f"应于 {r.due_on} 前回复" if r.due_on else "回复")),
)  # fmt: skip
REVIEW_FILTERS = (
    ChoiceFilter("kind", "类别", choices=[("bad", "差评"), ("open", "差评未回复")],
                 apply=lambda rows, v: rows.filter(stars__lte=Review.BAD, **({"answer": ""} if v == "open" else {}))),
)  # fmt: skip


@gate(VIEW)
def applicant_list(request: HttpRequest) -> HttpResponse:
    """Everybody who applied."""
    table = build_table(
        request, name="申请人", rows=with_counts(visible(request.user, VIEW, Applicant.objects.all())),
        columns=COLUMNS, filters=FILTERS, order=("name",), empty="还没有申请人", empty_advice="收件时自动登记。",
    )  # fmt: skip
    return table_page(request, "approvals/applicants.html", table)


@gate(VIEW)
def applicant(request: HttpRequest, pk: Any) -> HttpResponse:
    """One applicant."""
    found = access_applicant(request.user, pk)  # type: ignore[arg-type]
    return render(request, "approvals/applicant.html", {"page": applicant_page(found, on=moment.today()), "who": found})


@gate(RECEIVE, post=RECEIVE)
def credit(request: HttpRequest, pk: Any) -> HttpResponse:
    """Listed, or repaired."""
    found = access_applicant(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    return form_page(
        request, CreditForm(request.POST or None, initial={"on": moment.today()}),
        lambda d: mark_credit(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"信用:{found}", back=reverse("approvals:applicant", args=[pk]), done="已登记。",
    )  # fmt: skip


@gate(REVIEWS)
def review_list(request: HttpRequest) -> HttpResponse:
    """Good and bad."""
    rows = Review.objects.select_related("application__case")
    table = build_table(
        request, name="好差评", rows=rows, columns=REVIEW_COLUMNS, filters=REVIEW_FILTERS, order=("-at",),
        empty="还没有评价", empty_advice="申请人扫受理通知书上的二维码就可以评价。",
    )  # fmt: skip
    summary = rows.aggregate(count=Count("pk"), mean=Avg("stars"))
    bad = rows.filter(stars__lte=Review.BAD).aggregate(count=Count("pk"))["count"]
    return table_page(request, "approvals/reviews.html", table, summary=summary, bad=bad)


@gate(REVIEWS, post=ANSWER)
def answer_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """The answer to a review."""
    found = get_object_or_404(Review.objects.select_related("application"), pk=pk)
    return form_page(
        request, AnswerForm(request.POST or None, initial={"text": found.answer}),
        lambda d: answer(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"回复评价:{found.stars} 星 {found.application.label}", back=reverse("approvals:reviews"), done="已回复。",
        hint=found.words or "没有写意见", submit="回复",
    )  # fmt: skip
