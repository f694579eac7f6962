"""The board: every target of a plan by section, on a day, as known then or now, beside another day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yuanheng.web.base.models import Organisation

from ..models import Plan, PlanTarget, TargetState
from ..offers import tally_label
from ..policy import state_words
from ..standing import Point, Standing, newest, standings
from ..wording import STATES, TONES, amount, bar_width

KNOWN = (("now", "按今天所知"), ("then", "按当时所知"), ("both", "两者并列"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    day: date
    known: str = "now"
    other: date | None = None
    bureau: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line of the board; `then` the value as known on the day itself, `other` the value of the day compared with."""

    standing: Standing
    then: Point | None = None
    other: Point | None = None

    @property
    def target(self) -> PlanTarget:
        """The target."""
        return self.standing.target

    @property
    def then_said(self) -> str:
        """As known on the day."""
        return amount(self.then.value if self.then else None, self.target.unit)

    @property
    def revised(self) -> bool:
        """True where what is known now differs from what was known then."""
        now = self.standing.point.value if self.standing.point else None
        return (self.then.value if self.then else None) != now

    @property
    def other_said(self) -> str:
        """On the other day."""
        return amount(self.other.value if self.other else None, self.target.unit)

    @property
    def change(self) -> Decimal | None:
        """From the other day to the day; None where one of them is missing."""
        now = self.standing.point.value if self.standing.point else None
        before = self.other.value if self.other else None
        return None if now is None or before is None else now - before

    @property
    def change_said(self) -> str:
        """With its sign."""
        if self.change is None:
            return "—"
        return f"{'+' if self.change > 0 else ''}{amount(self.change, self.target.unit)}" if self.change else "持平"


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of the plan with its lines."""

    title: str
    rows: list[BoardRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state with the number of targets and its rule in words."""

    code: str
    label: str
    rule: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything the board shows."""

    plan: Plan
    asked: Asked
    sections: list[SectionRows]
    states: list[StateCount]
    bureaus: list[Organisation]
    elapsed: str
    elapsed_at: str
    total: int
    rows: list[BoardRow]

    @property
    def both(self) -> bool:
        """Two columns of figures."""
        return self.asked.known == "both"


def plan_to_show(asked: str) -> Plan | None:
    """The plan named; else the newest with confirmed targets, else the newest that was read."""
    rows = Plan.objects.filter(state="ready").defer("text")
    if asked:
        return rows.filter(pk=asked).first()
    confirmed = rows.filter(targets__state=TargetState.CONFIRMED).distinct().order_by("-year", "-uploaded_at")
    return confirmed.first() or rows.order_by("-year", "-uploaded_at").first()


def asked_from(params: Any, plan: Plan, today: date) -> Asked:
    """Read the address; a day that is none, or beyond today, falls back."""
    last = date(plan.year, 12, 31) if plan.year else today
    day = min(_day(params.get("on", "")) or min(today, last), today)
    known = params.get("known", "now")
    return Asked(
        day=day, known=known if known in dict(KNOWN) else "now", other=_day(params.get("with", "")),
        bureau=params.get("bureau", ""), state=params.get("state", "") if params.get("state", "") in STATES else "",
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def board_page(plan: Plan, asked: Asked) -> BoardPage:
    """At most eight queries."""
    targets = list(plan.targets.live().select_related("owner_bureau", "owner_post__holder", "plan", "parent"))
    bureaus = sorted({t.owner_bureau for t in targets if t.owner_bureau}, key=lambda o: (o.order, o.name))
    if asked.bureau:
        targets = [t for t in targets if t.owner_bureau and t.owner_bureau.code == asked.bureau]
    known_on = asked.day if asked.known == "then" else None
    found = standings(targets, day=asked.day, known_on=known_on)
    then = newest(targets, [asked.day], known_on=asked.day) if asked.known == "both" else {}
    other = (
        newest(targets, [asked.other], known_on=asked.other if asked.known == "then" else None) if asked.other else {}
    )
    rows = [
        BoardRow(
            s, then.get(s.target.pk, {}).get(asked.day),
            other.get(s.target.pk, {}).get(asked.other) if asked.other else None,
        )
        for s in found
    ]  # fmt: skip
    shown = [r for r in rows if not asked.state or r.standing.status.code == asked.state]
    elapsed = elapsed_of(plan, asked.day)
    return BoardPage(
        plan=plan, asked=asked, sections=_sections(shown), states=state_counts([r.standing for r in rows]),
        bureaus=bureaus, elapsed=f"{float(elapsed) * 100:.1f}%", elapsed_at=bar_width(elapsed), total=len(rows),
        rows=shown,
    )  # fmt: skip


def elapsed_of(plan: Plan, day: date) -> Fraction:
    """The share of the plan's year gone at the end of a day."""

    year = plan.year or day.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    gone = min(max((day - first).days + 1, 0), (last - first).days + 1)
    return Fraction(gone, (last - first).days + 1)


def _sections(rows: Sequence[BoardRow]) -> list[SectionRows]:
    made: list[SectionRows] = []
    for row in rows:
        title = row.target.section_title or "总目标"
        if not made or made[-1].title != title:
            made.append(SectionRows(title))
        made[-1].rows.append(row)
    return made


def state_counts(found: Sequence[Standing]) -> list[StateCount]:
    """Every state with its number and rule, in the order of the board."""
    count = Counter(s.status.code for s in found)
    said = state_words()
    return [StateCount(c, said[c].label, said[c].rule, TONES[c], count[c]) for c in STATES]


EXPORTED = (
    "章节", "原文", "指标", "目标", "单位", "实际", "完成比例", "时间进度", "状态", "判断", "预测", "责任部门", "责任岗位",
    "口径", "期限", "最近变动",
)  # fmt: skip


def export_lines(page: BoardPage) -> list[list[Any]]:
    """The board as rows of a sheet: numbers in the target's own unit."""
    lines = []
    for row in page.rows:
        s, t = row.standing, row.target
        line = [
            t.section_title or "总目标", " ".join(t.quote.split()), t.named, s.goal.value, t.unit,
            s.point.value if s.point else None, s.progress_said, s.elapsed_said, s.status.label, s.why, s.forecast_said,
            str(t.owner_bureau or ""), t.owner_post.title if t.owner_post else "", tally_label(t.tally) if t.tally else "",
            t.deadline, s.moved,
        ]  # fmt: skip
        if page.both:
            line.append(row.then.value if row.then else None)
        if page.asked.other:
            line += [row.other.value if row.other else None, row.change]
        lines.append(line)
    return lines


def export_headings(page: BoardPage) -> list[str]:
    """With the columns that the address asked for."""
    more = ["当时所知"] if page.both else []
    if page.asked.other:
        more += [f"{page.asked.other} 实际", "变化"]
    return [*EXPORTED, *more]
