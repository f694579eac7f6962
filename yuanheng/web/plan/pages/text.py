"""The page of a plan's text: its sentences with marks on the left, what was read of them on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yuanheng.web.base.models import Organisation

from ..actions.targets import proposed_binding
from ..models import Commitment, Plan, PlanTarget, TargetState
from ..offers import filters_said, tally_label
from ..wording import target_value

TONE = {TargetState.PROPOSED: "proposed", TargetState.CONFIRMED: "confirmed", TargetState.DISMISSED: "dismissed"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is marked in one way. `target` is the first target it belongs to; `anchor` its element id."""

    text: str
    at: int
    classes: str
    target: PlanTarget | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in the list: what it says, and what is proposed or confirmed."""

    target: PlanTarget
    wanted: str
    tally: str
    said: tuple[str, ...]
    bureau: str
    post: str
    rhythm: str
    by_hand: bool

    @property
    def open(self) -> bool:
        """Waits for a person."""
        return self.target.state == TargetState.PROPOSED


@dataclass(frozen=True, slots=True)
class TextPage:
    """Everything the page shows."""

    plan: Plan
    segments: tuple[Segment, ...]
    outline: tuple[dict[str, Any], ...]
    rows: tuple[TargetRow, ...]
    commitments: tuple[Commitment, ...]
    waiting: int
    confirmed: int
    loose: int


def text_page(plan: Plan) -> TextPage:
    """Read once: targets, commitments, bureaus."""
    targets = list(plan.targets.select_related("owner_bureau", "owner_post__holder", "parent", "plan"))
    commitments = list(plan.commitments.select_related("item").prefetch_related("targets"))
    bureaus = {o.code: o.name for o in Organisation.objects.all()}
    rows = tuple(target_row(t, bureaus) for t in targets)
    outline = tuple({**o, "index": i} for i, o in enumerate(plan.outline))
    return TextPage(
        plan=plan, segments=tuple(segments(plan.text, outline, targets, commitments)), outline=outline, rows=rows,
        commitments=tuple(c for c in commitments if not _kept_by_targets(c)),
        waiting=sum(r.open for r in rows), confirmed=sum(t.state == TargetState.CONFIRMED for t in targets),
        loose=sum(not _kept_by_targets(c) and not c.dismissed and not hasattr(c, "item") for c in commitments),
    )  # fmt: skip


def _kept_by_targets(commitment: Commitment) -> bool:
    return any(t.state != TargetState.DISMISSED for t in commitment.targets.all())


def target_row(target: PlanTarget, bureaus: dict[str, str]) -> TargetRow:
    """Proposed while it waits; confirmed as a person left it."""
    waits = target.state == TargetState.PROPOSED
    tally = (target.proposal.get("tally") or "manual") if waits else target.tally
    filters = target.proposal.get("filters", {}) if waits else target.filters
    bureau = bureaus.get(target.proposal.get("bureau", ""), "") if waits else str(target.owner_bureau or "")
    return TargetRow(
        target=target, wanted=target_value(target.comparator, target.value, target.value_max, target.unit),
        tally=tally_label(tally), said=tuple(filters_said(tally, filters)), bureau=bureau,
        post="" if waits or target.owner_post is None else target.owner_post.title,
        rhythm=target.get_rhythm_display(), by_hand=tally == "manual",
    )  # fmt: skip


def one_row(target: PlanTarget) -> TargetRow:
    """For the answer that replaces one row."""
    return target_row(target, {o.code: o.name for o in Organisation.objects.all()})


def segments(
    text: str, outline: Sequence[dict[str, Any]], targets: Sequence[PlanTarget], commitments: Sequence[Commitment]
) -> list[Segment]:
    """The text cut at every border of a heading, a commitment or a target; nothing of it is left out."""
    heads = [(o["start"], _head_end(text, o), f"o-{o['index']}", o) for o in outline]
    borders = {0, len(text)}
    for start, end, _, _ in heads:
        borders |= {start, end}
    for thing in (*targets, *commitments):
        borders |= {thing.start, thing.end}
    cuts = sorted(b for b in borders if 0 <= b <= len(text))
    made, named = [], set()
    for start, end in pairwise(cuts):
        here = [t for t in targets if t.start <= start < t.end]
        head = next((h for h in heads if h[0] <= start < h[1]), None)
        promised = any(c.start <= start < c.end for c in commitments)
        target = min(here, key=lambda t: (t.state == TargetState.DISMISSED, t.end - t.start)) if here else None
        anchor = _anchor(target, head, named)
        made.append(Segment(text[start:end], start, _classes(target, head, promised), target, anchor))
    return made


def _anchor(target: PlanTarget | None, head: Any, named: set[str]) -> str:
    wanted = head[2] if head else f"t-{target.pk}" if target else ""
    if wanted in named:
        return ""
    named.add(wanted)
    return wanted


def _classes(target: PlanTarget | None, head: Any, promised: bool) -> str:
    names = []
    if head:
        names.append("plan-lead" if head[3]["lead"] else f"plan-head plan-head-{min(head[3]['level'], 3)}")
    if promised:
        names.append("plan-promise")
    if target is not None:
        names.append(f"plan-mark plan-mark-{TONE[TargetState(target.state)]}")
    return " ".join(names)


def _head_end(text: str, item: dict[str, Any]) -> int:
    """A heading ends with its line, a lead sentence with its full stop."""
    stop = min((p for p in (text.find(c, item["start"]) for c in ("。", "\n")) if p >= 0), default=len(text))
    end = stop + 1 if text[stop : stop + 1] == "。" else stop
    return int(min(max(end, item["start"] + 1), item["end"]))


def binding_initial(target: PlanTarget) -> dict[str, Any]:
    """The form's first values: confirmed ones, else the proposal."""
    if target.state == TargetState.CONFIRMED:
        return {
            "tally": target.tally, "filters": target.filters, "adds_up": target.adds_up,
            "measured_year": target.measured_year, "boundary": target.boundary, "forecast": target.forecast,
            "owner_bureau": target.owner_bureau, "owner_post": target.owner_post, "rhythm": target.rhythm,
        }  # fmt: skip
    return proposed_binding(target)
