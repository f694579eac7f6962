"""Open selection: the steps are a case's; the candidates are kept beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import Case, CaseStep

from ..days import not_after
from ..errors import RewardsError
from ..models import Candidate, CandidateState, Selection
from .people import add_staff

PROCEDURE = "open-selection"
SUBJECT = "rewards.selection"


@transaction.atomic
def open_selection(*, title: str, post: str, places: int, arbiter: User, by: User, at: datetime) -> Selection:
    """Announce a post; `arbiter` is the leader who decides on whom to take."""
    made = Selection.objects.create(title=title, post=post, places=places, by=by, at=at)
    made.case = open_case(
        procedure=PROCEDURE, title=title, subject_kind=SUBJECT, subject_id=made.pk, subject_label=f"{post} {places} 人",
        organisation=bureau_of(by), by=by, at=at, data={"signers": {"decide": [arbiter.username]}},
    )  # fmt: skip
    made.save()
    record(by, "rewards.selection.opened", target=made, after={"post": post, "places": places})
    return made


@transaction.atomic
def add_candidate(selection: Selection, *, name: str, applied_on: date, by: User, at: datetime) -> Candidate:
    """Somebody applied.

    Raises:
        RewardsError: a day to come, the same name twice, or applications are over.
    """
    not_after(at, applied_on, f"{selection} › {name}")
    _step(selection, "apply", {"waiting", "active", "suspended"}, "报名已结束", "报名期间的报名", "核对报名时间")
    if selection.candidates.filter(name=name).exists():
        raise RewardsError(where=str(selection), found=f"{name} 已报名", expected="一人一次", advice="同名的人加注区别")
    made = Candidate.objects.create(selection=selection, name=name, applied_on=applied_on)
    record(by, "rewards.candidate.added", target=made)
    return made


@transaction.atomic
def score_candidate(candidate: Candidate, *, score: Decimal, proposed: bool, by: User, at: datetime) -> Candidate:
    """The interview's mark, and whether the person is proposed.

    Raises:
        RewardsError: appointed already, a mark outside 0 to 100, interviews have not begun.
    """
    row = Candidate.objects.select_for_update(of=("self",)).select_related("selection__case").get(pk=candidate.pk)
    if row.state == CandidateState.APPOINTED or not 0 <= score <= 100:
        found = "已聘任" if row.state == CandidateState.APPOINTED else f"成绩 {score}"
        raise RewardsError(where=str(row), found=found, expected="未聘任者 0 到 100 分的成绩", advice="核对成绩")
    _step(row.selection, "interview", {"active", "suspended", "done"}, "还没有到面试", "报名结束以后", "先办结报名一步")
    row.score, row.state = score, CandidateState.PROPOSED if proposed else CandidateState.INTERVIEWED
    row.save()
    record(by, "rewards.candidate.scored", target=row, after={"score": score, "state": row.state})
    return row


@transaction.atomic
def appoint(candidate: Candidate, *, on: date, office: str, by: User, at: datetime, number: str = "") -> Candidate:
    """After the public notice, a proposed person enters the company.

    Raises:
        RewardsError: not proposed, the public notice is not over, all places are taken, a day to come.
    """
    row = Candidate.objects.select_for_update(of=("self",)).select_related("selection__case").get(pk=candidate.pk)
    chosen = Selection.objects.select_for_update(of=("self",)).get(pk=row.selection_id)
    not_after(at, on, str(row))
    if row.state != CandidateState.PROPOSED:
        raise RewardsError(
            where=str(row), found=row.get_state_display(), expected="拟聘公示的人选", advice="先登记为拟聘人选"
        )
    _step(chosen, "public_notice", {"done"}, "公示没有结束", "公示办结以后聘任", "在办件中办结“公示”一步")
    taken = chosen.candidates.filter(state=CandidateState.APPOINTED).count()
    if taken >= chosen.places:
        raise RewardsError(
            where=str(row), found=f"已聘任 {taken} 人", expected=f"{chosen.places} 人", advice="核对名额"
        )
    row.staff = add_staff(name=row.name, post=chosen.post, office=office, entered_on=on, number=number, by=by, at=at)
    row.state, row.appointed_on, row.known_at = CandidateState.APPOINTED, on, at
    row.save()
    record(by, "rewards.candidate.appointed", target=row, after={"on": on, "number": row.staff.number})
    return row


def _step(selection: Selection, code: str, wanted: set[str], found: str, expected: str, advice: str) -> None:
    case: Case | None = selection.case
    step = CaseStep.objects.filter(case=case, code=code).first() if case else None
    if step is None or step.status not in wanted:
        raise RewardsError(where=str(selection), found=found, expected=expected, advice=advice)
