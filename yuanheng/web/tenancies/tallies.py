"""Figures over the register that the plan can count, each with its records, on a day and as known on a day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, tally

from .book import Book
from .bureau import book_of
from .models import Tenancy


def _book(period: Period, on: date, known_on: date | None) -> Book:
    """Of the last day of the period, or of `on` where that is earlier."""
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return book_of(on=min(following - timedelta(days=1), on), known_on=known_on)


def _records(book: Book, *, reconciled: bool) -> object:
    wanted = [lease.tenancy.pk for lease in book.running if not reconciled or lease.mu is not None]
    return Tenancy.objects.filter(pk__in=wanted)


@tally("tenancies.running", label="在租租赁", unit="份", synonyms=("租赁户数", "厂房租赁"))
def running(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Leases whose term covers the day."""
    book = _book(period, on, known_on)
    return Reading(value=Decimal(len(book.running)), unit="份", records=_records(book, reconciled=False))  # type: ignore[arg-type]


@tally("tenancies.reconciled", label="双方确认的租赁", unit="份", synonyms=("租赁核定", "租赁确认"))
def reconciled_ones(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Those on which both sides agree and have confirmed."""
    book = _book(period, on, known_on)
    count = sum(lease.mu is not None for lease in book.running)
    return Reading(
        value=Decimal(count), unit="份", records=_records(book, reconciled=True),  # type: ignore[arg-type]
        numerator=Decimal(count), denominator=Decimal(len(book.running)),
    )  # fmt: skip


@tally("tenancies.leased_land", label="区内租用土地", unit="亩", synonyms=("租用土地", "租赁用地"))
def leased_land(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Land of the reconciled leases; those that are open are said, not summed."""
    book = _book(period, on, known_on)
    total = sum((lease.mu for lease in book.running if lease.mu is not None), Decimal(0))
    open_ = sum(lease.mu is None for lease in book.running)
    note = f"另有 {open_} 份未核定,没有计入" if open_ else ""
    return Reading(value=total, unit="亩", records=_records(book, reconciled=True), note=note)  # type: ignore[arg-type]
