"""A person settles what a target is: confirmed, set aside, added by hand, undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.plans import Target, extract, propose
from yuanheng.web.base import jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.tallies import pipeline_of, tallies

from ..measuring import tier_limits
from ..models import Plan, PlanTarget, TargetState, holders
from ..offers import MANUAL, check_binding, filters_of, offers, stored_filters
from .texts import new_target, section_at

BOUND = (
    "tally", "filters", "adds_up", "measured_year", "boundary", "forecast", "owner_bureau_id", "owner_post_id",
    "rhythm", "state", "subject",
)  # fmt: skip


class SpanError(YuanhengError):
    """A selection that is no target."""

    kind = "span"


def proposed_binding(target: PlanTarget) -> dict[str, Any]:
    """What one click confirms: the proposed tally (by hand where none fits), owner bureau, its first post, rhythm."""
    said = target.proposal
    bureau = Organisation.objects.filter(code=said.get("bureau", ""), ended_on__isnull=True).first()
    post = holders(bureau).exclude(role="leader").order_by("title").first() if bureau else None
    tally = said.get("tally") or MANUAL
    known = tallies().get(tally)
    filters = dict(said.get("filters", {}))
    if known is not None and "nested" in {f.name for f in filters_of(known)}:
        filters.setdefault("nested", True)
    return {
        "tally": tally, "filters": filters, "adds_up": target.adds_up, "measured_year": target.measured_year,
        "boundary": target.boundary, "forecast": "pipeline" if pipeline_of(tally) else target.forecast,
        "owner_bureau": bureau, "owner_post": post,
        "rhythm": target.rhythm,
    }  # fmt: skip


@transaction.atomic
def confirm_target(target: PlanTarget, *, by: User, at: datetime, binding: dict[str, Any]) -> PlanTarget:
    """Bind it; its first reading is taken at once, in the background.

    Raises:
        BindingError: the tally cannot measure it.
    """
    row = PlanTarget.objects.select_for_update(of=("self",)).select_related("plan").get(pk=target.pk)
    filters = stored_filters(dict(binding["filters"]))
    check_binding(tally=binding["tally"], unit=row.unit, kind=row.kind, filters=filters)
    filters = {**filters, **_tiers(row, binding["tally"], filters)}
    before = _said(row)
    for name, value in {**binding, "filters": filters}.items():
        setattr(row, name, value)
    row.state, row.settled_by, row.settled_at, row.reason = TargetState.CONFIRMED, by, at, ""
    row.save()
    record(by, "plan.target.confirmed", target=row, before=before, after=_said(row))
    if row.tally:
        jobs.defer("plan.reading.take", by=None, target=row, label=f"读取:{row}"[:100], targets=[str(row.pk)])
    return row


def _said(row: PlanTarget) -> dict[str, Any]:
    return {name: getattr(row, name) for name in BOUND}


def _tiers(row: PlanTarget, tally: str, filters: dict[str, Any]) -> dict[str, Any]:
    """Counted once at the highest tier: the next tier of the sentence is the limit."""
    known = tallies().get(tally)
    if known is None or filters.get("nested") is not False:
        return {}
    sentence = row.commitments.first()
    siblings = list(sentence.targets.exclude(state=TargetState.DISMISSED)) if sentence else []
    return tier_limits(row, siblings, takes={f.name for f in filters_of(known)})


@transaction.atomic
def dismiss_target(target: PlanTarget, *, by: User, at: datetime, reason: str) -> PlanTarget:
    """It only looks like a target."""
    return _settle(target, TargetState.DISMISSED, "plan.target.dismissed", by=by, at=at, reason=reason)


@transaction.atomic
def undo_target(target: PlanTarget, *, by: User, at: datetime) -> PlanTarget:
    """Back to what the program read; readings taken so far stay, they are history."""
    return _settle(target, TargetState.PROPOSED, "plan.target.undone", by=by, at=at, reason="")


def _settle(target: PlanTarget, state: TargetState, action: str, *, by: User, at: datetime, reason: str) -> PlanTarget:
    row = PlanTarget.objects.select_for_update(of=("self",)).select_related("plan").get(pk=target.pk)
    before = _said(row)
    row.state, row.settled_by, row.settled_at, row.reason = state, by, at, reason
    row.tally, row.filters = "", {}
    row.save()
    record(by, action, target=row, before=before, after={**_said(row), "reason": reason})
    return row


def read_span(plan: Plan, *, start: int, end: int) -> list[Target]:
    """What the engine reads in a span that a person chose, with offsets into the whole text."""
    from dataclasses import replace

    if not (0 <= start < end <= len(plan.text)) or end - start > 500:
        raise SpanError(
            where=plan.title, found=f"第 {start} 到 {end} 字", expected="正文中不超过 500 字的一段",
            advice="在正文中用鼠标选中目标所在的半句话",
        )  # fmt: skip
    found = extract(plan.text[start:end], year=plan.year).targets
    return [replace(t, start=t.start + start, parent=None) for t in found]


@transaction.atomic
def add_target(plan: Plan, *, start: int, end: int, by: User, at: datetime, given: dict[str, Any]) -> PlanTarget:
    """A target that the program did not see: the span, and what a person says of it."""
    read_span(plan, start=start, end=end)
    target = Target(
        quote=plan.text[start:end], start=start, subject=given["subject"], comparator=given["comparator"] or None,
        value=given["value"], unit=given["unit"] or None, kind=given["kind"], deadline=given["deadline"],
    )  # fmt: skip
    order = (plan.targets.aggregate(last=Max("order"))["last"] or 0) + 1
    section = section_at(plan.outline, start)[1]
    row = new_target(plan, target, order=order, proposal=propose(target, offers(), section=section))
    row.by_hand = True
    row.save()
    sentence = plan.commitments.filter(start__lte=start, end__gt=start).first()
    if sentence is not None:
        sentence.targets.add(row)
    record(by, "plan.target.added", target=row, after={"quote": row.quote, "start": start, "end": end, **given})
    return row
