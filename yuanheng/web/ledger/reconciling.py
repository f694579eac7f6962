"""Do the figures of a year agree with one another: a cumulative figure never falls, and equals its months.

A fall is a question, not an error: tax may be refunded. Where the month's own figure says so (negative, and just the
fall), nothing is asked; nor where the measure itself may fall (profit: a month may bring a loss).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.measures import load_measures

from .models import Fact, Record
from .snapshots import active_facts
from .wording import shown_in

SUMMED = "sum"
Key = tuple[UUID, str, str, int]
"""(enterprise, source, measure, year)."""


@dataclass(frozen=True, slots=True)
class Discord:
    """A cumulative figure that does not agree with the one before it, or with its months."""

    enterprise: UUID
    source: str
    measure: str
    year: int
    through: int
    kind: str  # falls | months
    amount: Decimal
    against: Decimal
    before: int
    fact: Fact
    other: Fact

    @property
    def difference(self) -> Decimal:
        """By how much."""
        return self.amount - self.against


@dataclass(slots=True)
class _Course:
    """The figures of one firm, source, measure and year by month; two files that disagree say nothing (a contradiction)."""

    to_date: dict[int, Decimal]
    months: dict[int, Decimal]
    facts: dict[tuple[bool, int], Fact]


def discords() -> list[Discord]:
    """All of them, by firm, measure, year and month; what was corrected counts as corrected."""
    flows = [code for code, measure in load_measures().items() if measure.over_time.value == SUMMED]
    rows = active_facts().filter(measure__in=flows)
    cumulative = rows.filter(period__regex=r"^\d{4}-01\.\.\d{4}-\d\d$")
    keys = set(cumulative.values_list("record_key", flat=True).distinct())
    firms = dict(
        Record.objects.filter(record_key__in=keys, enterprise__isnull=False).values_list("record_key", "enterprise_id")
    )
    found: list[Discord] = []
    for key, course in _courses(rows.filter(record_key__in=list(firms)), firms).items():
        found += _of(key, course)
    return sorted(found, key=lambda d: (str(d.enterprise), d.measure, d.source, d.year, d.through, d.kind))


def _courses(rows: object, firms: dict[str, UUID]) -> dict[Key, _Course]:
    sums: dict[tuple[Key, bool, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    facts: dict[tuple[Key, bool, int], Fact] = {}
    for fact in rows.iterator(chunk_size=5000):  # type: ignore[attr-defined]
        asked = parse_period(fact.period)
        if asked.first != 1 and asked.first != asked.last:
            continue
        place = ((firms[fact.record_key], fact.source, fact.measure, asked.year), asked.first != asked.last, asked.last)
        sums[place][fact.file] += fact.amount
        facts.setdefault(place, fact)
    courses: dict[Key, _Course] = defaultdict(lambda: _Course({}, {}, {}))
    for (key, to_date, month), files in sums.items():
        if len(set(files.values())) == 1:
            amount = next(iter(files.values()))
            (courses[key].to_date if to_date else courses[key].months)[month] = amount
            courses[key].facts[to_date, month] = facts[key, to_date, month]
    return courses


def _of(key: Key, course: _Course) -> list[Discord]:
    known = {**({1: course.months[1]} if 1 in course.months else {}), **course.to_date}
    found, before = [], None
    for month in sorted(known):
        if before is not None and known[month] < known[before] and not _explained(key, course, known, before, month):
            found.append(_discord(key, course, "falls", month, known[month], known[before], before))
        if month in course.to_date and all(m in course.months for m in range(1, month + 1)):
            total = sum((course.months[m] for m in range(1, month + 1)), Decimal(0))
            if abs(total - known[month]) > _slack(key[2]) * month:
                found.append(_discord(key, course, "months", month, known[month], total, month))
        before = month
    return found


def _explained(key: Key, course: _Course, known: dict[int, Decimal], before: int, month: int) -> bool:
    """The measure may fall, or the months between say the same fall themselves."""
    between = range(before + 1, month + 1)
    return load_measures()[key[2]].may_fall or (
        all(m in course.months for m in between)
        and sum(course.months[m] for m in between) == known[month] - known[before]
    )


def _slack(measure: str) -> Decimal:
    """Half of the last digit that people write: each month may have been rounded by as much."""
    how = shown_in(measure)
    return how.divisor * Decimal(5) / Decimal(10) ** (how.decimals + 1)


def _discord(
    key: Key, course: _Course, kind: str, month: int, amount: Decimal, against: Decimal, before: int
) -> Discord:
    fact = course.facts.get((True, month)) or course.facts[False, month]
    other = course.facts.get((kind == "falls", before)) or course.facts.get((False, before)) or fact
    return Discord(*key, month, kind, amount, against, before, fact, other)
