"""The months of a project: what was reported, what is missing, where a cumulative figure falls. Missing is never zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported for a month, in yuan; None: not stated."""

    done: Decimal | None
    cumulative: Decimal | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month that should have a report; `reported` None: missing. `fell` from the last stated cumulative, if it did."""

    first: date
    reported: Reported | None
    fell: Decimal | None = None
    differs: Decimal | None = None


def next_month(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months(since: date, until: date) -> tuple[date, ...]:
    """First days of the months from that of `since` to that of `until`."""
    found, month = [], since.replace(day=1)
    while month <= until:
        found.append(month)
        month = next_month(month)
    return tuple(found)


def last_due_month(on: date) -> date:
    """The newest month whose report should be in: the month before, from the tenth on; else the one before that."""
    this = on.replace(day=1)
    before = date.fromordinal(this.toordinal() - 1).replace(day=1)
    return before if on.day >= 10 else date.fromordinal(before.toordinal() - 1).replace(day=1)


def series(reports: Mapping[date, Reported], *, since: date, until: date) -> tuple[Month, ...]:
    """Every month from `since` to `until`, reported or missing.

    `differs`: the rise of the cumulative from the month right before is not what the month says it did; by how much.
    """
    found: list[Month] = []
    last: Decimal | None = None
    adjacent = False
    for month in months(since, max(until, max(reports, default=until))):
        report = reports.get(month)
        if report is None and month > until:
            continue
        now = report.cumulative if report else None
        fell = last - now if now is not None and last is not None and now < last else None
        differs = None
        if report and adjacent and None not in (now, last, report.done) and fell is None:
            differs = (now - last - report.done) or None  # type: ignore[operator]
        found.append(Month(month, report, fell, differs))
        adjacent = now is not None
        last = now if now is not None else last
    return tuple(found)


def missing(row: tuple[Month, ...]) -> tuple[date, ...]:
    """The months without a report."""
    return tuple(m.first for m in row if m.reported is None)


def year_sum(reports: Mapping[date, Reported], year: int) -> tuple[Decimal | None, int]:
    """What the reported months of a year add up to, and how many they are; None where none states a figure."""
    stated = [r.done for m, r in reports.items() if m.year == year and r.done is not None]
    return (sum(stated, Decimal(0)) if stated else None), len(stated)
