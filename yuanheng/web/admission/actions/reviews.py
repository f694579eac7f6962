"""Lay a run before the bureaus as a case; take the conclusion back onto the project when the case ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import Case

from ..access import REVIEW
from ..models import CheckRun, JointReview, ReviewConclusion
from .checks import lock

PROCEDURE = "admission-review"
ENDED = {"granted": "同意", "refused": "不同意", "revoked": "撤回", "terminated": "终止"}
SAID = {"signed": "同意", "refused": "不同意", "returned": "退回", "terminated": "终止", "revoked": "撤回"}


class ReviewOpenError(YuanhengError):
    """A run is laid before the bureaus once."""

    kind = "review_open"


@transaction.atomic
def open_review(
    run: CheckRun, *, bureaus: Sequence[str], deciders: Sequence[str], by: User, at: datetime
) -> JointReview:
    """Open the joint review of a run, with what every check said attached: `bureaus` give opinions, `deciders` decide.

    Both are seats of the case: names of bureaus, and posts in the order they sign.

    Raises:
        ReviewOpenError: this run is under review already.
    """
    lock(run.project)
    if JointReview.objects.filter(run=run).exists():
        raise ReviewOpenError(
            where=str(run), found="已发起联审", expected="每次审查发起一次联审", advice="打开联审办件查看进度"
        )
    checks = [
        {"check": r.label, "outcome": r.get_outcome_display(), "sentence": r.sentence, "source": r.source}
        for r in run.results.all()
    ]
    case = open_case(
        procedure=PROCEDURE,
        title=f"{run.project} {run.get_gate_display()}准入联审",
        subject_kind="projects.project",
        subject_id=run.project.pk,
        subject_label=str(run.project),
        organisation=bureau_of(by, REVIEW),
        by=by,
        at=at,
        data={
            "signers": {"opinions": list(bureaus), "decide": list(deciders)},
            "admission_run": str(run.pk),
            "outcome": run.get_outcome_display(),
            "checks": checks,
        },
    )
    made = JointReview.objects.create(
        project=run.project, run=run, case=case, organisation=bureau_of(by, REVIEW), by=by, at=at
    )
    record(by, "admission.review.opened", target=run, after={"case": str(case), "outcome": run.outcome})
    return made


def take_conclusion(case: Case) -> None:
    """When a joint review's case has ended: keep the conclusion and tell who opened it. Runs in that transaction."""
    if case.procedure != PROCEDURE or not case.closed:
        return
    review = JointReview.objects.select_related("run__project", "by").filter(case=case).first()
    if review is None or ReviewConclusion.objects.filter(review=review).exists():
        return
    conclusion = ReviewConclusion.objects.create(
        review=review,
        status=ENDED.get(case.outcome, case.get_status_display()),
        words=opinions(case),
        at=case.changed_at,
    )
    after = {"conclusion": conclusion.status, "words": conclusion.words}
    record(None, "admission.review.concluded", target=review.run, after=after)
    url = reverse("admission:checked", args=[review.run_id])
    notify(review.by, f"{review}:{conclusion.status}", url=url)


def opinions(case: Case) -> str:
    """What the bureaus said at their steps, a line each, in order."""
    told = []
    for event in case.events.filter(kind__in=SAID).select_related("by").order_by("serial"):
        words = event.data.get("opinion") or event.data.get("reason") or ""
        who = " ".join(part for part in (event.data.get("seat") or "", str(event.by or "")) if part)
        told.append(f"{who}:{SAID[event.kind]}{f',{words}' if words else ''}")
    return "\n".join(told)
