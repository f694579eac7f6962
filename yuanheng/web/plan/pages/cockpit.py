"""The wall of the meeting room: how many targets are safe, the headline figures, what needs a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import ItemState, Plan, SupervisedItem
from ..standing import Standing, standings
from ..wording import bar_width
from .board import StateCount, elapsed_of, state_counts

HEADLINES = 8
DECISIONS = 6
WORST = ("lost", "behind")


@dataclass(frozen=True, slots=True)
class CockpitPage:
    """What the wall shows."""

    plan: Plan
    day: date
    states: list[StateCount]
    headlines: list[Standing]
    decisions: list[Standing]
    late_items: int
    open_items: int
    elapsed: str
    elapsed_at: str
    total: int


def cockpit_page(plan: Plan, day: date, *, today: date) -> CockpitPage:
    """Headlines: confirmed targets with a figure, firm promises first, one of each tally and filter."""
    targets = list(plan.targets.live().select_related("owner_bureau", "owner_post__holder", "plan"))
    found = standings(targets, day=day, known_on=None)
    worst = [s for s in found if s.status.code in WORST]
    worst.sort(key=lambda s: (WORST.index(s.status.code), s.share if s.share is not None else 1))
    with_figure = [s for s in found if s.point and s.point.value is not None and s.target.kind != "milestone"]
    order = {"amount": 0, "count": 1, "growth": 2, "share": 3, "rank": 4}
    headlines = sorted(
        with_figure, key=lambda s: (s.target.parent_id is not None, s.target.strength != "确保", order[s.target.kind])
    )
    open_items = SupervisedItem.objects.filter(state=ItemState.OPEN)
    gone = elapsed_of(plan, day)
    return CockpitPage(
        plan=plan, day=day, states=[s for s in state_counts(found) if s.count or s.code in ("done", "on_pace", "behind", "lost")],
        headlines=headlines[:HEADLINES], decisions=worst[:DECISIONS], open_items=open_items.count(),
        late_items=open_items.filter(due_on__lt=today).count(), elapsed=f"{float(gone) * 100:.0f}%", elapsed_at=bar_width(gone),
        total=len(found),
    )  # fmt: skip
