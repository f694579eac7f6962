"""Which projects came through a region: one rule, for pages, tallies and the apps above."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from yuanheng.web.projects.models import Project

from .models import Brought, Channel
from .rules import words_of


def main_channels(*, on: date | None = None, known_on: date | None = None) -> QuerySet[Brought]:
    """The main channel of each project, entered for a day up to `on`, as known at the end of `known_on`."""
    rows = Brought.objects.known(known_on).filter(main=True)
    return rows if on is None else rows.filter(on__lte=on)


def through_region(
    rows: QuerySet[Project], region: str, *, on: date | None = None, known_on: date | None = None
) -> QuerySet[Project]:
    """Projects whose main channel is of the region.

    Where no main channel is recorded (earlier records) the name of the source decides: it contains a word of the region.
    The source's name has no history of its own; it is read as it stands now.
    """
    mains = main_channels(on=on, known_on=known_on)
    here = mains.filter(channel__in=Channel.objects.of_region(region))
    named = Q()
    for word in words_of(region):
        named |= Q(source_name__icontains=word)
    earlier = named & ~Q(pk__in=mains.values("project")) if named else Q(pk__in=[])
    return rows.filter(Q(pk__in=here.values("project")) | earlier)
