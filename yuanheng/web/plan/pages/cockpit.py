"""The wall of the meeting room: how many targets are safe, the headline figures, what needs a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import tallies

from ..models import ItemState, Plan, SupervisedItem
from ..standing import Standing, standings
from ..wording import bar_width
from .board import StateCount, elapsed_of, state_counts

HEADLINES = 4
DECISIONS = 6
CLUSTER_TALLIES = ("enterprises.sales", "enterprises.sales_growth")
GRADES = "ABCD"
WORST = ("lost", "behind")
ALWAYS = ("done", "on_pace", "behind", "lost")


@dataclass(frozen=True, slots=True)
class ClusterFigures:
    """A leading cluster: its sales against the target, and their growth."""

    name: str
    sales: Standing
    growth: Standing | None


@dataclass(frozen=True, slots=True)
class GradeCount:
    """Firms of a class, and the share of all for its part of the bar."""

    grade: str
    count: int
    at: str
    width: str


@dataclass(frozen=True, slots=True)
class Grades:
    """How the evaluation of a year came out."""

    year: int
    total: int
    counts: list[GradeCount]


@dataclass(frozen=True, slots=True)
class CockpitPage:
    """What the wall shows."""

    plan: Plan
    day: date
    states: list[StateCount]
    headlines: list[Standing]
    clusters: list[ClusterFigures]
    grades: Grades | None
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
    clusters = _clusters(with_figure)
    in_clusters = {id(s) for c in clusters for s in (c.sales, c.growth)}
    headlines = sorted(
        (s for s in with_figure if id(s) not in in_clusters),
        key=lambda s: (s.target.parent_id is not None, s.target.strength != "确保", order[s.target.kind]),
    )
    open_items = SupervisedItem.objects.filter(state=ItemState.OPEN)
    gone = elapsed_of(plan, day)
    return CockpitPage(
        plan=plan, day=day, states=[s for s in state_counts(found) if s.count or s.code in ALWAYS],
        headlines=headlines[:HEADLINES], clusters=clusters, grades=_grades(plan, day), decisions=worst[:DECISIONS],
        open_items=open_items.count(), late_items=open_items.filter(due_on__lt=today).count(),
        elapsed=f"{float(gone) * 100:.0f}%", elapsed_at=bar_width(gone),
        total=len(found),
    )  # fmt: skip


def _clusters(found: list[Standing]) -> list[ClusterFigures]:
    """Targets on a cluster's sales, each with the growth that is promised beside it."""
    by_name: dict[str, dict[str, Standing]] = {}
    for s in found:
        name = s.target.filters.get("cluster")
        if name and s.target.tally in CLUSTER_TALLIES:
            by_name.setdefault(str(name).removesuffix("产业"), {}).setdefault(s.target.tally, s)
    sales, growth = CLUSTER_TALLIES
    return [ClusterFigures(n, kinds[sales], kinds.get(growth)) for n, kinds in by_name.items() if sales in kinds]


def _grades(plan: Plan, day: date) -> Grades | None:
    """The classes of the newest evaluated year up to the plan's; None where nothing has been evaluated."""
    known = tallies().get("runs.graded")
    year = plan.year or day.year
    for each in (year, year - 1):
        counts = [] if known is None else [
            int(known.read(Period(each), on=day, known_on=None, grade=g).value or 0) for g in GRADES
        ]  # fmt: skip
        if total := sum(counts):
            starts = [Fraction(sum(counts[:i]), total) for i in range(len(counts))]
            return Grades(each, total, [
                GradeCount(g, n, bar_width(at), bar_width(Fraction(n, total)))
                for g, n, at in zip(GRADES, counts, starts, strict=True)
            ])  # fmt: skip
    return None
