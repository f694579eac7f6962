"""What the land bureau's sheets say, read from the ledger: the newest year up to the day that has certified areas."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from yuanheng.web.ledger.asof import FiguresAsOf, figures_as_of
from yuanheng.web.ledger.models import Figure

from .book import Book, BureauLand, make_book

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
