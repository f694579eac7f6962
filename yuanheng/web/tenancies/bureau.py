"""What the land bureau's and the power company's sheets say, read from the ledger, and the books of a day made with them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from yuanheng.web.base.moment import end_of
from yuanheng.web.ledger.asof import FiguresAsOf, figures_as_of
from yuanheng.web.ledger.models import Fact, Figure
from yuanheng.web.ledger.snapshots import active_facts

from .book import Book, BureauLand, make_book
from .metering import Bills, MeterBook, meter_book
from .models import MeterReading, SharedAccount
from .reconciled import POWER, one_bill_a_month

CERTIFIED = "certified_land_area"


def land_of(figures: FiguresAsOf, *, year: int) -> BureauLand:
    """From the figures of a year."""
    return BureauLand(
        year=year if figures.of(CERTIFIED) else None,
        certified=figures.of(CERTIFIED),
        uncertified=figures.of("uncertified_land_area"),
        floor=figures.of("floor_area"),
    )


def bureau_land(*, on: date, known_on: date | None) -> BureauLand:
    """The newest year up to that of `on`; nothing where no sheet has come."""
    rows = Figure.objects.filter(measure=CERTIFIED, amount__isnull=False, year__lte=on.year)
    year = rows.aggregate(newest=Max("year"))["newest"]
    if year is None:
        return BureauLand()
    return land_of(figures_as_of(year=year, known_on=known_on), year=year)


def book_of(*, on: date, known_on: date | None = None) -> Book:
    """The book of a day as the pages show it."""
    return make_book(on=on, known_on=known_on, bureau=bureau_land(on=on, known_on=known_on))


def company_bills(accounts: set[str], *, year: int, known_on: date | None) -> Bills:
    """The power company's months of these accounts, as its sheets in the ledger say."""
    at = end_of(known_on) if known_on is not None else None
    rows = active_facts() if at is None else _standing_at(at)
    mine = rows.filter(source=POWER, measure="electricity", account__in=accounts, period__startswith=f"{year}-")
    return one_bill_a_month(mine.values_list("account", "period", "file", "amount"))


def _standing_at(at: datetime) -> QuerySet[Fact]:
    read = Q(reading__superseded_at__isnull=True) | Q(reading__superseded_at__gt=at)
    kept = Q(reading__file__upload__withdrawn_at__isnull=True) | Q(reading__file__upload__withdrawn_at__gt=at)
    return Fact.objects.filter(read & kept, reading__read_at__lte=at)


def meters_of(*, year: int, known_on: date | None = None, accounts: list[SharedAccount] | None = None) -> MeterBook:
    """The shared accounts of a year as the pages show them."""
    found = accounts
    if found is None:
        found = list(SharedAccount.objects.known(known_on).select_related("holder"))
    bills = company_bills({account.account for account in found}, year=year, known_on=known_on)
    return meter_book(year=year, known_on=known_on, bills=bills, accounts=found)


def meter_year(on: date) -> int:
    """The newest year up to the day in which anything was read; else the day's own."""
    newest = MeterReading.objects.filter(month__lte=on).aggregate(newest=Max("month"))["newest"]
    return newest.year if newest is not None else on.year
