"""Supervised items: assigned, reported on, remarked, moved, closed. Each is a case of the procedure `supervised-item`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, Post, StoredFile, User
from yuanheng.web.base.notices import notify
from yuanheng.web.cases.actions import act, open_case
from yuanheng.web.cases.models import Case
from yuanheng.web.cases.states import state_of

from ..models import Commitment, ItemEntry, ItemOrigin, ItemState, Plan, PlanTarget, SupervisedItem

PROCEDURE = "supervised-item"
SUBJECT = "plan.item"
STEPS = 6


class ItemError(YuanhengError):
    """A supervised item that cannot be acted on so."""

    kind = "item"


@transaction.atomic
def open_item(
    *, title: str, lead: Organisation, due_on: date, by: User, at: datetime, lead_post: Post | None = None,
    supports: Any = (), contact: Post | None = None, plan: Plan | None = None, commitment: Commitment | None = None,
    target: PlanTarget | None = None, origin: str = ItemOrigin.PLAN,
) -> SupervisedItem:  # fmt: skip
    """Assign it: the case waits for the leading post, or for the bureau where no post is named.

    Raises:
        ItemError: the commitment has an item already, or the post is of another bureau.
    """
    if commitment is not None and SupervisedItem.objects.filter(commitment=commitment).exists():
        raise ItemError(
            where=str(commitment), found="已经立为督办事项", expected="每条承诺立一项", advice="打开原来的督办事项"
        )
    if lead_post is not None and lead_post.organisation_id != lead.pk:
        raise ItemError(
            where="牵头岗位", found=str(lead_post), expected=f"{lead}的岗位", advice="改选牵头部门的岗位,或不指定岗位"
        )
    item = SupervisedItem.objects.create(
        title=title.strip()[:300], lead=lead, lead_post=lead_post, contact=contact, due_on=due_on, plan=plan,
        commitment=commitment, target=target, origin=origin, opened_by=by, opened_at=at,
    )  # fmt: skip
    item.supports.set(supports)
    case = open_case(
        procedure=PROCEDURE, title=item.title, subject_kind=SUBJECT, subject_id=item.pk, subject_label=str(item),
        organisation=lead, by=by, at=at, data={"signers": {"carry_out": [str(lead_post) if lead_post else lead.name]}},
    )  # fmt: skip
    act(case=case, kind="step_done", step="assign", by=by, at=at)
    item.case = case.pk
    item.save(update_fields=["case"])
    after = {
        "title": item.title,
        "lead": str(lead),
        "post": str(lead_post or ""),
        "due_on": due_on,
        "case": case.number,
    }
    record(by, "plan.item.assigned", target=item, after=after)
    _tell(item, f"督办事项:{item}", but=by)
    return item


def _tell(item: SupervisedItem, text: str, *, but: User) -> None:
    for post in (item.lead_post, item.contact):
        if post is not None and post.holder is not None and post.holder_id != but.pk:
            notify(post.holder, text, url=f"/plan/items/{item.pk}/")


@transaction.atomic
def add_entry(item: SupervisedItem, *, kind: str, text: str, by: User, at: datetime, file: Any = None) -> ItemEntry:
    """Progress, a remark or an urging, in the item and in its case.

    Raises:
        ItemError: it is closed.
    """
    row = _locked(item)
    stored = files.store(file, name=file.name, by=by) if file else None
    made = _entry(row, kind=kind, text=text, by=by, at=at, file=stored)
    case = Case.objects.get(pk=row.case)
    act(case=case, kind="remarked", by=by, at=at, data={"reason": text}, files=[stored] if stored else ())
    if kind in ("remark", "urged"):
        _tell(row, f"{made.get_kind_display()}:{row}", but=by)
    return made


def _locked(item: SupervisedItem) -> SupervisedItem:
    row = (
        SupervisedItem.objects.select_for_update(of=("self",))
        .select_related("lead", "lead_post__holder", "contact__holder")
        .get(pk=item.pk)
    )
    if not row.is_open:
        raise ItemError(
            where=str(row), found=f"已于 {row.closed_on} 办结", expected="办理中的事项", advice="确需继续的另立一项"
        )
    return row


def _entry(
    row: SupervisedItem, *, kind: str, text: str, by: User, at: datetime, file: StoredFile | None = None
) -> ItemEntry:
    made = ItemEntry.objects.create(item=row, kind=kind, text=text, file=file, by=by, at=at)
    record(by, f"plan.item.{kind}", target=row, after={"text": text})
    return made


@transaction.atomic
def move_item(item: SupervisedItem, *, due_on: date, text: str, by: User, at: datetime) -> SupervisedItem:
    """Another due date; the reason stays in its record."""
    row = _locked(item)
    _entry(row, kind="moved", text=f"期限由 {row.due_on} 改为 {due_on}:{text}"[:1000], by=by, at=at)
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    return row


@transaction.atomic
def close_item(item: SupervisedItem, *, text: str, by: User, at: datetime, on: date) -> SupervisedItem:
    """Checked and done: the steps of its case that still wait are done with it."""
    row = _locked(item)
    _entry(row, kind="closed", text=text, by=by, at=at)
    row.state, row.closed_on = ItemState.CLOSED, on
    row.save(update_fields=["state", "closed_on"])
    case = Case.objects.get(pk=row.case)
    _finish(case, text=text, by=by, at=at)
    return row


def _finish(case: Case, *, text: str, by: User, at: datetime) -> None:
    """Do what its steps still wait for: the office signs for the seats named, and says so in the opinion."""
    for _ in range(STEPS):
        state = state_of(case)
        if state.is_closed:
            return
        if not state.current:
            act(case=case, kind="completed", by=by, at=at, data={"reason": text})
            return
        code = state.current[0]
        waiting = [seat for seat in state.steps[code].signers if seat not in state.steps[code].signed]
        kind = "signed" if waiting else "step_done"
        data = {"opinion": text, "seat": waiting[0]} if waiting else {"opinion": text}
        case = act(case=case, kind=kind, step=code, by=by, at=at, data=data)


def follow_case(case: Case) -> None:
    """A case ended on its own page ends its item; called inside the transaction of the case."""
    if case.procedure != PROCEDURE or case.subject_kind != SUBJECT or case.status not in ("done", "terminated"):
        return
    SupervisedItem.objects.filter(pk=case.subject_id, state=ItemState.OPEN).update(
        state=ItemState.CLOSED, closed_on=case.closed_on
    )


@transaction.atomic
def dismiss_commitment(commitment: Commitment, *, by: User, dismissed: bool) -> Commitment:
    """No item is needed for this sentence, or it is after all."""
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    before = row.dismissed
    row.dismissed = dismissed
    row.save(update_fields=["dismissed"])
    record(by, "plan.commitment.settled", target=row, before={"dismissed": before}, after={"dismissed": dismissed})
    return row
