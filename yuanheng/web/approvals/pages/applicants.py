"""Applicants: the list, and one with its papers, applications and credit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import Applicant, ApplicantKind, CreditMark, HeldPaper
from ..models.applicants import excluded

COLUMNS = (
    Column("name", "申请人", link=lambda a: reverse("approvals:applicant", args=[a.pk]), sort="name"),
    Column("kind", "类别", value=lambda a: a.get_kind_display()),
    Column("code", "证件号码", value=lambda a: a.shown_code, minor=True),
    Column("count", "办件", kind="number", value=lambda a: a.count, sort="count", places=0),
)
FILTERS = (
    TextFilter("q", "名称", apply=lambda rows, text: rows.filter(name__icontains=text)),
    ChoiceFilter("kind", "类别", choices=ApplicantKind.choices, apply=lambda rows, v: rows.filter(kind=v)),
)


def with_counts(rows: QuerySet[Applicant]) -> QuerySet[Applicant]:
    """With how many applications each has."""
    return rows.annotate(count=Count("applications"))


@dataclass(frozen=True)
class ApplicantPage:
    """One applicant."""

    applicant: Applicant
    papers: tuple[tuple[HeldPaper, bool], ...]
    applications: tuple[Any, ...]
    marks: tuple[CreditMark, ...]
    mark: CreditMark | None


def applicant_page(applicant: Applicant, *, on: date) -> ApplicantPage:
    """The page of an applicant on a day."""
    return ApplicantPage(
        applicant=applicant,
        papers=tuple((p, p.good_on(on)) for p in applicant.papers.select_related("file").order_by("-given_at")[:60]),
        applications=tuple(applicant.applications.select_related("case").order_by("-received_on")[:40]),
        marks=tuple(applicant.marks.order_by("-on", "-known_at")),
        mark=excluded(applicant, on=on),
    )
