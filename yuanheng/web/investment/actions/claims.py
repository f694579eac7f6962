"""A lead that is somebody else's: join it, object, or cooperate; and how that is settled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify
from yuanheng.web.projects.models import Project

from ..access import CLAIM
from ..models import Claim, ClaimKind, ClaimState
from .errors import InvestmentError
from .protection import deciders, give_lead

OUTCOMES: dict[str, tuple[ClaimState, ...]] = {
    ClaimKind.JOIN: (ClaimState.JOINED, ClaimState.REFUSED),
    ClaimKind.OBJECTION: (ClaimState.MOVED, ClaimState.JOINED, ClaimState.SEPARATE, ClaimState.REFUSED),
    ClaimKind.COOPERATION: (ClaimState.COOPERATES, ClaimState.REFUSED),
}
"""What each kind of claim may end in."""


@transaction.atomic
def make_claim(project: Project, *, kind: str, text: str, by: User, at: datetime) -> Claim:
    """Say what one wants of another's lead. Cooperation gives what one knows and asks for nothing: it holds at once.

    Raises:
        InvestmentError: no words, one's own lead, or a claim of one's own is open.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    open_one = Claim.objects.filter(project=row, by=by, state=ClaimState.OPEN).first()
    if row.manager_id == by.pk or open_one or not text.strip():
        found = "没有写说明" if not text.strip() else ("您的请求还在处理" if open_one else "这是您自己的项目")
        raise InvestmentError(
            where=row.name, found=found, expected="他人的项目,一人一条待处理的请求,并写明说明", advice="核对后再提交"
        )
    at_once = kind == ClaimKind.COOPERATION
    made = Claim.objects.create(
        project=row, kind=kind, text=text.strip(), state=ClaimState.COOPERATES if at_once else ClaimState.OPEN, by=by,
        at=at, organisation=bureau_of(by, CLAIM) or bureau_of(by),
    )  # fmt: skip
    record(by, "investment.claim.made", target=row, after={"kind": kind, "text": text})
    to = deciders(row) if kind == ClaimKind.OBJECTION else ([row.manager] if row.manager else deciders(row))
    where = reverse("projects:project", args=[row.pk]) if at_once else reverse("investment:claims")
    said = {"join": "希望加入", "objection": "对首报提出异议", "cooperation": "转来信息、协作推进"}[kind]
    for user in to:
        if user is not None and user.is_active:
            notify(user, f"{by}{said}“{row}”:{text}", url=where, level="warning")
    return made


@transaction.atomic
def answer_claim(claim: Claim, *, outcome: str, answer: str, by: User, at: datetime, decides: bool) -> Claim:
    """Settle it; `moved` gives the lead to who claimed it. Who asked is told.

    Raises:
        InvestmentError: settled already, an outcome its kind does not have, no words, or an objection answered by
            somebody who does not decide (`decides`).
    """
    row = Claim.objects.select_for_update(of=("self",)).select_related("project", "by").get(pk=claim.pk)
    if row.state != ClaimState.OPEN or outcome not in OUTCOMES[row.kind] or not answer.strip():
        may_be = "、".join(ClaimState(o).label for o in OUTCOMES[row.kind])
        raise InvestmentError(
            where=str(row), found=row.get_state_display() if row.state != ClaimState.OPEN else "结论或意见不全",
            expected=f"待处理的请求,结论为 {may_be} 之一,并写明意见", advice="核对后再提交",
        )  # fmt: skip
    if row.kind == ClaimKind.OBJECTION and not decides:
        raise InvestmentError(
            where=str(row), found=f"{by} 处理异议", expected="由领导或招商负责人裁定", advice="请分管领导处理"
        )
    row.state, row.answer, row.answered_by, row.answered_at = outcome, answer.strip(), by, at
    row.save()
    record(by, "investment.claim.answered", target=row.project, after={"outcome": outcome, "answer": answer})
    if outcome == ClaimState.MOVED:
        give_lead(row.project, to=row.by, by=by, at=at, reason=f"异议成立:{answer}")
    text = f"您对“{row.project}”的请求:{row.get_state_display()}。{answer}"
    notify(row.by, text, url=reverse("projects:project", args=[row.project_id]))
    return row
