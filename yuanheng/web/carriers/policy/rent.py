"""Rent due month by month, in exact fractions until a month is rounded once.

A rate per square metre and day is owed for every day; a rent per month or year is owed in full for a full month and by days
of the month otherwise. Days of a rent-free period are not owed. A step changes the rate from its day on: by per cent of the
rate before it (the new rate rounded to `step_round_to`), or to a new rate.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

Basis = Literal["m2_day", "m2_month", "month", "year"]
PER_AREA = ("m2_day", "m2_month")
STEP_TO = Decimal("0.0001")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on the rate is another."""

    begins: date
    kind: Literal["percent", "rent"]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Free:
    """Days without rent, both counted."""

    begins: date
    until: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What a lease says of rent; `area` None where it is not known: then only rents not per area can be told."""

    starts: date
    last: date
    rent: Decimal
    basis: Basis
    area: Decimal | None = None
    steps: tuple[Step, ...] = ()
    free: tuple[Free, ...] = ()
    step_to: Decimal = STEP_TO


@dataclass(frozen=True, slots=True)
class MonthDue:
    """What is owed for one month; `owed_days` of `days` in the month count."""

    year: int
    month: int
    amount: Decimal
    owed_days: int
    days: int
    rates: tuple[Decimal, ...] = field(default=())

    @property
    def rates_told(self) -> str:
        """The rates of the month's days, without idle zeros."""
        return "、".join(f"{rate.normalize():f}" for rate in self.rates)

    @property
    def label(self) -> str:
        """2021-06."""
        return f"{self.year}-{self.month:02d}"


def rate_on(terms: Terms, day: date) -> Decimal:
    """The rate in force on a day."""
    rate = terms.rent
    for step in sorted(terms.steps, key=lambda s: s.begins):
        if step.begins > day:
            break
        rate = step.value if step.kind == "rent" else _raised(rate, step.value, terms.step_to)
    return rate


def _raised(rate: Decimal, percent: Decimal, to: Decimal) -> Decimal:
    return (rate * (100 + percent) / 100).quantize(to, rounding=ROUND_HALF_UP)


def is_free(terms: Terms, day: date) -> bool:
    """Within a rent-free period."""
    return any(free.begins <= day <= free.until for free in terms.free)


def month_due(terms: Terms, *, year: int, month: int, round_to: Decimal = CENT) -> MonthDue | None:
    """What is owed for a month, rounded half up once; None where it cannot be told (a rate per area, no area).

    A month without a day of the lease owes 0 for 0 days.
    """
    if terms.basis in PER_AREA and terms.area is None:
        return None
    days = monthrange(year, month)[1]
    first = max(date(year, month, 1), terms.starts)
    last = min(date(year, month, days), terms.last)
    total, owed, rates = Fraction(0), 0, []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if not is_free(terms, day):
            rate = rate_on(terms, day)
            total += _day_part(terms, rate, days)
            owed += 1
            if not rates or rates[-1] != rate:
                rates.append(rate)
    return MonthDue(year, month, rounded(total, round_to), owed, days, tuple(rates))


def _day_part(terms: Terms, rate: Decimal, days: int) -> Fraction:
    per_area = Fraction(terms.area or 0) if terms.basis in PER_AREA else Fraction(1)
    if terms.basis == "m2_day":
        return Fraction(rate) * per_area
    if terms.basis == "year":
        return Fraction(rate) / 12 / days
    return Fraction(rate) * per_area / days


def rounded(exact: Fraction, to: Decimal) -> Decimal:
    """Half up, away from zero, without a detour through a float."""
    steps = exact / Fraction(to)
    whole = (steps.numerator * 2 + steps.denominator) // (steps.denominator * 2)
    return Decimal(whole) * to


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every month that a span touches."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [((first.year * 12 + first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1) for k in range(count)]


def schedule(terms: Terms, *, first: date | None = None, last: date | None = None) -> tuple[MonthDue, ...]:
    """Month by month over the lease, or over a part of it; empty where it cannot be told."""
    begin, end = max(terms.starts, first or terms.starts), min(terms.last, last or terms.last)
    dues = (month_due(terms, year=y, month=m) for y, m in months_between(begin, end)) if begin <= end else ()
    return tuple(due for due in dues if due is not None)


def yearly_steps(starts: date, last: date, percent: Decimal, *, every: int = 1) -> tuple[Step, ...]:
    """A rise of so many per cent on each (or each `every`-th) anniversary within the lease."""
    found, year = [], starts.year + every
    while (day := _anniversary(starts, year)) <= last:
        found.append(Step(day, "percent", percent))
        year += every
    return tuple(found)


def _anniversary(day: date, year: int) -> date:
    return (
        date(year, 3, 1) if (day.month, day.day) == (2, 29) and monthrange(year, 2)[1] == 28 else day.replace(year=year)
    )


def faults(terms: Terms) -> tuple[str, ...]:
    """What is wrong with the terms, in words: steps and free days outside the lease, or twice."""
    found = [f"递增日 {s.begins} 不在租期内" for s in terms.steps if not terms.starts <= s.begins <= terms.last]
    found += [f"免租期 {f.begins} 至 {f.until} 不在租期内" for f in terms.free if not _within(f, terms)]
    found += [f"递增日 {day} 写了两次" for day in _twice([s.begins for s in terms.steps])]
    return tuple(found)


def _within(free: Free, terms: Terms) -> bool:
    return terms.starts <= free.begins <= free.until <= terms.last


def _twice(days: Sequence[date]) -> list[date]:
    return sorted({day for day in days if days.count(day) > 1})
