"""What counts as a channel we work with, on a day and as known on a day (`rules/channels`: `counts_by`)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .models import Channel, ContactEntry, Partnership, Relation
from .rules import channel_rules


def standing_relations(*, on: date, known_on: date | None) -> QuerySet[Relation]:
    """Relations that hold on the day; each has its paper, or it would not be there."""
    rows = Relation.objects.known(known_on).filter(since__lte=on)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=on))


def counted(
    kind: str, *, since: date, on: date, known_on: date | None, through: str | None = None
) -> QuerySet[Channel]:
    """Channels of a kind that count on the day; contacts from `since` on keep a contact alive."""
    rows = Channel.objects.filter(kind=kind).standing(on, known_on)
    rows = rows.of_region(through) if through else rows
    how = channel_rules().counts_by[kind]
    if how == "registered":
        return rows
    related = Q(pk__in=standing_relations(on=on, known_on=known_on).values("channel"))
    if how == "agreement":
        agreed = Partnership.objects.known(known_on).filter(kind="agreement", on__lte=on)
        agreed = agreed.filter(Q(until__isnull=True) | Q(until__gte=on))
        return rows.filter(related | Q(pk__in=agreed.values("channel")))
    if how == "contact":
        contacts = ContactEntry.objects.known(known_on).filter(on__range=(since, on))
        related |= Q(pk__in=contacts.values("channel"))
    return rows.filter(related)


def without_evidence(*, on: date, known_on: date | None = None) -> QuerySet[Channel]:
    """Registered channels of the kinds that need a paper, without one that holds: they do not count."""
    kinds = [kind for kind, how in channel_rules().counts_by.items() if how == "evidence"]
    related = standing_relations(on=on, known_on=known_on).values("channel")
    return Channel.objects.filter(kind__in=kinds).standing(on, known_on).exclude(pk__in=related)
