"""A lead that is somebody else's: claims, and their answers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.models import Project

from ..access import ANSWER, CLAIM, DECIDE, access_claim, decides, may_answer
from ..actions.claims import OUTCOMES, answer_claim, make_claim
from ..forms import AnswerForm, ClaimForm
from ..models import Claim, ClaimState

SHOWN = 200


@gate(CLAIM)
def claims(request: HttpRequest) -> HttpResponse:
    """Those one made, those one may answer, and what became of them."""
    user: Any = request.user
    decided = visible(user, DECIDE, Project.objects.all())
    rows = Claim.objects.filter(Q(by=user) | Q(project__manager=user) | Q(project__in=decided.values("pk")))
    found = rows.select_related("project__manager", "by", "answered_by").order_by("-at")[:SHOWN]
    lines = [(c, _outcomes(c) if c.state == ClaimState.OPEN and may_answer(user, c) else ()) for c in found]
    context = {
        "open": [line for line in lines if line[0].state == "open"],
        "closed": [c for c, _ in lines if c.state != "open"],
    }
    return render(request, "investment/claims.html", context)


def _outcomes(claim: Claim) -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in OUTCOMES[claim.kind]]


@gate(post=CLAIM)
def claim(request: HttpRequest, pk: Any) -> HttpResponse:
    """Join, object or cooperate."""
    found = access_project(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, ClaimForm(request.POST),
        lambda d: make_claim(found, kind=d["kind"], text=d["text"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已提交,对方会收到通知。", back=reverse("projects:project", args=[pk]),
    )  # fmt: skip


@gate(post=ANSWER)
def answer(request: HttpRequest, pk: Any) -> HttpResponse:
    """Settle a claim."""
    found = access_claim(request.user, pk)  # type: ignore[arg-type]
    settles = decides(request.user, found.project)  # type: ignore[arg-type]
    return act(
        request, AnswerForm(request.POST),
        lambda d: answer_claim(
            found, outcome=d["outcome"], answer=d["answer"], by=request.user, at=moment.now(), decides=settles
        ),  # type: ignore[arg-type]
        done="已处理,提出人会收到通知。", back=reverse("investment:claims"),
    )  # fmt: skip
