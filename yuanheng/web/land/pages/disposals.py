"""One disposal, and what a parcel's page says of its disposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.cases.models import CasePaper, CaseStep
from yuanheng.web.cases.pages import case_rows

from ..access import DISPOSE, VIEW
from ..actions.disposals import SUBJECT
from ..models import Cause, Disposal, Parcel, Way, with_state
from ..papers import papers_for
from ..rulebook import Paper

TONES = {"done": "green", "active": "blue", "waiting": "secondary", "suspended": "orange", "returned": "orange"}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: how it stands, the paper that can be made for it, the papers that lie on it."""

    step: CaseStep
    tone: str
    paper: Paper | None
    kept: tuple[CasePaper, ...]


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """What the page shows."""

    disposal: Disposal
    cause: str
    way: str
    steps: tuple[StepLine, ...]
    may_act: bool


def disposal_page(disposal: Disposal, *, user: Any, today: date) -> DisposalPage:
    """The steps of the road that was chosen; the others are left out."""
    made = {p.step: p for p in papers_for(disposal)}
    kept: dict[str, list[CasePaper]] = {}
    for paper in disposal.case.papers.select_related("file"):
        kept.setdefault(paper.step, []).append(paper)
    ways = {w.value for w in Way if w.value and w.value != disposal.way}
    steps = tuple(
        StepLine(step, TONES.get(step.status, "secondary"), made.get(step.code), tuple(kept.get(step.code, ())))
        for step in disposal.case.steps.order_by("order")
        if step.code not in ways
    )
    return DisposalPage(disposal, Cause(disposal.cause).label, Way(disposal.way).label, steps, may(user, DISPOSE))


def parcel_panel(request: HttpRequest, parcel: Parcel) -> dict[str, Any] | None:
    """Disposals and cases of a parcel, and the way to open one where it is idle."""
    rows = list(visible(request.user, VIEW, Disposal.objects.filter(parcel=parcel).select_related("case")))
    state = with_state(Parcel.objects.filter(pk=parcel.pk), moment.today()).values_list("state", flat=True).first()
    running = any(not d.case.closed for d in rows)
    can_open = state == "idle" and not running and may(request.user, DISPOSE)
    if not rows and not can_open:
        return None
    lines = [(d, Cause(d.cause).label, Way(d.way).label) for d in rows]
    return {"lines": lines, "can_open": can_open, "parcel": parcel, "rows": case_rows(request.user, SUBJECT, parcel.pk)}
