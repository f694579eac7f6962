"""The only way to a case, and who it belongs to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.web.base.access import access_one, visible

from .models import AT_WORK, RUNNING, Case, CaseStep
from .seats import own_seats, seats_of

VIEW = "cases.case.view"
OPEN = "cases.case.open"
ACT = "cases.case.act"
MANAGE = "cases.case.manage"
PROCEDURES = "cases.procedure.view"
REDATE = "cases.calendar.redate"
DELEGATE = "cases.delegation.make"
LIST_FIELDS = (
    "number", "title", "procedure", "procedure_label", "subject_kind", "subject_id", "subject_label", "organisation",
    "status", "due_on", "due_provisional", "next_label", "opened_on", "closed_on",
)  # fmt: skip


def own_cases(user: Any) -> Q:
    """Cases a person opened, signs, was copied, or has a step of."""
    return Q(parties__overlap=sorted(own_seats(user))) | Q(opened_by=user)


def bureau_cases(ids: frozenset[Any]) -> Q:
    """Cases that a bureau keeps or has a step of."""
    return Q(parties__overlap=sorted(str(pk) for pk in ids))


def access_case(user: Any, pk: Any, *, needed: str = VIEW) -> Case:
    """One case with who keeps it.

    Raises:
        PermissionDenied, Http404: not permitted; no such case, or out of reach.
    """
    return access_one(user, needed, Case.objects.select_related("organisation", "opened_by"), pk=pk)


def visible_cases(user: Any) -> QuerySet[Case]:
    """Cases within reach, with the columns a list needs."""
    return (
        visible(user, VIEW, Case.objects.all()).select_related("organisation").only(*LIST_FIELDS, "organisation__name")
    )


def my_steps(user: Any, on: Any) -> QuerySet[CaseStep]:
    """Steps at work that wait for the user: in person, by post, for the bureau, or standing in for somebody."""
    steps = CaseStep.objects.filter(status__in=AT_WORK, assignees__overlap=sorted(seats_of(user, on).all))
    return steps.filter(case__status__in=RUNNING).select_related("case")
