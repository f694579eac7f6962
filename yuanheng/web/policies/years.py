"""Of which year policies are matched: the figures of the year before must be in the ledger."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from yuanheng.web.ledger.models import Figure


def default_year(today: date) -> int:
    """This year; where the ledger ends earlier, the year after its last figures."""
    newest = Figure.objects.filter(missing=False).aggregate(last=Max("year"))["last"]
    return today.year if newest is None else min(today.year, newest + 1)


def offered(today: date) -> tuple[int, ...]:
    """The years that can be chosen, newest first: this one, and those about the ledger's last."""
    usual = default_year(today)
    return tuple(sorted({today.year, *(y for y in (usual - 1, usual, usual + 1) if y <= today.year)}, reverse=True))


def chosen(text: str, today: date) -> int:
    """The year asked for; the default where it is none."""
    return int(text) if text in {str(y) for y in offered(today)} else default_year(today)


def day_of(year: int, today: date) -> date:
    """The day a year is matched on: today within this year, else its last day."""
    return today if year == today.year else date(year, 12, 31)
