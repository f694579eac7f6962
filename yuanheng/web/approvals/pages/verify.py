"""What everybody who holds a document may see of it: nothing that is not on the paper, and how far the matter is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.web.cases.models import StepStatus

from ..models import Issued, IssuedKind, Review
from ..rules import office
from ..verifying import row_of


@dataclass(frozen=True)
class VerifyPage:
    """A document of ours as it stands."""

    issued: Issued
    organ: str
    state: str
    tone: str
    steps: tuple[tuple[str, str, str, Any], ...]
    status: str
    due_on: date | None
    asked: tuple[str, ...]
    may_review: bool
    reviewed: Review | None


def verify_page(token: str, *, on: date) -> VerifyPage | None:
    """The page of a token; None where it is not one of ours."""
    row = row_of(token)
    found = (
        Issued.objects.select_related("application__case", "application__applicant").filter(pk=row).first()
        if row is not None
        else None
    )
    if found is None:
        return None
    case, receipt = found.application.case, found.kind == IssuedKind.RECEIPT
    state, tone = _state(found, on)
    reviewed = Review.objects.filter(application=found.application).first()
    asked = case.events.filter(kind="papers_asked").order_by("-serial").first() if receipt else None
    return VerifyPage(
        issued=found,
        organ=office().organ,
        state=state,
        tone=tone,
        steps=_steps(case) if receipt else (),
        status=case.get_status_display() if receipt else "",
        due_on=case.due_on if receipt and not case.closed else None,
        asked=tuple((asked.data or {}).get("papers", ())) if asked and case.status in ("draft", "suspended") else (),
        may_review=receipt and found.revoked_at is None and reviewed is None,
        reviewed=reviewed if receipt else None,
    )


def _state(issued: Issued, on: date) -> tuple[str, str]:
    if issued.revoked_at is not None:
        return "已作废", "red"
    if issued.valid_until is not None and issued.valid_until < on:
        return "真实,已过有效期", "yellow"
    return "真实有效", "green"


def _steps(case: Any) -> tuple[tuple[str, str, str, Any], ...]:
    """Label, state, tone, day of each step: for the applicant's one progress page."""
    tones = {"done": "green", "active": "blue", "suspended": "yellow", "returned": "orange"}
    skipped = (case.events.get(serial=1).data or {}).get("skip") or ()
    rows = case.steps.exclude(code__in=skipped).order_by("order")
    return tuple(
        (
            step.label,
            StepStatus(step.status).label,
            tones.get(step.status, "secondary"),
            step.done_on or (step.due_on if step.status in ("active", "suspended") else None),
        )
        for step in rows
    )
