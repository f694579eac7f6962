"""A plan is handed in, read by a job, and kept as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.plans import PlanReading, Proposal, Target, propose
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..access import MANAGE
from ..models import Commitment, Plan, PlanState, PlanTarget
from ..offers import offers, stored_filters
from ..policy import binding_rules


@transaction.atomic
def hand_in_plan(
    *, title: str, by: User, at: datetime, text: str = "", file: Any = None, year: int | None = None
) -> Plan:
    """Keep the file or the pasted text and let the worker read it."""
    stored = files.store(file, name=file.name, by=by) if file is not None else None
    plan = Plan.objects.create(
        title=title, year=year, year_given=year is not None, file=stored, uploaded_by=by, uploaded_at=at,
        organisation=bureau_of(by, MANAGE), **_text(text),
    )  # fmt: skip
    jobs.defer("plan.text.read", by=by, target=plan, label=f"解读计划:{title}"[:100], plan_id=str(plan.pk))
    record(by, "plan.plan.handed_in", target=plan, after={"title": title, "year": year, "hash": plan.text_hash})
    return plan


def _text(text: str) -> dict[str, str]:
    """One kind of line end, so that offsets count the same in the page and here; and its hash."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return {"text": kept, "text_hash": hashlib.sha256(kept.encode()).hexdigest() if kept.strip() else ""}


@transaction.atomic
def keep_text(plan_id: Any, text: str) -> Plan:
    """What was read from the file becomes the plan's text, once."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if not plan.text_hash:
        for name, value in _text(text).items():
            setattr(plan, name, value)
        plan.save(update_fields=["text", "text_hash"])
    return plan


@transaction.atomic
def keep_reading(plan_id: Any, reading: PlanReading) -> Plan:
    """Outline, targets with proposals, commitments. A second time changes nothing."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("uploaded_by").get(pk=plan_id)
    if plan.ready:
        return plan
    plan.year = plan.year or reading.year
    plan.outline = [
        {"level": o.level, "title": o.title, "start": o.start, "end": o.end, "lead": o.lead} for o in reading.outline
    ]
    plan.warnings = list(reading.warnings)
    plan.state = PlanState.READY
    plan.save()
    made = _targets(plan, reading)
    for order, c in enumerate(reading.commitments):
        number, title = section_at(plan.outline, c.start)
        row = Commitment.objects.create(
            plan=plan, order=order, quote=c.quote, start=c.start, end=c.end, section=number, section_title=title
        )
        row.targets.set([made[i] for i in c.targets])
    record(
        plan.uploaded_by, "plan.plan.read", target=plan,
        after={"year": plan.year, "targets": len(made), "commitments": len(reading.commitments)},
    )  # fmt: skip
    return plan


def section_at(outline: list[dict[str, Any]], start: int) -> tuple[int | None, str]:
    """The top section around an offset: its number in the outline and its title."""
    inside = [
        (i, o) for i, o in enumerate(outline) if o["start"] <= start < o["end"] and o["level"] == 1 and not o["lead"]
    ]
    return (inside[-1][0], inside[-1][1]["title"]) if inside else (None, "")


def _targets(plan: Plan, reading: PlanReading) -> list[PlanTarget]:
    """In the order of the text. A link of a chain that names no measure of its own is proposed what the link before it is."""
    made: list[PlanTarget] = []
    on_offer = offers()
    sentence = {i: c.start for c in reading.commitments for i in c.targets}
    leads: dict[int, tuple[Target, str]] = {}
    for order, target in enumerate(reading.targets):
        section = section_at(plan.outline, target.start)[1]
        found = propose(target, on_offer, section=section)
        subject, here = target.subject, sentence.get(order, -1)
        if found.tally is None and here in leads and _same_thing(lead := leads[here][0], target):
            subject = lead.subject if target.subject in lead.subject else target.subject
            found = propose(
                replace(target, subject=f"{lead.subject} {lead.quote} {target.subject}"),
                [o for o in on_offer if o.code == leads[here][1]],
                section=section,
            )
        elif found.tally is not None and here >= 0:
            leads[here] = target, found.tally
        row = new_target(plan, replace(target, subject=subject), order=order, proposal=found)
        row.parent = made[target.parent] if target.parent is not None and target.parent < len(made) else None
        row.save()
        made.append(row)
    return made


def _same_thing(lead: Target, target: Target) -> bool:
    """True where a link leaves out what its first link names: 30亿元以上企业 after 新增应税销售50亿元以上企业."""
    return target.subject in lead.subject or lead.subject in target.subject


def new_target(plan: Plan, target: Target, *, order: int, proposal: Proposal) -> PlanTarget:
    """A row, not yet saved, with what is proposed for it."""
    number, title = section_at(plan.outline, target.start)
    rules = binding_rules()
    before = rules.rank_measures_year_before and target.kind == "rank"
    return PlanTarget(
        plan=plan, order=order, section=number, section_title=title, quote=target.quote, start=target.start,
        end=target.end, subject=" ".join(target.subject.split())[:300], comparator=target.comparator or "",
        value=target.value, value_max=target.value_max, unit=target.unit or "", kind=target.kind,
        filter={k: str(v) for k, v in target.filter.items()}, deadline=target.deadline,
        deadline_basis=target.deadline_basis or "", strength=target.strength or "",
        adds_up=target.kind in ("count", "amount"), rhythm=rules.rhythms[target.kind],
        measured_year=plan.year - 1 if before and plan.year else plan.year,
        proposal={
            "tally": proposal.tally or "", "filters": stored_filters(dict(proposal.filters)), "why": list(proposal.why),
            "questions": list(proposal.open_questions), "others": list(proposal.others),
            "bureau": rules.owner(target.subject + target.quote, title),
        },
    )  # fmt: skip


@transaction.atomic
def fail_plan(plan_id: Any) -> None:
    """It could not be read; the job keeps the reason."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("uploaded_by").get(pk=plan_id)
    if plan.ready:
        return
    plan.state = PlanState.FAILED
    plan.save(update_fields=["state"])
    record(plan.uploaded_by, "plan.plan.failed", target=plan)
