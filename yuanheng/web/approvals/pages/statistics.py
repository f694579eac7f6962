"""A year's time by item and chain against the promise and last year; where the days went; what decides the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.powers import Change, critical_days, procedure_of_matter, retell

from ..rules import limits, matters, office, powers
from .history import Closed, closed_in


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item or chain in a year; days are working days from acceptance to decision, stops left out."""

    code: str
    label: str
    kind: str
    count: int
    mean: float
    middle: float
    ninety: int
    promised: int | None
    on_time: float
    before: float | None
    before_count: int

    @property
    def faster(self) -> float | None:
        """Days less than last year; None without last year's."""
        return None if self.before is None else self.before - self.mean


@dataclass(frozen=True)
class YearPage:
    """A year's statistics."""

    year: int
    lines: tuple[ItemLine, ...]
    count: int
    on_time: float | None
    where: tuple[tuple[str, int, float], ...]
    chart: dict[str, Any]
    limits: tuple[tuple[str, str, int, int, float | None, bool], ...]


def year_page(year: int) -> YearPage:
    """The statistics of a year, as closed in it."""
    now, before = closed_in(year), _by_code(closed_in(year - 1))
    groups = _by_code(now)
    lines = sorted((_line(rows, before.get(code, [])) for code, rows in groups.items()), key=lambda x: -x.count)
    where = where_days_go(now)
    return YearPage(
        year=year,
        lines=tuple(lines),
        count=len(now),
        on_time=sum(c.on_time for c in now) / len(now) if now else None,
        where=where,
        chart={
            "categories": [label for label, _, _ in where],
            "series": [{"name": "工作日", "values": [days for _, days, _ in where]}],
            "horizontal": True,
        },
        limits=tuple(_limits(groups)),
    )


def _by_code(rows: Iterable[Closed]) -> dict[str, list[Closed]]:
    found: dict[str, list[Closed]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    return found


def _line(rows: list[Closed], before: list[Closed]) -> ItemLine:
    used = sorted(row.used for row in rows)
    promised = next((row.past.promised for row in reversed(rows) if row.past.promised is not None), None)
    return ItemLine(
        code=rows[0].code, label=rows[0].label, kind=rows[0].kind, count=len(rows), mean=sum(used) / len(used),
        middle=median(used), ninety=used[min(len(used) - 1, -(-9 * len(used) // 10) - 1)], promised=promised,
        on_time=sum(row.on_time for row in rows) / len(rows),
        before=sum(row.used for row in before) / len(before) if before else None, before_count=len(before),
    )  # fmt: skip


def where_days_go(rows: Iterable[Closed]) -> tuple[tuple[str, int, float], ...]:
    """Label, working days and share of each party, the largest first."""
    found: dict[str, int] = defaultdict(int)
    own = office().bureau_name
    for row in rows:
        found[own] += row.spent.own
        found["申请人(补正)"] += row.spent.applicant
        found["暂停(公示、评审等)"] += row.spent.suspended
        for bureau, days in row.spent.bureaus.items():
            found[bureau] += days
    whole = sum(found.values())
    return tuple((k, v, v / whole) for k, v in sorted(found.items(), key=lambda i: -i[1]) if v)


def _limits(groups: dict[str, list[Closed]]) -> Iterable[tuple[str, str, int, int, float | None, bool]]:
    """Mechanism, what, its days, how many cases, the share within them, whether the reading is an assumption."""
    for mechanism in limits():
        for part in mechanism.parts:
            rows = groups.get(part.matter or part.power, [])
            share = sum(row.used <= part.days for row in rows) / len(rows) if rows else None
            yield mechanism.label, part.label, part.days, len(rows), share, mechanism.source.assumption


@dataclass(frozen=True)
class ChainPage:
    """One chain in a year: what decides its end, and what a change would have saved."""

    label: str
    count: int
    steps: tuple[tuple[str, str, int, int, float], ...]
    pairs: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str], ...]
    retold: Any = None


def chain_page(name: str, year: int, *, change: Change | None = None) -> ChainPage:
    """A chain over all its cases closed in a year.

    Raises:
        UnknownStep: the change is none of this chain's.
    """
    matter, calendar = matters()[name], load_calendar()
    rows = [row.past for row in closed_in(year) if row.code == name]
    on = max((row.accepted_on for row in rows), default=matter.since)
    procedure = procedure_of_matter(matter, powers(), on=on)
    found = critical_days(rows, procedure, calendar)
    labels = {step.code: step for step in procedure.steps}
    steps = [
        (labels[code].label, labels[code].bureau, cases, days, cases / len(rows) if rows else 0)
        for code, (cases, days) in found.items()
        if code in labels and days
    ]
    pairs = [(f"{s.code}|{b}", f"{s.label} 与 {labels[b].label}") for s in procedure.steps for b in s.after]
    return ChainPage(
        label=matter.label,
        count=len(rows),
        steps=tuple(sorted(steps, key=lambda s: -s[3])),
        pairs=tuple(pairs),
        items=tuple((s.code, s.label) for s in procedure.steps),
        retold=retell(rows, procedure, calendar, change=change) if change is not None else None,
    )
